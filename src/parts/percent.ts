import { fromUtf8 } from '../base/bytes.ts';

const hexAt = (text: string, at: number): number => {
  const unit = text.charCodeAt(at);
  if (unit >= 48 && unit <= 57) return unit - 48;
  const letter = unit | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
};

/** Decodes the percent-escapes of a text and leaves those alone that are malformed (`%F`, `%zz`), where decodeURIComponent
 * would throw. Escapes that aren't UTF-8 become U+FFFD. */
export function percentDecoded(text: string): string {
  let at = text.indexOf('%');
  if (at < 0) return text;
  let out = text.slice(0, at);
  while (at < text.length) {
    const bytes: number[] = [];
    for (; text.charCodeAt(at) === 37; at += 3) {
      const high = hexAt(text, at + 1);
      const low = hexAt(text, at + 2);
      if (high < 0 || low < 0) break;
      bytes.push(high * 16 + low);
    }
    if (bytes.length > 0) out += fromUtf8(Uint8Array.from(bytes));
    else out += text[at++]!;
    const next = text.indexOf('%', at);
    out += next < 0 ? text.slice(at) : text.slice(at, next);
    at = next < 0 ? text.length : next;
  }
  return out;
}

/** Decodes a piece of a query, where a plus sign is a space. */
export const queryDecoded = (text: string): string => percentDecoded(text.includes('+') ? text.replaceAll('+', ' ') : text);

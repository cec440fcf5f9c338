/** UTF-8 and base64 without TextEncoder, Buffer or atob, since the pure part has no host. Lone surrogates become U+FFFD. */

/** Bytes of `text` in UTF-8. */
export function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Length(text));
  let at = 0;
  for (const char of text) {
    const raw = char.codePointAt(0) as number;
    const code = raw >= 0xd800 && raw <= 0xdfff ? 0xfffd : raw;
    if (code < 0x80) bytes[at++] = code;
    else {
      const extra = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
      bytes[at++] = [0, 0xc0, 0xe0, 0xf0][extra]! | (code >> (6 * extra));
      for (let i = extra - 1; i >= 0; i--) bytes[at++] = 0x80 | ((code >> (6 * i)) & 0x3f);
    }
  }
  return bytes;
}

/** How many bytes `text` takes in UTF-8, without making them. */
export function utf8Length(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) length += 1;
    else if (unit < 0x800) length += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      length += 4;
      i++;
    } else length += 3;
  }
  return length;
}

/** Text of UTF-8 bytes; malformed bytes become U+FFFD, as TextDecoder does without `fatal`. */
export function fromUtf8(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i]!;
    const extra =
      first < 0x80 ? 0 : first >= 0xc2 && first < 0xe0 ? 1 : (first & 0xf0) === 0xe0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : -1;
    let code = extra <= 0 ? first : first & (0x3f >> extra);
    let taken = 1;
    while (taken <= extra && ((bytes[i + taken] ?? 0) & 0xc0) === 0x80) {
      const next = bytes[i + taken]!;
      if (
        taken === 1 &&
        ((first === 0xe0 && next < 0xa0) ||
          (first === 0xed && next > 0x9f) ||
          (first === 0xf0 && next < 0x90) ||
          (first === 0xf4 && next > 0x8f))
      )
        break;
      code = (code << 6) | (next & 0x3f);
      taken++;
    }
    text += extra < 0 || taken <= extra ? '\ufffd' : String.fromCodePoint(code);
    i += taken;
  }
  return text;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Standard base64 with padding. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const triple = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += ALPHABET[triple >> 18]! + ALPHABET[(triple >> 12) & 63]!;
    text += i + 1 < bytes.length ? ALPHABET[(triple >> 6) & 63]! : '=';
    text += i + 2 < bytes.length ? ALPHABET[triple & 63]! : '=';
  }
  return text;
}

const VALUES: ReadonlyMap<string, number> = new Map([...ALPHABET, '-', '_'].map((c, i) => [c, c === '-' ? 62 : c === '_' ? 63 : i]));

/** Where the padding begins; `/=+$/` would take quadratic time on a hostile text of equals signs. */
function unpadded(text: string): number {
  let end = text.length;
  while (end > 0 && text[end - 1] === '=') end--;
  return end;
}

/** Bytes of base64 or base64url text; `undefined` when it is neither. */
export function fromBase64(text: string): Uint8Array | undefined {
  const body = text.slice(0, unpadded(text));
  if (body.length % 4 === 1) return undefined;
  const bytes = new Uint8Array((body.length * 3) >> 2);
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const char of body) {
    const value = VALUES.get(char);
    if (value === undefined) return undefined;
    buffer = ((buffer << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (buffer >> bits) & 0xff;
    }
  }
  return bytes;
}

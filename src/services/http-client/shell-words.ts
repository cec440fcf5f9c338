import { fromUtf8 } from '../../base/bytes.ts';

/** The words of a command line as a POSIX shell (and bash's $'…') would split it; whatever only a real shell could work out is refused. */
export function shellWords(command: string): { readonly words: readonly string[] } | { readonly problem: string } {
  const words: string[] = [];
  let word: string | null = null;
  let at = 0;
  const text = command.replace(/\r\n/g, '\n').trim().replace(/^\$ /, '');
  while (at < text.length) {
    const char = text[at]!;
    if (/\s/.test(char)) {
      if (char === '\n' && rest(text, at) !== '')
        return { problem: `There is a second command after the first: ${shown(rest(text, at))}. Paste one at a time.` };
      if (word !== null) words.push(word);
      word = null;
      at++;
      continue;
    }
    if (word === null && char === '#') break;
    const piece = pieceAt(text, at);
    if ('problem' in piece) return piece;
    if (piece.text !== null) word = (word ?? '') + piece.text;
    at = piece.next;
  }
  if (word !== null) words.push(word);
  return { words };
}

const rest = (text: string, at: number): string => text.slice(at).trim();
const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 37)}…` : text);

/** A piece of a word and where the next begins; null is a line continuation. */
type Piece = { readonly text: string | null; readonly next: number } | { readonly problem: string };

function pieceAt(text: string, at: number): Piece {
  const char = text[at]!;
  switch (char) {
    case "'": {
      const end = text.indexOf("'", at + 1);
      return end < 0 ? unclosed("'") : { text: text.slice(at + 1, end), next: end + 1 };
    }
    case '"':
      return doubleQuoted(text, at);
    case '\\':
      if (text[at + 1] === '\n') return { text: null, next: at + 2 };
      return at + 1 < text.length ? { text: text[at + 1]!, next: at + 2 } : { text: null, next: at + 1 };
    case '$':
      if (text[at + 1] === "'") return ansiQuoted(text, at + 2);
      if (/[A-Za-z_{(]/.test(text[at + 1] ?? '')) return variable(text, at);
      return { text: '$', next: at + 1 };
    case '`':
      return { problem: 'The command has a part in `backticks`, which only a shell can run. Put its result in its place.' };
    case '&':
      return { problem: 'There is an & outside quotes, where a shell would end the command. Put the URL in quotes.' };
    case '|':
    case ';':
    case '<':
    case '>':
      return { problem: `There is a ${char} outside quotes, where a shell would go on to something else. Paste the curl command alone.` };
    default:
      return { text: char, next: at + 1 };
  }
}

const unclosed = (quote: string): Piece => ({ problem: `A ${quote} quote is opened and not closed.` });

function variable(text: string, at: number): Piece {
  const name = /^\$(\{[^}]*\}|\([^)]*\)?|\w+)/.exec(text.slice(at))?.[0] ?? '$';
  return { problem: `${name} is for a shell to fill in, which a page can't do. Put its value in its place, or use single quotes.` };
}

function doubleQuoted(text: string, start: number): Piece {
  let out = '';
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at]!;
    if (char === '"') return { text: out, next: at + 1 };
    if (char === '`' || (char === '$' && /[A-Za-z_{(]/.test(text[at + 1] ?? '')))
      return char === '`' ? pieceAt(text, at) : variable(text, at);
    if (char !== '\\') out += char;
    else {
      const next = text[++at] ?? '';
      if (next === '\n') continue;
      out += /["\\$`]/.test(next) ? next : `\\${next}`;
    }
  }
  return unclosed('"');
}

const ESCAPES: { readonly [letter: string]: string } = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** bash's $'…', which browsers write for "Copy as cURL". https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html (2026-11-23) */
function ansiQuoted(text: string, start: number): Piece {
  let out = '';
  let bytes: number[] = [];
  const flush = (): void => {
    out += fromUtf8(Uint8Array.from(bytes));
    bytes = [];
  };
  for (let at = start; at < text.length; ) {
    const char = text[at]!;
    const code =
      char === '\\'
        ? /^\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3}))/.exec(text.slice(at, at + 10))
        : null;
    if (code?.[1] !== undefined || code?.[4] !== undefined) {
      // \xHH and octal name bytes, and several may make one character.
      bytes.push(code[1] === undefined ? Number.parseInt(code[4] as string, 8) & 255 : Number.parseInt(code[1], 16));
      at += code[0].length;
      continue;
    }
    flush();
    if (char === "'") return { text: out, next: at + 1 };
    if (code) {
      const value = Number.parseInt((code[2] ?? code[3]) as string, 16);
      if (value > 0x10ffff) return { problem: `${code[0]} is no character.` };
      out += String.fromCodePoint(value);
      at += code[0].length;
    } else if (char === '\\') {
      const letter = text[at + 1] ?? '';
      out += ESCAPES[letter] ?? (/['"\\?]/.test(letter) ? letter : `\\${letter}`);
      at += 2;
    } else {
      out += char;
      at++;
    }
  }
  return unclosed("$'");
}

import { base64, fromBase64, fromUtf8, utf8 } from '../../base/bytes.ts';
import { hash32 } from '../../base/random.ts';
import type { Body, Part } from './config.ts';

/** A body as it goes on the wire, and the Content-Type that a client gives it by itself. */
export interface Encoded {
  readonly body: string;
  readonly isBase64: boolean;
  readonly contentType: string;
}

/** Encodes a body the way a browser or curl does; the same parts always get the same boundary. */
export function encodeBody(body: Body): Encoded {
  if ('text' in body) return { body: body.text, isBase64: false, contentType: 'text/plain;charset=UTF-8' };
  if ('json' in body) return { body: JSON.stringify(body.json), isBase64: false, contentType: 'application/json' };
  if ('form' in body) return { body: formOf(body.form), isBase64: false, contentType: 'application/x-www-form-urlencoded' };
  if ('base64' in body) return { body: body.base64, isBase64: true, contentType: 'application/octet-stream' };
  return multipartOf(body.multipart);
}

/** `application/x-www-form-urlencoded`, as https://url.spec.whatwg.org/#urlencoded-serializing says (2026-11-23). */
const formOf = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => `${formEncoded(name)}=${formEncoded(value)}`).join('&');

export const formEncoded = (text: string): string =>
  encodeURIComponent(fromUtf8(utf8(text)))
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

function multipartOf(parts: readonly Part[]): Encoded {
  const contents = parts.map(({ value, base64: bytes }) => (bytes === undefined ? (value ?? '') : (fromBase64(bytes) ?? new Uint8Array())));
  const boundary = boundaryFor(parts);
  const pieces: (string | Uint8Array)[] = [];
  for (const [i, { name, filename, contentType }] of parts.entries()) {
    const file = filename === undefined ? '' : `; filename="${quoted(filename)}"`;
    const type = contentType ?? (filename === undefined ? undefined : 'application/octet-stream');
    pieces.push(`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${file}\r\n`);
    pieces.push(`${type === undefined ? '' : `Content-Type: ${type}\r\n`}\r\n`, contents[i]!, '\r\n');
  }
  pieces.push(`--${boundary}--\r\n`);
  const contentType = `multipart/form-data; boundary=${boundary}`;
  if (pieces.every((piece) => typeof piece === 'string')) return { body: pieces.join(''), isBase64: false, contentType };
  return { body: base64(joined(pieces.map((piece) => (typeof piece === 'string' ? utf8(piece) : piece)))), isBase64: true, contentType };
}

const quoted = (text: string): string => text.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** A boundary in curl's form that stands in none of the parts. */
function boundaryFor(parts: readonly Part[]): string {
  const all = JSON.stringify(parts);
  for (let attempt = 0; ; attempt++) {
    const hex = (salt: string): string => hash32(`${salt}${attempt}${all}`).toString(16).padStart(8, '0');
    const boundary = `------------------------${hex('a')}${hex('b')}`;
    if (!all.includes(boundary)) return boundary;
  }
}

import npm, { Buffer as NpmBuffer } from 'buffer/index.js';
import { inspect } from 'node-inspect-extracted';
import { chargeFor } from '../native-charges.ts';
import { noteAllocation } from '../realm/memory.ts';
import { codedError, nodeError } from '../realm/node-error.ts';
import { Blob, bytesOf, File } from '../web/blob.ts';
import { atob, btoa } from '../web/encoding.ts';

/** node:buffer: the buffer package, with base64url, Node's errors, and charges for what it copies and encodes. */

type Encoder = (value: unknown, encoding?: unknown, length?: unknown) => unknown;

const toUrl = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const fromUrl = (text: string): string => text.replaceAll('-', '+').replaceAll('_', '/');
const isUrl = (encoding: unknown): boolean => typeof encoding === 'string' && encoding.toLowerCase() === 'base64url';

const Buffer = NpmBuffer as typeof NpmBuffer & { [name: string]: unknown };
const native = {
  from: NpmBuffer.from as Encoder,
  alloc: NpmBuffer.alloc,
  concat: NpmBuffer.concat,
  byteLength: NpmBuffer.byteLength,
  isEncoding: NpmBuffer.isEncoding,
  toString: NpmBuffer.prototype.toString,
  write: NpmBuffer.prototype.write,
};

function define(owner: object, name: string, value: unknown): void {
  Object.defineProperty(value, 'name', { value: name, configurable: true });
  Object.defineProperty(owner, name, { value, writable: true, configurable: true, enumerable: true });
}

function unknownEncoding(encoding: unknown): Error {
  return codedError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${String(encoding)}`);
}

/** Bytes of hex text, up to the first pair that is none. */
function fromHex(text: string): Uint8Array {
  const digits = /^(?:[0-9a-f]{2})*/i.exec(text)?.[0] ?? '';
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const isUtf8Name = (encoding: unknown): boolean => encoding === undefined || encoding === '' || /^utf-?8$/i.test(String(encoding));

const isHex = (encoding: unknown): boolean => typeof encoding === 'string' && encoding.toLowerCase() === 'hex';

const isEncoding = (encoding: unknown): boolean => isUrl(encoding) || native.isEncoding(encoding);

define(Buffer, 'isEncoding', isEncoding);
define(Buffer, 'from', (value: unknown, encoding?: unknown, length?: unknown): unknown => {
  if (typeof value === 'string') {
    chargeFor('codeBytes', value.length);
    if (typeof encoding !== 'string' || isUtf8Name(encoding)) return native.from(encoder.encode(value).buffer);
    if (isUrl(encoding)) return native.from(fromUrl(value), 'base64');
    if (isHex(encoding)) return native.from(fromHex(value).buffer);
    if (!native.isEncoding(encoding)) throw unknownEncoding(encoding);
    return native.from(value, encoding);
  }
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) {
    throw nodeError.argumentType(
      'first argument',
      'of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object',
      value,
    );
  }
  chargeFor('copyElement', (value as { length?: number }).length ?? 8);
  return native.from(value, encoding, length);
});
define(Buffer, 'alloc', (size: unknown, fill?: unknown, encoding?: unknown): unknown => {
  checkSize(size);
  chargeFor('copyElement', (size as number) / 8);
  noteAllocation(size as number);
  if (isUrl(encoding) && typeof fill === 'string') return native.alloc(size as number, fromUrl(fill), 'base64');
  return native.alloc(size as number, fill, encoding);
});
for (const name of ['allocUnsafe', 'allocUnsafeSlow']) {
  define(Buffer, name, (size: unknown): unknown => {
    checkSize(size);
    noteAllocation(size as number);
    chargeFor('copyElement', (size as number) / 8);
    return native.alloc(size as number);
  });
}
define(Buffer, 'concat', (list: readonly Uint8Array[], length?: number): unknown => {
  if (!Array.isArray(list)) throw nodeError.argumentType('list', 'an instance of Array', list);
  const size = list.reduce((sum: number, part) => sum + part.length, 0);
  chargeFor('copyElement', size / 8);
  noteAllocation(size);
  return native.concat(list as readonly Uint8Array[], length);
});
define(Buffer, 'byteLength', (value: unknown, encoding?: unknown): number => {
  if (typeof value === 'string') {
    chargeFor('codeBytes', value.length);
    if (/^base64(?:url)?$/i.test(String(encoding))) return ((value.length - (/={1,2}$/.exec(value)?.[0].length ?? 0)) * 3) >>> 2;
    if (isHex(encoding)) return value.length >>> 1;
  }
  return native.byteLength(value, encoding);
});
define(Buffer, 'copyBytesFrom', (view: Uint8Array, offset = 0, length?: number): unknown => {
  const part = view.subarray(offset, length === undefined ? undefined : offset + length);
  return native.from(new Uint8Array(part.buffer, part.byteOffset, part.byteLength).slice());
});
define(Buffer.prototype, 'toString', function (this: Uint8Array, encoding?: unknown, start?: number, end?: number): string {
  chargeFor('codeBytes', this.length);
  if (isUtf8Name(encoding)) {
    const whole = (start ?? 0) <= 0 && (end === undefined || end >= this.length);
    return decoder.decode(whole ? this : bytesOf(this).subarray(Math.max(0, Number(start) || 0), end));
  }
  if (isUrl(encoding)) return toUrl(Reflect.apply(native.toString, this, ['base64', start, end] as never));
  if (encoding !== undefined && !native.isEncoding(encoding)) throw unknownEncoding(encoding);
  return Reflect.apply(native.toString, this, [encoding, start, end] as never);
});
define(Buffer.prototype, 'toLocaleString', Buffer.prototype.toString);
define(Buffer.prototype, 'write', function (this: Uint8Array, text: string, ...rest: unknown[]): number {
  chargeFor('codeBytes', text.length);
  const last = rest.at(-1);
  if (isUrl(last)) return Reflect.apply(native.write, this, [fromUrl(text), ...rest.slice(0, -1), 'base64'] as never);
  if (isHex(last)) return Reflect.apply(native.write, this, [/^(?:[0-9a-f]{2})*/i.exec(text)?.[0] ?? '', ...rest] as never);
  return Reflect.apply(native.write, this, [text, ...rest] as never);
});
for (const encoding of ['ascii', 'base64', 'base64url', 'hex', 'latin1', 'ucs2', 'utf8'] as const) {
  define(
    Buffer.prototype,
    `${encoding}Slice`,
    function (this: { toString(...args: unknown[]): string }, start?: number, end?: number): string {
      return this.toString(encoding, start, end);
    },
  );
  define(
    Buffer.prototype,
    `${encoding}Write`,
    function (this: { write(...args: unknown[]): number }, text: string, offset = 0, length?: number): number {
      return length === undefined ? this.write(text, offset, encoding) : this.write(text, offset, length, encoding);
    },
  );
}
Object.defineProperty(Buffer.prototype, Symbol.for('nodejs.util.inspect.custom'), {
  configurable: true,
  writable: true,
  enumerable: false,
  value(this: Uint8Array, _depth: number, options: { [key: string]: unknown }): string {
    const shown = Array.from(this.subarray(0, 50), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const more = this.length > 50 ? ` ... ${this.length - 50} more byte${this.length > 51 ? 's' : ''}` : '';
    const extra = Object.keys(this).filter((key) => !/^\d+$/.test(key));
    const own = extra.map((key) => `${key}: ${inspect((this as unknown as { [key: string]: unknown })[key], options)}`).join(', ');
    return `<${this.constructor.name} ${shown}${more}${own ? `, ${own}` : ''}>`.replace(/^<(\w+) >$/, '<$1 >');
  },
});

function checkSize(size: unknown): void {
  if (typeof size !== 'number') throw nodeError.argumentType('size', 'of type number', size);
  if (!(size >= 0 && size <= npm.kMaxLength)) throw nodeError.outOfRange('size', `>= 0 && <= ${2 ** 53 - 1}`, size);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** What `require('buffer')` gives. */
export const buffer = {
  Buffer,
  SlowBuffer: Buffer,
  Blob,
  File,
  atob,
  btoa,
  isUtf8,
  isAscii: (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 128),
  transcode: (source: { toString(encoding: string): string }, from: string, to: string): unknown => native.from(source.toString(from), to),
  kMaxLength: 2 ** 53 - 1,
  kStringMaxLength: 2 ** 29 - 24,
  constants: { MAX_LENGTH: 2 ** 53 - 1, MAX_STRING_LENGTH: 2 ** 29 - 24 },
  INSPECT_MAX_BYTES: 50,
};
export { Buffer };

import { deflateSync, gunzipSync, gzipSync, inflateSync, unzlibSync, zlibSync } from 'fflate';
import { chargeFor } from '../native-charges.ts';
import { immediately } from '../realm/loop.ts';
import { noteAllocation } from '../realm/memory.ts';
import { codedError } from '../realm/node-error.ts';
import { bytesOf, joined } from '../web/blob.ts';
import { Buffer } from './buffer.ts';
import { stream } from './stream.ts';

/** node:zlib over fflate: gzip, deflate and their inverses, in one shot and as streams. Compressed bytes differ from Node's, what they hold doesn't. */

type Work = (data: Uint8Array, options?: { readonly level?: number }) => Uint8Array;
type Options = { readonly level?: number } | undefined;
type Done = (error: unknown, result?: unknown) => void;

const level = (options: Options): { level?: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 } =>
  options?.level === undefined || options.level < 0 ? {} : { level: options.level as 6 };

const deflating =
  (work: (data: Uint8Array, options: object) => Uint8Array): Work =>
  (data, options) => {
    chargeFor('deflateBytes', data.length);
    return work(data, level(options));
  };

const inflating =
  (work: (data: Uint8Array) => Uint8Array): Work =>
  (data) => {
    try {
      const result = work(data);
      chargeFor('inflateBytes', result.length);
      noteAllocation(result.length);
      return result;
    } catch (error) {
      const isEnd = /unexpected EOF/i.test(String(error));
      throw Object.assign(
        codedError(Error, isEnd ? 'Z_BUF_ERROR' : 'Z_DATA_ERROR', isEnd ? 'unexpected end of file' : 'incorrect header check'),
        { errno: isEnd ? -5 : -3 },
      );
    }
  };

const unzip = (data: Uint8Array): Uint8Array => (data[0] === 0x1f && data[1] === 0x8b ? gunzipSync(data) : unzlibSync(data));

const WORKS: { readonly [name: string]: Work } = {
  gzip: deflating(gzipSync),
  deflate: deflating(zlibSync),
  deflateRaw: deflating(deflateSync),
  gunzip: inflating(gunzipSync),
  inflate: inflating(unzlibSync),
  inflateRaw: inflating(inflateSync),
  unzip: inflating(unzip),
};

const dataOf = (data: unknown): Uint8Array => (typeof data === 'string' ? new TextEncoder().encode(data) : bytesOf(data));

const { Transform } = stream as unknown as { Transform: new (options: object) => { push(chunk: unknown): void } };

function streamed(work: Work, options: Options): object {
  const parts: Uint8Array[] = [];
  return new Transform({
    transform(chunk: Uint8Array, _encoding: unknown, done: Done) {
      parts.push(chunk.slice());
      done(null);
    },
    flush(this: { push(chunk: unknown): void }, done: Done) {
      try {
        this.push(Buffer.from(work(joined(parts), options)));
        done(null);
      } catch (error) {
        done(error);
      }
    },
  });
}

const missing = (name: string) => (): never => {
  throw new Error(`zlib.${name} is not available in Coldstart yet: gzip and deflate are`);
};

/** What `require('zlib')` gives. */
export const zlib: { [name: string]: unknown } = {
  constants: {
    Z_NO_COMPRESSION: 0,
    Z_BEST_SPEED: 1,
    Z_BEST_COMPRESSION: 9,
    Z_DEFAULT_COMPRESSION: -1,
    Z_NO_FLUSH: 0,
    Z_SYNC_FLUSH: 2,
    Z_FINISH: 4,
    Z_DEFAULT_STRATEGY: 0,
    BROTLI_PARAM_QUALITY: 1,
    BROTLI_OPERATION_FLUSH: 1,
    BROTLI_OPERATION_PROCESS: 0,
  },
};
for (const [name, work] of Object.entries(WORKS)) {
  const title = name[0]!.toUpperCase() + name.slice(1);
  zlib[`${name}Sync`] = (data: unknown, options?: Options): unknown => Buffer.from(work(dataOf(data), options));
  zlib[name] = (data: unknown, options: Options | Done, callback?: Done): void => {
    const done = (typeof options === 'function' ? options : callback) as Done;
    let outcome: readonly [unknown, unknown?];
    try {
      outcome = [null, Buffer.from(work(dataOf(data), typeof options === 'function' ? undefined : options))];
    } catch (error) {
      outcome = [error];
    }
    immediately(() => done(...(outcome as [unknown, unknown?])));
  };
  zlib[`create${title}`] = (options?: Options): object => streamed(work, options);
}
for (const name of [
  'brotliCompress',
  'brotliCompressSync',
  'brotliDecompress',
  'brotliDecompressSync',
  'createBrotliCompress',
  'createBrotliDecompress',
  'createZstdCompress',
  'createZstdDecompress',
  'zstdCompress',
  'zstdDecompress',
  'zstdCompressSync',
  'zstdDecompressSync',
]) {
  zlib[name] = missing(name);
}
zlib['crc32'] = (data: unknown, start = 0): number => {
  let crc = ~start;
  for (const byte of dataOf(data)) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
};

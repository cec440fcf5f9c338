import { sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { chargeFor } from '../native-charges.ts';
import { random, randomFill, randomUuid } from '../realm/dice.ts';
import { immediately } from '../realm/loop.ts';
import { codedError, nodeError } from '../realm/node-error.ts';
import { bytesOf } from '../web/blob.ts';
import { webcrypto } from '../web/web-crypto.ts';
import { Buffer } from './buffer.ts';
import { digestOf, hashName, hashNames, hmacOf, isEqual } from './digests.ts';
import { stream } from './stream.ts';

/** node:crypto as far as it can be done honestly: hashes, HMAC, random numbers, key derivation. The rest is refused by name. */

const { Transform } = stream as unknown as { Transform: new (options?: object) => { push(chunk: unknown): void } };

function dataOf(data: unknown, encoding?: unknown): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, encoding === 'buffer' ? 'utf8' : encoding);
  if (!ArrayBuffer.isView(data))
    throw nodeError.argumentType('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
  return bytesOf(data).slice();
}

function out(bytes: Uint8Array, encoding: unknown): unknown {
  const buffer = Buffer.from(bytes);
  return encoding === undefined || encoding === 'buffer' ? buffer : buffer.toString(String(encoding));
}

abstract class Digesting extends Transform {
  protected parts: Uint8Array[] = [];
  protected isDone = false;

  constructor() {
    super();
    for (const key of ['parts', 'isDone', 'algorithm', 'key'])
      Object.defineProperty(this, key, { enumerable: false, writable: true, value: (this as never)[key] });
  }
  protected abstract finish(): Uint8Array;
  update(data: unknown, encoding?: unknown): this {
    if (this.isDone) throw codedError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.parts.push(dataOf(data, encoding));
    return this;
  }
  digest(encoding?: unknown): unknown {
    if (this.isDone) throw codedError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.isDone = true;
    return out(this.finish(), encoding);
  }
  _transform(chunk: unknown, encoding: unknown, done: () => void): void {
    this.update(chunk, encoding);
    done();
  }
  _flush(done: () => void): void {
    this.push(this.digest());
    done();
  }
}

function known(algorithm: unknown, what: 'hash' | 'hmac'): string {
  if (typeof algorithm !== 'string') throw nodeError.argumentType(what === 'hash' ? 'algorithm' : 'hmac', 'of type string', algorithm);
  const name = hashName(algorithm);
  if (name) return name;
  if (what === 'hmac') throw codedError(Error, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${algorithm}`);
  throw new Error('Digest method not supported');
}

class Hash extends Digesting {
  readonly #algorithm: string;
  constructor(algorithm: unknown) {
    super();
    this.#algorithm = known(algorithm, 'hash');
  }
  protected finish(): Uint8Array {
    return digestOf(this.#algorithm, this.parts);
  }
  copy(): Hash {
    const made = new Hash(this.#algorithm);
    made.parts = [...this.parts];
    return made;
  }
}

class KeyObject {
  readonly type = 'secret';
  readonly #key: Uint8Array;
  constructor(key: Uint8Array) {
    this.#key = key;
  }
  get symmetricKeySize(): number {
    return this.#key.length;
  }
  export(): unknown {
    return Buffer.from(this.#key);
  }
  static bytes(key: KeyObject): Uint8Array {
    return key.#key;
  }
}

class Hmac extends Digesting {
  readonly #algorithm: string;
  readonly #key: Uint8Array;
  constructor(algorithm: unknown, key: unknown) {
    super();
    this.#algorithm = known(algorithm, 'hmac');
    this.#key = key instanceof KeyObject ? KeyObject.bytes(key) : dataOf(key);
  }
  protected finish(): Uint8Array {
    return hmacOf(this.#algorithm, this.#key, this.parts);
  }
}

type Done = (error: Error | null, value?: unknown) => void;

/** Runs synchronous work and hands it to a callback later, as Node's thread pool would. */
function later(work: () => unknown, done: unknown): void {
  const value = work();
  immediately(() => (done as Done)(null, value));
}

function randomBytes(size: number, done?: unknown): unknown {
  if (typeof size !== 'number') throw nodeError.argumentType('size', 'of type number', size);
  if (!(size >= 0 && size <= 2 ** 31 - 1)) throw nodeError.outOfRange('size', '>= 0 && <= 2147483647', size);
  const make = (): unknown => {
    chargeFor('hashBytes', size);
    const bytes = new Uint8Array(size);
    randomFill(bytes);
    return Buffer.from(bytes);
  };
  return done === undefined ? make() : later(make, done);
}

function randomInt(first: number, second?: unknown, third?: unknown): unknown {
  const hasMin = typeof second === 'number';
  const [min, max] = hasMin ? [first, second] : [0, first];
  const done = hasMin ? third : second;
  if (!Number.isSafeInteger(min)) throw nodeError.argumentType('min', 'a safe integer', min);
  if (!Number.isSafeInteger(max)) throw nodeError.argumentType('max', 'a safe integer', max);
  if (max <= min) throw nodeError.outOfRange('max', `greater than the value of "min" (${min})`, max);
  if (max - min > 2 ** 48 - 1) throw nodeError.outOfRange(hasMin ? 'max - min' : 'max', '<= 281474976710655', max - min);
  const make = (): number => min + Math.floor(random() * (max - min));
  return done === undefined ? make() : later(make, done);
}

function fill(target: ArrayBufferView, offset = 0, size?: number): ArrayBufferView {
  randomFill(new Uint8Array(target.buffer, target.byteOffset + offset, size ?? target.byteLength - offset));
  return target;
}

const KDF_HASHES: { readonly [name: string]: typeof sha256 } = { sha1, sha256, sha384, sha512 } as never;

function pbkdf2Sync(password: unknown, salt: unknown, iterations: number, length: number, digest: string): unknown {
  const hash = KDF_HASHES[hashName(digest) ?? ''];
  if (!hash) throw codedError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${digest}`);
  chargeFor('hashBytes', iterations * 256 * Math.ceil(length / 20));
  return Buffer.from(pbkdf2(hash, dataOf(password), dataOf(salt), { c: iterations, dkLen: length }));
}

interface ScryptOptions {
  readonly N?: number;
  readonly cost?: number;
  readonly r?: number;
  readonly blockSize?: number;
  readonly p?: number;
  readonly parallelization?: number;
}

function scryptSync(password: unknown, salt: unknown, length: number, options: ScryptOptions = {}): unknown {
  const N = options.N ?? options.cost ?? 16_384;
  const r = options.r ?? options.blockSize ?? 8;
  const p = options.p ?? options.parallelization ?? 1;
  chargeFor('hashBytes', N * r * p * 256);
  return Buffer.from(scrypt(dataOf(password), dataOf(salt), { N, r, p, dkLen: length }));
}

function timingSafeEqual(a: unknown, b: unknown): boolean {
  for (const [name, value] of [
    ['buf1', a],
    ['buf2', b],
  ] as const) {
    if (!ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer))
      throw nodeError.argumentType(name, 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView', value);
  }
  const [one, two] = [bytesOf(a), bytesOf(b)];
  if (one.length !== two.length)
    throw codedError(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length');
  return isEqual(one, two);
}

function missing(name: string): (...args: unknown[]) => never {
  return () => {
    throw new Error(`crypto.${name} is not available in Coldstart yet: hashes, HMAC, random numbers, pbkdf2 and scrypt are`);
  };
}

/** What `require('crypto')` gives. */
export const crypto: { [name: string]: unknown } = {
  createHash: (algorithm: unknown): Hash => new Hash(algorithm),
  createHmac: (algorithm: unknown, key: unknown): Hmac => new Hmac(algorithm, key),
  hash: (algorithm: string, data: unknown, encoding: unknown = 'hex'): unknown => new Hash(algorithm).update(data).digest(encoding),
  Hash,
  Hmac,
  KeyObject,
  createSecretKey: (key: unknown, encoding?: unknown): KeyObject => new KeyObject(dataOf(key, encoding)),
  getHashes: hashNames,
  getCiphers: (): string[] => [],
  getCurves: (): string[] => [],
  randomUUID: (): string => randomUuid(),
  randomBytes,
  pseudoRandomBytes: randomBytes,
  randomInt,
  randomFillSync: fill,
  randomFill(target: ArrayBufferView, ...rest: unknown[]): void {
    const done = rest.pop();
    later(() => fill(target, ...(rest as [number?, number?])), done);
  },
  timingSafeEqual,
  pbkdf2Sync,
  pbkdf2(password: unknown, salt: unknown, iterations: number, length: number, digest: string, done: unknown): void {
    later(() => pbkdf2Sync(password, salt, iterations, length, digest), done);
  },
  scryptSync,
  scrypt(password: unknown, salt: unknown, length: number, options: unknown, done?: unknown): void {
    const isShort = typeof options === 'function';
    later(() => scryptSync(password, salt, length, isShort ? {} : (options as ScryptOptions)), isShort ? options : done);
  },
  webcrypto,
  subtle: webcrypto.subtle,
  getRandomValues: <T>(array: T): T => webcrypto.getRandomValues(array),
  constants: {},
  getFips: (): number => 0,
};
for (const name of [
  'createCipheriv',
  'createDecipheriv',
  'createSign',
  'createVerify',
  'sign',
  'verify',
  'publicEncrypt',
  'privateDecrypt',
  'generateKeyPair',
  'generateKeyPairSync',
  'generateKey',
  'generateKeySync',
  'createPrivateKey',
  'createPublicKey',
  'createECDH',
  'createDiffieHellman',
  'diffieHellman',
  'hkdf',
  'hkdfSync',
]) {
  crypto[name] = missing(name);
}

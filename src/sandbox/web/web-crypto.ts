import { chargeFor } from '../native-charges.ts';
import { digestOf, hmacOf, isEqual } from '../node/digests.ts';
import { randomFill, randomUuid } from '../realm/dice.ts';
import { bytesOf } from './blob.ts';
import { DOMException } from './dom-exception.ts';

/** The Web Crypto API as far as it can be synchronous work behind promises: random numbers, digests and HMAC. */

const NAMES: { readonly [name: string]: string } = { 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };

type Algorithm = string | { readonly name: string; readonly hash?: Algorithm; readonly length?: number };

function hashOf(algorithm: Algorithm): string {
  const name = (typeof algorithm === 'string' ? algorithm : algorithm.name).toUpperCase();
  const hash = NAMES[name];
  if (!hash) throw new DOMException('Unrecognized algorithm name', 'NotSupportedError');
  return hash;
}

export class CryptoKey {
  readonly type = 'secret';
  readonly #secret: Uint8Array;
  readonly algorithm: object;
  readonly extractable: boolean;
  readonly usages: readonly string[];
  constructor(secret: Uint8Array, algorithm: object, extractable: boolean, usages: readonly string[]) {
    this.#secret = secret;
    this.algorithm = algorithm;
    this.extractable = extractable;
    this.usages = usages;
  }
  static secret(key: CryptoKey): Uint8Array {
    return key.#secret;
  }
}

function notSupported(what: string): never {
  throw new DOMException(
    `crypto.subtle.${what} is not available in Coldstart yet: digest and HMAC keys (importKey raw, sign, verify) are`,
    'NotSupportedError',
  );
}

function hmacHash(algorithm: Algorithm): string {
  if (typeof algorithm === 'string' || algorithm.name.toUpperCase() !== 'HMAC' || algorithm.hash === undefined)
    return notSupported(`importKey with ${JSON.stringify(algorithm)}`);
  return hashOf(algorithm.hash);
}

export class SubtleCrypto {
  async digest(algorithm: Algorithm, data: unknown): Promise<ArrayBuffer> {
    return digestOf(hashOf(algorithm), [bytesOf(data)]).slice().buffer as ArrayBuffer;
  }
  async importKey(
    format: string,
    data: unknown,
    algorithm: Algorithm,
    extractable: boolean,
    usages: readonly string[],
  ): Promise<CryptoKey> {
    if (format !== 'raw') return notSupported(`importKey with the format ${format}`);
    const hash = hmacHash(algorithm);
    const secret = bytesOf(data).slice();
    return new CryptoKey(secret, { name: 'HMAC', hash: { name: `SHA-${hash.slice(3)}` }, length: secret.length * 8 }, extractable, usages);
  }
  async exportKey(format: string, key: CryptoKey): Promise<ArrayBuffer> {
    if (format !== 'raw') return notSupported(`exportKey with the format ${format}`);
    if (!key.extractable) throw new DOMException('key is not extractable', 'InvalidAccessException');
    return CryptoKey.secret(key).slice().buffer as ArrayBuffer;
  }
  async sign(_algorithm: Algorithm, key: CryptoKey, data: unknown): Promise<ArrayBuffer> {
    return this.#hmac(key, data).slice().buffer as ArrayBuffer;
  }
  async verify(_algorithm: Algorithm, key: CryptoKey, signature: unknown, data: unknown): Promise<boolean> {
    return isEqual(this.#hmac(key, data), bytesOf(signature));
  }
  #hmac(key: CryptoKey, data: unknown): Uint8Array {
    const { hash } = key.algorithm as { hash: { name: string } };
    return hmacOf(hashOf(hash.name), CryptoKey.secret(key), [bytesOf(data)]);
  }
}
for (const name of ['encrypt', 'decrypt', 'generateKey', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey']) {
  Object.defineProperty(SubtleCrypto.prototype, name, {
    value: async () => notSupported(name),
    writable: true,
    configurable: true,
  });
}

export class Crypto {
  readonly #subtle = new SubtleCrypto();
  get subtle(): SubtleCrypto {
    return this.#subtle;
  }
  getRandomValues<T>(array: T): T {
    if (!ArrayBuffer.isView(array) || array instanceof DataView || array instanceof Float32Array || array instanceof Float64Array) {
      throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
    }
    if (array.byteLength > 65_536) {
      throw new DOMException('The requested length exceeds 65,536 bytes', 'QuotaExceededError');
    }
    chargeFor('hashBytes', array.byteLength);
    randomFill(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    return array;
  }
  randomUUID(): string {
    return randomUuid();
  }
}
Object.defineProperty(Crypto.prototype, Symbol.toStringTag, { value: 'Crypto', configurable: true });

/** The crypto object of this environment. */
export const webcrypto = new Crypto();

import { hmac } from '@noble/hashes/hmac.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import { chargeFor } from '../native-charges.ts';
import { joined } from '../web/blob.ts';

/** Hashes, charged as OpenSSL would take for them. */

const HASHES: { readonly [name: string]: typeof sha256 } = {
  md5,
  ripemd160,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  'sha512-256': sha512_256,
  'sha3-256': sha3_256,
  'sha3-384': sha3_384,
  'sha3-512': sha3_512,
} as never;

/** Names that crypto.getHashes lists. */
export const hashNames = (): string[] => Object.keys(HASHES);

/** The plain name of an algorithm as OpenSSL takes it (`SHA256`, `sha-256`, `RSA-SHA256`); undefined when there is none. */
export function hashName(name: string): string | undefined {
  const plain = name.toLowerCase().replace(/^rsa-/, '');
  const known = [plain, plain.replace('-', '')].find((one) => Object.hasOwn(HASHES, one));
  return known;
}

export function digestOf(name: string, parts: readonly Uint8Array[]): Uint8Array {
  const data = joined(parts);
  chargeFor('hashObject');
  chargeFor('hashBytes', data.length);
  return HASHES[name]!(data);
}

export function hmacOf(name: string, key: Uint8Array, parts: readonly Uint8Array[]): Uint8Array {
  const data = joined(parts);
  chargeFor('hashObject', 2);
  chargeFor('hashBytes', data.length + key.length + 256);
  return hmac(HASHES[name]!, key, data);
}

/** Compares without telling where two byte strings differ. */
export function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!;
  return difference === 0;
}

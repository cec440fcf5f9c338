/** A seeded stream of numbers in [0, 1); same seed, same stream, in every engine (32-bit integer arithmetic only). */
export type Random = () => number;

/** Hashes text to 32 bits (FNV-1a with a final avalanche); used to fork streams by name. */
export function hash32(text: string, start = 0x811c9dc5): number {
  let hash = start >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Seed of the stream that belongs to `name`: adding a node never changes another's dice. */
export const forkSeed = (seed: number, name: string): number => hash32(name, (seed ^ 0x9e3779b9) >>> 0);

/** The stream of a seed (sfc32; period about 2^128, passes PractRand). */
export function randomOf(seed: number): Random {
  let a = seed >>> 0;
  let b = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  let c = 0x243f6a88;
  let count = 1;
  const next = (): number => {
    const sum = (a + b + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

const HEX = '0123456789abcdef';

/** `length` lower-case hex digits drawn from a stream. */
export function hexOf(random: Random, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) text += HEX[Math.floor(random() * 16)];
  return text;
}

/** A version 4 UUID drawn from a stream, since crypto.randomUUID is not reproducible. */
export function uuidOf(random: Random): string {
  const hex = hexOf(random, 30);
  const variant = HEX[8 + Math.floor(random() * 4)];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-${variant}${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
}

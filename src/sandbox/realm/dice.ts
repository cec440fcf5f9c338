import { type Random, randomOf } from '../../base/random.ts';

let stream: Random = randomOf(0);

/** Seeds every source of chance in this environment: Math.random, crypto, UUIDs. */
export function seedDice(seed: number): void {
  stream = randomOf(seed);
}

/** The next number in [0, 1), with 53 random bits as V8's Math.random gives. */
export function random(): number {
  const high = Math.floor(stream() * 0x200_0000);
  const low = Math.floor(stream() * 0x1000_0000);
  return (high * 0x1000_0000 + low) / 0x20_0000_0000_0000;
}

/** Fills bytes with seeded noise. */
export function randomFill(bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i += 4) {
    const word = Math.floor(stream() * 0x1_0000_0000);
    for (let k = 0; k < 4 && i + k < bytes.length; k++) bytes[i + k] = (word >>> (8 * k)) & 0xff;
  }
}

/** A version 4 UUID from the environment's dice. */
export function randomUuid(): string {
  const bytes = new Uint8Array(16);
  randomFill(bytes);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

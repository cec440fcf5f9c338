/** A token bucket over virtual time: `rate` tokens a second flow in, up to `burst`; each take needs one. */
export interface TokenBucket {
  tokens: number;
  /** Virtual µs of the last refill. */
  at: number;
}

/** A full bucket. */
export const fullBucket = (burst: number, now: number): TokenBucket => ({ tokens: burst, at: now });

/** Takes one token, if there is one. */
export function takeToken(bucket: TokenBucket, now: number, rate: number, burst: number): boolean {
  bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) * rate) / 1_000_000);
  bucket.at = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

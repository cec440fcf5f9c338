import { charge } from './realm/meter.ts';

/**
 * What native work costs, since compiled code counts only its own steps. Model 2026-11: one tick is 20 ns of a full vCPU;
 * the numbers are rounded medians of Node 20 on one server core, divided by 20 ns. They need to be the same everywhere and
 * of the right order, not exact: their purpose is that a handler can't do minutes of work in no virtual time.
 */
export const CHARGES = {
  /** A write to stdout: a system call and the copy into Lambda's log pipe. Bounds a turn to 100,000 lines. */
  logLine: 2000,
  /** Characters of a log line, formatted and copied. */
  logCharacters: 0.5,
  /** JSON.parse, per character: about 150 MB/s. */
  parseCharacters: 0.35,
  /** JSON.stringify, per character of output: about 200 MB/s. */
  stringifyCharacters: 0.25,
  /** One comparison and move of a native sort. */
  sortStep: 1.5,
  /** SHA-256 and its kin in OpenSSL, per byte: about 400 MB/s without SHA extensions. */
  hashBytes: 0.12,
  /** A hash or HMAC object: set-up and finalisation. */
  hashObject: 60,
  /** Filling, copying and comparing memory, per element of at most 8 bytes: about 4 GB/s. */
  copyElement: 0.1,
  /** Scanning and slicing strings, per character. */
  stringCharacters: 0.05,
  /** Creating an element through a native loop (Array.from, split, Object.entries). */
  nativeElement: 1,
  /** A regular expression over its input, per character; backtracking beyond that is left to the watchdog. */
  regexCharacters: 0.25,
  /** structuredClone, per visited value. */
  cloneValue: 15,
  /** UTF-8, base64 and hex, per byte. */
  codeBytes: 0.1,
  /** Digits of a BigInt read or written: quadratic in V8 below some thousands of digits, taken as linear times their thousands. */
  bigintDigits: 2,
  /** Deflate, per byte of input: about 40 MB/s. Inflate: about 200 MB/s of output. */
  deflateBytes: 1.25,
  inflateBytes: 0.25,
  /** A thrown error with its stack. */
  errorObject: 200,
  /** Parsing source in eval and the Function constructor, per character. */
  sourceCharacters: 2,
  /** Turning the event into an object and calling the handler: the runtime client's own work for one invocation. */
  invocation: 5000,
  /** Sending a request through the HTTP client: undici's own work. */
  request: 10_000,
} as const;

export type Charge = keyof typeof CHARGES;

/** Burns what `amount` units of native work cost, before the work is done, so that none happens past a budget. */
export function chargeFor(what: Charge, amount = 1): void {
  const ticks = CHARGES[what] * amount;
  charge(ticks < 1 ? 1 : Math.floor(ticks));
}

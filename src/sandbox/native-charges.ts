import { charge } from './realm/meter.ts';

/**
 * What native work costs, since compiled code counts only its own steps. Model 2026-11: one tick is 20 ns of a full vCPU.
 * Unless a line says otherwise the numbers are medians of scripts/measure-native.mjs (Node 20.20, one core of a shared
 * server, 2026-11-25), in ticks and rounded. They need to be the same everywhere and of the right order, not exact: their
 * purpose is that a handler can't do minutes of work in no virtual time.
 */
export const CHARGES = {
  /** A write to stdout. Chosen, not measured: a system call with its copy is some microseconds; 40 of them bound a turn to 100,000 lines. */
  logLine: 2000,
  /** Characters of a log line, formatted and copied. Chosen, so that a turn's text stays below 100 MB. */
  logCharacters: 2,
  /** Setting a timer. Chosen: Node's own takes a microsecond or two; 20 keep a turn below the protocol's limit of effects. */
  timer: 1000,
  /** A change of a file in /tmp, and characters that leave the environment in files and requests. Chosen, as above. */
  fileChange: 1000,
  sentCharacters: 1,
  /** JSON.parse and JSON.stringify, per character. */
  parseCharacters: 0.6,
  stringifyCharacters: 0.35,
  /** One comparison and move of a sort without a comparator, which compares as text. */
  textSortStep: 4.5,
  /** The same of a sort by a comparator (whose own steps are metered) and of typed arrays. */
  sortStep: 0.5,
  /** Hashes, per byte: between SHA-256 with processor support (0.02) and MD5 (0.11). */
  hashBytes: 0.05,
  /** A hash or HMAC object: set-up and finalisation. */
  hashObject: 40,
  /** Filling, copying and searching arrays and memory, per element (0.03 to 0.35). */
  copyElement: 0.1,
  /** Searching and case-changing strings, per character. */
  stringCharacters: 0.02,
  /** Making elements one by one: Array.from 5, Object.entries 2, join of numbers 20. */
  nativeElement: 5,
  /** Regular expressions and split over their input, per character; backtracking is left to the watchdog. */
  regexCharacters: 0.25,
  /** structuredClone, per visited value. */
  cloneValue: 10,
  /** UTF-8, base64 and hex, per byte. */
  codeBytes: 0.1,
  /** gzip per byte of input, and its inverse per byte of output. */
  deflateBytes: 0.6,
  inflateBytes: 0.2,
  /** An error that is thrown and caught. */
  errorObject: 200,
  /** Parsing source in eval and the Function constructor, per character. */
  sourceCharacters: 0.2,
  /** One callback of the event loop. Chosen: Node's own takes about one microsecond; 30 keep a loop of immediates from taking minutes of real time to show. */
  loopStep: 1500,
  /** The runtime client's own work for one invocation. Chosen: 0.1 ms, since warm hello-world functions of a full vCPU report 1 to 2 ms. */
  invocation: 5000,
  /** Sending a request through the HTTP client. Chosen: 0.2 ms. */
  request: 10_000,
} as const;

export type Charge = keyof typeof CHARGES;

/** Burns what `amount` units of native work cost, before the work is done, so that none happens past a budget. */
export function chargeFor(what: Charge, amount = 1): void {
  const ticks = CHARGES[what] * amount;
  charge(ticks < 1 ? 1 : Math.floor(ticks));
}

import type { Trace } from '../trace/log.ts';
import type { Record } from '../trace/record.ts';

/** What a view knows about a trace; reading on from where it stopped gives the same as reading from the start. */
export interface Fold {
  /** How many records have been read. */
  readonly seen: number;
  /** Reads what was appended since the last call; the trace must be the same one. */
  extend(trace: Trace): void;
}

/** A fold that gives each record to `take` once, in order. */
export function foldOver(take: (record: Record, trace: Trace) => void): Fold {
  let seen = 0;
  return {
    get seen() {
      return seen;
    },
    extend(trace) {
      for (; seen < trace.records.length; seen++) take(trace.records[seen]!, trace);
    },
  };
}

/** A fold with the questions that can be put to it; unlike Object.assign it keeps the getter of `seen`. */
export function extended<Q extends object>(fold: Fold, questions: Q): Fold & Q {
  return Object.defineProperties(fold, Object.getOwnPropertyDescriptors(questions)) as Fold & Q;
}

import type { Micros } from '../base/ids.ts';
import type { Record } from '../trace/record.ts';
import type { State } from '../trace/word.ts';
import type { Change } from './spans.ts';

/** Time in which something happens; between two stretches lies a gap that is long enough to fold. */
export interface Stretch {
  readonly from: Micros;
  readonly until: Micros;
}

/** A gap longer than this folds; while a request waits for its answer, a longer one. */
const IDLE_FOLDS_AFTER = 2_000_000;
const WAITING_FOLDS_AFTER = 20_000_000;

/** When anything happened, told record by record. */
export interface Activity {
  readonly stretches: readonly Stretch[];
  /** Before the record takes effect: what lies between the last record and this one is now known. */
  happens(record: Record): void;
  /** A row changes its look. */
  looks(before: Change | undefined, after: Change): void;
}

const isRunning = (state: State | null | undefined): boolean => state === 'init' || state === 'invoke';
const isWaiting = (look: Change | undefined): boolean =>
  look !== undefined && look.open > 0 && (look.state === 'wait' || look.state === null);

/** Collects the stretches; gauges alone are no happening. */
export function activityOf(): Activity {
  const stretches: { from: Micros; until: Micros }[] = [];
  let running = 0;
  let waiting = 0;
  return {
    stretches,
    happens({ at, shape }) {
      if (shape === 'level') return;
      const last = stretches[stretches.length - 1];
      const foldsAfter = running > 0 ? Number.POSITIVE_INFINITY : waiting > 0 ? WAITING_FOLDS_AFTER : IDLE_FOLDS_AFTER;
      if (last && at - last.until <= foldsAfter) last.until = at;
      else stretches.push({ from: at, until: at });
    },
    looks(before, after) {
      running += Number(isRunning(after.state)) - Number(isRunning(before?.state));
      waiting += Number(isWaiting(after)) - Number(isWaiting(before));
    },
  };
}

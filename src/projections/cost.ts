import type { Micros } from '../base/ids.ts';
import { countWhile } from './bisect.ts';
import { extended, type Fold, foldOver } from './fold.ts';

/** What the run has cost, from the records that say what they cost (`costUsd` in their data). */
export interface Cost extends Fold {
  readonly steps: readonly { readonly at: Micros; readonly usd: number }[];
  /** US dollars so far at an instant; null when no record of the trace carries a cost. */
  at(at: Micros): number | null;
}

export function costOf(): Cost {
  const steps: { at: Micros; usd: number }[] = [];
  let total = 0;
  const fold = foldOver(({ at, data }) => {
    const cost = data['costUsd'];
    if (typeof cost !== 'number' || !Number.isFinite(cost)) return;
    total += cost;
    const last = steps[steps.length - 1];
    if (last?.at === at) last.usd = total;
    else steps.push({ at, usd: total });
  });
  return extended(fold, {
    steps,
    at(at: Micros) {
      if (steps.length === 0) return null;
      return steps[countWhile(steps.length, (i) => steps[i]!.at <= at) - 1]?.usd ?? 0;
    },
  });
}

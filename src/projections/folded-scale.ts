import { type Micros, micros } from '../base/ids.ts';
import type { Stretch } from './activity.ts';
import { countWhile } from './bisect.ts';

/** How much of a folded gap stays visible at either side, in µs. */
const FOLD_MARGIN = 250_000;

/** A gap that is folded away. */
export interface Folded {
  readonly from: Micros;
  readonly until: Micros;
}

/** One scale throughout, with the idle gaps cut out: a position counts the µs that are kept, plus `foldCost` for each gap before it. */
export interface FoldedScale {
  /** Length of the whole, in kept µs and fold costs. */
  readonly length: number;
  readonly folds: readonly Folded[];
  /** What one zigzag takes, in the same unit. */
  readonly foldCost: number;
  toPosition(at: Micros): number;
  toInstant(position: number): Micros;
}

/** Folds the gaps between the stretches, and the one after the last when the run goes on for long without anything happening. */
export function foldedScaleOf(stretches: readonly Stretch[], horizon: Micros, foldCost: number): FoldedScale {
  const folds: Folded[] = [];
  /** Kept µs (without fold costs) up to the start of each fold. */
  const keptBefore: number[] = [];
  let removed = 0;
  const gaps = [...gapsOf(stretches, horizon)];
  for (const { from, until } of gaps) {
    const fold = { from: micros(from + FOLD_MARGIN), until: micros(until - FOLD_MARGIN) };
    if (fold.until - fold.from <= 2 * FOLD_MARGIN) continue;
    keptBefore.push(fold.from - removed);
    removed += fold.until - fold.from;
    folds.push(fold);
  }
  const removedBefore = (index: number): number => (index < folds.length ? folds[index]!.from - keptBefore[index]! : removed);
  return {
    length: horizon - removed + folds.length * foldCost,
    folds,
    foldCost,
    toPosition(at) {
      const index = countWhile(folds.length, (i) => folds[i]!.from < at);
      const inside = folds[index - 1];
      if (inside && at < inside.until) {
        const share = (at - inside.from) / (inside.until - inside.from);
        return keptBefore[index - 1]! + (index - 1 + share) * foldCost;
      }
      return at - removedBefore(index) + index * foldCost;
    },
    toInstant(position) {
      const index = countWhile(folds.length, (i) => keptBefore[i]! + i * foldCost < position);
      const inside = folds[index - 1];
      if (inside) {
        const start = keptBefore[index - 1]! + (index - 1) * foldCost;
        if (position < start + foldCost) {
          return micros(Math.round(inside.from + ((position - start) / foldCost) * (inside.until - inside.from)));
        }
      }
      return micros(Math.round(position + removedBefore(index) - index * foldCost));
    },
  };
}

function* gapsOf(stretches: readonly Stretch[], horizon: Micros): Generator<Folded> {
  let end = micros(0);
  for (const { from, until } of stretches) {
    if (from > end) yield { from: end, until: from };
    end = until;
  }
  if (horizon > end) yield { from: end, until: horizon };
}

import type { ActorId, Micros } from '../base/ids.ts';
import { countWhile } from './bisect.ts';
import { extended, type Fold, foldOver } from './fold.ts';

/** What the run has cost, summed over the nodes whose gauges say what they have cost so far (`picodollars` in their data). */
export interface Cost extends Fold {
  readonly steps: readonly { readonly at: Micros; readonly picodollars: number }[];
  /** US dollars so far at an instant; null when nothing in the trace has a price. */
  at(at: Micros): number | null;
}

/** A fold that sums what the nodes say they have cost. */
export function costOf(): Cost {
  const steps: { at: Micros; picodollars: number }[] = [];
  const byNode = new Map<ActorId, number>();
  let total = 0;
  const fold = foldOver((record) => {
    const { at, node, data, shape } = record;
    const cost = data['picodollars'];
    if (shape !== 'level' || typeof cost !== 'number' || !Number.isFinite(cost)) return;
    total += cost - (byNode.get(node) ?? 0);
    byNode.set(node, cost);
    const last = steps[steps.length - 1];
    if (last?.at === at) last.picodollars = total;
    else steps.push({ at, picodollars: total });
  });
  return extended(fold, {
    steps,
    at(at: Micros) {
      if (steps.length === 0) return null;
      return (steps[countWhile(steps.length, (i) => steps[i]!.at <= at) - 1]?.picodollars ?? 0) / 1e12;
    },
  });
}

import { costOf } from '../../projections/cost.ts';
import { exchangesOf } from '../../projections/exchanges.ts';
import type { Fold } from '../../projections/fold.ts';
import { logsOf } from '../../projections/logs.ts';
import { metersOf } from '../../projections/meters.ts';
import { nodeIndex } from '../../projections/playhead.ts';
import { timelineOf } from '../../projections/timeline.ts';
import { vocabulary } from '../../services/index.ts';
import type { Trace } from '../../trace/log.ts';
import { trace, useRun } from '../stores/run.ts';

/** Every fold that a view may ask for; one of each is kept for the page's trace and read on as the trace grows. */
const MAKERS = {
  timeline: () => timelineOf(vocabulary),
  logs: () => logsOf(vocabulary),
  exchanges: exchangesOf,
  meters: metersOf,
  cost: costOf,
  nodes: nodeIndex,
} as const;

type Folds = { readonly [K in keyof typeof MAKERS]: ReturnType<(typeof MAKERS)[K]> };

const kept = new WeakMap<Trace, Partial<{ -readonly [K in keyof Folds]: Folds[K] }>>();

/** A fold of the page's trace as far as it has come. */
export function foldNow<K extends keyof Folds>(name: K): Folds[K] {
  const now = trace();
  let own = kept.get(now);
  if (!own) {
    own = {};
    kept.set(now, own);
  }
  const fold: Fold & Folds[K] = own[name] ?? (MAKERS[name]() as Folds[K]);
  own[name] = fold;
  fold.extend(now);
  return fold;
}

/** A fold of the page's trace; the component is rendered again when the trace grows. */
export function useFold<K extends keyof Folds>(name: K): Folds[K] {
  useRun((run) => run.version);
  return foldNow(name);
}

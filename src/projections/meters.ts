import type { ActorId, Micros } from '../base/ids.ts';
import { countWhile } from './bisect.ts';
import { extended, type Fold, foldOver } from './fold.ts';

/** What a gauge may show; null when it is gone. */
export type LevelValue = number | string | null;

/** One gauge's history. */
export interface Gauge {
  readonly node: ActorId;
  readonly gauge: string;
  readonly row: string | null;
  readonly steps: readonly { readonly at: Micros; readonly value: LevelValue }[];
}

/** All gauges of a trace. */
export interface Meters extends Fold {
  /** In the order of first use. */
  readonly gauges: readonly Gauge[];
  gaugesOf(node: ActorId): readonly Gauge[];
  /** The gauge's value at an instant; null before its first record and when it is gone. */
  valueAt(node: ActorId, gauge: string, at: Micros, row?: string): LevelValue;
}

/** Every gauge as a step function that can be searched. */
export function metersOf(): Meters {
  const gauges: Gauge[] = [];
  const byKey = new Map<string, { at: Micros; value: LevelValue }[]>();
  const byNode = new Map<ActorId, Gauge[]>();
  const keyOf = (node: ActorId, gauge: string, row: string | null): string => JSON.stringify([node, gauge, row]);

  const fold = foldOver((record) => {
    if (record.shape !== 'level') return;
    const row = record.row ?? null;
    const key = keyOf(record.node, record.gauge, row);
    let steps = byKey.get(key);
    if (!steps) {
      steps = [];
      byKey.set(key, steps);
      const gauge: Gauge = { node: record.node, gauge: record.gauge, row, steps };
      gauges.push(gauge);
      byNode.set(record.node, [...(byNode.get(record.node) ?? []), gauge]);
    }
    const last = steps[steps.length - 1];
    if (last?.at === record.at) last.value = record.value;
    else steps.push({ at: record.at, value: record.value });
  });
  return extended(fold, {
    gauges,
    gaugesOf: (node: ActorId) => byNode.get(node) ?? [],
    valueAt(node: ActorId, gauge: string, at: Micros, row?: string) {
      const steps = byKey.get(keyOf(node, gauge, row ?? null));
      return steps?.[countWhile(steps.length, (i) => steps[i]!.at <= at) - 1]?.value ?? null;
    },
  });
}

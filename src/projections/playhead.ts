import type { ActorId, Micros, Seq } from '../base/ids.ts';
import type { Record } from '../trace/record.ts';
import { countWhile } from './bisect.ts';
import { extended, type Fold, foldOver } from './fold.ts';

/** How many records have happened when the playhead stands at `at`: those at that very instant have. */
export function happenedAt(records: readonly Record[], at: Micros): number {
  return countWhile(records.length, (i) => records[i]!.at <= at);
}

/** The instant of the next record after `at`, or null at the end. */
export function nextInstant(records: readonly Record[], at: Micros): Micros | null {
  return records[happenedAt(records, at)]?.at ?? null;
}

/** The instant of the last record before `at`, or null at the start. */
export function previousInstant(records: readonly Record[], at: Micros): Micros | null {
  return records[countWhile(records.length, (i) => records[i]!.at < at) - 1]?.at ?? null;
}

/** Where each node's records stand, for "next event of this node". */
export interface NodeIndex extends Fold {
  /** Positions of the node's records; what travels to a node is one of its events too. */
  of(node: ActorId): readonly Seq[];
  next(node: ActorId, records: readonly Record[], at: Micros): Micros | null;
  previous(node: ActorId, records: readonly Record[], at: Micros): Micros | null;
}

/** A fold that keeps where the records of each node stand. */
export function nodeIndex(): NodeIndex {
  const byNode = new Map<ActorId, Seq[]>();
  const add = (node: ActorId, seq: Seq): void => {
    const list = byNode.get(node);
    if (list) list.push(seq);
    else byNode.set(node, [seq]);
  };
  const fold = foldOver((record) => {
    add(record.node, record.seq);
    if (record.shape === 'travel' && record.to !== record.node) add(record.to, record.seq);
  });
  const of = (node: ActorId): readonly Seq[] => byNode.get(node) ?? [];
  return extended(fold, {
    of,
    next(node: ActorId, records: readonly Record[], at: Micros) {
      const own = of(node);
      const found = own[countWhile(own.length, (i) => records[own[i]!]!.at <= at)];
      return found === undefined ? null : records[found]!.at;
    },
    previous(node: ActorId, records: readonly Record[], at: Micros) {
      const own = of(node);
      const found = own[countWhile(own.length, (i) => records[own[i]!]!.at < at) - 1];
      return found === undefined ? null : records[found]!.at;
    },
  });
}

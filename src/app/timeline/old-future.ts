import { parseDuration } from '../../base/duration.ts';
import type { Micros } from '../../base/ids.ts';
import { clock } from '../../projections/clock.ts';
import type { Scenario } from '../stores/document.ts';

/** A future that was left when the reader acted in the past. */
export interface OldFuture {
  readonly from: Micros;
  /** How far it had come. */
  readonly until: Micros;
  /** What the reader did instead. */
  readonly said: string;
}

/** The act that made one run out of another: the same experiment with one more entry of the reader's; null for any other change. */
export function oldFuture(before: Scenario | null, after: Scenario | null, until: Micros): OldFuture | null {
  if (!before || !after || sameButScript(before) !== sameButScript(after)) return null;
  const known = new Set(before.script.map((entry) => JSON.stringify(entry)));
  const act = after.script.findLast((entry) => entry.by === 'reader' && !known.has(JSON.stringify(entry)));
  const from = act && parseDuration(act.at);
  if (!act || from === undefined || from >= until) return null;
  return { from, until, said: `The dashed future was left at ${clock(from)}, when ${act.node} was told to ${act.do.replace(/-/g, ' ')}.` };
}

const sameButScript = ({ model, seed, startsAt, nodes, wires }: Scenario): string =>
  JSON.stringify({ model, seed, startsAt, nodes: nodes.map(({ at: _, ...node }) => node), wires });

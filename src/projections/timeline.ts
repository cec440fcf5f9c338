import type { ActorId, Micros } from '../base/ids.ts';
import type { State, Vocabulary } from '../trace/word.ts';
import { type Activity, activityOf } from './activity.ts';
import { extended, type Fold, foldOver } from './fold.ts';
import { type Paint, paintOf } from './paint.ts';
import { stateOf } from './sentences.ts';
import { type Row, type Spans, spansOf } from './spans.ts';

/** All that the timeline draws, folded in one pass. */
export interface Timeline extends Fold {
  readonly spans: Spans;
  readonly activity: Pick<Activity, 'stretches'>;
  readonly paint: Pick<Paint, 'slices' | 'sliceLength'>;
}

/** A fold for the timeline: rows, stretches of activity, and the paint of the whole run. */
export function timelineOf(vocabulary: Vocabulary): Timeline {
  const activity = activityOf();
  const paint = paintOf();
  const spans = spansOf(vocabulary, (before, after) => {
    activity.looks(before, after);
    if (before) paint.work(before.state, before.from, after.from);
  });
  const fold = foldOver((record) => {
    activity.happens(record);
    spans.take(record);
    paint.happens(stateOf(record, vocabulary), record.at);
  });
  return extended(fold, { spans, activity, paint });
}

/** Share of CPU that a state has, as the height of its bar: running full, waiting half, frozen or reset low, expired the ground line. */
export function levelOf(state: State): number {
  if (state === 'wait') return 0.5;
  if (state === 'frozen' || state === 'reset') return 0.25;
  return state === 'expired' ? 0 : 1;
}

/** What the timeline shows for a node: its rows in the order in which they began. */
export interface Group {
  readonly node: ActorId;
  readonly rows: readonly Row[];
}

/** Rows by node, nodes in the scenario's order; the node's own row before those of its environments. */
export function groupsOf(rows: readonly Row[], order: readonly ActorId[]): readonly Group[] {
  const groups = new Map<ActorId, Row[]>(order.map((node) => [node, []]));
  for (const row of rows) {
    const group = groups.get(row.node);
    if (group) group.push(row);
    else groups.set(row.node, [row]);
  }
  const ownFirst = (rows: readonly Row[]): readonly Row[] => [...rows].sort((a, b) => Number(b.id === b.node) - Number(a.id === a.node));
  return [...groups].filter(([, own]) => own.length > 0).map(([node, own]) => ({ node, rows: ownFirst(own) }));
}

/** The row's name in two parts: what it belongs to, and its own letter, as in `orders` and `A`. */
export function rowName(row: { readonly id: string; readonly node: ActorId }): { readonly node: string; readonly own: string } {
  const own = row.id.startsWith(`${row.node} `) ? row.id.slice(row.node.length + 1) : row.id === row.node ? '' : row.id;
  return { node: row.node, own };
}

/** Instants at round numbers between two others, about `count` of them: 1, 2 or 5 times a power of ten µs. */
export function ticksBetween(from: Micros, until: Micros, count: number): readonly Micros[] {
  const step = roundStep((until - from) / Math.max(1, count));
  const ticks: Micros[] = [];
  for (let at = Math.ceil(from / step) * step; at <= until && ticks.length < 1000; at += step) ticks.push(at as Micros);
  return ticks;
}

/** A step of 1, 2 or 5 times a power of ten, or of whole seconds in sixties, at least `least`. */
function roundStep(least: number): number {
  const SIXTIES = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].map((seconds) => seconds * 1_000_000);
  if (least > 1_000_000) return SIXTIES.find((step) => step >= least) ?? Math.ceil(least / 3_600_000_000) * 3_600_000_000;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? power * 10;
}

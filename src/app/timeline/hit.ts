import { envId, type Micros, micros, type Seq } from '../../base/ids.ts';
import { countWhile } from '../../projections/bisect.ts';
import { spoken } from '../../projections/clock.ts';
import { type Change, changeAt, type Row, type Span, type Spans } from '../../projections/spans.ts';
import { rowName } from '../../projections/timeline.ts';
import type { State } from '../../trace/word.ts';
import { seek, select } from '../stores/desk.ts';
import { shownState } from './bars.ts';
import { isLane } from './draw.ts';
import type { Plot } from './plot.ts';

/** A bar that is pointed at, by the pointer or by key. */
export interface Hit {
  readonly row: Row;
  readonly span: Span | null;
  readonly at: Micros;
  readonly state: State | null;
  readonly isBilled: boolean;
  /** The record that tells of it as far as it has come at `at`. */
  readonly record: Seq | null;
}

/** px around a tick that still hit it. */
const NEAR = 5;

/** What lies on a row at an x of the plot. */
export function hitAt(row: Row, spans: Spans, plot: Plot, x: number): Hit {
  const at = plot.at(x);
  const near = isLane(row) ? nearest(row, plot, x) : null;
  return near ? hitOf(row, spans, near, undefined, near.from) : lookAt(row, spans, changeAt(row, at), at);
}

/** What the bar of that number is, at its beginning: of a span in a lane, of a change of looks in any other row. */
export function hitOfBar(row: Row, spans: Spans, bar: number): Hit {
  if (isLane(row)) return hitOf(row, spans, row.spans[bar]!, undefined, row.spans[bar]!.from);
  const change = row.changes[bar]!;
  return lookAt(row, spans, change, change.from);
}

const lookAt = (row: Row, spans: Spans, change: Change | undefined, at: Micros): Hit =>
  hitOf(row, spans, change?.span == null ? null : (spans.span(change.span) ?? null), change, at);

function hitOf(row: Row, spans: Spans, span: Span | null, change: Change | undefined, at: Micros): Hit {
  const state = change && !isLane(row) ? shownState(change, spans) : null;
  const record = span && (span.until !== null && span.until <= at ? span.closedBy : span.seq);
  return { row, span, at, state, isBilled: change?.isBilled ?? false, record };
}

/** Puts the playhead at what was pointed at, lets the caption tell of it and the note show the room or the node. */
export function pointAt({ row, at, record }: Hit, end: Micros): void {
  seek(micros(Math.min(at, end)), record);
  select(row.isRoom ? { is: 'room', id: envId(row.id), node: row.node } : { is: 'node', id: row.node });
}

function nearest(row: Row, plot: Plot, x: number): Span | null {
  const { spans } = row;
  const next = countWhile(spans.length, (i) => plot.x(spans[i]!.from) < x);
  const candidates = [spans[next - 1], spans[next]].filter((span) => span !== undefined);
  const distance = (span: Span): number => Math.abs(plot.x(span.from) - x);
  const best = candidates.sort((a, b) => distance(a) - distance(b))[0];
  if (best && distance(best) <= NEAR) return best;
  const open = spans[next - 1];
  return open && plot.x(open.until ?? plot.until) >= x ? open : null;
}

const NAMES: { readonly [S in State]: string } = {
  init: 'INIT',
  invoke: 'INVOKE',
  wait: 'waiting',
  frozen: 'frozen',
  expired: 'expired',
  error: 'error',
  reset: 'reset',
  throttle: 'throttled',
  pass: 'passed',
};

/** A state as the figure names it; INIT and INVOKE are capitals because AWS writes them so. */
export const stateName = (state: State): string => NAMES[state];

/** The hit in a few words: `fulfil B, INVOKE 322 ms, req-3`. */
export function wordsOf({ row, span, state }: Hit): string {
  const { node, own } = rowName(row);
  const parts = [own ? `${node} ${own}` : node];
  const took = span && span.until !== null ? ` ${spoken(span.until - span.from)}` : '';
  if (state) parts.push(`${stateName(state)}${took}`);
  else if (span) parts.push(took.trim() || 'open');
  if (span?.outcome && span.outcome !== 'ok' && state !== 'error') parts.push(span.outcome);
  if (span && span.items.length > 0) parts.push(span.items.slice(0, 3).join(', '));
  return parts.join(', ');
}

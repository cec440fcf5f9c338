import type { Micros, Seq } from '../../base/ids.ts';
import { countWhile } from '../../projections/bisect.ts';
import { spoken } from '../../projections/clock.ts';
import { changeAt, type Row, type Span, type Spans } from '../../projections/spans.ts';
import { rowName } from '../../projections/timeline.ts';
import type { State } from '../../trace/word.ts';
import { shownState } from './bars.ts';
import { isLane } from './draw.ts';
import type { Plot } from './plot.ts';

/** What lies under the pointer. */
export interface Hit {
  readonly row: Row;
  readonly span: Span | null;
  readonly at: Micros;
  readonly state: State | null;
  /** The record that tells of it as far as it has come at `at`. */
  readonly record: Seq | null;
}

/** px around a tick that still hit it. */
const NEAR = 5;

export function hitAt(row: Row, spans: Spans, plot: Plot, x: number): Hit {
  const at = plot.at(x);
  const change = changeAt(row, at);
  const near = isLane(row) ? nearest(row, plot, x) : null;
  const span = near ?? (change?.span == null ? null : (spans.span(change.span) ?? null));
  const state = change && !isLane(row) ? shownState(change, spans) : null;
  const record = span && (span.until !== null && span.until <= at ? span.closedBy : span.seq);
  return { row, span, at: near ? near.from : at, state, record };
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

import type { ReactNode } from 'react';
import type { Micros } from '../../base/ids.ts';
import type { Row } from '../../projections/spans.ts';
import { rowName } from '../../projections/timeline.ts';
import { useFold } from './folds.ts';
import { wordsOf } from './hit.ts';
import { type Layout, PITCH } from './plot.ts';
import type { Hover } from './use-hand.ts';

/** What the run has cost at the playhead, once anything has a price. */
export function CostSoFar({ playhead }: { readonly playhead: Micros }) {
  const usd = useFold('cost').at(playhead);
  if (!usd) return null;
  // As many decimals as Lambda's own gauge on the canvas has.
  return (
    <span className="tl-cost">
      ${usd.toFixed(8)}
      <span className="tl-so-far"> so far</span>
    </span>
  );
}

/** The name of a row: what it belongs to, and its own letter. */
export function Label({ row }: { readonly row: Row }): ReactNode {
  const { node, own } = rowName(row);
  return (
    <div>
      <span>{node}</span>
      {own && <b>{own}</b>}
    </div>
  );
}

/** Says that there are more rows than room, and goes there. */
export function More({
  hidden,
  above,
  onMove,
}: {
  readonly hidden: number;
  readonly above: number;
  readonly onMove: (by: number) => void;
}) {
  const below = hidden > 0;
  return (
    <button
      type="button"
      className="tl-more"
      onPointerDown={(event) => event.stopPropagation()}
      onClick={() => onMove(below ? hidden : -above)}
    >
      {below ? `${hidden} more below` : `${above} more above`}
    </button>
  );
}

/** The one ink line: its pennant, down through the rows, round the corner to the logs (where those lie above the rows: up beside them). */
export function Stroke() {
  return (
    <div className="tl-stroke" aria-hidden="true">
      <i className="halo" />
      <i className="halo elbow" />
      <i className="down" />
      <i className="elbow" />
      <i className="rise" />
      <span className="tl-handle">
        <svg viewBox="0 0 18 17" width="18" height="17" aria-hidden="true">
          <path d="M0 0h18v8l-9 9-9-9z" />
        </svg>
      </span>
    </div>
  );
}

/** What lies under the pointer, or has the keyboard's focus, in a few words. */
export function Tip({ hover, layout }: { readonly hover: Hover; readonly layout: Layout }) {
  const row = Math.floor((hover.y - layout.rowsTop) / PITCH);
  const isRight = hover.x > (layout.left + layout.right) / 2;
  return (
    <div
      className="tl-tip"
      style={{
        top: layout.rowsTop + row * PITCH - 26,
        ...(isRight ? { right: layout.width - hover.x - 8 } : { left: hover.x - 8 }),
      }}
    >
      {wordsOf(hover.hit)}
    </div>
  );
}

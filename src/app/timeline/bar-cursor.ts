import { type Micros, micros } from '../../base/ids.ts';
import { countWhile } from '../../projections/bisect.ts';
import type { Row } from '../../projections/spans.ts';
import { isLane } from './draw.ts';

/** Where the keyboard is among the bars. */
export interface Cursor {
  /** The row's id: rows may come before it while the run grows. */
  readonly row: string;
  /** The number of the bar: of a span in a lane, of a change of looks in any other row. */
  readonly bar: number;
  /** The instant that is kept while the cursor goes from row to row. */
  readonly at: Micros;
}

/** The time of a bar. */
export interface Extent {
  readonly from: Micros;
  readonly until: Micros;
}

const countOf = (row: Row): number => (isLane(row) ? row.spans.length : row.changes.length);
const fromOf = (row: Row, i: number): Micros => (isLane(row) ? row.spans[i]! : row.changes[i]!).from;

/** From when until when a bar goes; null where the row shows none. What is open reaches to `end`. */
export function extentOf(row: Row, bar: number, end: Micros): Extent | null {
  if (bar < 0 || bar >= countOf(row)) return null;
  if (isLane(row)) return { from: row.spans[bar]!.from, until: row.spans[bar]!.until ?? end };
  const { from, state } = row.changes[bar]!;
  const until = row.changes[bar + 1]?.from ?? micros(Math.max(end, from));
  return state === null ? null : { from, until };
}

/** The next bar in a direction; null when there is none. */
function barAfter(row: Row, from: number, way: 1 | -1): number | null {
  for (let i = from + way; i >= 0 && i < countOf(row); i += way) if (isLane(row) || row.changes[i]!.state !== null) return i;
  return null;
}

/** The bar at an instant, or the nearest one. */
function barNear(row: Row, at: Micros, end: Micros): number | null {
  const begun = countWhile(countOf(row), (i) => fromOf(row, i) <= at);
  const [before, after] = [barAfter(row, begun, -1), barAfter(row, begun - 1, 1)];
  if (before === null || after === null) return before ?? after;
  return fromOf(row, after) - at < at - extentOf(row, before, end)!.until ? after : before;
}

/** The cursor on a row, at the bar nearest to an instant; null when the row has no bar. */
export function cursorOn(row: Row | undefined, at: Micros, end: Micros): Cursor | null {
  const bar = row ? barNear(row, at, end) : null;
  return bar === null ? null : { row: row!.id, bar, at };
}

/** The cursor on the first of these rows that has a bar. */
export function cursorAmong(rows: readonly Row[], at: Micros, end: Micros): Cursor | null {
  for (const row of rows) {
    const cursor = cursorOn(row, at, end);
    if (cursor) return cursor;
  }
  return null;
}

/** Where a key leads the cursor: left and right along the row, up and down over the rows, Home and End to the row's ends. Null: the
 * key is none of these. */
export function cursorAfter(key: string, cursor: Cursor, rows: readonly Row[], end: Micros): Cursor | null {
  const here = rows.findIndex((row) => row.id === cursor.row);
  const row = rows[here];
  if (!row) return null;
  const along = (bar: number | null): Cursor => (bar === null ? cursor : { ...cursor, bar, at: fromOf(row, bar) });
  switch (key) {
    case 'ArrowRight':
      return along(barAfter(row, cursor.bar, 1));
    case 'ArrowLeft':
      return along(barAfter(row, cursor.bar, -1));
    case 'Home':
      return along(barAfter(row, -1, 1));
    case 'End':
      return along(barAfter(row, countOf(row), -1));
    case 'ArrowDown':
      return cursorAmong(rows.slice(here + 1), cursor.at, end) ?? cursor;
    case 'ArrowUp':
      return cursorAmong(rows.slice(0, here).reverse(), cursor.at, end) ?? cursor;
    default:
      return null;
  }
}

import { type KeyboardEvent, useState } from 'react';
import { clock } from '../../projections/clock.ts';
import { openRequest, useDesk } from '../stores/desk.ts';
import { type Cursor, cursorAfter, cursorAmong, cursorOn, extentOf } from './bar-cursor.ts';
import type { BarMark } from './bar-mark.ts';
import { type Hit, hitOfBar, pointAt, wordsOf } from './hit.ts';
import { GROUND, PITCH } from './plot.ts';
import { type Stage, zoomBy, zoomToFit } from './stage.ts';
import type { Hover } from './use-hand.ts';

/** The bar that the keyboard is at. */
interface AtBar {
  readonly mark: BarMark;
  readonly hit: Hit;
}

/** The keyboard among the bars: which one has the focus (none while the focus is elsewhere), and how to move it. */
export interface BarKeys {
  readonly at: AtBar | null;
  readonly hasBars: boolean;
  onFocus(): void;
  onBlur(): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** Keeps the keyboard's place among the bars of a stage. */
export function useBarKeys(stage: Stage): BarKeys {
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const [isFocused, setFocused] = useState(false);
  const { rows, end, playhead } = stage;
  const at = cursor && barAt(stage, cursor);

  function goTo(next: Cursor | null): void {
    setCursor(next);
    const row = rows.findIndex(({ id }) => id === next?.row);
    if (row < 0) return;
    if (row < stage.firstRow) stage.scrollTo(row);
    else if (row >= stage.firstRow + stage.room) stage.scrollTo(row - stage.room + 1);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!at || !cursor || event.ctrlKey || event.metaKey || event.altKey) return;
    const item = at.hit.span?.items[0];
    const acts: { readonly [key: string]: () => void } = {
      Enter: () => (event.shiftKey && item ? openRequest(item) : pointAt(at.hit, end)),
      '+': () => zoomBy(stage, 0.7, { at: at.mark.from }),
      '=': () => zoomBy(stage, 0.7, { at: at.mark.from }),
      '-': () => zoomBy(stage, 1 / 0.7, { at: at.mark.from }),
      0: () => zoomToFit(stage),
    };
    const next = cursorAfter(event.key, cursor, rows, end);
    if (next) goTo(next);
    else if (acts[event.key]) acts[event.key]!();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return {
    at: isFocused ? at : null,
    hasBars: cursorAmong(rows, playhead, end) !== null,
    onFocus() {
      setFocused(true);
      if (at) return;
      const { selection } = useDesk.getState();
      const chosen = rows.find((row) => row.id === selection?.id);
      goTo(cursorOn(chosen, playhead, end) ?? cursorAmong(rows, playhead, end));
    },
    onBlur: () => setFocused(false),
    onKeyDown,
  };
}

function barAt({ rows, end, timeline }: Stage, cursor: Cursor): AtBar | null {
  const i = rows.findIndex((row) => row.id === cursor.row);
  const extent = i < 0 ? null : extentOf(rows[i]!, cursor.bar, end);
  return extent && { mark: { row: i, ...extent }, hit: hitOfBar(rows[i]!, timeline.spans, cursor.bar) };
}

/** The bars as one stop of the Tab key: arrows go from bar to bar, and what is said of each is read out. The mark itself is drawn. */
export function BarsByKey({ keys, stage }: { readonly keys: BarKeys; readonly stage: Stage }) {
  const { at } = keys;
  if (!keys.hasBars) return null;
  return (
    <>
      <div
        className="tl-bars"
        role="application"
        aria-label="Bars of the timeline"
        aria-describedby="tl-bars-keys"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows act on it
        tabIndex={0}
        onFocus={keys.onFocus}
        onBlur={keys.onBlur}
        onKeyDown={keys.onKeyDown}
      />
      <p className="unseen" id="tl-bars-keys">
        Left and right go from bar to bar, up and down from row to row. Enter puts the playhead there, Shift and Enter opens the request.
      </p>
      <p className="unseen" aria-live="polite">
        {at && saidOf(at, stage)}
      </p>
    </>
  );
}

/** "cart A, INVOKE 322 ms, req-3, from 00:01.204, billed". */
function saidOf({ hit, mark }: AtBar, { playhead }: Stage): string {
  const isBilled = hit.isBilled ? ', billed' : '';
  return `${wordsOf(hit)}, from ${clock(mark.from)}${isBilled}${mark.from > playhead ? ', still to come' : ''}`;
}

/** Where the words about the focused bar stand: over it, as those about the bar under a pointer do. */
export function hoverOf({ at }: BarKeys, { layout, plot, firstRow }: Stage): Hover | null {
  if (!at || !layout || !plot.current) return null;
  const x = Math.min(layout.right, Math.max(layout.left, plot.current.x(at.mark.from)));
  return { hit: at.hit, x, y: layout.rowsTop + (at.mark.row - firstRow) * PITCH + GROUND };
}

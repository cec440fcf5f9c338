import type { KeyboardEvent } from 'react';
import { type Micros, micros } from '../../base/ids.ts';
import { clock } from '../../projections/clock.ts';
import { seek } from '../stores/desk.ts';
import type { Layout } from './plot.ts';

interface ScrubberProps {
  readonly playhead: Micros;
  readonly end: Micros;
  /** µs of one arrow press. */
  readonly step: number;
  readonly layout: Layout | null;
  /** Null: back to the zoom that fits. */
  readonly onZoom: (factor: number | null) => void;
  readonly onPan: (px: number) => void;
  readonly onScroll: (rows: number) => void;
}

/** The whole run as a slider: arrows move the playhead, Shift ten times as far, plus and minus zoom, up and down scroll the rows. */
export function Scrubber({ playhead, end, step, layout, onZoom, onPan, onScroll }: ScrubberProps) {
  function onKeyDown(event: KeyboardEvent): void {
    const by = step * (event.shiftKey ? 10 : 1);
    const to: { readonly [key: string]: number } = {
      ArrowRight: playhead + by,
      ArrowLeft: playhead - by,
      PageUp: playhead + step * 50,
      PageDown: playhead - step * 50,
      Home: 0,
      End: end,
    };
    const acts: { readonly [key: string]: () => void } = {
      '+': () => onZoom(0.7),
      '=': () => onZoom(0.7),
      '-': () => onZoom(1 / 0.7),
      0: () => onZoom(null),
      ArrowDown: () => onScroll(1),
      ArrowUp: () => onScroll(-1),
      '<': () => onPan(-120),
      '>': () => onPan(120),
    };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = to[event.key];
    if (next !== undefined) seek(micros(Math.min(end, Math.max(0, next))));
    else if (acts[event.key]) acts[event.key]!();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <div
      className="tl-scrubber"
      role="slider"
      tabIndex={0}
      aria-label="Playhead, over the whole run"
      aria-keyshortcuts="ArrowLeft ArrowRight Home End + -"
      aria-valuemin={0}
      aria-valuemax={Math.round(end / 1000)}
      aria-valuenow={Math.round(playhead / 1000)}
      aria-valuetext={`${clock(playhead)} of ${clock(end)}`}
      onKeyDown={onKeyDown}
      style={layout ? { left: layout.left - 6, width: layout.right - layout.left + 12 } : undefined}
    />
  );
}

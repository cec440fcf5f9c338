import type { Micros } from '../../base/ids.ts';
import { countWhile } from '../../projections/bisect.ts';
import type { Change, Row, Span, Spans } from '../../projections/spans.ts';
import { levelOf } from '../../projections/timeline.ts';
import type { State } from '../../trace/word.ts';
import type { Look, Palette } from './palette.ts';
import { BAR, GROUND, type Plot } from './plot.ts';

type Canvas = CanvasRenderingContext2D;

/** More changes a px than this are merged: one look per column. */
const MOST_PER_PX = 1.5;
/** px that the end of a failed span takes at least, so that no failure is too short to see. */
const FAILED_CAP = 5;
/** A quarter of the level is too thin for a texture to show. */
const LOWEST = 6;

const heightOf = (state: State): number => Math.max(LOWEST, BAR * levelOf(state));

/** The colour of a stretch of a row: running code that came to a bad end is shown as such. */
export function shownState(change: Change, spans: Spans): State | null {
  const span = change.span === null ? undefined : spans.span(change.span);
  const outcome = span?.outcome;
  if ((change.state === 'invoke' || change.state === 'init') && outcome && outcome !== 'ok') {
    return outcome === 'throttled' ? 'throttle' : 'error';
  }
  return change.state;
}

/** Draws one row's bars with their ground at `y`; level is CPU, the base line is billed. */
export function drawBars(canvas: Canvas, row: Row, spans: Spans, plot: Plot, palette: Palette, y: number, end: Micros): void {
  const { changes } = row;
  const first = Math.max(0, countWhile(changes.length, (i) => changes[i]!.from <= plot.from) - 1);
  const last = countWhile(changes.length, (i) => changes[i]!.from < plot.until);
  if (last - first > MOST_PER_PX * (plot.layout.right - plot.layout.left)) drawMerged(canvas, row, plot, palette, y, first, last);
  else {
    for (let i = first; i < last; i++) {
      const change = changes[i]!;
      const until = changes[i + 1]?.from ?? end;
      if (until > change.from || change.state !== null)
        drawBar(canvas, plot, palette, y, change.from, until, shownState(change, spans), change.isBilled);
    }
  }
  drawFailures(canvas, row.failed, plot, palette, y);
  drawStamps(canvas, row, plot, palette, y);
}

/** One bar with its wall, its texture and its billed base. */
export function drawBar(
  canvas: Canvas,
  plot: Plot,
  palette: Palette,
  y: number,
  from: Micros,
  until: Micros,
  state: State | null,
  isBilled: boolean,
): void {
  if (state === null) return;
  const { left, right } = plot.layout;
  const x0 = Math.max(left - 4, plot.x(from));
  const x1 = Math.min(right + 4, plot.x(until));
  if (x1 < x0) return;
  const width = Math.max(1, x1 - x0);
  const look = palette.states[state];
  if (state === 'expired') {
    dashed(canvas, look, x0, x1, y);
    return;
  }
  const height = heightOf(state);
  canvas.fillStyle = look.fill;
  canvas.fillRect(x0, y - height, width, height);
  if (look.texture && width > 2) {
    canvas.fillStyle = look.texture;
    canvas.fillRect(x0, y - height, width, height);
  }
  if (state === 'frozen') {
    canvas.fillStyle = look.line;
    canvas.fillRect(x0, y - height, width, 1);
  } else if (width >= 4) {
    canvas.strokeStyle = look.line;
    canvas.lineWidth = 1.5;
    if (state === 'reset') canvas.setLineDash([3, 2]);
    canvas.strokeRect(x0 + 0.75, y - height + 0.75, width - 1.5, height - 1.5);
    canvas.setLineDash([]);
  } else {
    canvas.fillStyle = look.line;
    canvas.globalAlpha *= 0.55;
    canvas.fillRect(x0, y - height, width, height);
    canvas.globalAlpha /= 0.55;
  }
  if (isBilled) {
    canvas.fillStyle = palette.billed;
    canvas.fillRect(x0, y + 1.5, width, 3);
  }
}

function dashed(canvas: Canvas, look: Look, x0: number, x1: number, y: number): void {
  canvas.strokeStyle = look.line;
  canvas.lineWidth = 1.5;
  canvas.setLineDash([4, 3]);
  canvas.beginPath();
  canvas.moveTo(x0, y - 0.75);
  canvas.lineTo(x1, y - 0.75);
  canvas.stroke();
  canvas.setLineDash([]);
}

const RANK: { readonly [S in State]?: number } = { reset: 5, error: 5, init: 4, invoke: 3, wait: 2, frozen: 1 };

/** Far more bars than px: each column takes the busiest of a few looks, so the cost is that of the width, not of the trace. */
function drawMerged(canvas: Canvas, row: Row, plot: Plot, palette: Palette, y: number, first: number, last: number): void {
  const { changes } = row;
  let at = first;
  for (let x = plot.layout.left; x < plot.layout.right; x++) {
    const until = plot.at(x + 1);
    const next = at + countWhile(last - at, (i) => changes[at + i]!.from < until);
    const step = Math.max(1, Math.floor((next - at) / 6));
    let best = changes[at]!;
    for (let i = at; i < next; i += step) if (rank(changes[i]!) > rank(best)) best = changes[i]!;
    if (best.state !== null) {
      const look = palette.states[best.state];
      const height = heightOf(best.state);
      canvas.fillStyle = look.fill === 'transparent' ? look.line : look.fill;
      canvas.fillRect(x, y - Math.max(1, height), 1, Math.max(1, height));
      if (best.isBilled) {
        canvas.fillStyle = palette.billed;
        canvas.fillRect(x, y + 1.5, 1, 3);
      }
    }
    at = Math.max(at, next - 1);
  }
}

const rank = (change: Change): number => (change.state === null ? 0 : (RANK[change.state] ?? 0));

/** The ends of failed spans that have a colour of their own, at most one a px. */
function drawFailures(canvas: Canvas, failed: readonly Span[], plot: Plot, palette: Palette, y: number): void {
  const first = countWhile(failed.length, (i) => failed[i]!.until! < plot.from);
  const last = countWhile(failed.length, (i) => failed[i]!.until! <= plot.until);
  const look = palette.states.error;
  let drawn = Number.NEGATIVE_INFINITY;
  for (let i = first; i < last; i++) {
    const span = failed[i]!;
    const x = plot.x(span.until!);
    if (span.state === null || span.outcome === 'throttled' || x - drawn < 1) continue;
    drawn = x;
    canvas.fillStyle = look.fill;
    canvas.fillRect(x - FAILED_CAP, y - BAR, FAILED_CAP, BAR);
    canvas.fillStyle = look.line;
    canvas.fillRect(x - 1.5, y - BAR, 1.5, BAR);
  }
}

function drawStamps(canvas: Canvas, row: Row, plot: Plot, palette: Palette, y: number): void {
  const { stamps } = row;
  const first = countWhile(stamps.length, (i) => stamps[i]!.at < plot.from);
  const last = countWhile(stamps.length, (i) => stamps[i]!.at <= plot.until);
  let drawn = Number.NEGATIVE_INFINITY;
  for (let i = first; i < last; i++) {
    const x = plot.x(stamps[i]!.at);
    if (x - drawn < 2) continue;
    drawn = x;
    diamond(canvas, palette.states[stamps[i]!.state].fill, x, y - BAR / 2);
  }
}

/** A small diamond: something happened at this instant. */
export function diamond(canvas: Canvas, colour: string, x: number, y: number, radius = 5.5): void {
  canvas.fillStyle = colour;
  canvas.beginPath();
  canvas.moveTo(x, y - radius);
  canvas.lineTo(x + radius, y);
  canvas.lineTo(x, y + radius);
  canvas.lineTo(x - radius, y);
  canvas.fill();
}

export { GROUND };

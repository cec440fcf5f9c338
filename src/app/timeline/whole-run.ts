import type { Micros } from '../../base/ids.ts';
import type { Timeline } from '../../projections/timeline.ts';
import type { OldFuture } from './old-future.ts';
import type { Palette } from './palette.ts';
import type { Plot } from './plot.ts';

type Canvas = CanvasRenderingContext2D;

const COLUMN = 4.4;
const GAP = 1.2;
const TALLEST = 15;

/** The whole run in one strip, linear in time: amber for work, icy ticks for INIT, red pennants, violet bars; then the bracket and the lens. */
export function drawWholeRun(canvas: Canvas, timeline: Timeline, plot: Plot, palette: Palette, end: Micros, playhead: Micros): void {
  const { left, right, runBase } = plot.layout;
  const width = right - left;
  const xOf = (at: number): number => left + (Math.min(at, end) / Math.max(1, end)) * width;
  canvas.fillStyle = palette.hair;
  canvas.fillRect(left, runBase, width, 1);

  const columns = columnsOf(timeline, end, Math.floor(width / COLUMN));
  const busiest = Math.max(1e-9, ...columns.map((column) => column.work));
  let pennantAt = Number.NEGATIVE_INFINITY;
  for (const [i, column] of columns.entries()) {
    const x = left + (i / columns.length) * width;
    const isFuture = ((i + 0.5) / columns.length) * end > playhead;
    canvas.globalAlpha = isFuture ? 0.3 : 1;
    const wide = Math.max(1, width / columns.length - GAP);
    if (column.work > 0) {
      const height = 3 + (TALLEST - 3) * Math.sqrt(column.work / busiest);
      canvas.fillStyle = palette.states.invoke.fill;
      canvas.fillRect(x, runBase - height, wide, height);
    }
    if (column.init) {
      canvas.fillStyle = palette.states.init.line;
      canvas.fillRect(x, runBase - 18, Math.min(3, wide), 18);
    }
    if (column.throttles) {
      canvas.fillStyle = palette.states.throttle.fill;
      canvas.fillRect(x, runBase - 13, Math.min(3, wide), 13);
    }
    if (column.errors && x - pennantAt > 9) {
      pennantAt = x;
      pennant(canvas, palette, x + wide / 2, runBase);
    }
  }
  canvas.globalAlpha = 1;

  const [x0, x1] = [xOf(plot.from), xOf(plot.until)];
  canvas.fillStyle = palette.paper2;
  canvas.beginPath();
  canvas.moveTo(x0, runBase + 2);
  canvas.lineTo(left, plot.layout.lensBase);
  canvas.lineTo(right, plot.layout.lensBase);
  canvas.lineTo(Math.max(x1, x0 + 5), runBase + 2);
  canvas.fill();
  canvas.strokeStyle = palette.ink;
  canvas.lineWidth = 2;
  canvas.strokeRect(x0, runBase - 21.5, Math.max(5, x1 - x0), 23);
  drawNow(canvas, palette, xOf(playhead), runBase);
}

/** The playhead on the strip, so that it can be seen wherever the rows are. */
function drawNow(canvas: Canvas, palette: Palette, x: number, base: number): void {
  canvas.fillStyle = palette.paper;
  canvas.fillRect(x - 3, base - 20, 6, 21);
  canvas.fillStyle = palette.ink;
  canvas.fillRect(x - 1.25, base - 26, 2.5, 31);
}

/** A future that was left drops to a dashed line under the strip, from where the reader acted. */
export function drawOldFuture(canvas: Canvas, left: OldFuture, plot: Plot, palette: Palette, end: Micros): void {
  const { layout } = plot;
  const xOf = (at: Micros): number => layout.left + (Math.min(at, end) / Math.max(1, end)) * (layout.right - layout.left);
  const x0 = xOf(left.from);
  canvas.strokeStyle = palette.ink3;
  canvas.lineWidth = 1.5;
  canvas.setLineDash([3, 3]);
  canvas.beginPath();
  canvas.moveTo(x0, layout.runBase);
  canvas.quadraticCurveTo(x0 + 5, layout.runBase + 6, x0 + 14, layout.runBase + 6);
  canvas.lineTo(Math.max(x0 + 20, left.until > end ? layout.right : xOf(left.until)), layout.runBase + 6);
  canvas.stroke();
  canvas.setLineDash([]);
}

interface Column {
  work: number;
  init: boolean;
  errors: boolean;
  throttles: boolean;
}

/** The slices gathered into as many columns as there is room for. */
function columnsOf(timeline: Timeline, end: Micros, count: number): readonly Column[] {
  const { slices, sliceLength } = timeline.paint;
  const columns: Column[] = Array.from({ length: Math.max(1, count) }, () => ({ work: 0, init: false, errors: false, throttles: false }));
  for (const [i, slice] of slices.entries()) {
    const first = Math.floor(((i * sliceLength) / Math.max(1, end)) * columns.length);
    const last = Math.max(first, Math.ceil((((i + 1) * sliceLength) / Math.max(1, end)) * columns.length) - 1);
    for (let c = first; c <= Math.min(last, columns.length - 1); c++) {
      columns[c]!.work += slice.work / (last - first + 1);
      if (c > first) continue;
      columns[c]!.init ||= slice.init > 0;
      columns[c]!.errors ||= slice.errors > 0;
      columns[c]!.throttles ||= slice.throttles > 0;
    }
  }
  return columns;
}

function pennant(canvas: Canvas, palette: Palette, x: number, base: number): void {
  canvas.fillStyle = palette.states.error.fill;
  canvas.beginPath();
  canvas.moveTo(x - 5, base - 19);
  canvas.lineTo(x + 5, base - 19);
  canvas.lineTo(x, base - 11);
  canvas.fill();
  canvas.fillRect(x - 1, base - 13, 2, 13);
}

import { micros } from '../../base/ids.ts';
import { clock, spoken } from '../../projections/clock.ts';
import { ticksBetween } from '../../projections/timeline.ts';
import type { Palette } from './palette.ts';
import type { Plot } from './plot.ts';
import { foldPx } from './view-window.ts';

type Canvas = CanvasRenderingContext2D;

/** Draws the folds in sight: two zigzags across the rows and how much time lies between them. */
export function drawFolds(canvas: Canvas, plot: Plot, palette: Palette, rowsBase: number): void {
  const { left, right, rowsTop } = plot.layout;
  const wide = foldPx(plot.view.microsPerPx);
  const inset = wide > 16 ? 3 : 0;
  for (const fold of plot.scale.folds) {
    if (fold.until < plot.from) continue;
    if (fold.from > plot.until) break;
    const x0 = plot.x(fold.from);
    const x1 = x0 + wide;
    if (x1 < left || x0 > right) continue;
    canvas.save();
    canvas.beginPath();
    canvas.rect(left, rowsTop - 4, right - left, rowsBase - rowsTop + 8);
    canvas.clip();
    canvas.fillStyle = palette.paper2;
    canvas.fillRect(x0 + inset, rowsTop - 4, wide - 2 * inset, rowsBase - rowsTop + 8);
    canvas.strokeStyle = palette.ink3;
    canvas.lineWidth = 1.25;
    for (const x of wide > 16 ? [x0 + inset, x1 - inset] : [x0 + wide / 2]) zigzag(canvas, x, rowsTop - 4, rowsBase + 4);
    if (wide < 18) {
      canvas.restore();
      continue;
    }
    canvas.translate(x0 + wide / 2, (rowsTop + rowsBase) / 2);
    canvas.rotate(-Math.PI / 2);
    canvas.fillStyle = palette.ink2;
    canvas.font = `500 ${13 * palette.zoom}px ${palette.font}`;
    canvas.textAlign = 'center';
    canvas.textBaseline = 'middle';
    canvas.fillText(spoken(fold.until - fold.from), 0, 0.5);
    canvas.restore();
  }
}

function zigzag(canvas: Canvas, x: number, from: number, until: number): void {
  canvas.beginPath();
  canvas.moveTo(x, from);
  for (let y = from, way = 1; y < until; y += 6, way = -way) canvas.lineTo(x + 2.5 * way, y + 3);
  canvas.lineTo(x, until);
  canvas.stroke();
}

/** Half the width of the playhead's pennant: no time stands under it. */
const PENNANT = 12;

/** Draws the clock times above the rows, none of them inside a fold or too near its neighbour. */
export function drawTicks(canvas: Canvas, plot: Plot, palette: Palette, playheadX: number): void {
  const { left, right, tickY, rowsTop } = plot.layout;
  const step = 110 * plot.view.microsPerPx;
  canvas.fillStyle = palette.ink3;
  canvas.font = `500 ${13 * palette.zoom}px ${palette.font}`;
  canvas.textAlign = 'center';
  canvas.textBaseline = 'alphabetic';
  let end = left - 40;
  const kept = plot.scale.folds.filter((fold) => fold.until > plot.from && fold.from < plot.until);
  const edges = [plot.from, ...kept.flatMap((fold) => [fold.from, fold.until]), plot.until];
  for (let i = 0; i < edges.length; i += 2) {
    const [from, until] = [edges[i]!, edges[i + 1]!];
    const count = Math.max(1, (until - from) / step);
    for (const at of ticksBetween(from, micros(until), count)) {
      const x = plot.x(at);
      const text = tickText(at, step);
      const half = canvas.measureText(text).width / 2;
      if (x - half < end + 14 || x + half > right + 16 || x < left || Math.abs(x - playheadX) < half + PENNANT) continue;
      end = x + half;
      canvas.fillText(text, x, tickY);
      canvas.fillRect(x - 0.5, rowsTop - 6, 1, 4);
    }
  }
}

/** As many decimals as the distance between ticks needs. */
function tickText(at: number, step: number): string {
  const text = clock(micros(at));
  if (step < 4_000) return `${text}${String(Math.floor(at % 1000)).padStart(3, '0')}`.replace(/(\.\d{3})(\d{3})$/, '$1 $2');
  return step >= 1_000_000 ? text.slice(0, -4) : step >= 200_000 ? text.slice(0, -2) : text;
}

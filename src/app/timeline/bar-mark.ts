import type { Micros } from '../../base/ids.ts';
import type { Palette } from './palette.ts';
import { BAR, GROUND, PITCH, type Plot } from './plot.ts';

/** The bar that has the keyboard's focus: the number of its row among all, and its time. */
export interface BarMark {
  readonly row: number;
  readonly from: Micros;
  readonly until: Micros;
}

/** px around the bar, its billed base included. */
const AROUND = 3;
const BASE = 5;
/** A bar of no length still gets a mark that can be seen. */
const LEAST = 9;

/** Draws the focus around a bar: ink with paper on both sides, so that it is seen on every colour. */
export function drawMark(canvas: CanvasRenderingContext2D, mark: BarMark, scrolled: number, plot: Plot, palette: Palette): void {
  const { left, right, rowsTop } = plot.layout;
  const x0 = Math.max(left - 4, Math.min(right, plot.x(mark.from)) - AROUND);
  const x1 = Math.max(x0 + LEAST, Math.min(right + 4, plot.x(mark.until)) + AROUND);
  const ground = rowsTop + (mark.row - scrolled) * PITCH + GROUND;
  const [top, bottom] = [ground - BAR - AROUND, ground + BASE + AROUND - 1];
  canvas.setLineDash([]);
  for (const [colour, width] of [
    [palette.paper, 7],
    [palette.ink, 3],
  ] as const) {
    canvas.strokeStyle = colour;
    canvas.lineWidth = width;
    canvas.strokeRect(x0, top, x1 - x0, bottom - top);
  }
}

import type { Micros } from '../../base/ids.ts';
import { countWhile } from '../../projections/bisect.ts';
import type { Row, Span } from '../../projections/spans.ts';
import { diamond } from './bars.ts';
import type { Palette } from './palette.ts';
import { BAR, type Plot } from './plot.ts';

type Canvas = CanvasRenderingContext2D;

/** How many spans before the window may still reach into it. */
const REACH_BACK = 200;

/** Draws a lane of requests in ink: a tick where each begins, a thread while it waits, and how it ended when that was bad. */
export function drawLane(canvas: Canvas, row: Row, plot: Plot, palette: Palette, y: number, end: Micros): void {
  const { spans } = row;
  const first = Math.max(0, countWhile(spans.length, (i) => spans[i]!.from < plot.from) - REACH_BACK);
  const last = countWhile(spans.length, (i) => spans[i]!.from <= plot.until);
  const middle = y - BAR / 2;
  let ticked = Number.NEGATIVE_INFINITY;
  let threaded = Number.NEGATIVE_INFINITY;
  for (let i = first; i < last; i++) {
    const span = spans[i]!;
    const x0 = plot.x(span.from);
    const x1 = plot.x(span.until ?? end);
    if (x1 > threaded) {
      canvas.fillStyle = palette.wire;
      canvas.fillRect(Math.max(x0, threaded, plot.layout.left), middle - 1, Math.max(0, x1 - Math.max(x0, threaded, plot.layout.left)), 2);
      threaded = x1;
    }
    if (x0 - ticked < 1 || x0 < plot.layout.left) continue;
    ticked = x0;
    canvas.fillStyle = palette.ink;
    canvas.fillRect(x0 - 1, middle - 6, 2, 12);
  }
  let marked = Number.NEGATIVE_INFINITY;
  const { failed } = row;
  for (let i = countWhile(failed.length, (j) => failed[j]!.until! < plot.from); i < failed.length; i++) {
    const x = plot.x(failed[i]!.until!);
    if (x > plot.layout.right) break;
    if (x - marked < 3) continue;
    marked = x;
    drawEnd(canvas, failed[i]!, palette, x, middle);
  }
}

function drawEnd(canvas: Canvas, span: Span, palette: Palette, x: number, y: number): void {
  if (span.outcome === 'throttled') {
    diamond(canvas, palette.states.throttle.fill, x, y);
    return;
  }
  canvas.strokeStyle = palette.paper;
  canvas.lineWidth = 5.5;
  cross(canvas, x, y);
  canvas.strokeStyle = palette.states.error.line;
  canvas.lineWidth = 2.5;
  cross(canvas, x, y);
}

function cross(canvas: Canvas, x: number, y: number): void {
  canvas.beginPath();
  canvas.moveTo(x - 4, y - 4);
  canvas.lineTo(x + 4, y + 4);
  canvas.moveTo(x + 4, y - 4);
  canvas.lineTo(x - 4, y + 4);
  canvas.stroke();
}

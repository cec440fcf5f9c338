import type { Micros, Seq } from '../../base/ids.ts';
import { countWhile } from '../../projections/bisect.ts';
import type { Row, Span, Spans } from '../../projections/spans.ts';
import type { Timeline } from '../../projections/timeline.ts';
import { type BarMark, drawMark } from './bar-mark.ts';
import { drawBar, drawBars } from './bars.ts';
import { drawLane } from './lanes.ts';
import type { OldFuture } from './old-future.ts';
import { type Palette, paletteOf } from './palette.ts';
import { GROUND, PITCH, type Plot } from './plot.ts';
import { drawOldFuture, drawWholeRun } from './whole-run.ts';
import { drawFolds, drawTicks } from './zigzags.ts';

/** All that one picture of the timeline depends on. */
export interface Scene {
  readonly timeline: Timeline;
  readonly rows: readonly Row[];
  /** How many rows are scrolled away above. */
  readonly scrolled: number;
  readonly plot: Plot;
  readonly playhead: Micros;
  /** As far as the run has come; open spans reach to here. */
  readonly end: Micros;
  /** Where the strip of the whole run ends. */
  readonly strip: Micros;
  readonly left: OldFuture | null;
  /** The bar that has the keyboard's focus. */
  readonly mark: BarMark | null;
}

/** Draws scenes on a canvas. What lies under the playhead is kept in a second canvas, so that moving the playhead alone copies. */
export interface Painter {
  paint(scene: Scene): void;
  /** The theme has changed. */
  forgetColours(): void;
}

export function painterOf(canvas: HTMLCanvasElement): Painter {
  const context = canvas.getContext('2d')!;
  const buffer = document.createElement('canvas');
  const layer = buffer.getContext('2d')!;
  let palette: Palette | null = null;
  let drawn = '';

  function resize({ layout }: Plot): number {
    const ratio = Math.max(1, window.devicePixelRatio);
    const [width, height] = [Math.round(layout.width * ratio), Math.round(layout.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) {
      for (const each of [canvas, buffer]) {
        each.width = width;
        each.height = height;
      }
      palette = null;
      drawn = '';
    }
    return ratio;
  }

  function paintRows({ rows, scrolled, plot, timeline, end }: Scene, colours: Palette, ratio: number): void {
    layer.setTransform(1, 0, 0, 1, 0, 0);
    layer.clearRect(0, 0, buffer.width, buffer.height);
    layer.setTransform(ratio, 0, 0, ratio, 0, 0);
    for (const [i, row] of visible(rows, scrolled, plot).entries()) {
      const y = plot.layout.rowsTop + i * PITCH + GROUND;
      if (isLane(row)) drawLane(layer, row, plot, colours, y, end);
      else drawBars(layer, row, timeline.spans, plot, colours, y, end);
    }
  }

  return {
    forgetColours() {
      palette = null;
      drawn = '';
    },
    paint(scene) {
      const { plot, playhead, rows, scrolled, timeline, end } = scene;
      const { layout } = plot;
      const ratio = resize(plot);
      palette ??= paletteOf(context, ratio);
      const key = [plot.view.left, plot.view.microsPerPx, timeline.seen, rows.length, scrolled, end].join();
      if (key !== drawn) paintRows(scene, palette, ratio);
      drawn = key;

      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, layout.width, layout.height);
      drawWholeRun(context, timeline, plot, palette, scene.strip, playhead);
      if (scene.left) drawOldFuture(context, scene.left, plot, palette, scene.strip);
      const now = Math.min(layout.right + 16, Math.max(layout.left, plot.x(playhead)));
      copy(context, buffer, layout.left - 2, now, layout.height, ratio, 1);
      copy(context, buffer, now, layout.right, layout.height, ratio, 0.3);
      paintUnfailed(context, scene, palette);
      const shown = visible(rows, scrolled, plot).length;
      drawFolds(context, plot, palette, layout.rowsTop + shown * PITCH - 4);
      drawTicks(context, plot, palette, plot.x(playhead));
      if (scene.mark) drawMark(context, scene.mark, scrolled, plot, palette);
    },
  };
}

function copy(
  context: CanvasRenderingContext2D,
  from: HTMLCanvasElement,
  x0: number,
  x1: number,
  height: number,
  ratio: number,
  alpha: number,
): void {
  if (x1 <= x0) return;
  context.globalAlpha = alpha;
  context.drawImage(from, x0 * ratio, 0, (x1 - x0) * ratio, height * ratio, x0, 0, x1 - x0, height);
  context.globalAlpha = 1;
}

/** What fails only after the playhead hasn't failed yet: left of it the bars are still in their plain colours. */
function paintUnfailed(context: CanvasRenderingContext2D, { rows, scrolled, plot, playhead, timeline }: Scene, palette: Palette): void {
  for (const [i, row] of visible(rows, scrolled, plot).entries()) {
    const { changes } = row;
    const here = countWhile(changes.length, (at) => changes[at]!.from <= playhead) - 1;
    const failing = isLane(row) || here < 0 ? undefined : failingLater(timeline.spans, changes[here]!.span, playhead);
    if (!failing) continue;
    const y = plot.layout.rowsTop + i * PITCH + GROUND;
    for (let at = here; at >= 0 && changes[at]!.from >= failing.from; at--) {
      const { from, state, isBilled } = changes[at]!;
      const until = at === here ? playhead : changes[at + 1]!.from;
      drawBar(context, plot, palette, y, from, until, state, isBilled);
    }
  }
}

/** The span around `seq` that is still open at the playhead and will end badly. */
function failingLater(spans: Spans, seq: Seq | null, playhead: Micros): Span | undefined {
  for (let span = seq === null ? undefined : spans.span(seq); span; span = span.within === null ? undefined : spans.span(span.within)) {
    if (span.outcome !== null && span.outcome !== 'ok' && span.until! > playhead) return span;
  }
  return undefined;
}

/** A row whose spans have no colour and may overlap: requests at a door. */
export const isLane = (row: Row): boolean => !row.isRoom && row.spans.length > 0 && row.spans[0]!.state === null;

/** The rows that there is room for. */
export function visible(rows: readonly Row[], scrolled: number, { layout }: Plot): readonly Row[] {
  return rows.slice(scrolled, scrolled + roomFor(layout));
}

export const roomFor = (layout: Plot['layout']): number => Math.max(1, Math.floor((layout.rowsBase - layout.rowsTop + 2) / PITCH));

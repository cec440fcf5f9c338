import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Micros } from '../../base/ids.ts';
import { useDesk } from '../stores/desk.ts';
import type { BarMark } from './bar-mark.ts';
import { type Painter, painterOf } from './draw.ts';
import type { OldFuture } from './old-future.ts';
import { type Layout, type Plot, plotOf } from './plot.ts';
import type { Stage } from './stage.ts';
import { autoZoom, following, scaleAt, stripEnd } from './view-window.ts';

interface PictureProps {
  readonly box: RefObject<HTMLElement | null>;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly stage: Stage;
  readonly left: OldFuture | null;
  /** The bar that has the keyboard's focus; while time stands still it stays in sight, and not the playhead. */
  readonly mark: BarMark | null;
  readonly holdsRows: () => boolean;
}

/** px that the playhead's handle may stand over the edge. */
const OVER = 12;

/** Paints the stage after every render, outside React: a playhead that moves 60 times a second moves no component. */
export function usePicture({ box, canvas, stage, left, mark, holdsRows }: PictureProps): void {
  const painter = usePainter(canvas);
  const playing = useDesk((desk) => desk.playing);
  useLayoutEffect(() => {
    const { layout, playhead, timeline, rows, firstRow, end, view } = stage;
    if (!layout || layout.width === 0) return;
    const before = view.current;
    const plot = plotFor(stage, layout, mark && !playing ? mark.from : playhead, playing, holdsRows());
    stage.plot.current = plot;
    painter.current?.paint({
      timeline,
      rows,
      scrolled: firstRow,
      plot,
      playhead,
      end,
      strip: stripEnd(timeline.activity.stretches, end, layout.right - layout.left),
      left,
      mark,
    });
    placeStroke(box.current!, layout, plot.x(playhead));
    // The words about the marked bar stand where the bar does, and it has just moved.
    if (mark && (before.left !== view.current.left || before.microsPerPx !== view.current.microsPerPx)) stage.look(view.current);
  });
}

/** The part of time that is in sight now: the reader's zoom or the one that fits, with an instant kept in it. */
function plotFor(stage: Stage, layout: Layout, kept: Micros, isPlaying: boolean, isHeld: boolean): Plot {
  const { view, end } = stage;
  const { stretches } = stage.timeline.activity;
  const width = layout.right - layout.left;
  if (view.current.isAuto) view.current = { ...view.current, microsPerPx: autoZoom(stretches, end, width) };
  const scale = scaleAt(stretches, end, view.current.microsPerPx);
  if (!isHeld) view.current = following(view.current, scale, kept, width, isPlaying);
  return plotOf(layout, scale, view.current);
}

/** Where the playhead's ink line stands, for the style sheet. */
function placeStroke(box: HTMLElement, layout: Layout, x: number): void {
  const shown = Math.min(layout.right + OVER, Math.max(layout.left, x));
  box.style.setProperty('--x', `${Math.round(shown * 2) / 2}px`);
  box.dataset['playhead'] = x >= layout.left - 1 && x <= layout.right + OVER ? 'shown' : 'outside';
  box.dataset['half'] = x > (layout.left + layout.right) / 2 ? 'right' : 'left';
}

function usePainter(canvas: RefObject<HTMLCanvasElement | null>): RefObject<Painter | null> {
  const painter = useRef<Painter | null>(null);
  const [, redraw] = useState(0);
  useLayoutEffect(() => {
    painter.current = painterOf(canvas.current!);
    const themes = new MutationObserver(() => {
      painter.current?.forgetColours();
      redraw((count) => count + 1);
    });
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-projector'] });
    return () => themes.disconnect();
  }, [canvas]);
  return painter;
}

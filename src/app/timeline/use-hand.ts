import { type MouseEvent, type PointerEvent, useLayoutEffect, useRef, useState, type WheelEvent } from 'react';
import { openRequest } from '../stores/desk.ts';
import { useRun } from '../stores/run.ts';
import { type Hit, pointAt } from './hit.ts';
import { hitUnder, panBy, type Stage, scrubTo, zoomBy } from './stage.ts';

/** What a drag does: it moves the playhead over the whole run or over the rows, or it moves the rows. */
type Grip = { readonly is: 'run' | 'ruler' } | { readonly is: 'pan'; readonly x: number; readonly position: number; moved: boolean };

/** px that a pointer may tremble without dragging. */
const TREMBLE = 3;

/** What lies under the pointer, and where that is. */
export interface Hover {
  readonly hit: Hit;
  readonly x: number;
  readonly y: number;
}

/** The pointer on the timeline: it scrubs, drags, zooms, points at bars and opens them. */
export function useHand(stage: Stage) {
  const generation = useRun((run) => run.generation);
  const grip = useRef<Grip | null>(null);
  const [hover, setHover] = useState<Hover | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run is another timeline
  useLayoutEffect(() => setHover(null), [generation]);

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    const { layout } = stage;
    const { x, y } = inside(event);
    if (event.button !== 0 || !layout || !stage.plot.current || x < layout.left - 12) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const isHandle = (event.target as Element).closest('.tl-handle') !== null;
    grip.current = gripAt(stage, x, y, isHandle);
    if (grip.current.is !== 'pan' && !isHandle) scrubTo(stage, x, grip.current.is);
  }

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const { x, y } = inside(event);
    const held = grip.current;
    if (held?.is === 'pan') {
      if (Math.abs(x - held.x) > TREMBLE) held.moved = true;
      if (held.moved) panBy(stage, held.x - x, held.position);
    } else if (held) scrubTo(stage, x, held.is);
    else {
      const hit = hitUnder(stage, x, y);
      setHover(hit && (hit.span || hit.state) ? { hit, x, y } : null);
    }
  }

  function onPointerUp(event: PointerEvent<HTMLElement>): void {
    const held = grip.current;
    grip.current = null;
    if (held?.is !== 'pan' || held.moved) return;
    const { x, y } = inside(event);
    const hit = hitUnder(stage, x, y);
    if (hit) pointAt(hit, stage.end);
  }

  function onWheel(event: WheelEvent<HTMLElement>): void {
    const { layout, firstRow } = stage;
    if (!layout) return;
    const { x } = inside(event);
    if (x < layout.left) stage.scrollTo(firstRow + Math.sign(event.deltaY));
    else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) panBy(stage, event.deltaX || event.deltaY);
    else zoomBy(stage, 1.0022 ** event.deltaY, { x: x - layout.left });
  }

  function onDoubleClick(event: MouseEvent<HTMLElement>): void {
    const { x, y } = inside(event);
    const item = hitUnder(stage, x, y)?.span?.items[0];
    if (item) openRequest(item);
  }

  return {
    hover,
    /** Whether the rows are held: they then follow the hand and nothing else. */
    holdsRows: (): boolean => grip.current !== null && grip.current.is !== 'run',
    on: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: () => {
        grip.current = null;
      },
      onPointerLeave: () => setHover(null),
      onWheel,
      onDoubleClick,
    },
  };
}

/** What a press takes hold of: the strip of the whole run, the ruler (as the playhead's handle does), or the rows. */
function gripAt({ layout, plot, view }: Stage, x: number, y: number, isHandle: boolean): Grip {
  if (!isHandle && y < layout!.runBase + 8) return { is: 'run' };
  if (isHandle || y < layout!.rowsTop) return { is: 'ruler' };
  return { is: 'pan', x, position: plot.current!.scale.toPosition(view.current.left), moved: false };
}

function inside(event: { readonly currentTarget: Element; readonly clientX: number; readonly clientY: number }): {
  readonly x: number;
  readonly y: number;
} {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

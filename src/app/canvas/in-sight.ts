import type { FitViewOptions, ReactFlowInstance } from '@xyflow/react';
import { useEffect } from 'react';
import type { NodeId } from '../../base/ids.ts';
import type { Selection } from '../stores/desk.ts';
import { zoomNow } from '../widgets/zoom.ts';
import type { CanvasNode } from './node-forms.tsx';
import type { CanvasWire } from './wire.tsx';

/** px of paper between what is selected and whatever covers the canvas. */
const CLEAR = 24;
/** A node that was just added is measured by then, and the note is out, ms. */
const SETTLED = 80;
/** A second press opens a room, so the room stays under the pointer until none can come, ms. */
const PRESSED_ONCE = 500;

/** Moves the paper no more than is needed for the selected node to be seen whole, beside the note where that lies over the figure. */
export function useInSight(flow: ReactFlowInstance<CanvasNode, CanvasWire>, selection: Selection | null): void {
  const id = selection?.is === 'node' ? selection.id : selection?.is === 'room' ? selection.node : null;
  const isRoom = selection?.is === 'room';
  useEffect(() => {
    if (id === null) return;
    const soon = setTimeout(
      () => {
        const [node, pane] = [elementOf(id), document.querySelector('.figure-pane')];
        // Under a pointer that drags, nothing moves by itself.
        if (!node || !pane || flow.getNode(id)?.dragging) return;
        const [at, frame] = [node.getBoundingClientRect(), pane.getBoundingClientRect()];
        const x = shift(at.left, at.right, frame.left + CLEAR, frame.right - coveredBy(frame) - CLEAR);
        const y = shift(at.top, at.bottom, frame.top + CLEAR, frame.bottom - CLEAR);
        if (x === 0 && y === 0) return;
        const view = flow.getViewport();
        void flow.setViewport({ ...view, x: view.x + x, y: view.y + y });
      },
      isRoom ? PRESSED_ONCE : SETTLED,
    );
    return () => clearTimeout(soon);
  }, [id, isRoom, flow]);
}

/** How the whole figure is shown: no larger than life, and beside the note where that lies over it. */
export function wholeFigure(): FitViewOptions<CanvasNode> {
  const frame = document.querySelector('.figure-pane')?.getBoundingClientRect();
  const covered = frame ? coveredBy(frame) : 0;
  return { maxZoom: zoomNow(), padding: covered > 0 ? { x: 0.1, y: 0.1, right: `${covered + CLEAR}px` } : 0.1 };
}

/** px at the right of the canvas that the note lies over. */
function coveredBy(frame: DOMRect): number {
  const note = document.querySelector('.margin-note')?.getBoundingClientRect();
  return note && note.width > 0 ? Math.max(0, frame.right - note.left) : 0;
}

/** How far something must move to lie within limits; its beginning counts more than its end. */
function shift(from: number, until: number, least: number, most: number): number {
  if (from < least) return least - from;
  return until > most ? Math.max(most - until, least - from) : 0;
}

const elementOf = (id: NodeId): HTMLElement | null => document.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`);

/** Gives a node that is on the page the keyboard; the shelf when there is no such node. */
export function focusNow(id: NodeId | null): void {
  const node = id === null ? null : elementOf(id);
  (node ?? document.querySelector<HTMLElement>('.shelf button'))?.focus({ preventScroll: true });
}

/** Gives a node the keyboard once it is on the page; a canvas that comes back shows its nodes only when they have been measured. */
export function focusNode(id: NodeId | null, tries = 10): void {
  setTimeout(() => {
    focusNow(id);
    if (tries > 1 && document.activeElement === document.body) focusNode(id, tries - 1);
  }, SETTLED);
}

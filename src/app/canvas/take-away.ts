import type { NodeId, WireId } from '../../base/ids.ts';
import { show, useDesk } from '../stores/desk.ts';
import { neighbourOf, remove } from './edit.ts';
import { focusNode, focusNow } from './in-sight.ts';

/** Deletes nodes and wires and hands the keyboard to what stands next to them, before whatever had it is gone. */
export function takeAway(nodes: readonly NodeId[], wires: readonly WireId[]): void {
  const next = neighbourOf(nodes, wires);
  if (useDesk.getState().page.is === 'canvas') focusNow(next);
  else {
    // What is deleted beside its code leaves no code to look at.
    show({ is: 'canvas' });
    focusNode(next);
  }
  remove(nodes, wires);
}

import type { KeyboardEvent } from 'react';
import type { EnvId } from '../../base/ids.ts';
import { openRoom, select } from '../stores/desk.ts';

/** The rooms of a node that can be gone to, in the order in which they stand. */
const roomsIn = (node: Element): readonly HTMLElement[] => [...node.querySelectorAll<HTMLElement>('button[data-room]')];

/** Where a key leads among as many rooms, from one of them; null when the key leads nowhere. */
export function roomAfter(key: string, from: number, count: number): number | null {
  const to: { readonly [key: string]: number } = {
    ArrowDown: from + 1,
    ArrowRight: from + 1,
    ArrowUp: from - 1,
    ArrowLeft: from - 1,
    Home: 0,
    End: count - 1,
  };
  const next = to[key];
  return next === undefined ? null : Math.min(count - 1, Math.max(0, next));
}

/**
 * Rooms by key: up and down lead from a node that has the focus into its rooms, all arrows from room to room, Enter opens the room and
 * Escape goes back to the node. It is asked before the node itself, which would move.
 */
export function onRoomKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const target = event.target as HTMLElement;
  const node = target.closest<HTMLElement>('.react-flow__node');
  if (!node) return;
  const isDone = target === node ? enter(event.key, node) : target.dataset['room'] !== undefined && act(event.key, target, node);
  if (!isDone) return;
  event.preventDefault();
  event.stopPropagation();
}

function enter(key: string, node: HTMLElement): boolean {
  const rooms = roomsIn(node);
  if (rooms.length === 0 || (key !== 'ArrowDown' && key !== 'ArrowUp')) return false;
  goTo(rooms.at(key === 'ArrowDown' ? 0 : -1)!, node);
  return true;
}

function act(key: string, room: HTMLElement, node: HTMLElement): boolean {
  if (key === 'Enter') openRoom(room.dataset['room'] as EnvId);
  else if (key === 'Escape') {
    select({ is: 'node', id: node.dataset['id']! });
    node.focus({ preventScroll: true });
  } else {
    const rooms = roomsIn(node);
    const next = roomAfter(key, rooms.indexOf(room), rooms.length);
    if (next === null) return false;
    goTo(rooms[next]!, node);
  }
  return true;
}

/** The note follows the focus. */
function goTo(room: HTMLElement, node: HTMLElement): void {
  room.focus({ preventScroll: true });
  select({ is: 'room', id: room.dataset['room'] as EnvId, node: node.dataset['id']! });
}

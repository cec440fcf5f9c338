import { useSyncExternalStore } from 'react';
import type { NodeId } from '../../base/ids.ts';
import type { Service } from '../stores/document.ts';
import type { Anchor } from './route.ts';

export type Form = Service['face']['form'];

/** Where a node stands and how big it is, px. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A node as it is measured. */
export interface Placed {
  readonly id: NodeId;
  readonly place: Place;
  readonly form: Form;
}

interface Joined {
  readonly from: NodeId;
  readonly to: NodeId;
}

/** Of `building.css` and `nodes.css`: a building's label, a door's disc, the line of gauges below the walls. */
const HEAD = 54;
const DISC = 84;
const METERS = 28;
/** A wire meets a wall no nearer to its corner than this. */
const CORNER = 22;

/** The walls of a node's body. */
function wallsOf({ x, y, width, height }: Place, form: Form): Omit<Anchor, 'inY' | 'outY'> {
  const top = form === 'building' ? y + HEAD : y;
  const bottom = form === 'door' ? y + DISC : y + height - METERS;
  const centreX = x + width / 2;
  const half = form === 'door' ? DISC / 2 : width / 2;
  return { left: centreX - half, right: centreX + half, top, bottom, centreX };
}

/** How far below its top a node of this form and height has its port when nothing calls for another place. */
export function portOf(form: Form, height: number): number {
  const { top, bottom } = wallsOf({ x: 0, y: 0, width: 0, height }, form);
  return Math.round((top + bottom) / 2);
}

const middle = (heights: readonly number[]): number => heights.reduce((sum, y) => sum + y, 0) / heights.length;

/** Where wires meet each node. Only a disc has its port in one place: a wall has it where the wire comes out straight, so that a
 * building that grows by a room bends no wire. */
export function anchorsOf(nodes: readonly Placed[], wires: readonly Joined[]): ReadonlyMap<NodeId, Anchor> {
  const anchors = new Map<NodeId, Anchor>();
  const forms = new Map(nodes.map(({ id, form }) => [id, form]));
  for (const { id, place, form } of nodes) {
    const walls = wallsOf(place, form);
    const y = Math.round((walls.top + walls.bottom) / 2);
    anchors.set(id, { ...walls, inY: y, outY: y });
  }
  const slide = (id: NodeId, port: 'inY' | 'outY', others: readonly number[]): void => {
    const anchor = anchors.get(id)!;
    if (forms.get(id) === 'door' || others.length === 0) return;
    const room = Math.min(CORNER, (anchor.bottom - anchor.top) / 2);
    const y = Math.round(Math.min(anchor.bottom - room, Math.max(anchor.top + room, middle(others))));
    anchors.set(id, { ...anchor, [port]: y });
  };
  const known = wires.filter(({ from, to }) => anchors.has(from) && anchors.has(to));
  for (const { id } of nodes) {
    slide(
      id,
      'outY',
      known.filter(({ from }) => from === id).map(({ to }) => anchors.get(to)!.inY),
    );
  }
  for (const { id } of nodes) {
    slide(
      id,
      'inY',
      known.filter(({ to }) => to === id).map(({ from }) => anchors.get(from)!.outY),
    );
  }
  return anchors;
}

/** Anchors of what is on the canvas now; wires, ports and tokens all read them, so that they always agree. */
let anchors: ReadonlyMap<NodeId, Anchor> = new Map();
const listeners = new Set<() => void>();

export function setPlaces(nodes: readonly Placed[], wires: readonly Joined[]): void {
  anchors = anchorsOf(nodes, wires);
  for (const listener of listeners) listener();
}

/** Where wires meet a node. */
export const anchorOf = (id: NodeId): Anchor | null => anchors.get(id) ?? null;

/** Calls back when anything has moved. */
export function onPlaces(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where wires meet a node, as something that a component may wait for. The same while nothing of it moves. */
export function useAnchor(id: NodeId): Anchor | null {
  const key = useSyncExternalStore(onPlaces, () => JSON.stringify(anchorOf(id)));
  return key === undefined ? null : (JSON.parse(key) as Anchor | null);
}

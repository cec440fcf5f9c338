import type { NodeId } from '../../base/ids.ts';
import type { Service } from '../stores/document.ts';
import type { Anchor } from './route.ts';

/** Where a node stands and how big it is, px. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Places of nodes as they are measured; wires and tokens both read them, so that they always agree. */
const places = new Map<NodeId, { readonly place: Place; readonly form: Service['face']['form'] }>();

const HEAD = 44;
const DISC = 84;
const METERS = 18;

export function setPlaces(next: readonly { readonly id: NodeId; readonly place: Place; readonly form: Service['face']['form'] }[]): void {
  places.clear();
  for (const { id, place, form } of next) places.set(id, { place, form });
}

/** Where wires meet a node. */
export function anchorOf(id: NodeId): Anchor | null {
  const found = places.get(id);
  return found ? anchorIn(found.place, found.form) : null;
}

export function anchorIn({ x, y, width, height }: Place, form: Service['face']['form']): Anchor {
  const top = form === 'building' ? y + HEAD : y;
  const bottom = form === 'door' ? y + DISC : y + height - METERS;
  const centreX = x + width / 2;
  const half = form === 'door' ? DISC / 2 : width / 2;
  return { left: centreX - half, right: centreX + half, top, bottom, mouthY: Math.round((top + bottom) / 2), centreX };
}

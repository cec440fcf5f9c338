import type { NodeId } from '../../base/ids.ts';
import type { Room as RoomData } from '../../projections/canvas.ts';
import { useDesk } from '../stores/desk.ts';
import './building.css';
import { valueAt } from './facts.ts';
import { canvasFold, useMoment } from './fold.ts';
import { useAnchor } from './geometry.ts';
import { Plot, Room, Strip } from './room.tsx';

/** More rooms than this show as a strip after the first few. */
const ALL_SHOWN = 6;
const SHOWN_BESIDE_STRIP = 4;
/** Of `building.css`, px. */
const MOUTH = 26;
const WALL = 2;

/** The letter of the nth environment: A to Z, AA and so on. */
export function letterOf(n: number): string {
  return n < 26 ? String.fromCharCode(65 + n) : letterOf(Math.floor(n / 26) - 1) + letterOf(n % 26);
}

/** How many rooms a node may have, when a setting says so: the first path that holds a number. */
export function allowedRooms(paths: readonly string[], settings: unknown): number | null {
  for (const path of paths) {
    const value = valueAt(settings, path);
    if (typeof value === 'number') return value;
  }
  return null;
}

const keyOf = (rooms: readonly RoomData[]): string =>
  JSON.stringify(rooms.map(({ id, state, door, title, isBilled }) => [id, state, door, title, isBilled]));

interface BuildingProps {
  readonly node: NodeId;
  readonly allowed: number | null;
  /** Plots are drawn up to this many places. */
  readonly places?: number;
}

/** A function: a corridor with a mouth where the wire enters, and its rooms, built and not yet built. */
export function Building({ node, allowed, places = 2 }: BuildingProps) {
  useMoment((canvas, at) => keyOf(canvas.roomsOf(node, at)));
  const anchor = useAnchor(node);
  const rooms = canvasFold().roomsOf(node, useDesk.getState().playhead);
  const shown = rooms.length > ALL_SHOWN ? rooms.slice(0, SHOWN_BESIDE_STRIP) : rooms;
  const standing = rooms.filter((room) => room.state !== 'expired').length;
  const free = allowed === null ? places - rooms.length : Math.min(places - rooms.length, allowed - standing);
  const next = nextLetter(rooms);
  const plots = Array.from({ length: Math.max(0, free) }, (_, i) => letterOf(next + i));
  return (
    <div className="building">
      <i className="mouth" style={anchor ? { top: anchor.inY - anchor.top - MOUTH / 2 - WALL } : undefined} />
      {shown.map((room) => (
        <Room key={room.id} node={node} room={room} />
      ))}
      {rooms.length > ALL_SHOWN && <Strip node={node} rooms={rooms.slice(SHOWN_BESIDE_STRIP)} />}
      {plots.map((letter, i) => (
        <Plot key={letter} letter={letter} says={i === 0 && rooms.length === 0 ? 'no room built yet' : undefined} />
      ))}
      {allowed === 0 && <p className="small dim none">No rooms allowed</p>}
    </div>
  );
}

function nextLetter(rooms: readonly RoomData[]): number {
  let next = 0;
  for (const { letter } of rooms) {
    let n = 0;
    for (const char of letter) n = n * 26 + char.charCodeAt(0) - 64;
    next = Math.max(next, n);
  }
  return next;
}

import { useEffect, useLayoutEffect, useRef } from 'react';
import type { EnvId, NodeId } from '../../base/ids.ts';
import type { Door, Room as RoomData } from '../../projections/canvas.ts';
import { openRoom, select, useDesk } from '../stores/desk.ts';
import { canvasFold, onMoment } from './fold.ts';
import { focusNode } from './in-sight.ts';
import { stripOf } from './strip-layout.ts';

const DOORS: { readonly [door in Exclude<Door, 'none'>]: string } = {
  open: '<path d="M20 3H5" stroke="currentColor" stroke-width="2.5" fill="none"/><path d="M5 3C5 12 11 21 20 23" stroke="currentColor" stroke-width="1" stroke-dasharray="2 2.5" fill="none"/>',
  shut: '<path d="M21 2v22" stroke="currentColor" stroke-width="4.5" fill="none"/>',
  ajar: '<path d="M20 3 10 17" stroke="currentColor" stroke-width="2.5" fill="none"/><path d="M10 17C13 21 16 23 20 23" stroke="currentColor" stroke-width="1" stroke-dasharray="2 2.5" fill="none"/>',
};

/** A room's door: open, shut or ajar. */
export function DoorMark({ door }: { readonly door: Door }) {
  if (door === 'none') return null;
  return (
    <svg
      className="door"
      viewBox="0 0 24 26"
      aria-hidden="true"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: constant drawings of our own
      dangerouslySetInnerHTML={{ __html: DOORS[door] }}
    />
  );
}

/** What a screen reader hears of a room: its letter, whom it serves and its state. */
const saidOf = ({ letter, title, detail }: RoomData): string => `Room ${letter}: ${title}, ${detail}`;

const pick = (node: NodeId, id: string): void => select({ is: 'room', id: id as EnvId, node });

/** A room that has the focus may be gone at another instant; its node then takes the focus. */
function useFocusKept(node: NodeId): { readonly current: HTMLButtonElement | null } {
  const body = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const room = body.current;
    return () => {
      if (document.activeElement === room) focusNode(node);
    };
  }, [node]);
  return body;
}

/** One execution environment. What changes with every frame is written past React, straight into the page. */
export function Room({ node, room }: { readonly node: NodeId; readonly room: RoomData }) {
  const body = useFocusKept(node);
  const detail = useRef<HTMLSpanElement>(null);
  const billed = useRef<HTMLElement>(null);
  const { id } = room;
  const before = useRef(room.state);
  const isThawing = before.current === 'frozen' && (room.state === 'invoke' || room.state === 'wait');
  useEffect(() => {
    before.current = room.state;
  }, [room.state]);
  const isSelected = useDesk((desk) => desk.selection?.is === 'room' && desk.selection.id === id);

  useEffect(() => {
    const draw = (): void => {
      const now = canvasFold()
        .roomsOf(node, useDesk.getState().playhead)
        .find((one) => one.id === id);
      if (!now || !body.current || !detail.current) return;
      if (detail.current.textContent !== now.detail) {
        detail.current.textContent = now.detail;
        // The name of what has the focus is read out at every change: while time runs that would never end.
        const isHeard = document.activeElement === body.current && useDesk.getState().playing;
        if (!isHeard) body.current.ariaLabel = saidOf(now);
      }
      body.current.style.setProperty('--p', `${(now.share * 100).toFixed(1)}%`);
      if (billed.current) billed.current.style.width = now.share > 0 ? `calc(${(now.share * 100).toFixed(1)}% + 4px)` : '0';
    };
    draw();
    return onMoment(draw);
  }, [node, id, body]);

  return (
    <button
      type="button"
      ref={body}
      className={`room nodrag st-${room.state} ${isThawing ? 'thawing' : ''}`}
      aria-pressed={isSelected}
      aria-label={saidOf(room)}
      data-room={id}
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation();
        pick(node, id);
      }}
      onDoubleClick={() => openRoom(id as EnvId)}
    >
      <DoorMark door={room.door} />
      <span className="id">{room.letter}</span>
      <span className="what">
        <b>{room.title}</b>
        <span ref={detail}>{room.detail}</span>
      </span>
      {room.isBilled && <i className="billed" ref={billed} />}
    </button>
  );
}

/** A room that may be built but has not been needed so far. */
export function Plot({ letter, says }: { readonly letter: string; readonly says?: string | undefined }) {
  return (
    <div className="room plot" aria-hidden="true">
      <span className="id">{letter}</span>
      {says && <span className="what small">{says}</span>}
    </div>
  );
}

/** Rooms beyond those that have a place of their own: one cell each, in its state, in as many lines as there is paper for. */
export function Strip({ node, rooms }: { readonly node: NodeId; readonly rooms: readonly RoomData[] }) {
  const { columns, lines, width, height, left } = stripOf(rooms.length);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of rooms, not of form fields
    <div className="strip" role="group" aria-label={`${rooms.length} more rooms: ${inStates(rooms)}`}>
      <div style={{ gridTemplateColumns: `repeat(${columns}, ${width}px)`, gridTemplateRows: `repeat(${lines}, ${height}px)` }}>
        {rooms.slice(0, rooms.length - left).map((room) => (
          <Cell key={room.id} node={node} room={room} />
        ))}
      </div>
      {left > 0 && <span className="small dim">and {left.toLocaleString('en')} more</span>}
    </div>
  );
}

function Cell({ node, room }: { readonly node: NodeId; readonly room: RoomData }) {
  const isSelected = useDesk((desk) => desk.selection?.is === 'room' && desk.selection.id === room.id);
  return (
    <button
      type="button"
      ref={useFocusKept(node)}
      className={`nodrag st-${room.state}`}
      title={`${room.letter}: ${room.title}, ${room.detail}`}
      aria-label={saidOf(room)}
      aria-pressed={isSelected}
      data-room={room.id}
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation();
        pick(node, room.id);
      }}
      onDoubleClick={() => openRoom(room.id as EnvId)}
    />
  );
}

/** "3 invoke, 12 frozen": how many rooms are in each state. */
function inStates(rooms: readonly RoomData[]): string {
  const counts = new Map<string, number>();
  for (const { state } of rooms) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, count]) => `${count} ${state}`).join(', ');
}

import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { LogLine, LogQuery, Logs } from '../../projections/logs.ts';
import { useDesk } from '../stores/desk.ts';
import { useRun } from '../stores/run.ts';
import { zoomNow } from '../widgets/zoom.ts';
import { heightOf } from './log-text.ts';

/** Height of one line of text, px, as `logs.css` has it. */
const LINE = 22;

/** The lines that fit the query, and how many of them have happened. */
export interface ShownLines {
  readonly logs: Logs;
  /** Their places in `logs.lines`. */
  readonly wanted: readonly number[];
  readonly happened: number;
}

/** One of the lines that are shown. */
export const lineAt = ({ logs, wanted }: Pick<ShownLines, 'logs' | 'wanted'>, i: number): LogLine => logs.lines[wanted[i]!]!;

type List = Virtualizer<HTMLDivElement, Element>;

/** Where the list of lines stands. */
interface ListPlace {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly virtual: List;
  /** Paper above the first line, px: with few lines the stroke still lies at the foot of the list, and the lines stand on it. */
  readonly lead: number;
  /** The list scrolls by itself, so that the playhead's stroke stays at its foot. */
  readonly follows: boolean;
  readonly setFollows: (follows: boolean) => void;
  /** Puts the stroke where the lines that have happened end. */
  readonly markEdge: () => void;
}

/** Lays the lines out and lets the list follow the playhead, until the reader goes elsewhere in it; what is folded always follows. */
export function useListPlace({ logs, wanted, happened }: ShownLines, isFolded: boolean): ListPlace {
  const list = useRef<HTMLDivElement>(null);
  const room = useHeight(list);
  const [isAtPlayhead, setFollows] = useFollowing();
  const follows = isFolded || isAtPlayhead;
  const count = wanted.length;
  // Stable, so that a moved playhead measures nothing anew.
  const isProjected = useDesk((desk) => desk.isProjected);
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines are then larger
  const line = useMemo(() => LINE * zoomNow(), [isProjected]);
  const estimateSize = useCallback((i: number) => line * heightOf(lineAt({ logs, wanted }, i).text), [logs, wanted, line]);
  const getItemKey = useCallback((i: number) => lineAt({ logs, wanted }, i).seq, [logs, wanted]);
  const virtual = useVirtualizer({ count, getScrollElement: () => list.current, estimateSize, getItemKey, overscan: 6 });
  const now = happened < count ? (virtual.measurementsCache[happened]?.start ?? 0) : virtual.getTotalSize();
  const lead = Math.max(0, room - now);

  function markEdge(): void {
    const element = list.current!;
    const edge = Math.min(room, Math.max(0, lead + now - element.scrollTop));
    element.parentElement!.style.setProperty('--edge', `${room - edge}px`);
  }
  useLayoutEffect(() => {
    if (follows) list.current!.scrollTop = lead + now - room;
    markEdge();
  });
  return { list, virtual, lead, follows, setFollows, markEdge };
}

function useHeight(list: RefObject<HTMLDivElement | null>): number {
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const element = list.current!;
    const measure = (): void => setHeight(element.clientHeight);
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [list]);
  return height;
}

/** A run that plays, or another run, is followed again. */
function useFollowing(): readonly [boolean, (follows: boolean) => void] {
  const generation = useRun((run) => run.generation);
  const playing = useDesk((desk) => desk.playing);
  const [follows, setFollows] = useState(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when there is another run
  useEffect(() => setFollows(true), [generation]);
  useEffect(() => {
    if (playing) setFollows(true);
  }, [playing]);
  return [follows, setFollows];
}

interface OpenLine {
  readonly pointed: number | null;
  readonly follows: boolean;
  readonly height: number;
  /** What lies over the foot of the list, px. */
  readonly foot: number;
}

/** A line that was opened is taller than it was: all of it comes into sight, clear of what lies over the foot of the list. */
export function useOpenLineInSight(list: RefObject<HTMLDivElement | null>, { pointed, follows, height, foot }: OpenLine): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another line is opened
  useLayoutEffect(() => {
    const element = list.current!;
    const row = follows ? null : element.querySelector('.log-row.open');
    if (!row) return;
    const [box, frame] = [row.getBoundingClientRect(), element.getBoundingClientRect()];
    const below = box.bottom - (frame.bottom - foot);
    if (below > 0) element.scrollTop += Math.min(below, box.top - frame.top);
    else if (box.top < frame.top) element.scrollTop -= frame.top - box.top;
  }, [pointed, follows, height]);
}

/** Another query leaves the line that the reader points at where it can be seen; `pointedAt` says which of the lines it is, or -1. */
export function usePointedInSight(virtual: List, query: LogQuery, pointedAt: () => number): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the query changes
  useEffect(() => {
    const at = pointedAt();
    if (at >= 0) virtual.scrollToIndex(at, { align: 'center' });
  }, [query]);
}

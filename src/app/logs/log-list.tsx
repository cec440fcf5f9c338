import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { clock } from '../../projections/clock.ts';
import { type LogLine, type LogQuery, linesUntil } from '../../projections/logs.ts';
import { seek, useDesk } from '../stores/desk.ts';
import { useRun } from '../stores/run.ts';
import { useFold } from '../timeline/folds.ts';
import { LogRow } from './log-row.tsx';
import { heightOf } from './log-text.ts';

const LINE = 22;
/** What "Follow the playhead" takes at the foot of the list. */
const PILL = 40;

interface LogListProps {
  readonly query: LogQuery;
  readonly onQuery: (query: LogQuery) => void;
}

/** The lines themselves: they end at the playhead's stroke, and those still to come are ghosts below it. */
export function LogList({ query, onQuery }: LogListProps) {
  const logs = useFold('logs');
  const generation = useRun((run) => run.generation);
  const horizon = useRun((run) => run.horizon);
  const playhead = useDesk((desk) => desk.playhead);
  const playing = useDesk((desk) => desk.playing);
  const pointed = useDesk((desk) => desk.pointed);
  const [follows, setFollows] = useState(true);
  const [room, setRoom] = useState(0);
  const list = useRef<HTMLDivElement>(null);

  const wanted = logs.matching(query);
  const count = wanted.length;
  const happened = linesUntil(logs, wanted, playhead);
  const lineAt = (i: number): LogLine => logs.lines[wanted[i]!]!;
  const isLong = horizon >= 60_000_000;

  // Stable, so that a moved playhead measures nothing anew.
  const estimateSize = useCallback((i: number) => LINE * heightOf(logs.lines[wanted[i]!]!.text), [logs, wanted]);
  const getItemKey = useCallback((i: number) => logs.lines[wanted[i]!]!.seq, [logs, wanted]);
  const virtual = useVirtualizer({ count, getScrollElement: () => list.current, estimateSize, getItemKey, overscan: 6 });
  const items = virtual.getVirtualItems();
  const now = happened < count ? (virtual.measurementsCache[happened]?.start ?? 0) : virtual.getTotalSize();
  // With few lines the stroke still lies at the foot of the list: the lines stand on it.
  const lead = Math.max(0, room - now);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another run is another log
  useEffect(() => {
    setFollows(true);
  }, [generation]);
  useEffect(() => {
    if (playing) setFollows(true);
  }, [playing]);
  useLayoutEffect(() => {
    const element = list.current!;
    const measure = (): void => setRoom(element.clientHeight);
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);
  useLayoutEffect(() => {
    const element = list.current!;
    if (follows) element.scrollTop = lead + now - room;
    const edge = Math.min(room, Math.max(0, lead + now - element.scrollTop));
    element.parentElement!.style.setProperty('--edge', `${room - edge}px`);
  });

  // A line that was opened is taller than it was: all of it comes into sight, clear of what lies over the foot of the list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another line is opened
  useLayoutEffect(() => {
    const element = list.current!;
    const row = follows ? null : element.querySelector('.log-row.open');
    if (!row) return;
    const [box, frame] = [row.getBoundingClientRect(), element.getBoundingClientRect()];
    const below = box.bottom - (frame.bottom - PILL);
    if (below > 0) element.scrollTop += Math.min(below, box.top - frame.top);
    else if (box.top < frame.top) element.scrollTop -= frame.top - box.top;
  }, [pointed, follows, virtual.getTotalSize()]);

  // Another query leaves the line that the reader points at where it can be seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the query changes
  useEffect(() => {
    const at = pointed === null ? -1 : wanted.findIndex((i) => logs.lines[i]!.seq === pointed);
    if (at >= 0 && !follows) virtual.scrollToIndex(at, { align: 'center' });
  }, [query]);

  function point(line: LogLine): void {
    setFollows(false);
    seek(line.at, line.seq);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const at = pointed === null ? -1 : wanted.findIndex((i) => logs.lines[i]!.seq === pointed);
    const from = at >= 0 ? at : happened - 1;
    const to = { ArrowUp: from - (at >= 0 ? 1 : 0), ArrowDown: from + 1 }[event.key];
    if (event.target !== event.currentTarget || to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (to < 0 || to >= count) return;
    point(lineAt(to));
    virtual.scrollToIndex(to);
  }

  return (
    <>
      <div
        className="log"
        ref={list}
        role="log"
        aria-live="off"
        aria-label="Log lines; up and down move the playhead from line to line"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable, and the arrows act on it
        tabIndex={0}
        onKeyDown={onKeyDown}
        onWheel={() => setFollows(false)}
        onTouchMove={() => setFollows(false)}
        onScroll={(event) => {
          const { scrollTop } = event.currentTarget;
          const edge = Math.min(room, Math.max(0, lead + now - scrollTop));
          event.currentTarget.parentElement!.style.setProperty('--edge', `${room - edge}px`);
        }}
      >
        <div style={{ height: virtual.getTotalSize() + lead + (follows ? 0 : PILL), position: 'relative' }}>
          {items.map((item) => {
            const line = lineAt(item.index);
            return (
              <div
                key={item.key}
                data-index={item.index}
                ref={virtual.measureElement}
                className="log-item"
                style={{ transform: `translateY(${item.start + lead}px)` }}
              >
                <LogRow
                  line={line}
                  time={isLong ? clock(line.at) : clock(line.at).slice(3)}
                  isGhost={item.index >= happened}
                  isOpen={line.seq === pointed}
                  onPoint={point}
                  onOnly={(meant) => onQuery({ ...query, ...(meant.requestId !== null && { requestId: meant.requestId }) })}
                />
              </div>
            );
          })}
        </div>
        {count === 0 && <p className="log-none">{logs.lines.length === 0 ? 'Nothing has been printed so far.' : 'No line fits.'}</p>}
      </div>
      {!follows && (
        <button type="button" className="log-follow" onClick={() => setFollows(true)}>
          Follow the playhead
        </button>
      )}
    </>
  );
}

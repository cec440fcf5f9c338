import type { KeyboardEvent } from 'react';
import { clock } from '../../projections/clock.ts';
import { type LogLine, type LogQuery, linesUntil } from '../../projections/logs.ts';
import { seek, useDesk } from '../stores/desk.ts';
import { useRun } from '../stores/run.ts';
import { useFold } from '../timeline/folds.ts';
import { LogRow } from './log-row.tsx';
import { lineAt, type ShownLines, useListPlace, useOpenLineInSight, usePointedInSight } from './use-list-place.ts';

/** What "Follow the playhead" takes at the foot of the list. */
const PILL = 40;
/** A run from here on, µs, has hours or minutes in its times. */
const LONG = 60_000_000;

interface LogListProps {
  readonly id: string;
  readonly query: LogQuery;
  readonly onQuery: (query: LogQuery) => void;
  /** Only the line that was printed last is in sight. */
  readonly isFolded: boolean;
  readonly onUnfold: () => void;
}

/** The lines themselves: they end at the playhead's stroke, and those still to come are ghosts below it. Only those in sight are on
 * the page. */
export function LogList({ id, query, onQuery, isFolded, onUnfold }: LogListProps) {
  const logs = useFold('logs');
  const playhead = useDesk((desk) => desk.playhead);
  const wanted = logs.matching(query);
  const happened = linesUntil(logs, wanted, playhead);
  const shown: ShownLines = { logs, wanted, happened };
  const pointed = useDesk((desk) => desk.pointed);
  const isLong = useRun((run) => run.horizon >= LONG);
  const { list, virtual, lead, follows, setFollows, markEdge } = useListPlace(shown, isFolded);
  const pointedAt = (): number => (pointed === null ? -1 : wanted.findIndex((i) => logs.lines[i]!.seq === pointed));
  useOpenLineInSight(list, { pointed, follows, height: virtual.getTotalSize(), foot: PILL });
  usePointedInSight(virtual, query, () => (follows ? -1 : pointedAt()));

  const leave = (): void => {
    if (!isFolded) setFollows(false);
  };
  function point(line: LogLine): void {
    setFollows(false);
    onUnfold();
    seek(line.at, line.seq);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const at = pointedAt();
    const from = at >= 0 ? at : happened - 1;
    const to = { ArrowUp: from - (at >= 0 ? 1 : 0), ArrowDown: from + 1 }[event.key];
    if (event.target !== event.currentTarget || to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (to < 0 || to >= wanted.length) return;
    point(lineAt(shown, to));
    virtual.scrollToIndex(to);
  }

  return (
    <>
      <div
        className="log"
        id={id}
        ref={list}
        role="log"
        aria-live="off"
        aria-label="Log lines; up and down move the playhead from line to line"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable, and the arrows act on it
        tabIndex={0}
        onKeyDown={onKeyDown}
        onWheel={leave}
        onTouchMove={leave}
        onScroll={markEdge}
      >
        <div style={{ height: virtual.getTotalSize() + lead + (follows ? 0 : PILL), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ key, index, start }) => {
            const line = lineAt(shown, index);
            return (
              <div
                key={key}
                data-index={index}
                ref={virtual.measureElement}
                className="log-item"
                style={{ transform: `translateY(${start + lead}px)` }}
              >
                <LogRow
                  line={line}
                  time={isLong ? clock(line.at) : clock(line.at).slice(3)}
                  isGhost={index >= happened}
                  isOpen={!isFolded && line.seq === pointed}
                  onPoint={point}
                  onOnly={({ requestId }) => onQuery({ ...query, ...(requestId !== null && { requestId }) })}
                />
              </div>
            );
          })}
        </div>
        {wanted.length === 0 && (
          <p className="log-none">{logs.lines.length === 0 ? 'Nothing has been printed so far.' : 'No line fits.'}</p>
        )}
      </div>
      {!follows && (
        <button type="button" className="log-follow" onClick={() => setFollows(true)}>
          Follow the playhead
        </button>
      )}
    </>
  );
}

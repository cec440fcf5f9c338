import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { EnvId, Micros } from '../../base/ids.ts';
import { countWhile } from '../../projections/bisect.ts';
import { clock, spoken } from '../../projections/clock.ts';
import type { LogLine } from '../../projections/logs.ts';
import { type Chapter, type RoomLife, roomFiles, roomLife, roomMemory } from '../../projections/room-life.ts';
import { sentenceOf } from '../../projections/sentences.ts';
import { vocabulary } from '../../services/index.ts';
import type { State } from '../../trace/word.ts';
import { focusNode } from '../canvas/in-sight.ts';
import { LogRow } from '../logs/log-row.tsx';
import { Transport } from '../playback/transport.tsx';
import { openRequest, seek, show, useDesk } from '../stores/desk.ts';
import { lookInto, trace } from '../stores/run.ts';
import { foldNow, useFold } from '../timeline/folds.ts';
import { stateName } from '../timeline/hit.ts';
import './room-view.css';

/** How many stretches of its life the strip shows, and lines of its log stream. */
const CHAPTERS = 9;
const LINES = 40;

/** An opened room: one execution environment at the playhead, with all that it keeps. */
export function RoomView() {
  const env = useDesk((desk) => (desk.page.is === 'room' ? desk.page.env : null));
  const playhead = useDesk((desk) => desk.playhead);
  const { spans } = useFold('timeline');
  const row = env === null ? undefined : spans.row(env);
  const life = row ? roomLife(row, spans, playhead) : null;
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever came by key hears which room it is, and what it does.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  function back(): void {
    show({ is: 'canvas' });
    if (row) focusNode(row.node);
  }
  return (
    <main
      className="rm"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) back();
      }}
    >
      <button type="button" className="quiet" onClick={back}>
        <span aria-hidden="true">←</span> Back to the canvas
      </button>
      {env !== null && row && life ? (
        <>
          <h1 ref={heading} tabIndex={-1}>
            <b>{env}</b> is {spoken(life.ageUs)} old and has worked for {spoken(life.workedUs)} of it. {nowOf(life)}
          </h1>
          <Strip life={life} />
          <div className="rm-floor">
            <Plan env={env} node={row.node} life={life} playhead={playhead} />
            <Stream row={env} playhead={playhead} />
          </div>
        </>
      ) : (
        <h1 ref={heading} tabIndex={-1}>
          {env === null ? 'No room is open.' : `${env} has not been built at this instant.`}
        </h1>
      )}
      <Transport />
    </main>
  );
}

const NOW: { readonly [S in State]?: string } = {
  init: 'Now its code is loaded and runs once.',
  invoke: 'Now its handler runs.',
  wait: 'Now its handler waits and computes nothing.',
  frozen: 'Now it is frozen: nothing in here moves until the next event.',
  expired: 'Now it is gone, and all that it kept.',
  error: 'Now it has failed.',
  reset: 'Now it is reset: memory is lost, and INIT must run again.',
};

const nowOf = ({ state }: RoomLife): string => (state === null ? '' : (NOW[state] ?? ''));

function Strip({ life }: { readonly life: RoomLife }) {
  const { chapters } = life;
  const shown = chapters.slice(-CHAPTERS);
  const earlier = chapters.length - shown.length;
  return (
    <ol className="rm-strip" aria-label="Its life up to now">
      {earlier > 0 && <li className="earlier">{earlier} before</li>}
      {shown.map((chapter) => (
        <li key={`${chapter.from} ${chapter.state}`} style={{ flexGrow: weightOf(chapter) }}>
          <i className={`st-${chapter.state}${chapter.isBilled ? ' billed' : ''}`} />
          <button type="button" onClick={() => seek(chapter.from, chapter.span)}>
            <b>{stateName(chapter.state)}</b>
            <span>{chapter.isOver ? spoken(chapter.until - chapter.from) : 'now'}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** A freeze of hours and an event of 2 ms stand in one strip: widths grow with the logarithm of time. */
const weightOf = ({ from, until }: Chapter): number => Math.max(1, Math.log10(Math.max(1, until - from)));

interface PlanProps {
  readonly env: EnvId;
  readonly node: string;
  readonly life: RoomLife;
  readonly playhead: Micros;
}

function Plan({ env, node, life, playhead }: PlanProps) {
  const files = roomFiles(trace(), foldNow('nodes').of(node), env, playhead);
  const memory = roomMemory(trace(), life.served, playhead);
  const most = Math.max(1, ...files.map((file) => file.bytes));
  return (
    <div className={`rm-plan st-${life.state ?? 'expired'}`}>
      <div className="rm-rooms">
        <section aria-label="Module variables">
          <h2>Module variables</h2>
          <p>Set once at INIT, kept through every freeze.</p>
          <Variables env={env} playhead={playhead} />
        </section>
        <section aria-label="Files in /tmp">
          <h2>/tmp</h2>
          <p>{files.length === 0 ? 'Nothing has been written.' : 'It outlives the request too.'}</p>
          <dl className="data">
            {files.map((file) => (
              <div key={file.path}>
                <dt>{file.path.replace(/^\/tmp\//, '')}</dt>
                <dd>
                  <i style={{ width: `${Math.max(4, (64 * file.bytes) / most)}px` }} />
                  {sizeOf(file.bytes)}
                </dd>
              </div>
            ))}
          </dl>
        </section>
        <section aria-label="Left running">
          <h2>Left running</h2>
          <p>
            {life.leftRunning.length === 0
              ? 'No timer and no call is open.'
              : life.state === 'frozen'
                ? 'Stopped mid-count. It goes on at the next thaw.'
                : 'Still open.'}
          </p>
          <ul>
            {life.leftRunning.map((span) => (
              <li key={span.seq}>
                <button type="button" onClick={() => seek(span.from, span.seq)}>
                  {sentenceOf(trace().records[span.seq]!, trace(), vocabulary)}
                </button>{' '}
                <span className="dim">since {clock(span.from)}</span>
              </li>
            ))}
          </ul>
        </section>
        <section aria-label="Last requests">
          <h2>Last requests</h2>
          <p>
            {life.served.length === 0 ? 'None so far.' : `${life.served.length} so far, one at a time.`}
            {memory && ` ${memory.last} MB used last, ${memory.most} MB at most.`}
          </p>
          <ul className="rm-served">
            {life.served.slice(-6).map((span) => {
              const isOver = span.until !== null && span.until <= playhead;
              const state = isOver && span.outcome !== 'ok' ? 'error' : 'invoke';
              return (
                <li key={span.seq}>
                  <i className={`swatch st-${state}`} />
                  <button type="button" onClick={() => span.items[0] !== undefined && openRequest(span.items[0])}>
                    {span.items[0] ?? 'an event'}
                  </button>{' '}
                  <span className="dim">{isOver ? spoken(span.until! - span.from) : 'now'}</span>
                </li>
              );
            })}
          </ul>
        </section>
      </div>
    </div>
  );
}

type Seen = Awaited<ReturnType<typeof lookInto>>;

/** Looks into the room itself: at the live edge the environment is asked, in the past a replay. Only while time stands still. */
function Variables({ env, playhead }: { readonly env: EnvId; readonly playhead: Micros }) {
  const playing = useDesk((desk) => desk.playing);
  const [seen, setSeen] = useState<Seen | null>(null);
  useEffect(() => {
    if (playing) return;
    let isOver = false;
    const soon = setTimeout(() => {
      void lookInto(env, playhead).then((found) => {
        if (!isOver) setSeen(found);
      });
    }, 150);
    return () => {
      isOver = true;
      clearTimeout(soon);
    };
  }, [env, playhead, playing]);
  if (playing) return <p className="dim">Pause to look.</p>;
  if (!seen) return null;
  if ('gone' in seen) return <p className="dim">{seen.gone}</p>;
  if (seen.variables.length === 0) return <p className="dim">There are none.</p>;
  return (
    <dl className="data">
      {seen.variables.map(({ file, name, shown }) => (
        <div key={`${file} ${name}`}>
          <dt title={file}>{name}</dt>
          <dd>{shown}</dd>
        </div>
      ))}
    </dl>
  );
}

function Stream({ row, playhead }: { readonly row: EnvId; readonly playhead: Micros }) {
  const logs = useFold('logs');
  const pointed = useDesk((desk) => desk.pointed);
  const lines = useMemo(() => {
    const own: LogLine[] = [];
    const end = countWhile(logs.lines.length, (i) => logs.lines[i]!.at <= playhead);
    for (let i = end - 1; i >= 0 && own.length < LINES; i--) if (logs.lines[i]!.row === row) own.push(logs.lines[i]!);
    return own.reverse();
  }, [logs, row, playhead]);
  const list = useRef<HTMLDivElement>(null);
  // The stream ends at now, and that end is what is seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever there are other lines
  useLayoutEffect(() => {
    list.current!.scrollTop = list.current!.scrollHeight;
  }, [lines]);
  return (
    <section className="rm-stream" aria-label="Log stream">
      <h2>
        Log stream <small className="data">{lines[0]?.stream}</small>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <div className="log-static" ref={list} role="log" aria-live="off" aria-label="Lines of this room" tabIndex={0}>
        {lines.map((line) => (
          <LogRow
            key={line.seq}
            line={line}
            time={clock(line.at)}
            isGhost={false}
            isOpen={line.seq === pointed}
            onPoint={(meant) => seek(meant.at, meant.seq)}
            onOnly={() => undefined}
          />
        ))}
      </div>
      <p className="rm-now">
        <b>{clock(playhead)}</b>, now
      </p>
    </section>
  );
}

const sizeOf = (bytes: number): string =>
  bytes < 1000 ? `${bytes} B` : bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

import { useEffect, useState } from 'react';
import { clock } from '../../projections/clock.ts';
import { trace, useRun } from '../stores/run.ts';
import { pause } from './playback.ts';

/** For less than this, ms, nobody need be told that the engine computes. */
const PATIENCE = 300;

/** Whether the engine has been computing for longer than a reader waits without a word. */
export function useIsComputing(): boolean {
  const isRunning = useRun((run) => run.status === 'running');
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isRunning) return undefined;
    const soon = setTimeout(() => setLong(true), PATIENCE);
    return () => {
      clearTimeout(soon);
      setLong(false);
    };
  }, [isRunning]);
  return isRunning && isLong;
}

/** How far the engine has come, in the caption's place, and the way to stop it there: no turn of a handler is broken off. */
export function Progress() {
  const [isStopping, setStopping] = useState(false);
  const horizon = useRun((run) => run.horizon);
  useRun((run) => run.version);
  const { length } = trace().records;
  return (
    <p className="caption">
      <span role="status">The engine is computing.</span> It has come to <b className="tag">{clock(horizon)}</b> with{' '}
      <b className="tag">{length.toLocaleString('en')}</b> {length === 1 ? 'record' : 'records'}.{' '}
      {isStopping ? (
        'It stops when the handler pauses.'
      ) : (
        <button
          type="button"
          className="quiet u"
          onClick={() => {
            pause();
            setStopping(true);
          }}
        >
          Stop here
        </button>
      )}
    </p>
  );
}

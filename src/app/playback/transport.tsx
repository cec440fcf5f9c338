import { clockParts } from '../../projections/clock.ts';
import { ReadTold } from '../explanation/read-told.tsx';
import { changeSpeed, SPEEDS, useDesk } from '../stores/desk.ts';
import { useRun } from '../stores/run.ts';
import { Icon, Sign } from '../widgets/icon.tsx';
import { Scrub } from '../widgets/scrub.tsx';
import { Caption } from './caption.tsx';
import { replay, runToIdle, step, toggle } from './playback.ts';

/** The clock, the keys that move it, and the sentence of the moment. */
export function Transport() {
  return (
    <section className="transport" aria-label="Time">
      <Keys />
      <div className="time">
        <Clock />
        <Pace />
      </div>
      <Caption />
      <span className="only-narrow">
        <ReadTold />
      </span>
    </section>
  );
}

/** Step back, play or pause, step forward. */
export function Keys() {
  const playing = useDesk((desk) => desk.playing);
  return (
    <div className="keys">
      <button type="button" className="rt" aria-label="Step back" title="Step back  ," onClick={() => void step(-1)}>
        <Sign name="back" />
      </button>
      <button
        type="button"
        className="rt play"
        aria-label={playing ? 'Pause' : 'Play'}
        title={`${playing ? 'Pause' : 'Play'}  Space`}
        onClick={toggle}
      >
        <Sign name={playing ? 'pause' : 'play'} />
      </button>
      <button type="button" className="rt" aria-label="Step forward" title="Step forward  ." onClick={() => void step(1)}>
        <Sign name="forward" />
      </button>
    </div>
  );
}

/** The playhead's time since the start. */
export function Clock() {
  // A clock that is read at 60 frames a second need not be rendered more often than it changes.
  const ms = useDesk((desk) => Math.floor(desk.playhead / 1000));
  const { main, rest } = clockParts((ms * 1000) as Parameters<typeof clockParts>[0]);
  return (
    <div className="clock" role="timer" aria-live="off">
      {main}
      <small>{rest}</small>
    </div>
  );
}

/** The speed as a number to scrub, and what it means; in short where there is room for little. */
export function Pace({ isShort = false }: { readonly isShort?: boolean }) {
  const speed = useDesk((desk) => desk.speed);
  const status = useRun((run) => run.status);
  return (
    <div className="pace">
      <Scrub
        label="Speed"
        value={SPEEDS.indexOf(speed)}
        min={0}
        max={SPEEDS.length - 1}
        step={1}
        shown={Number.isFinite(speed) ? `${speed}×` : 'max'}
        onChange={(value) => {
          const by = value - SPEEDS.indexOf(useDesk.getState().speed);
          for (let i = 0; i < Math.abs(by); i++) changeSpeed(by > 0 ? 1 : -1);
        }}
      />{' '}
      {paceOf(speed, isShort)}
      <button
        type="button"
        className="jump"
        onClick={() => void runToIdle()}
        disabled={status === 'idle'}
        title="Run to idle"
        aria-label="Run to idle"
      >
        <Sign name="end" />
      </button>
      <button
        type="button"
        className="jump"
        onClick={() => void replay()}
        title="Run again from the start"
        aria-label="Run again from the start"
      >
        <Icon name="undo" />
      </button>
    </div>
  );
}

function paceOf(speed: number, isShort: boolean): string {
  if (!Number.isFinite(speed)) return 'as fast as it goes';
  if (speed === 1) return 'as fast as life';
  const words: { readonly [times: number]: string } = {
    2: 'twice',
    4: 'four times',
    5: 'five times',
    10: 'ten times',
    100: '100 times',
    1000: '1,000 times',
  };
  const times = speed < 1 ? Math.round(1 / speed) : speed;
  // Beside the two small keys there is room for so much.
  const than = times < 100 && !isShort ? ' than life' : '';
  return `${words[times] ?? `${times} times`} ${speed < 1 ? 'slower' : 'faster'}${than}`;
}

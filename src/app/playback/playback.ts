import { type Micros, micros } from '../../base/ids.ts';
import { happenedAt, nextInstant, previousInstant } from '../../projections/playhead.ts';
import { NO_LESSON, SEEN_FOR, say, seek, useDesk } from '../stores/desk.ts';
import type { Scenario } from '../stores/document.ts';
import { physicsOf } from '../stores/physics.ts';
import { closeRun, halt, isIdle, reach, reachNext, trace, useRun } from '../stores/run.ts';
import { useScenario } from '../stores/scenario.ts';
import { ensureRun, forgetRun, hasRun, isInEmptyTime, isOpen, LOOK_AHEAD } from './open-document.ts';

/** Virtual time against wall time. The page's only animation frame is here: all that moves is a function of the playhead. */

/** A frame that comes late (a hidden tab) moves the playhead no further than this, ms of wall time. */
const LONGEST_FRAME = 100;
/** With reduced motion the playhead moves in steps of this, ms of wall time. */
const CALM_STEP = 250;

const desk = useDesk.getState;
let frame = 0;
let last = 0;
let owed = 0;

const isCalm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Starts or goes on; at the end of a run that has nothing left to do, plays it again from the start. */
export async function play(): Promise<void> {
  if (!(await ensureRun(() => void play()))) return;
  const { status, horizon } = useRun.getState();
  if (status === 'idle' && desk().playhead >= lastInstant(horizon)) useDesk.setState({ playhead: micros(0) });
  useDesk.setState({ playing: true, exact: false, pointed: null });
  wake();
}

export function pause(): void {
  halt();
  useDesk.setState({ playing: false });
}

export const toggle = (): void => void (desk().playing ? pause() : play());

function wake(): void {
  if (frame) return;
  last = performance.now();
  owed = 0;
  frame = requestAnimationFrame(tick);
}

function tick(now: number): void {
  frame = 0;
  const { playing, speed } = desk();
  if (!playing) return;
  owed += Math.min(now - last, LONGEST_FRAME);
  last = now;
  if (!isCalm() || owed >= CALM_STEP) {
    if (speed === Number.POSITIVE_INFINITY) runAhead();
    else move(owed * 1000 * speed);
    owed = 0;
  }
  if (desk().playing) frame = requestAnimationFrame(tick);
}

let remainder = 0;

/** Moves by a frame's worth of µs; the engine is asked two such frames ahead, so that it is rarely waited for. */
function move(by: number): void {
  const to = desk().playhead + by + remainder;
  const whole = Math.floor(to);
  remainder = to - whole;
  const { horizon, status } = useRun.getState();
  const next = micros(Math.max(desk().playhead, Math.min(whole, horizon)));
  if (next !== desk().playhead) useDesk.setState({ playhead: next });
  // What is still on a wire may arrive before the end is called.
  const end = Math.max(horizon, lastInstant(horizon) + 2 * SEEN_FOR * 1000 * Math.min(desk().speed, 10));
  if (status === 'over' || status === 'refused' || (status === 'idle' && whole >= end)) {
    pause();
    return;
  }
  const ahead = Math.ceil(whole + 2 * by) + 1;
  if (horizon < ahead && (status !== 'idle' || whole < end)) void reach(micros(ahead)).then(askIfIdle);
}

let asking = false;
let toldAt = -1;

/** When a stretch brought nothing new, asks once whether anything is due at all. */
async function askIfIdle(): Promise<void> {
  const { length } = trace().records;
  if (asking || length === toldAt) return;
  asking = true;
  const idle = await isIdle().catch(() => false);
  asking = false;
  toldAt = idle ? -1 : trace().records.length;
}

function runAhead(): void {
  const { horizon, status } = useRun.getState();
  useDesk.setState({ playhead: status === 'idle' ? lastInstant(horizon) : horizon });
  if (status === 'idle' || status === 'over' || status === 'refused') pause();
  else void reach('idle');
}

const lastInstant = (horizon: Micros): Micros => trace().records.at(-1)?.at ?? horizon;

/** Runs to idle and puts the playhead at the last thing that happened. */
export async function runToIdle(): Promise<void> {
  if (!(await ensureRun(() => void runToIdle()))) return;
  pause();
  await reach('idle');
  seek(lastInstant(useRun.getState().horizon));
}

/** Runs to idle without moving the playhead, for a page that shows what will come. */
export async function rehearse(): Promise<void> {
  if (await ensureRun()) await reach('idle');
}

/** Steps to the next instant at which something happens (or, of the engine's future, lets it come), or to the one before. */
export async function step(way: 1 | -1): Promise<void> {
  if (way === -1) {
    seek(previousInstant(trace().records, desk().playhead) ?? micros(0));
    return;
  }
  pause();
  const { playhead } = desk();
  if (nextInstant(trace().records, playhead) === null && !isInEmptyTime()) {
    if (!(await ensureRun(() => void step(way)))) return;
    if (!(await reachNext(playhead, micros(playhead + LOOK_AHEAD)))) return;
  }
  const next = nextInstant(trace().records, playhead);
  if (next !== null) seek(next);
  else if (isInEmptyTime()) say('Nothing more comes within a day.');
}

/** Steps to the next or previous instant that `isMeant` accepts, within what has been run. */
export function stepWithin(way: 1 | -1, isMeant: (at: number) => boolean): void {
  const { records } = trace();
  const here = happenedAt(records, desk().playhead);
  const from = way === 1 ? here : here - 1;
  for (let i = from; i >= 0 && i < records.length; i += way) {
    const { at, seq, shape } = records[i]!;
    // A gauge that moves is no event of its own.
    if (shape !== 'level' && at !== desk().playhead && isMeant(i)) {
      seek(at, seq);
      return;
    }
  }
}

/** Runs the same script from the start and plays it. */
export async function replay(): Promise<void> {
  forgetRun();
  seek(micros(0));
  await play();
}

/** Replays an edited document up to where the reader is; called at every change of the document. */
async function follow(scenario: Scenario): Promise<void> {
  const { status } = useRun.getState();
  if (!hasRun() || status === 'empty' || isOpen(physicsOf(scenario))) return;
  if (!useScenario.getState().trusted) return;
  const { playing, playhead } = desk();
  if (!(await ensureRun())) return;
  await reach(micros(playhead + 1));
  if (playing) wake();
}

/** Ties playback to the document: a change replays, another document starts anew. */
export function startPlayback(): void {
  let soon: ReturnType<typeof setTimeout> | undefined;
  useScenario.subscribe((state, before) => {
    if (state.opened !== before.opened) {
      clearTimeout(soon);
      forgetRun();
      pause();
      closeRun();
      seek(micros(0));
      useDesk.setState({ forked: null, selection: null, speed: 1, noteOpen: false, lesson: NO_LESSON });
      return;
    }
    if (state.scenario === before.scenario) return;
    clearTimeout(soon);
    soon = setTimeout(() => void follow(useScenario.getState().scenario), 60);
  });
  useDesk.subscribe((state, before) => {
    if (state.playing && !before.playing) wake();
  });
}

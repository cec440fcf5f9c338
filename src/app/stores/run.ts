import { create } from 'zustand';
import { type Micros, micros } from '../../base/ids.ts';
import type { Batch, EngineApi, Problem, Stimulus, Stop } from '../../engine/api.ts';
import { nextInstant } from '../../projections/playhead.ts';
import type { Trace } from '../../trace/log.ts';
import type { Record } from '../../trace/record.ts';
import type { Scenario } from './document.ts';

/** `empty`: nothing has been run yet. `ready`: as far as was asked. `over`: full, stuck or died; `sentence` says why. */
export type RunStatus = 'empty' | 'opening' | 'running' | 'ready' | 'idle' | 'over' | 'refused';

interface RunState {
  readonly status: RunStatus;
  /** Rises whenever the trace grows or is replaced: select it to be told, then read `trace()`. */
  readonly version: number;
  /** Counts the runs of this page: a fold of another run must be thrown away. */
  readonly generation: number;
  readonly horizon: Micros;
  readonly sentence: string | null;
  /** Why the engine refused the document. */
  readonly problem: Problem | null;
  /** The document that this run plays. */
  readonly scenario: Scenario | null;
}

/** The run: its status and how far it has come. The records are outside React, in `trace()`. */
export const useRun = create<RunState>()(() => ({
  status: 'empty',
  version: 0,
  generation: 0,
  horizon: micros(0),
  sentence: null,
  problem: null,
  scenario: null,
}));

const { getState, setState } = useRun;

/** Records a batch may hold: a frame's work for the page, not more. */
const BATCH = 4_000;
/** What a batch may take, ms of wall time: between batches the page can tell how far the engine is, and stop it. */
const BATCH_TAKES = 150;

interface Growing {
  readonly records: Record[];
  readonly texts: string[];
}

type Client = EngineApi & { onDied?(listener: (sentence: string) => void): unknown };

let growing: Growing = { records: [], texts: [] };
let starting: (() => Promise<Client>) | null = null;
let waking: Promise<EngineApi> | null = null;
let engine: EngineApi | null = null;
let run: number | null = null;
let wanted: Micros | 'idle' = micros(0);
/** A step looks for whatever happens next after an instant; null when none is under way. */
let looking: { readonly after: Micros; readonly until: Micros } | null = null;
let pump: Promise<void> | null = null;

/** The one trace of the page: append-only during a run, a new object for each run. */
export const trace = (): Trace => growing;

/** Says how the page comes by its engine, which loads before the first run; called once by main. */
export function connectEngine(start: () => Promise<Client>): void {
  starting = start;
}

function wakeEngine(start: () => Promise<Client>): Promise<EngineApi> {
  waking ??= start().then(
    (client) => {
      engine = client;
      client.onDied?.((sentence) => {
        run = null;
        setState({ status: 'over', sentence });
      });
      return client;
    },
    (error: unknown) => {
      waking = null;
      throw error;
    },
  );
  return waking;
}

/** Opens a document in the engine and empties the trace; the horizon is then 0. False when it was refused. */
export async function openRun(scenario: Scenario): Promise<boolean> {
  if (!starting) return false;
  const old = run;
  run = null;
  wanted = micros(0);
  looking = null;
  const generation = getState().generation + 1;
  growing = { records: [], texts: [] };
  setState((state) => ({
    status: 'opening',
    generation,
    version: state.version + 1,
    horizon: micros(0),
    sentence: null,
    problem: null,
    scenario,
  }));
  if (old !== null) void engine?.close(old).catch(() => undefined);
  try {
    const client = await wakeEngine(starting);
    if (getState().generation !== generation) return false;
    const opened = await client.open(JSON.stringify(scenario));
    if (getState().generation !== generation) {
      if ('run' in opened) void client.close(opened.run).catch(() => undefined);
      return false;
    }
    if ('problem' in opened) {
      setState({ status: 'refused', problem: opened, sentence: opened.problem });
      return false;
    }
    run = opened.run;
    setState({ status: 'ready' });
    return true;
  } catch (error) {
    if (getState().generation === generation) setState({ status: 'over', sentence: sentenceOf(error) });
    return false;
  }
}

/** Puts the run and its trace away: another document is on the desk. */
export function closeRun(): void {
  if (run !== null) void engine?.close(run).catch(() => undefined);
  run = null;
  wanted = micros(0);
  looking = null;
  growing = { records: [], texts: [] };
  setState((state) => ({
    status: 'empty',
    version: state.version + 1,
    generation: state.generation + 1,
    horizon: micros(0),
    sentence: null,
    problem: null,
    scenario: null,
  }));
}

/** Lets the engine run up to an instant (exclusively) or to idle; resolves when it has, or can't. Asking for less than before does nothing. */
export function reach(until: Micros | 'idle'): Promise<void> {
  if (wanted !== 'idle') wanted = until === 'idle' || until > wanted ? until : wanted;
  pump ??= pumping().finally(() => {
    pump = null;
  });
  return pump;
}

/** Lets the engine run until something happens after an instant, chores included. False when it was halted before; true when it
 * has, or when nothing comes up to `until`. */
export async function reachNext(after: Micros, until: Micros): Promise<boolean> {
  const own = { after, until };
  looking = own;
  await reach(getState().horizon);
  if (looking !== own) return false;
  looking = null;
  return true;
}

/** How far the engine is to go: as far as was asked, and while a step looks for what comes next, on until that is there. */
function goal(): Micros | 'idle' {
  if (!looking || wanted === 'idle' || nextInstant(growing.records, looking.after) !== null) return wanted;
  return micros(Math.max(wanted, looking.until));
}

/** Whether nothing is due but chores; asks the engine without letting time pass. */
export async function isIdle(): Promise<boolean> {
  if (!engine || run === null || pump) return false;
  const { generation } = getState();
  const batch = await engine.advance(run, 'idle', 0);
  if (getState().generation !== generation) return false;
  take(batch);
  return batch.stop === 'idle';
}

/** Stops a run to idle, or a step that looks for what comes next, where it is. */
export function halt(): void {
  looking = null;
  wanted = getState().horizon;
}

async function pumping(): Promise<void> {
  let most = BATCH / 16;
  while (engine && run !== null) {
    const { generation, horizon, status } = getState();
    const until = goal();
    if (status === 'over' || (until !== 'idle' && horizon >= until)) return;
    try {
      if (status !== 'running') setState({ status: 'running' });
      const began = performance.now();
      // A step must not run past the instant that it looks for; the engine ends a batch only between two instants.
      const batch = await engine.advance(run, until, looking ? 1 : Math.round(most));
      if (getState().generation !== generation) continue;
      take(batch);
      most = Math.min(BATCH, Math.max(20, performance.now() - began > BATCH_TAKES ? most / 2 : most * 2));
    } catch (error) {
      if (getState().generation === generation) setState({ status: 'over', sentence: sentenceOf(error) });
      return;
    }
  }
}

function take(batch: Batch): void {
  const { records, texts } = growing;
  for (const record of batch.records) if (record.seq === records.length) records.push(record);
  for (let i = 0; i < batch.texts.length; i++) texts[batch.textsFrom + i] = batch.texts[i]!;
  if (batch.stop === 'idle' && wanted === 'idle') wanted = batch.horizon;
  setState((state) => ({
    version: state.version + 1,
    horizon: batch.horizon,
    status: statusOf(batch.stop, batch.horizon),
    sentence: batch.sentence ?? null,
  }));
}

function statusOf(stop: Stop, horizon: Micros): RunStatus {
  if (stop === 'full' || stop === 'stuck' || stop === 'died') return 'over';
  if (stop === 'idle') return 'idle';
  const until = goal();
  return until !== 'idle' && horizon >= until ? 'ready' : 'running';
}

/** Does something now, at the live edge. The caller writes it into the script. */
export async function actNow(stimulus: Omit<Stimulus, 'at'>): Promise<{ readonly at: Micros } | Problem> {
  if (!engine || run === null) return { path: '', problem: 'Nothing is running yet. Press play first.' };
  try {
    return await engine.act(run, stimulus);
  } catch (error) {
    return { path: '', problem: sentenceOf(error) };
  }
}

/** Looks into an environment at an instant: at the live edge, or in a replay of the past. */
export async function lookInto(env: Parameters<EngineApi['look']>[1], at: Micros): ReturnType<EngineApi['look']> {
  if (!engine || run === null) return { gone: 'Nothing is running yet.' };
  try {
    return await engine.look(run, env, at);
  } catch (error) {
    return { gone: sentenceOf(error) };
  }
}

const sentenceOf = (error: unknown): string =>
  error instanceof Error && error.message ? error.message : 'The engine does not answer. Run again.';

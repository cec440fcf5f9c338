import { formatDuration } from '../base/duration.ts';
import { type EnvId, type Micros, micros, seq } from '../base/ids.ts';
import { parseScenario } from '../scenario/parse.ts';
import { type HandlerHost, type Reached, type Run, type Scenario, type Stimulus, simulate } from '../simulate.ts';
import type { Record } from '../trace/record.ts';
import type { Batch, EngineApi, Peek } from './api.ts';

type Registry = NonNullable<Parameters<typeof simulate>[2]>;

/** A host for one run; `end` gives back all that the run held. */
export interface RunHost extends HandlerHost {
  end(): void;
}

/** An answer to `advance` takes about this much wall time, so that the page can pause, and can tell a busy engine from a dead one. */
const SLICE_MS = 40;
/** Most records in one answer. A longer batch outlives the young heap's collections and takes fresh pages each time: page faults were
 * a fifth of the engine's time with 10,000 (profiled 2026-11-25). */
const MOST_RECORDS = 2_000;
/** Records between two looks at the clock. */
const STRIDE = 500;
/** Characters of payloads that a run may keep; beyond, a page's tab is at risk. */
const TEXT_CAP = 200_000_000;

/** Looks into the past that are remembered. */
const LOOKS_KEPT = 200;

interface Replay {
  /** The document that it replays: an act that came later makes another. */
  readonly scenario: Scenario;
  readonly run: Run;
  readonly host: RunHost;
  readonly horizon: Micros;
}

interface Live {
  readonly run: Run;
  readonly host: RunHost;
  /** With the reader's acts written in, so that the past can be replayed. */
  scenario: Scenario;
  records: number;
  texts: number;
  textSize: number;
  over: { readonly stop: 'full'; readonly sentence: string } | null;
  replay: Replay | null;
  looks: Map<string, Peek>;
  looking: Promise<unknown>;
}

const GONE = 'This run is over. Run the scenario again.';

/** Runs scenarios for a page that pulls. `hosts` makes a host for each run; `clock` is wall time in ms, which never enters a trace. */
export function engineOf(hosts: () => RunHost, clock: () => number, registry?: Registry): EngineApi {
  const runs = new Map<number, Live>();
  let opened = 0;

  async function begin(scenario: Scenario): Promise<{ run: Run; host: RunHost }> {
    const host = hosts();
    try {
      return { run: await simulate(scenario, host, registry), host };
    } catch (error) {
      host.end();
      throw error;
    }
  }

  /** The environment as it was at `at`, in a second run of the same scenario; the second run is kept for the next look ahead of it. */
  async function past(live: Live, env: EnvId, at: Micros): Promise<Peek> {
    const key = `${at} ${env}`;
    const known = live.looks.get(key);
    if (known) return known;
    const { scenario } = live;
    if (live.replay && (live.replay.horizon > at + 1 || live.replay.scenario !== scenario)) {
      live.replay.host.end();
      live.replay = null;
    }
    const { run, host } = live.replay ?? (await begin(scenario));
    live.replay = { scenario, run, host, horizon: micros(at + 1) };
    await run.advance(micros(at + 1));
    forget(run, 0);
    const peek = await run.peek(env);
    if (live.looks.size >= LOOKS_KEPT) live.looks.clear();
    live.looks.set(key, peek);
    return peek;
  }

  function end(live: Live): void {
    live.host.end();
    live.replay?.host.end();
  }

  return {
    async open(document) {
      const parsed = parseScenario(document, registry);
      if (!parsed.ok) return { path: parsed.path, problem: parsed.problem };
      const { run, host } = await begin(parsed.scenario);
      const live: Live = {
        run,
        host,
        scenario: parsed.scenario,
        records: 0,
        texts: 0,
        textSize: 0,
        over: null,
        replay: null,
        looks: new Map(),
        looking: Promise.resolve(),
      };
      runs.set(++opened, live);
      return { run: opened };
    },

    async advance(id, until, maxRecords) {
      const live = runs.get(id);
      if (!live) return { from: seq(0), records: [], textsFrom: 0, texts: [], horizon: micros(0), stop: 'died', sentence: GONE };
      const { run } = live;
      const sliceEnd = clock() + SLICE_MS;
      const limit = run.trace.records.length + Math.min(maxRecords, MOST_RECORDS);
      let reached: Reached;
      do {
        const left = limit - run.trace.records.length;
        reached = live.over ? { ...live.over, horizon: run.horizon } : await run.advance(until, Math.max(0, Math.min(STRIDE, left)));
      } while (
        reached.stop === 'asked' &&
        (until === 'idle' || reached.horizon < until) &&
        run.trace.records.length < limit &&
        clock() < sliceEnd
      );
      return take(live, reached);
    },

    async act(id, stimulus) {
      const live = runs.get(id);
      if (!live) return { path: '', problem: GONE };
      const acted = live.run.act(stimulus);
      if ('at' in acted) {
        const entry: Stimulus = { ...stimulus, at: formatDuration(acted.at), by: 'reader' };
        live.scenario = { ...live.scenario, script: [...live.scenario.script, entry] };
      }
      return acted;
    },

    async look(id, env, at) {
      const live = runs.get(id);
      if (!live) return { gone: GONE };
      const next = live.looking.then(() => (at + 1 >= live.run.horizon ? live.run.peek(env) : past(live, env, at)));
      live.looking = next.catch(() => undefined);
      return next.catch((error: Error) => ({ gone: error.message }));
    },

    pulse: async () => clock(),

    async close(id) {
      const live = runs.get(id);
      if (live) end(live);
      runs.delete(id);
    },
  };
}

/** Drops records from `from` on, keeping their number: nobody in the engine reads them, and the frame's memory is bounded. */
function forget(run: Run, from: number): void {
  (run.trace.records as (Record | undefined)[]).fill(undefined, from);
}

/** What the page hasn't seen yet. */
function take(live: Live, reached: Reached): Batch {
  const { records, texts } = live.run.trace;
  const batch: Batch = {
    from: seq(live.records),
    records: records.slice(live.records),
    textsFrom: live.texts,
    texts: texts.slice(live.texts),
    ...reached,
  };
  forget(live.run, live.records);
  live.records = records.length;
  live.texts = texts.length;
  for (const text of batch.texts) live.textSize += text.length;
  if (live.textSize <= TEXT_CAP || live.over) return batch;
  live.over = {
    stop: 'full',
    sentence: 'The payloads and log lines of this run fill 200 MB, which is all that is kept. Log less, send less, or shorten the script.',
  };
  return { ...batch, ...live.over };
}

import { formatDuration, parseDuration } from './base/duration.ts';
import { type EnvId, type Micros, micros } from './base/ids.ts';
import { parseInstant } from './base/instant.ts';
import { invariant } from './base/invariant.ts';
import type { Json } from './base/json.ts';
import { registry as everyService } from './services/index.ts';
import { castOf } from './sim/actor.ts';
import { driverOf, type Ended } from './sim/drive.ts';
import type { HandlerHost, Peek } from './sim/handler-host.ts';
import { kernelOf } from './sim/kernel.ts';
import { MODELS } from './sim/model.ts';
import type { Problem } from './sim/problem.ts';
import type { Scenario, Stimulus } from './sim/scenario.ts';
import type { Registry, ServiceDef } from './sim/service.ts';
import { configureProblem, stimulusProblem } from './sim/stimulus.ts';
import type { Trace } from './trace/log.ts';

export type { HandlerHost, Peek, Problem, Scenario, Stimulus };

/** `asked`: as far as was asked. `full`: the cap on records. `stuck` and `died`: the host ended the run; `sentence` says why. */
export interface Reached {
  readonly stop: 'asked' | 'idle' | 'full' | 'stuck' | 'died';
  readonly horizon: Micros;
  readonly sentence?: string;
}

/** A scenario under way. The trace only grows; all that happens before `horizon` is in it. */
export interface Run {
  readonly trace: Trace;
  readonly horizon: Micros;
  /** Runs up to `until` exclusively (or to idle, when only chores are left), or until about `maxRecords` further records are written. */
  advance(until: Micros | 'idle', maxRecords?: number): Promise<Reached>;
  /** Does something now, at the horizon; the same stimulus in the script at that instant gives the same trace. */
  act(stimulus: Omit<Stimulus, 'at'>): { readonly at: Micros } | Problem;
  peek(env: EnvId): Promise<Peek>;
}

/** More records than this are not kept: about 250 MB in a browser. */
const RECORD_CAP = 1_000_000;

/** Runs a valid scenario: a document and a host go in, a trace comes out. The same document gives the same trace, in every host. */
export async function simulate(scenario: Scenario, host: HandlerHost, registry: Registry = everyService): Promise<Run> {
  const model = MODELS[scenario.model];
  invariant(model, `a parsed scenario names a known model, not ${scenario.model}`);
  const startsAt = parseInstant(scenario.startsAt);
  invariant(startsAt !== undefined, `a parsed scenario starts at an instant, not at ${scenario.startsAt}`);
  const cast = await castOf(scenario, registry);
  const kernel = kernelOf(cast, scenario.seed, model, scenario.model, startsAt, (env) => {
    if (env.created) host.discard(env.id);
  });
  const drive = driverOf(kernel, host);
  kernel.start();
  for (const stimulus of scenario.script) {
    const actor = cast.actors.get(stimulus.node);
    const at = parseDuration(stimulus.at);
    invariant(actor && at !== undefined, `a parsed script names nodes and instants, not ${stimulus.node} at ${stimulus.at}`);
    kernel.stimulate(at, actor, stimulus.do, inputOf(actor.service, stimulus));
  }

  /** With the acts written in, as a replay would play them. */
  let script = scenario.script;
  const written = new Map(scenario.nodes.map((node) => [node.id, node.config]));
  let horizon = micros(0);
  let over: Reached | null = null;
  let busy: Promise<unknown> = Promise.resolve();

  async function advance(until: Micros | 'idle', maxRecords: number): Promise<Reached> {
    if (over) return over;
    const limit = Math.min(RECORD_CAP, kernel.log.records.length + maxRecords);
    const ended = await drive(until, limit);
    horizon = micros(Math.max(horizon, ended.stop === 'reached' ? (until as number) : kernel.now + 1));
    const reached = reachedOf(ended, horizon, kernel.log.records.length);
    if (reached.stop === 'stuck' || reached.stop === 'died' || reached.stop === 'full') over = reached;
    return reached;
  }

  return {
    trace: kernel.log,
    get horizon() {
      return horizon;
    },
    advance(until, maxRecords = Number.POSITIVE_INFINITY) {
      const next = busy.then(() => advance(until, maxRecords));
      busy = next.catch(() => undefined);
      return next;
    },
    act(stimulus) {
      if (over) return { path: '', problem: over.sentence ?? 'The run is over. Run it again.' };
      const actor = cast.actors.get(stimulus.node);
      const acted = [...script, { ...stimulus, at: formatDuration(horizon) }];
      const problem =
        actor && stimulus.do === 'configure'
          ? configureProblem(acted, actor.service, written.get(stimulus.node) ?? {})
          : stimulusProblem(stimulus, actor?.service, undefined);
      if (problem) return problem;
      script = acted;
      kernel.stimulate(horizon, actor!, stimulus.do, inputOf(actor!.service, stimulus));
      return { at: horizon };
    },
    peek: (env) => host.peek(env),
  };
}

function reachedOf(ended: Ended, horizon: Micros, records: number): Reached {
  if ('sentence' in ended) return { stop: ended.stop, horizon, sentence: ended.sentence };
  if (ended.stop === 'idle') return { stop: 'idle', horizon };
  if (ended.stop === 'enough' && records >= RECORD_CAP) {
    return {
      stop: 'full',
      horizon,
      sentence: `The trace holds a million records, which is all that is kept. Shorten the script or lower its rates.`,
    };
  }
  return { stop: 'asked', horizon };
}

function inputOf(service: ServiceDef, stimulus: Omit<Stimulus, 'at'>): Json {
  if (stimulus.do === 'configure') return stimulus.with ?? {};
  return service.stimuli[stimulus.do]!.parse(stimulus.with ?? {}) as Json;
}

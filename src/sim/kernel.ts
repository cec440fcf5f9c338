import { END_OF_TIME } from '../base/duration.ts';
import { type Micros, micros, type Seq } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import { type TraceLog, traceLog } from '../trace/log.ts';
import type { Text } from '../trace/record.ts';
import type { Actor, Cast } from './actor.ts';
import { type Call, type Calls, callsOf } from './calls.ts';
import { type Environment, type Environments, environmentsOf, type Turn } from './environments.ts';
import type { TurnAnswer } from './handler-host.ts';
import type { Model } from './model.ts';
import { type Entry, EVENT_LANE, type Queue, queueOf, SCRIPT_LANE } from './queue.ts';
import type { Signal } from './signal.ts';
import { configured } from './stimulus.ts';
import { worldOf } from './world-of.ts';

/** Why the kernel stopped: turns wait for the host, `until` came, only chores are left, or enough was written. */
export type Halt = 'turns' | 'reached' | 'idle' | 'enough';

/** What the world of each actor shares: the instant, the signal in hand, and the tables. */
export interface Stage {
  readonly cast: Cast;
  readonly model: Model;
  readonly modelName: string;
  readonly startsAt: number;
  readonly queue: Queue;
  readonly calls: Calls;
  readonly environments: Environments;
  readonly log: TraceLog;
  /** Payloads that were written as JSON, by the object: one request passes through a client and a door. */
  readonly written: WeakMap<object, Text>;
  now: Micros;
  /** The record that led to the signal in hand. */
  cause: Seq | null;
  /** The last record said during the signal in hand. */
  said: Seq | null;
  /** Ends an environment in the host. */
  onDiscard: (env: Environment) => void;
  mintItem(prefix: string): string;
}

/** The synchronous heart of a run: one signal at a time in (at, lane, seq) order; it never waits and knows no host. */
export interface Kernel {
  readonly log: TraceLog;
  readonly now: Micros;
  readonly environments: Environments;
  readonly model: Model;
  readonly startsAt: number;
  start(): void;
  /** Puts a stimulus, validated, into the script lane. */
  stimulate(at: Micros, actor: Actor, what: string, input: Json): void;
  /** Delivers what is due before `until` (all but chores when 'idle'), stopping at an instant's end once turns wait or `recordLimit` is passed. */
  drain(until: Micros | 'idle', recordLimit: number): Halt;
  /** Puts what a turn did into the queue, at its own instants. */
  accept(turn: Turn, nsPerTick: number, answer: TurnAnswer): void;
}

/** Makes the kernel of one run. `onDiscard` ends an environment in the host. */
export function kernelOf(
  cast: Cast,
  seed: number,
  model: Model,
  modelName: string,
  startsAt: number,
  onDiscard: (env: Environment) => void,
): Kernel {
  const minted = new Map<string, number>();
  const stage: Stage = {
    cast,
    model,
    modelName,
    startsAt,
    queue: queueOf(),
    calls: callsOf(),
    environments: environmentsOf(seed),
    log: traceLog(),
    written: new WeakMap(),
    now: micros(0),
    cause: null,
    said: null,
    onDiscard,
    mintItem(prefix) {
      const next = (minted.get(prefix) ?? 0) + 1;
      minted.set(prefix, next);
      return `${prefix}-${next}`;
    },
  };
  const { queue, environments, log } = stage;
  const worlds = new Map([...cast.actors.values()].map((actor) => [actor, worldOf(stage, actor)]));

  function receive(actor: Actor, signal: Signal, cause: Seq | null): void {
    stage.cause = cause;
    stage.said = null;
    actor.behaviour.receive(actor.state, signal, worlds.get(actor)!);
  }

  function deliver(entry: Entry): void {
    const { actor, env, signal } = entry;
    if (signal.on === 'stimulus') stimulus(actor, signal);
    else if (env) fromEnvironment(entry, env);
    else receive(actor, entry.call && signal.on === 'answer' ? answerOf(entry.call, signal) : signal, entry.cause);
  }

  function fromEnvironment({ actor, signal, cause }: Entry, env: Environment): void {
    if (signal.on === 'turned') env.busy = false;
    receive(actor, signal, cause);
    if (signal.on !== 'effect') return;
    const { effect } = signal;
    if (effect.is === 'timer') env.timerCauses.set(effect.timer, stage.said ?? cause);
    else if (effect.is === 'untimed') env.timerCauses.delete(effect.timer);
  }

  /** Settles the race between an answer and its caller's patience: what loses to `giveUpAfter` arrives as `late`. */
  function answerOf(call: Call, signal: Extract<Signal, { on: 'answer' }>): Signal {
    if ('gaveUp' in signal.answer) {
      call.gaveUp = true;
      return signal;
    }
    stage.calls.end(call);
    if (call.gaveUp) return { on: 'late', call: call.id, answer: signal.answer };
    if (call.giveUp) queue.cancel(call.giveUp);
    return signal;
  }

  function stimulus(actor: Actor, signal: Extract<Signal, { on: 'stimulus' }>): void {
    if (signal.do === 'configure') {
      actor.raw = configured(actor.raw, signal.with);
      actor.config = actor.service.config.parse(actor.raw);
    }
    const seq = log.records.length as Seq;
    log.append({
      seq,
      at: stage.now,
      cause: null,
      node: actor.id,
      word: 'sim.stimulus',
      shape: 'mark',
      data: { do: signal.do, with: signal.with },
    });
    receive(actor, signal, seq);
  }

  return {
    log,
    environments,
    model,
    startsAt,
    get now() {
      return stage.now;
    },
    start() {
      for (const actor of cast.actors.values()) {
        stage.cause = null;
        stage.said = null;
        actor.state = actor.behaviour.create(worlds.get(actor)!);
      }
      for (const actor of cast.actors.values()) receive(actor, { on: 'start' }, null);
    },
    stimulate: (at, actor, what, input) => void queue.push(at, SCRIPT_LANE, actor, { on: 'stimulus', do: what, with: input }, null),
    drain(until, recordLimit) {
      for (;;) {
        const next = queue.peek();
        if (!next || next.at > stage.now) {
          if (environments.turns.length > 0) return 'turns';
          if (!next || next.at >= END_OF_TIME || (until === 'idle' && !queue.hasWork)) return until === 'idle' ? 'idle' : 'reached';
          if (until !== 'idle' && next.at >= until) return 'reached';
          if (log.records.length >= recordLimit) return 'enough';
          stage.now = next.at;
        }
        deliver(queue.pop());
      }
    },
    accept(turn, nsPerTick, answer) {
      const { env } = turn;
      const { actor } = env;
      env.pending = [];
      for (const effect of answer.effects) {
        const cause = effect.by >= 0 ? turn.cause : (env.timerCauses.get(-1 - effect.by) ?? turn.cause);
        const at = micros(turn.at + effect.offset);
        env.pending.push(queue.push(at, EVENT_LANE, actor, { on: 'effect', env: env.id, effect }, cause, false, null, env));
      }
      const ends = micros(turn.at + Math.floor((answer.end.ticks * nsPerTick) / 1000));
      env.pending.push(queue.push(ends, EVENT_LANE, actor, { on: 'turned', env: env.id, end: answer.end }, turn.cause, false, null, env));
    },
  };
}

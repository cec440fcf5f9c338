import type { EnvId, Micros, Seq } from '../base/ids.ts';
import { invariant } from '../base/invariant.ts';
import type { Json } from '../base/json.ts';
import { forkSeed } from '../base/random.ts';
import type { Actor } from './actor.ts';
import type { CodeRef, Delivery } from './handler-host.ts';
import type { Entry } from './queue.ts';

/** One incarnation of an execution environment: RESET ends it and begins another under the same id. */
export interface Environment {
  readonly id: EnvId;
  readonly actor: Actor;
  readonly code: CodeRef;
  readonly tmp: Json | null;
  readonly seed: number;
  /** Which record set each pending timer. */
  readonly timerCauses: Map<number, Seq | null>;
  /** What is still on its way from the turn in progress. */
  pending: Entry[];
  busy: boolean;
  /** The host has it. */
  created: boolean;
}

/** A turn that was asked for at this instant and waits for the host. */
export interface Turn {
  readonly number: number;
  readonly env: Environment;
  readonly deliveries: readonly Delivery[];
  readonly at: Micros;
  readonly until: Micros;
  readonly share: number;
  readonly cause: Seq | null;
}

/** The environments that live, and the turns that they wait for. */
export interface Environments {
  create(id: EnvId, actor: Actor, code: CodeRef, tmp: Json | null): void;
  resume(id: EnvId, actor: Actor, deliveries: readonly Delivery[], at: Micros, until: Micros, share: number, cause: Seq | null): void;
  /** Removes it; the caller cancels what is pending. */
  discard(id: EnvId, actor: Actor): Environment;
  readonly turns: readonly Turn[];
  takeTurns(): readonly Turn[];
}

/** A run's table of environments, empty; `seed` is the scenario's, from which each incarnation forks its dice. */
export function environmentsOf(seed: number): Environments {
  const alive = new Map<EnvId, Environment>();
  const incarnations = new Map<EnvId, number>();
  let turns: Turn[] = [];
  let minted = 0;

  function mine(id: EnvId, actor: Actor): Environment {
    const env = alive.get(id);
    invariant(env && env.actor === actor, `${actor.id} speaks of environment ${id}, which is not alive or not its own`);
    return env;
  }

  return {
    create(id, actor, code, tmp) {
      invariant(!alive.has(id), `environment ${id} is alive already`);
      const incarnation = incarnations.get(id) ?? 0;
      incarnations.set(id, incarnation + 1);
      const dice = forkSeed(forkSeed(seed, actor.id), `${id}#${incarnation}`);
      alive.set(id, { id, actor, code, tmp, seed: dice, timerCauses: new Map(), pending: [], busy: false, created: false });
    },
    resume(id, actor, deliveries, at, until, share, cause) {
      const env = mine(id, actor);
      invariant(!env.busy, `environment ${id} is resumed while it computes; hold deliveries until it turned`);
      invariant(share > 0 && share <= 1, `a thread gets more than none and at most one vCPU, not ${share}`);
      env.busy = true;
      turns.push({ number: minted++, env, deliveries, at, until, share, cause });
    },
    discard(id, actor) {
      const env = mine(id, actor);
      alive.delete(id);
      turns = turns.filter((turn) => turn.env !== env);
      return env;
    },
    get turns() {
      return turns;
    },
    takeTurns() {
      const taken = turns;
      turns = [];
      return taken;
    },
  };
}

import { type EnvId, micros } from '../base/ids.ts';
import type { Json, JsonObject } from '../base/json.ts';
import type { CodeRef, Delivery, Effect, HandlerHost, TurnAnswer, TurnInput } from '../sim/handler-host.ts';

type Deed = Effect extends infer E ? (E extends Effect ? Omit<E, 'offset' | 'by'> : never) : never;

/** What a scripted environment does on one delivery. It computes for `cpuMs`, does its `deeds`, and then may
 * wait `waitMs` of virtual time before it does `next`. */
export interface Scripted {
  readonly cpuMs?: number;
  readonly deeds?: readonly Deed[];
  readonly waitMs?: number;
  readonly next?: Scripted;
  readonly memoryKb?: number;
}

/** Given the handler's code, a delivery and how many came before it in this environment, says what happens. */
export type Script = (code: CodeRef, delivery: Delivery, nth: number) => Scripted;

/** Answers an invocation with a value after `ms` of waiting. */
export function replies(value: Json, ms = 0): Scripted {
  const settled: Scripted = { deeds: [{ is: 'settled', result: JSON.stringify(value) }] };
  return ms === 0 ? settled : { waitMs: ms, next: settled };
}

/** Fails an invocation the way a thrown error does. */
export const throws = (error: JsonObject): Scripted => ({ deeds: [{ is: 'failed', error }] });

interface Timer {
  readonly timer: number;
  readonly due: number;
  readonly next: Scripted;
}

interface Life {
  readonly code: CodeRef;
  nth: number;
  timers: number;
  pending: Timer[];
}

/** Plays one turn of a scripted life. */
function play(script: Script, life: Life, input: TurnInput): TurnAnswer {
  const effects: Effect[] = [];
  const limit = Math.min(input.budgetTicks, input.spinTicks);
  let ticks = 0;
  let memoryKb = 60_000;
  let inBudget = true;

  function perform(deed: Scripted, by: number): void {
    if (!inBudget) return;
    ticks += Math.round(((deed.cpuMs ?? 0) * 1e6) / input.nsPerTick);
    inBudget = ticks <= limit;
    if (!inBudget) return;
    memoryKb = Math.max(memoryKb, deed.memoryKb ?? 0);
    const offset = micros(Math.floor((ticks * input.nsPerTick) / 1000));
    for (const said of deed.deeds ?? []) effects.push({ offset, by, ...said } as Effect);
    if (!deed.next) return;
    const timer = life.timers++;
    const due = micros(input.at + offset + (deed.waitMs ?? 0) * 1000);
    life.pending.push({ timer, due, next: deed.next });
    effects.push({ offset, by, is: 'timer', timer, due, label: `setTimeout(…, ${deed.waitMs ?? 0})` });
  }

  for (const [by, delivery] of input.deliveries.entries()) {
    const answer = script(life.code, delivery, life.nth++);
    perform(delivery.on === 'init' && !answer.deeds ? { ...answer, deeds: [{ is: 'ready' }] } : answer, by);
  }
  const due = life.pending.filter((timer) => timer.due <= input.at).sort((a, b) => a.due - b.due || a.timer - b.timer);
  life.pending = life.pending.filter((timer) => timer.due > input.at);
  for (const timer of due) {
    if (inBudget)
      effects.push({
        offset: micros(Math.floor((ticks * input.nsPerTick) / 1000)),
        by: -1 - timer.timer,
        is: 'untimed',
        timer: timer.timer,
      });
    perform(timer.next, -1 - timer.timer);
  }
  const how = inBudget ? 'quiet' : input.budgetTicks <= input.spinTicks ? 'budget' : 'spun';
  const wakeAt = life.pending.length > 0 ? micros(Math.min(...life.pending.map((timer) => timer.due))) : null;
  return { turn: input.turn, effects, end: { how, ticks: Math.min(ticks, limit), wakeAt, waitingOn: [], memoryKb } };
}

/** A host with canned answers instead of user code, for goldens and for tests of services. */
export function scriptedHost(script: Script): HandlerHost & { readonly alive: ReadonlyMap<EnvId, unknown> } {
  const codes: CodeRef[] = [];
  const alive = new Map<EnvId, Life>();
  return {
    alive,
    async prepare(code) {
      codes.push(code);
      return { ready: codes.length - 1 };
    },
    create: (env, ready) => void alive.set(env, { code: codes[ready]!, nth: 0, timers: 0, pending: [] }),
    turn: async (env, input) => play(script, alive.get(env)!, input),
    peek: async () => ({ variables: [], lines: {} }),
    discard: (env) => void alive.delete(env),
  };
}

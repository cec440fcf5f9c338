import type { Delivery, TurnEnd, TurnInput } from '../../sim/handler-host.ts';
import { CHARGES } from '../native-charges.ts';
import { setClock } from './clock.ts';
import { enterContext } from './context.ts';
import { actFor, actor, effectCount, emit, forgetAfter, takeEffects, type WireEffect } from './effects.ts';
import { burnt, charge, type Death, die, isDead, isSpent, refill, rest, rewindTo, stop } from './meter.ts';
import { SafeMap } from './safe.ts';

/**
 * Node's event loop in virtual time. Each delivery, due timer and immediate runs in a macrotask of its own; after it come
 * the nextTick queue and the microtasks, in Node's order, and then rejections that nobody handled.
 */

/** What the host lends: one macrotask turn. `hops` of them lie between a step and the news of its unhandled rejections. */
export interface Host {
  readonly macrotask: (callback: () => void) => void;
  readonly hops: number;
}

/** Who is told of what the loop can't handle itself; set by the runtime client. */
export interface LoopHooks {
  deliver(delivery: Delivery): void;
  uncaught(error: unknown): void;
  rejected(reason: unknown, promise: object): void;
  /** Nothing is left to do in this turn; true when that made something new to do. */
  idle(): boolean;
}

/** Where due timers come from; set by timers.ts, which stands above the loop. */
export interface TimerSource {
  due(at: number): readonly { readonly by: number; readonly run: () => void }[];
}

export interface TurnResult {
  readonly effects: readonly WireEffect[];
  readonly end: Pick<TurnEnd, 'how' | 'ticks'>;
}

interface Deferred {
  readonly by: number;
  readonly run: () => void;
  dropped: boolean;
}

/** What an overflow costs, since its real depth depends on the engine: 1 ms of a full vCPU. */
const OVERFLOW_TICKS = 50_000;

let host: Host = { macrotask: (callback) => void Promise.resolve().then(callback), hops: 1 };
let hooks: LoopHooks = { deliver() {}, uncaught() {}, rejected() {}, idle: () => false };
let timers: TimerSource = { due: () => [] };
let ticks: (() => void)[] = [];
let immediates: Deferred[] = [];
let rejections = new SafeMap<object, unknown>();
let stepBegan = { effects: 0, ticks: 0 };

export const useHost = (lent: Host): void => void (host = lent);
export const useHooks = (told: LoopHooks): void => void (hooks = told);
export const useTimers = (source: TimerSource): void => void (timers = source);

/** process.nextTick. */
export const nextTick = (run: () => void): void => void (ticks[ticks.length] = run);

/** setImmediate; the answer can be dropped by clearImmediate. */
export function immediately(run: () => void): { dropped: boolean } {
  const deferred: Deferred = { by: actor(), run, dropped: false };
  immediates[immediates.length] = deferred;
  return deferred;
}

export const hasImmediates = (): boolean => immediates.some((one) => !one.dropped);

/** The host heard of a rejection without a handler, or that a handler came late. */
export const noteRejection = (promise: object, reason: unknown): void => void rejections.set(promise, reason);
export const noteHandled = (promise: object): void => void rejections.delete(promise);

/** V8's own stack overflow, which the handler may have caught; its depth depends on the engine. */
export function isOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message === 'Maximum call stack size exceeded';
}

/** Compiled code tells of every error that it catches: an overflow ends the environment, since what follows isn't the same everywhere. */
export function caught(error: unknown): void {
  if (isSpent(error)) throw error;
  if (isOverflow(error)) stop('overflow');
}

/** Runs a callback; what it throws goes to the runtime client unless the environment has ended. */
export function guarded(run: () => void): void {
  if (isDead()) return;
  try {
    run();
  } catch (error) {
    if (isDead() || isSpent(error)) return;
    try {
      if (isOverflow(error)) stop('overflow');
      hooks.uncaught(error);
    } catch {
      // the environment ended while the error was reported
    }
  }
}

function runTicks(): void {
  while (ticks.length > 0 && !isDead()) {
    const batch = ticks;
    ticks = [];
    for (const run of batch) guarded(run);
  }
}

function afterMicrotasks(then: () => void, hops = host.hops): void {
  host.macrotask(
    hops > 1
      ? () => afterMicrotasks(then, hops - 1)
      : () => {
          try {
            then();
          } catch (error) {
            broken(error);
          }
        },
  );
}

/** The loop itself failed, which happens only to code that patches the built-ins under it: the process ends with Node's code for that. */
function broken(error: unknown): void {
  if (isDead()) return;
  emit({ is: 'log', level: 'ERROR', text: `Coldstart: this code changed built-ins that the runtime stands on (${String(error)})` });
  emit({ is: 'exit', code: 7 });
  die('exit');
}

/** After a step: nextTicks, microtasks, again while there are any; then rejections; then `next`. */
function settle(next: () => void): void {
  runTicks();
  afterMicrotasks(() => {
    if (isDead()) return;
    if (ticks.length > 0) return settle(next);
    if (rejections.size > 0) {
      const lost = rejections;
      rejections = new SafeMap();
      for (const [promise, reason] of lost) {
        if (isSpent(reason)) continue;
        guarded(() => {
          if (isOverflow(reason)) stop('overflow');
          hooks.rejected(reason, promise);
        });
      }
      return settle(next);
    }
    next();
  });
}

function step(by: number, run: () => void, next: () => void): void {
  stepBegan = { effects: effectCount(), ticks: burnt() };
  actFor(by);
  enterContext(undefined);
  guarded(run);
  enterContext(undefined);
  if (!isDead()) settle(next);
}

function runAll(steps: readonly { readonly by: number; readonly run: () => void }[], then: () => void): void {
  let at = 0;
  const next = (): void => {
    const one = steps[at++];
    if (one) step(one.by, one.run, next);
    else then();
  };
  next();
}

/** Runs one turn to quiescence or death and answers exactly once. */
export function runTurn(input: TurnInput, answer: (result: TurnResult) => void): void {
  setClock(input.at, input.startsAt, input.nsPerTick);
  const limit = Math.min(input.budgetTicks, input.spinTicks);
  refill(limit, (why) => answer(lastResult(why, input)));
  const finish = (): void => {
    let isBusy = false;
    guarded(() => {
      isBusy = hooks.idle();
    });
    if (isDead()) return;
    if (isBusy) return settle(loop);
    const ticks = burnt();
    rest();
    answer({ effects: takeEffects(), end: { how: 'quiet', ticks } });
  };
  const loop = (): void => {
    const batch = immediates;
    immediates = [];
    runAll(
      batch.map((one) => ({
        by: one.by,
        run() {
          if (one.dropped) return;
          charge(CHARGES.loopStep);
          one.run();
        },
      })),
      () => {
        const due = timers.due(input.at);
        runAll(due, () => {
          if (immediates.length > 0 || due.length > 0) loop();
          else finish();
        });
      },
    );
  };
  runAll(
    input.deliveries.map((delivery, by) => ({ by, run: () => hooks.deliver(delivery) })),
    loop,
  );
}

/** The answer of an environment that ends within this turn. */
function lastResult(why: Exclude<Death, null>, input: TurnInput): TurnResult {
  if (why === 'exit') return { effects: takeEffects(), end: { how: 'quiet', ticks: burnt() } };
  if (why === 'spent') {
    const how = input.budgetTicks <= input.spinTicks ? 'budget' : 'spun';
    return { effects: takeEffects(), end: { how, ticks: Math.min(input.budgetTicks, input.spinTicks) } };
  }
  forgetAfter(stepBegan.effects);
  rewindTo(stepBegan.ticks + OVERFLOW_TICKS);
  return { effects: takeEffects(), end: { how: 'overflow', ticks: burnt() } };
}

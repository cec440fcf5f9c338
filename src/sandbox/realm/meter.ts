/**
 * The one counter of an environment's CPU. Compiled code runs `--meter[0] < 0 && over()` at loops, function entries, catch
 * and finally; native work is charged through `charge`. When nothing is left the environment is dead: `over` answers the
 * turn at once and from then on throws the same error at every step, so that no code can go on.
 */
export const meter = new Int32Array(1);

const PLENTY = 2 ** 31 - 1;
meter[0] = PLENTY;

/** Why an environment will never run again; `null` while it lives. */
export type Death = 'spent' | 'overflow' | 'exit' | null;

const SPENT = new Error('This execution environment has ended');
delete SPENT.stack;

let limit = 0;
let death: Death = null;
let onDeath: (why: Exclude<Death, null>) => void = () => {};

/** Gives a turn its ticks and says whom to tell when they are spent. */
export function refill(ticks: number, tell: (why: Exclude<Death, null>) => void): void {
  limit = ticks;
  meter[0] = ticks;
  onDeath = tell;
}

/** Between turns nothing is counted: the host's own questions burn no one's ticks. */
export function rest(): void {
  if (death === null) meter[0] = PLENTY;
}

/** Ticks burnt since the turn began, never above its limit. */
export const burnt = (): number => Math.min(limit, limit - meter[0]!);

export const isDead = (): boolean => death !== null;

/** Tells the preallocated error of a dead environment from errors of the handler. */
export const isSpent = (error: unknown): boolean => error === SPENT;

/** Ends the environment; the first cause stays. */
export function die(why: Exclude<Death, null>): void {
  if (death !== null) return;
  death = why;
  const tell = onDeath;
  onDeath = () => {};
  tell(why);
  meter[0] = -1;
}

/** Called by metered code when the counter has fallen below zero. */
export function over(): never {
  die('spent');
  meter[0] = -1;
  throw SPENT;
}

/** Ends the environment for another reason and unwinds. */
export function stop(why: 'overflow' | 'exit'): never {
  die(why);
  meter[0] = -1;
  throw SPENT;
}

let free = 0;

/** Does work of the runtime's own, whose amount depends on the engine, without charging for it. No user code may run in it. */
export function unmetered<T>(work: () => T): T {
  free++;
  try {
    return work();
  } finally {
    free--;
  }
}

/** Burns whole ticks for work that is not compiled. */
export function charge(ticks: number): void {
  if (free > 0) return;
  const left = meter[0]!;
  if (ticks > left) {
    meter[0] = -1;
    over();
  }
  meter[0] = left - ticks;
}

/** Takes ticks back: an overflow's depth depends on the engine, so what it burnt must not show. */
export function rewindTo(ticks: number): void {
  meter[0] = limit - Math.min(limit, ticks);
}

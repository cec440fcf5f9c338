import { type Micros, micros } from '../../base/ids.ts';
import { CHARGES } from '../native-charges.ts';
import { microsNow } from './clock.ts';
import { bound } from './context.ts';
import { emit } from './effects.ts';
import { hasImmediates, immediately, useTimers } from './loop.ts';
import { charge } from './meter.ts';
import { nodeError } from './node-error.ts';
import { SafeMap } from './safe.ts';

/**
 * setTimeout and its kin, in virtual time. Like Node's they count in whole milliseconds; a timer is never early, since its
 * start is rounded up. What is pending when a turn ends is woken by the kernel at its due time.
 */

interface Pending {
  readonly id: number;
  readonly handle: Timeout;
  due: number;
}

const DISPOSE: unique symbol = ((Symbol as { dispose?: symbol }).dispose ?? Symbol.for('nodejs.dispose')) as never;
const MAX_DELAY = 2 ** 31 - 1;
const pending = new SafeMap<number, Pending>();
const handles = new SafeMap<number, Timeout>();
let minted = 1;

/** Told of a delay that Node corrects, so that the runtime can print Node's warning. */
let warn: (message: string, type: string) => void = () => {};
export const onTimerWarning = (told: typeof warn): void => void (warn = told);

function delayOf(after: unknown): number {
  const delay = Number(after);
  if (delay >= 1 && delay <= MAX_DELAY) return Math.trunc(delay);
  if (delay > MAX_DELAY) {
    warn(`${delay} does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.`, 'TimeoutOverflowWarning');
  }
  return 1;
}

/** Node's Timeout object: what setTimeout returns. */
export class Timeout {
  _idleTimeout: number;
  _onTimeout: ((...args: unknown[]) => unknown) | null;
  _timerArgs: readonly unknown[] | undefined;
  _repeat: number | null;
  _destroyed = false;
  readonly #id: number;
  readonly #label: string;
  #isRef = true;

  constructor(
    callback: (...args: unknown[]) => unknown,
    after: unknown,
    args: readonly unknown[] | undefined,
    isRepeat: boolean,
    label: string,
  ) {
    const delay = delayOf(after);
    this._idleTimeout = delay;
    this._onTimeout = bound(callback);
    this._timerArgs = args;
    this._repeat = isRepeat ? delay : null;
    this.#id = minted++;
    this.#label = label;
    handles.set(this.#id, this);
    this.#start(delay);
  }

  #start(delay: number, from = Math.ceil(microsNow() / 1000)): void {
    charge(CHARGES.timer);
    const due = (from + delay) * 1000;
    pending.set(this.#id, { id: this.#id, handle: this, due });
    emit({ is: 'timer', timer: this.#id, due: micros(due), label: this.#label });
  }

  /** The loop calls this when the timer is due. */
  static fire(timer: Timeout): void {
    timer.#fire();
  }

  #fire(): void {
    const due = pending.get(this.#id)?.due;
    if (due === undefined) return;
    pending.delete(this.#id);
    emit({ is: 'untimed', timer: this.#id });
    const callback = this._onTimeout;
    try {
      if (callback) Reflect.apply(callback, this, this._timerArgs ?? []);
    } finally {
      if (this._repeat !== null && !this._destroyed && !pending.has(this.#id)) {
        // An interval goes on from the millisecond in which it fired, or it would drift by what its callback takes.
        this.#start(this._repeat, Math.max(due / 1000, Math.floor(microsNow() / 1000)));
      } else if (!pending.has(this.#id)) {
        // What fired keeps its callback: stack traces name it by that, and refresh sets it going again.
        this._destroyed = true;
        handles.delete(this.#id);
      }
    }
  }

  ref(): this {
    this.#isRef = true;
    return this;
  }

  unref(): this {
    this.#isRef = false;
    return this;
  }

  hasRef(): boolean {
    return this.#isRef;
  }

  refresh(): this {
    if (this._idleTimeout < 0) return this;
    if (pending.delete(this.#id)) emit({ is: 'untimed', timer: this.#id });
    this._destroyed = false;
    handles.set(this.#id, this);
    this.#start(this._idleTimeout);
    return this;
  }

  close(): this {
    if (pending.delete(this.#id)) emit({ is: 'untimed', timer: this.#id });
    this._destroyed = true;
    this._idleTimeout = -1;
    this._onTimeout = null;
    handles.delete(this.#id);
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.#id;
  }

  [DISPOSE](): void {
    this.close();
  }

  /** Whether pending timers that hold the process up are left. */
  static get anyRef(): boolean {
    for (const { handle } of pending.values()) if (handle.#isRef) return true;
    return false;
  }

  static id(timer: Timeout): number {
    return timer.#id;
  }
}

/** Node's Immediate object. */
export class Immediate {
  _onImmediate: ((...args: unknown[]) => unknown) | null;
  _argv: readonly unknown[];
  _destroyed = false;
  readonly #deferred: { dropped: boolean };
  #isRef = true;

  constructor(callback: (...args: unknown[]) => unknown, args: readonly unknown[]) {
    this._onImmediate = callback;
    this._argv = args;
    const run = bound(callback);
    this.#deferred = immediately(() => {
      this._destroyed = true;
      try {
        Reflect.apply(run, this, args);
      } finally {
        this._onImmediate = null;
      }
    });
  }

  ref(): this {
    this.#isRef = true;
    return this;
  }

  unref(): this {
    this.#isRef = false;
    return this;
  }

  hasRef(): boolean {
    return this.#isRef;
  }

  static drop(immediate: Immediate): void {
    immediate.#deferred.dropped = true;
    immediate._destroyed = true;
    immediate._onImmediate = null;
  }

  [DISPOSE](): void {
    Immediate.drop(this);
  }
}

function checked(callback: unknown): (...args: unknown[]) => unknown {
  if (typeof callback !== 'function') throw nodeError.argumentType('callback', 'of type function', callback);
  return callback as (...args: unknown[]) => unknown;
}

function labelOf(what: string, callback: (...args: unknown[]) => unknown, after: unknown): string {
  const { name } = callback;
  const shown = typeof name === 'string' && name !== '' ? name.slice(0, 60) : '…';
  return `${what}(${shown}, ${delayOf(after)})`;
}

export function setTimeout(callback: unknown, after?: unknown, ...args: unknown[]): Timeout {
  const run = checked(callback);
  return new Timeout(run, after, args, false, labelOf('setTimeout', run, after));
}

export function setInterval(callback: unknown, after?: unknown, ...args: unknown[]): Timeout {
  const run = checked(callback);
  return new Timeout(run, after, args, true, labelOf('setInterval', run, after));
}

export function setImmediate(callback: unknown, ...args: unknown[]): Immediate {
  return new Immediate(checked(callback), args);
}

export function clearTimeout(timer?: unknown): void {
  if (timer instanceof Timeout) timer.close();
  else if (typeof timer === 'number' || typeof timer === 'string') handles.get(Number(timer))?.close();
}

export const clearInterval = clearTimeout;

export function clearImmediate(immediate?: unknown): void {
  if (immediate instanceof Immediate) Immediate.drop(immediate);
}

/** A timer for the runtime's own use, such as AbortSignal.timeout; `label` is what a reader sees. */
export function quietTimeout(run: () => void, after: number, label: string): Timeout {
  return new Timeout(run, after, undefined, false, label);
}

/** Whether timers or immediates keep Node's event loop from being empty. */
export const holdsLoop = (): boolean => Timeout.anyRef || hasImmediates();

/** How many timers are pending; what process.getActiveResourcesInfo lists. */
export const pendingCount = (): number => pending.size;

useTimers({
  due(at) {
    const due = [...pending.values()].filter((timer) => timer.due <= at).sort((a, b) => a.due - b.due || a.id - b.id);
    return due.map((timer) => ({
      by: -1 - timer.id,
      run: () => (timer.due <= at && pending.get(timer.id) === timer ? Timeout.fire(timer.handle) : undefined),
    }));
  },
});

/** When the earliest pending timer is due, or null. */
export function earliestTimer(): Micros | null {
  let first: number | null = null;
  for (const { due } of pending.values()) if (first === null || due < first) first = due;
  return first === null ? null : micros(first);
}

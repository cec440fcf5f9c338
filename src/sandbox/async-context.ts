import type { AwaitEach, ContextSlot } from '../compile/program.ts';

/**
 * Carries the async context where the language goes on by itself. Compiled code does so at await and yield (see ContextSlot
 * in compile/program.ts); the rest is here: callbacks of `then`, async generators, for-await. AsyncLocalStorage is built on
 * the slot: getStore reads `c`, run and enterWith replace it, and timers save it when they are set.
 */

const { apply, getPrototypeOf, defineProperty } = Reflect;

/** The slot of one environment; no context at first. */
export function contextSlot(): ContextSlot {
  return { c: undefined, g: 0 };
}

/** The realm whose promises and generators are to carry the context. */
export interface AsyncRealm {
  readonly Promise: PromiseConstructor;
  /** %AsyncGeneratorPrototype%. */
  readonly generators: object;
}

/** The realm that this module runs in. */
export function ownRealm(): AsyncRealm {
  return { Promise, generators: getPrototypeOf(getPrototypeOf((async function* () {})()) as object) as object };
}

/** Makes callbacks of `promise.then` (and so of catch and finally) run in the context in which they were given. */
export function carryThroughThen(slot: ContextSlot, { Promise: { prototype } }: AsyncRealm): void {
  const native = prototype.then;
  const carried = (callback: unknown): unknown => {
    if (typeof callback !== 'function') return callback;
    const context = slot.c;
    return (value: unknown) => {
      slot.c = context;
      return apply(callback, undefined, [value]);
    };
  };
  const { then } = {
    // biome-ignore lint/suspicious/noThenProperty: it takes the place of Promise.prototype.then
    then(this: unknown, onFulfilled: unknown, onRejected: unknown): unknown {
      return apply(native, this, [carried(onFulfilled), carried(onRejected)]);
    },
  };
  defineProperty(prototype, 'then', { value: then, writable: true, enumerable: false, configurable: true });
}

/** Lets an async generator that next, return or throw resumes go on in its caller's context. Goes before carryThroughThen. */
export function carryThroughGenerators(slot: ContextSlot, realm: AsyncRealm): void {
  const prototype = realm.generators as { [method: string]: (this: unknown, value?: unknown) => unknown };
  const nativeThen = realm.Promise.prototype.then;
  const resolve = realm.Promise.resolve.bind(realm.Promise);
  const { next, return: close, throw: fail } = prototype;

  function resume(method: unknown, generator: unknown, args: readonly unknown[]): unknown {
    slot.g++;
    try {
      return apply(method as () => unknown, generator, args);
    } finally {
      slot.g--;
    }
  }

  /** A generator told to return awaits the value first: callbacks on the same promise, just before and behind its own, surround what it then does. */
  function closing(generator: unknown, value: unknown): unknown {
    const context = slot.c;
    const promise = resolve(value);
    const before = (): void => {
      slot.c = context;
      slot.g++;
    };
    const behind = (): void => {
      slot.g--;
    };
    apply(nativeThen, promise, [before, before]);
    const result = resume(close, generator, [promise]);
    apply(nativeThen, promise, [behind, behind]);
    return result;
  }

  const own = {
    next(this: unknown, ...value: [unknown?]): unknown {
      return resume(next, this, value);
    },
    return(this: unknown, value: unknown): unknown {
      return closing(this, value);
    },
    throw(this: unknown, error: unknown): unknown {
      return resume(fail, this, [error]);
    },
  };
  defineProperty(own.next, 'length', { value: 1, configurable: true });
  for (const method of ['next', 'return', 'throw'] as const) {
    defineProperty(prototype, method, { value: own[method], writable: true, enumerable: false, configurable: true });
  }
}

/** What for-await iterates instead of `iterable`: the same, but it says when the loop is about to suspend. */
export const awaitEach: AwaitEach = (iterable, mark) => {
  if (iterable === null || iterable === undefined) return iterable;
  const source = iterable as { readonly [Symbol.asyncIterator]?: unknown; readonly [Symbol.iterator]?: unknown };
  for (const symbol of [Symbol.asyncIterator, Symbol.iterator] as const) {
    const method = source[symbol];
    if (method === null || method === undefined) continue;
    return typeof method === 'function' ? { [symbol]: () => marking(apply(method, iterable, []), mark) } : { [symbol]: method };
  }
  return iterable;
};

function marking(iterator: unknown, mark: () => void): unknown {
  if ((typeof iterator !== 'object' && typeof iterator !== 'function') || iterator === null) return iterator;
  const { next } = iterator as { readonly next: unknown };
  return {
    next(...args: unknown[]): unknown {
      mark();
      return apply(next as () => unknown, iterator, args);
    },
    get return() {
      const close = (iterator as { readonly return?: unknown }).return;
      // Behind a sync iterator the loop suspends even when there is nothing to call.
      if (typeof close !== 'function') {
        mark();
        return close;
      }
      return (...args: unknown[]): unknown => {
        mark();
        return apply(close, iterator, args);
      };
    },
  };
}

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

/** Makes callbacks of `promise.then` (and so of catch and finally) run in the context in which they were given. */
export function carryThroughThen(slot: ContextSlot, prototype: object = Promise.prototype): void {
  const native = (prototype as Promise<unknown>).then;
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

/** Lets an async generator that next, return or throw resumes at once go on in its caller's context. */
export function carryThroughGenerators(
  slot: ContextSlot,
  owner: object = getPrototypeOf(getPrototypeOf((async function* () {})()) as object)!,
): void {
  const prototype = owner as { [method: string]: unknown };
  for (const method of ['next', 'return', 'throw'] as const) {
    const native = prototype[method] as () => unknown;
    const own = {
      [method](this: unknown, ...args: [unknown?]): unknown {
        slot.g++;
        try {
          return apply(native, this, args);
        } finally {
          slot.g--;
        }
      },
    }[method]!;
    defineProperty(own, 'length', { value: 1, configurable: true });
    defineProperty(prototype, method, { value: own, writable: true, enumerable: false, configurable: true });
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
      if (typeof close !== 'function') return close;
      return (...args: unknown[]): unknown => {
        mark();
        return apply(close, iterator, args);
      };
    },
  };
}

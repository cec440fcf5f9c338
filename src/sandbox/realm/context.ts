import type { ContextSlot } from '../../compile/program.ts';
import { carryThroughGenerators, carryThroughThen, ownRealm } from '../async-context.ts';

/** What AsyncLocalStorage instances hold at one point of the program; immutable, so that saving it is one reference. */
export type Context = ReadonlyMap<object, unknown>;

/** The slot that compiled code saves before it suspends and sets back after. */
export const slot: ContextSlot = { c: undefined, g: 0 };
let isTracked = false;
const { apply } = Reflect;

/** The context in force. */
export const contextNow = (): Context | undefined => slot.c as Context | undefined;

/** Puts a context in force. */
export function enterContext(context: Context | undefined): void {
  slot.c = context;
}

/** Binds a callback to the context in force, so that it runs there whenever it runs. */
export function bound<A extends readonly unknown[], R>(callback: (...args: A) => R): (...args: A) => R {
  if (!isTracked) return callback;
  const saved = slot.c;
  return function (this: unknown, ...args: A): R {
    const before = slot.c;
    slot.c = saved;
    try {
      return apply(callback, this, args) as R;
    } finally {
      slot.c = before;
    }
  };
}

/** Runs a callback in a context and comes back. */
export function runIn<R>(context: Context | undefined, callback: () => R): R {
  const before = slot.c;
  slot.c = context;
  try {
    return callback();
  } finally {
    slot.c = before;
  }
}

/** Begins to carry contexts through promises; costs nothing before the first AsyncLocalStorage is made. */
export function trackContexts(): void {
  if (isTracked) return;
  isTracked = true;
  const realm = ownRealm();
  carryThroughGenerators(slot, realm);
  carryThroughThen(slot, realm);
}

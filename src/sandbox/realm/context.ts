/** What AsyncLocalStorage instances hold at this point of the program; immutable, so that saving it is one reference. */
export type Context = ReadonlyMap<object, unknown>;

let current: Context | undefined;
let isTracked = false;
const { then } = Promise.prototype;
const { apply } = Reflect;

/** The context in force. Compiled code saves it before an await and sets it back after. */
export const contextNow = (): Context | undefined => current;

/** Puts a context in force. */
export function enterContext(context: Context | undefined): void {
  current = context;
}

/** Binds a callback to the context in force, so that it runs there whenever it runs. */
export function bound<A extends readonly unknown[], R>(callback: (...args: A) => R): (...args: A) => R {
  if (!isTracked) return callback;
  const saved = current;
  return function (this: unknown, ...args: A): R {
    const before = current;
    current = saved;
    try {
      return apply(callback, this, args) as R;
    } finally {
      current = before;
    }
  };
}

/** Runs a callback in a context and comes back. */
export function runIn<R>(context: Context | undefined, callback: () => R): R {
  const before = current;
  current = context;
  try {
    return callback();
  } finally {
    current = before;
  }
}

/** Begins to carry contexts through promises; costs nothing before the first AsyncLocalStorage is made. */
export function trackContexts(): void {
  if (isTracked) return;
  isTracked = true;
  Object.defineProperty(Promise.prototype, 'then', {
    configurable: true,
    enumerable: false,
    writable: true,
    value: {
      // biome-ignore lint/suspicious/noThenProperty: this is Promise.prototype.then itself
      then(this: Promise<unknown>, kept?: unknown, broken?: unknown): unknown {
        return apply(then, this, [
          typeof kept === 'function' ? bound(kept as () => unknown) : kept,
          typeof broken === 'function' ? bound(broken as () => unknown) : broken,
        ]);
      },
    }.then,
  });
}

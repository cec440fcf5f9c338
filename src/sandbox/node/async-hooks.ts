import { bound, type Context, contextNow, enterContext, runIn, trackContexts } from '../realm/context.ts';

/** AsyncLocalStorage and AsyncResource over the environment's context slot. */

type Fn = (...args: unknown[]) => unknown;

export class AsyncLocalStorage {
  #isOn = true;
  readonly #default: unknown;
  readonly name: string;

  constructor(options: { readonly defaultValue?: unknown; readonly name?: string } = {}) {
    trackContexts();
    this.#default = options?.defaultValue;
    this.name = options?.name ?? '';
    Object.defineProperty(this, 'name', { enumerable: false });
  }

  #with(store: unknown): Context {
    return new Map(contextNow() ?? []).set(this, store);
  }
  getStore(): unknown {
    const context = contextNow();
    return this.#isOn && context?.has(this) ? context.get(this) : this.#default;
  }
  run(store: unknown, callback: Fn, ...args: unknown[]): unknown {
    this.#isOn = true;
    return runIn(this.#with(store), () => callback(...args));
  }
  enterWith(store: unknown): void {
    this.#isOn = true;
    enterContext(this.#with(store));
  }
  exit(callback: Fn, ...args: unknown[]): unknown {
    const context = new Map(contextNow() ?? []);
    context.delete(this);
    return runIn(context, () => callback(...args));
  }
  disable(): void {
    this.#isOn = false;
  }
  static bind(callback: Fn): Fn {
    trackContexts();
    return bound(callback);
  }
  static snapshot(): (callback: Fn, ...args: unknown[]) => unknown {
    trackContexts();
    const context = contextNow();
    return (callback, ...args) => runIn(context, () => callback(...args));
  }
}

let ids = 1;

export class AsyncResource {
  readonly #context = contextNow();
  readonly #id = ++ids;
  readonly type: string;

  constructor(type: string) {
    this.type = type;
    Object.defineProperty(this, 'type', { enumerable: false });
  }
  runInAsyncScope(callback: Fn, self?: unknown, ...args: unknown[]): unknown {
    return runIn(this.#context, () => Reflect.apply(callback, self, args));
  }
  bind(callback: Fn, self?: unknown): Fn {
    const resource = this;
    return function (this: unknown, ...args) {
      return resource.runInAsyncScope(callback, self ?? this, ...args);
    };
  }
  static bind(callback: Fn, type = 'bound-anonymous-fn', self?: unknown): Fn {
    return new AsyncResource(type).bind(callback, self);
  }
  emitDestroy(): this {
    return this;
  }
  asyncId(): number {
    return this.#id;
  }
  triggerAsyncId(): number {
    return 1;
  }
}

/** What `require('async_hooks')` gives. */
export const asyncHooks = {
  AsyncLocalStorage,
  AsyncResource,
  executionAsyncId: (): number => 1,
  triggerAsyncId: (): number => 0,
  executionAsyncResource: (): object => ({}),
  asyncWrapProviders: {},
  createHook(): object {
    throw new Error('async_hooks.createHook is not available in Coldstart: use AsyncLocalStorage');
  },
};

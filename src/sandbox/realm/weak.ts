import { mask } from './mask.ts';

/** WeakRef and FinalizationRegistry without the garbage collector's clock: what they hold is never collected. */
export function installWeak(scope: typeof globalThis): void {
  const targets = new WeakMap<object, object>();
  class WeakRef<T extends object> {
    constructor(target: T) {
      if ((typeof target !== 'object' || target === null) && typeof target !== 'function') throw new TypeError('WeakRef: invalid target');
      targets.set(this, { target });
    }
    deref(): T {
      return (targets.get(this) as { target: T }).target;
    }
  }
  class FinalizationRegistry {
    constructor(cleanup: unknown) {
      if (typeof cleanup !== 'function') throw new TypeError('FinalizationRegistry: cleanup must be callable');
    }
    register(): void {}
    unregister(): boolean {
      return false;
    }
  }
  for (const Own of [WeakRef, FinalizationRegistry]) {
    Object.defineProperty(Own.prototype, Symbol.toStringTag, { value: Own.name, configurable: true });
    Object.defineProperty(scope, Own.name, { value: mask(Own), writable: true, configurable: true, enumerable: false });
  }
}

const proxies = new WeakSet<object>();

/** Whether a value is a Proxy, whose traps would run user code when it is looked at. */
export const isProxy = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? proxies.has(value) : typeof value === 'function' && proxies.has(value);

/** Keeps a register of Proxies, so that peeking and util.types never run their traps. */
export function installProxies(scope: typeof globalThis): void {
  const Native = scope.Proxy;
  const { revocable } = Native;
  const add = proxies.add.bind(proxies);
  const own = function (this: unknown, target: object, handler: ProxyHandler<object>): object {
    if (!new.target) throw new TypeError("Constructor Proxy requires 'new'");
    const proxy = new Native(target, handler);
    add(proxy);
    return proxy;
  };
  Object.defineProperty(own, 'name', { value: 'Proxy', configurable: true });
  Object.defineProperty(own, 'length', { value: 2, configurable: true });
  Object.defineProperty(own, 'prototype', { value: undefined, writable: false });
  Object.defineProperty(own, 'revocable', {
    writable: true,
    configurable: true,
    enumerable: false,
    value: (target: object, handler: ProxyHandler<object>) => {
      const made = revocable(target, handler);
      add(made.proxy);
      return made;
    },
  });
  Object.defineProperty(scope, 'Proxy', { value: mask(own), writable: true, configurable: true, enumerable: false });
}

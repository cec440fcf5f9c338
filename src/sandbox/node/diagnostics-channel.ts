/** node:diagnostics_channel. */

type Fn = (...args: unknown[]) => unknown;

class Channel {
  readonly name: string | symbol;
  readonly #listeners: Fn[] = [];
  constructor(name: string | symbol) {
    this.name = name;
  }
  get hasSubscribers(): boolean {
    return this.#listeners.length > 0;
  }
  subscribe(listener: Fn): void {
    this.#listeners.push(listener);
  }
  unsubscribe(listener: Fn): boolean {
    const at = this.#listeners.indexOf(listener);
    if (at >= 0) this.#listeners.splice(at, 1);
    return at >= 0;
  }
  publish(message: unknown): void {
    for (const listener of [...this.#listeners]) listener(message, this.name);
  }
  bindStore(): void {}
  unbindStore(): void {}
  runStores(message: unknown, callback: Fn, self?: unknown, ...args: unknown[]): unknown {
    this.publish(message);
    return Reflect.apply(callback, self, args);
  }
}

const channels = new Map<string | symbol, Channel>();
const channel = (name: string | symbol): Channel => {
  let found = channels.get(name);
  if (!found) {
    found = new Channel(name);
    channels.set(name, found);
  }
  return found;
};

/** Publishes the life of a call on five channels. */
function tracingChannel(name: string): object {
  const parts = Object.fromEntries(
    ['start', 'end', 'asyncStart', 'asyncEnd', 'error'].map((part) => [part, channel(`tracing:${name}:${part}`)]),
  );
  return {
    ...parts,
    get hasSubscribers() {
      return Object.values(parts).some((part) => part.hasSubscribers);
    },
    subscribe: (all: { [part: string]: Fn }) => {
      for (const [part, listener] of Object.entries(all)) parts[part]?.subscribe(listener);
    },
    unsubscribe: (all: { [part: string]: Fn }) => Object.entries(all).every(([part, listener]) => parts[part]?.unsubscribe(listener)),
    traceSync: (callback: Fn, _context?: object, self?: unknown, ...args: unknown[]) => Reflect.apply(callback, self, args),
    tracePromise: (callback: Fn, _context?: object, self?: unknown, ...args: unknown[]) => Reflect.apply(callback, self, args),
    traceCallback: (callback: Fn, _position?: number, _context?: object, self?: unknown, ...args: unknown[]) =>
      Reflect.apply(callback, self, args),
  };
}

export const diagnosticsChannel = {
  channel,
  Channel,
  hasSubscribers: (name: string): boolean => channels.get(name)?.hasSubscribers ?? false,
  subscribe: (name: string, listener: Fn): void => channel(name).subscribe(listener),
  unsubscribe: (name: string, listener: Fn): boolean => channel(name).unsubscribe(listener),
  tracingChannel,
};

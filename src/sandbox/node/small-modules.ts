import path from 'path-browserify';
import decoder from 'string_decoder/lib/string_decoder.js';
import { timeOrigin } from '../realm/clock.ts';
import { memoryBytes } from '../realm/memory.ts';
import * as timers from '../realm/timers.ts';
import type { AbortSignal } from '../web/events.ts';
import { Performance, PerformanceEntry } from '../web/performance.ts';
import { events } from './events.ts';
import { process } from './process.ts';

/** Node's small modules: path, os, timers, perf_hooks, tty, net, dns, diagnostics_channel, worker_threads, vm, v8. */

type Fn = (...args: unknown[]) => unknown;

const posix = path as { [name: string]: unknown };
posix['toNamespacedPath'] ??= (value: unknown): unknown => value;
posix['posix'] = posix;
posix['win32'] = posix;
/** What `require('path')` gives; Lambda is Linux, so there is one kind. */
export const nodePath = posix;

export const stringDecoder = { StringDecoder: decoder.StringDecoder };

const memorySize = (): number => Number(process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'] ?? 128) * 1024 * 1024;

export const os = {
  EOL: '\n',
  devNull: '/dev/null',
  arch: (): string => 'x64',
  platform: (): string => 'linux',
  type: (): string => 'Linux',
  release: (): string => '5.10.245-266.983.amzn2.x86_64',
  version: (): string => '#1 SMP Fri Oct 17 00:00:00 UTC 2025',
  machine: (): string => 'x86_64',
  hostname: (): string => '169.254.100.1',
  homedir: (): string => '/home/sbx_user1051',
  tmpdir: (): string => '/tmp',
  endianness: (): string => 'LE',
  uptime: (): number => process.uptime() + 10,
  loadavg: (): number[] => [0, 0, 0],
  totalmem: memorySize,
  freemem: (): number => Math.max(0, memorySize() - memoryBytes()),
  availableParallelism: (): number => Math.max(2, Math.ceil(memorySize() / 1024 / 1024 / 1769)),
  cpus: (): object[] =>
    Array.from({ length: Math.max(2, Math.ceil(memorySize() / 1024 / 1024 / 1769)) }, () => ({
      model: 'Intel(R) Xeon(R) Processor @ 2.50GHz',
      speed: 2500,
      times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 },
    })),
  networkInterfaces: (): object => ({}),
  userInfo: (): object => ({ uid: 993, gid: 990, username: 'sbx_user1051', homedir: '/home/sbx_user1051', shell: '/sbin/nologin' }),
  getPriority: (): number => 0,
  setPriority: (): void => {},
  constants: { signals: { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }, errno: {}, priority: {}, dlopen: {} },
};

interface SleepOptions {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

function abortError(signal: AbortSignal): Error {
  return Object.assign(new Error('The operation was aborted', { cause: signal.reason }), { name: 'AbortError', code: 'ABORT_ERR' });
}

function sleeping(start: (resolve: () => void) => () => void, value: unknown, { signal }: SleepOptions = {}): Promise<unknown> {
  if (signal?.aborted) return Promise.reject(abortError(signal));
  return new Promise((resolve, reject) => {
    const clear = start(() => resolve(value));
    signal?.addEventListener(
      'abort',
      () => {
        clear();
        reject(abortError(signal));
      },
      { once: true },
    );
  });
}

export const timersPromises = {
  setTimeout: (after?: number, value?: unknown, options: SleepOptions = {}): Promise<unknown> =>
    sleeping(
      (resolve) => {
        const timer = timers.setTimeout(resolve, after);
        if (options.ref === false) timer.unref();
        return () => timers.clearTimeout(timer);
      },
      value,
      options,
    ),
  setImmediate: (value?: unknown, options?: SleepOptions): Promise<unknown> =>
    sleeping(
      (resolve) => {
        const immediate = timers.setImmediate(resolve);
        return () => timers.clearImmediate(immediate);
      },
      value,
      options,
    ),
  async *setInterval(after?: number, value?: unknown, options?: SleepOptions): AsyncGenerator<unknown> {
    for (;;) {
      await timersPromises.setTimeout(after, undefined, options);
      yield value;
    }
  },
  scheduler: {
    wait: (after: number, options?: SleepOptions): Promise<unknown> => timersPromises.setTimeout(after, undefined, options),
    yield: (): Promise<unknown> => timersPromises.setImmediate(),
  },
};

const CUSTOM = Symbol.for('nodejs.util.promisify.custom');
for (const name of ['setTimeout', 'setImmediate'] as const) {
  Object.defineProperty(timers[name], CUSTOM, { value: timersPromises[name], enumerable: true, configurable: true });
}

export const nodeTimers = {
  setTimeout: timers.setTimeout,
  clearTimeout: timers.clearTimeout,
  setInterval: timers.setInterval,
  clearInterval: timers.clearInterval,
  setImmediate: timers.setImmediate,
  clearImmediate: timers.clearImmediate,
  promises: timersPromises,
};

export const performance = new Performance();

class PerformanceObserver {
  observe(): void {}
  disconnect(): void {}
  takeRecords(): unknown[] {
    return [];
  }
  static readonly supportedEntryTypes: readonly string[] = ['mark', 'measure'];
}

export const perfHooks = {
  performance,
  Performance,
  PerformanceEntry,
  PerformanceObserver,
  constants: {},
  monitorEventLoopDelay: (): object => ({
    enable: () => true,
    disable: () => true,
    reset() {},
    min: 0,
    max: 0,
    mean: 0,
    stddev: 0,
    percentile: () => 0,
  }),
  createHistogram: (): object => ({ record() {}, reset() {}, min: 0, max: 0, mean: 0, stddev: 0, percentile: () => 0 }),
  timeOrigin,
};

export const tty = { isatty: (): boolean => false, ReadStream: class ReadStream {}, WriteStream: class WriteStream {} };

/** Whether text is an IPv4 or IPv6 address: 4, 6 or 0. */
export function isIP(text: unknown): 0 | 4 | 6 {
  const value = String(text);
  if (isV4(value)) return 4;
  return isV6(value) ? 6 : 0;
}

const isV4 = (text: string): boolean => /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.|$)){4}$/.test(text) && !text.endsWith('.');

function isV6(text: string): boolean {
  const address = text.replace(/%[^\s%/]+$/, '');
  if (!/^[0-9a-f:.]+$/i.test(address)) return false;
  const tail = address.includes('.') ? address.slice(address.lastIndexOf(':') + 1) : '';
  if (tail && !isV4(tail)) return false;
  const body = tail ? `${address.slice(0, address.lastIndexOf(':') + 1)}0:0` : address;
  const halves = body.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? groups.length <= 7 : groups.length === 8;
}

const refused =
  (what: string): Fn =>
  () => {
    throw new Error(`${what} is not available in Coldstart: handlers reach the outside by fetch, http and https only`);
  };

class Socket extends events {
  readonly connecting = false;
  connect(): never {
    return refused('net.Socket.connect')() as never;
  }
}

export const net = {
  isIP,
  isIPv4: (text: unknown): boolean => isIP(text) === 4,
  isIPv6: (text: unknown): boolean => isIP(text) === 6,
  Socket,
  Stream: Socket,
  Server: class Server extends events {
    listen(): never {
      return refused('net.Server.listen')() as never;
    }
  },
  connect: refused('net.connect'),
  createConnection: refused('net.createConnection'),
  createServer: refused('net.createServer'),
  getDefaultAutoSelectFamily: (): boolean => true,
  setDefaultAutoSelectFamily: (): void => {},
};

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

export const workerThreads = {
  isMainThread: true,
  parentPort: null,
  workerData: null,
  threadId: 0,
  resourceLimits: {},
  Worker: class Worker {
    constructor() {
      throw new Error('worker_threads.Worker is not available in Coldstart: an execution environment has one thread here');
    }
  },
};

export const v8 = {
  getHeapStatistics: (): object => ({ total_heap_size: memoryBytes(), used_heap_size: memoryBytes(), heap_size_limit: memorySize() }),
  setFlagsFromString: (): void => {},
  serialize: refused('v8.serialize'),
  deserialize: refused('v8.deserialize'),
};

export const dns = {
  lookup: refused('dns.lookup'),
  resolve: refused('dns.resolve'),
  promises: { lookup: refused('dns.promises.lookup'), resolve: refused('dns.promises.resolve') },
  setDefaultResultOrder: (): void => {},
  getDefaultResultOrder: (): string => 'verbatim',
};

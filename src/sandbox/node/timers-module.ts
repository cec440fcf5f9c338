import * as timers from '../realm/timers.ts';
import type { AbortSignal } from '../web/events.ts';

/** node:timers and node:timers/promises. */

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

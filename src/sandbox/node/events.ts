import EventEmitter from 'events/events.js';
import { contextNow, runIn } from '../realm/context.ts';
import { type AbortSignal, EventTarget } from '../web/events.ts';

/** node:events: the events package, and what Node added to it since. */

type Listener = (...args: never[]) => unknown;

interface Options {
  readonly signal?: AbortSignal;
}

function abortError(signal: AbortSignal): Error {
  return Object.assign(new Error('The operation was aborted', { cause: signal.reason }), { name: 'AbortError', code: 'ABORT_ERR' });
}

function attach(emitter: unknown, name: string | symbol, listener: Listener, isOnce: boolean): () => void {
  if (emitter instanceof EventTarget) {
    emitter.addEventListener(name as string, listener, { once: isOnce });
    return () => emitter.removeEventListener(name as string, listener);
  }
  const one = emitter as EventEmitter;
  if (isOnce) one.once(name, listener);
  else one.on(name, listener);
  return () => void one.removeListener(name, listener);
}

async function once(emitter: unknown, name: string | symbol, options: Options = {}): Promise<unknown[]> {
  const { signal } = options;
  if (signal?.aborted) throw abortError(signal);
  return new Promise((resolve, reject) => {
    const drops: (() => void)[] = [];
    const over = (): void => {
      for (const drop of drops) drop();
    };
    drops.push(
      attach(
        emitter,
        name,
        ((...args: unknown[]) => {
          over();
          resolve(args);
        }) as Listener,
        true,
      ),
    );
    if (name !== 'error' && !(emitter instanceof EventTarget)) {
      drops.push(
        attach(
          emitter,
          'error',
          ((error: unknown) => {
            over();
            reject(error);
          }) as Listener,
          true,
        ),
      );
    }
    if (signal) {
      drops.push(
        attach(
          signal,
          'abort',
          (() => {
            over();
            reject(abortError(signal));
          }) as Listener,
          true,
        ),
      );
    }
  });
}

function on(
  emitter: unknown,
  name: string | symbol,
  options: Options & { readonly close?: readonly string[] } = {},
): AsyncIterableIterator<unknown> {
  const { signal } = options;
  if (signal?.aborted) throw abortError(signal);
  const events: unknown[] = [];
  const waiting: { resolve(value: IteratorResult<unknown>): void; reject(error: unknown): void }[] = [];
  let failure: unknown;
  let isOver = false;
  const drops = [
    attach(
      emitter,
      name,
      ((...args: unknown[]) => {
        const next = waiting.shift();
        if (next) next.resolve({ value: args, done: false });
        else events.push(args);
      }) as Listener,
      false,
    ),
  ];
  const fail = (error: unknown): void => {
    const next = waiting.shift();
    if (next) next.reject(error);
    else failure = error;
    close();
  };
  const close = (): void => {
    isOver = true;
    for (const drop of drops) drop();
    for (const next of waiting.splice(0)) next.resolve({ value: undefined, done: true });
  };
  if (name !== 'error' && !(emitter instanceof EventTarget)) drops.push(attach(emitter, 'error', fail as Listener, false));
  for (const ending of options.close ?? []) drops.push(attach(emitter, ending, close as Listener, false));
  if (signal) drops.push(attach(signal, 'abort', (() => fail(abortError(signal))) as Listener, true));
  return {
    async next() {
      if (events.length > 0) return { value: events.shift(), done: false };
      if (failure !== undefined) {
        const error = failure;
        failure = undefined;
        throw error;
      }
      if (isOver) return { value: undefined, done: true };
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    async return() {
      close();
      return { value: undefined, done: true };
    },
    async throw(error: unknown) {
      fail(error);
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  } as AsyncIterableIterator<unknown>;
}

class EventEmitterAsyncResource extends EventEmitter {
  readonly #context = contextNow();
  override emit(name: string | symbol, ...args: unknown[]): boolean {
    return runIn(this.#context, () => super.emit(name, ...args));
  }
  emitDestroy(): void {}
}

const errorMonitor = Symbol('events.errorMonitor');
const { emit } = EventEmitter.prototype;
Object.defineProperty(EventEmitter.prototype, 'emit', {
  writable: true,
  configurable: true,
  enumerable: true,
  value: {
    emit(this: EventEmitter, name: string | symbol, ...args: unknown[]): boolean {
      if (name === 'error' && this.listenerCount(errorMonitor) > 0) Reflect.apply(emit, this, [errorMonitor, ...args]);
      return Reflect.apply(emit, this, [name, ...args]);
    },
  }.emit,
});

Object.assign(EventEmitter, {
  once,
  on,
  errorMonitor,
  captureRejectionSymbol: Symbol.for('nodejs.rejection'),
  captureRejections: false,
  usingDomains: false,
  EventEmitterAsyncResource,
  getEventListeners: (emitter: unknown, name: string): unknown[] =>
    emitter instanceof EventTarget ? [...EventTarget.listenersOf(emitter, name)] : (emitter as EventEmitter).listeners(name),
  getMaxListeners: (emitter: { getMaxListeners?(): number }): number => emitter.getMaxListeners?.() ?? EventEmitter.defaultMaxListeners,
  setMaxListeners(most: number = EventEmitter.defaultMaxListeners, ...emitters: { setMaxListeners?(most: number): void }[]): void {
    if (emitters.length === 0) EventEmitter.defaultMaxListeners = most;
    for (const emitter of emitters) emitter.setMaxListeners?.(most);
  },
  addAbortListener(signal: AbortSignal, listener: () => void): object {
    if (signal.aborted) queueMicrotask(listener);
    else signal.addEventListener('abort', listener, { once: true });
    return { [Symbol.for('nodejs.dispose')]: () => signal.removeEventListener('abort', listener) };
  },
});

/** The EventEmitter class, which is also what `require('events')` gives. */
export const events = EventEmitter;

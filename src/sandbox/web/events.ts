import { inspect } from 'node-inspect-extracted';
import { uptimeMicros } from '../realm/clock.ts';
import { bound } from '../realm/context.ts';
import { guarded } from '../realm/loop.ts';
import { codedError, nodeError } from '../realm/node-error.ts';
import { quietTimeout } from '../realm/timers.ts';
import { DOMException } from './dom-exception.ts';

/** Event, EventTarget, AbortController and their kin, as Node has them. The engine's own are not reachable: theirs lead to the worker. */

interface EventInit {
  readonly bubbles?: boolean;
  readonly cancelable?: boolean;
  readonly composed?: boolean;
}

const INSPECT = Symbol.for('nodejs.util.inspect.custom');

export class Event {
  readonly #type: string;
  readonly #init: EventInit;
  readonly #at = uptimeMicros() / 1000;
  #target: EventTarget | null = null;
  #isPrevented = false;
  #isStopped = false;
  #isPassive = false;
  #isDispatched = false;

  constructor(type: unknown, init: EventInit = {}) {
    // biome-ignore lint/complexity/noArguments: undefined is a type too, and a rest parameter would change Event.length
    if (arguments.length === 0) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "type" argument must be specified');
    this.#type = String(type);
    this.#init = init ?? {};
  }

  get type(): string {
    return this.#type;
  }
  get target(): EventTarget | null {
    return this.#target;
  }
  get currentTarget(): EventTarget | null {
    return this.#isDispatched ? this.#target : null;
  }
  get srcElement(): EventTarget | null {
    return this.#target;
  }
  get bubbles(): boolean {
    return Boolean(this.#init.bubbles);
  }
  get cancelable(): boolean {
    return Boolean(this.#init.cancelable);
  }
  get composed(): boolean {
    return Boolean(this.#init.composed);
  }
  get defaultPrevented(): boolean {
    return this.cancelable && this.#isPrevented;
  }
  get returnValue(): boolean {
    return !this.defaultPrevented;
  }
  get timeStamp(): number {
    return this.#at;
  }
  get eventPhase(): number {
    return this.#isDispatched ? 2 : 0;
  }
  get isTrusted(): boolean {
    return false;
  }
  get cancelBubble(): boolean {
    return this.#isStopped;
  }
  preventDefault(): void {
    if (!this.#isPassive) this.#isPrevented = true;
  }
  stopPropagation(): void {}
  stopImmediatePropagation(): void {
    this.#isStopped = true;
  }
  composedPath(): readonly EventTarget[] {
    return this.#isDispatched && this.#target ? [this.#target] : [];
  }
  [INSPECT](_depth: number, options: object): string {
    return `${this.constructor.name} ${inspect({ type: this.#type, defaultPrevented: this.defaultPrevented, cancelable: this.cancelable, timeStamp: this.#at }, options)}`;
  }

  /** Runs the listeners of a target for this event. */
  static run(event: Event, target: EventTarget, listeners: readonly Listener[]): boolean {
    event.#target = target;
    event.#isDispatched = true;
    for (const listener of listeners) {
      if (event.#isStopped) break;
      if (listener.isGone) continue;
      if (listener.once) listener.remove();
      event.#isPassive = listener.passive;
      guarded(() => {
        const { callback } = listener;
        if (typeof callback === 'function') Reflect.apply(callback, target, [event]);
        else callback.handleEvent(event);
      });
      event.#isPassive = false;
    }
    event.#isDispatched = false;
    return !event.defaultPrevented;
  }

  static readonly NONE = 0;
  static readonly CAPTURING_PHASE = 1;
  static readonly AT_TARGET = 2;
  static readonly BUBBLING_PHASE = 3;
}
Object.defineProperty(Event.prototype, Symbol.toStringTag, { value: 'Event', configurable: true });

export class CustomEvent extends Event {
  readonly #detail: unknown;
  constructor(type: unknown, init: EventInit & { readonly detail?: unknown } = {}) {
    super(type, init);
    this.#detail = init?.detail ?? null;
  }
  get detail(): unknown {
    return this.#detail;
  }
}

export class MessageEvent extends Event {
  readonly data: unknown;
  constructor(type: unknown, init: EventInit & { readonly data?: unknown } = {}) {
    super(type, init);
    this.data = init?.data ?? null;
  }
}

type Callback = ((event: Event) => unknown) | { handleEvent(event: Event): unknown };

interface Listener {
  readonly callback: Callback;
  readonly original: unknown;
  readonly capture: boolean;
  readonly once: boolean;
  readonly passive: boolean;
  isGone: boolean;
  remove(): void;
}

interface ListenerOptions {
  readonly capture?: boolean;
  readonly once?: boolean;
  readonly passive?: boolean;
  readonly signal?: AbortSignal;
}

export class EventTarget {
  readonly #listeners = new Map<string, Listener[]>();

  addEventListener(type: unknown, callback: unknown, options?: boolean | ListenerOptions): void {
    if (callback === null || callback === undefined) return;
    if (typeof callback !== 'function' && typeof callback !== 'object')
      throw nodeError.argumentType('listener', 'an instance of EventListener', callback);
    const settings: ListenerOptions = typeof options === 'object' && options !== null ? options : { capture: Boolean(options) };
    if (settings.signal?.aborted) return;
    const key = String(type);
    const list = this.#listeners.get(key) ?? [];
    const capture = Boolean(settings.capture);
    if (list.some((one) => one.original === callback && one.capture === capture)) return;
    const listener: Listener = {
      callback: typeof callback === 'function' ? bound(callback as (event: Event) => unknown) : (callback as Callback),
      original: callback,
      capture,
      once: Boolean(settings.once),
      passive: Boolean(settings.passive),
      isGone: false,
      remove: () => this.#drop(key, listener),
    };
    this.#listeners.set(key, [...list, listener]);
    settings.signal?.addEventListener('abort', listener.remove, { once: true });
  }

  removeEventListener(type: unknown, callback: unknown, options?: boolean | ListenerOptions): void {
    const capture = Boolean(typeof options === 'object' && options !== null ? options.capture : options);
    const key = String(type);
    const listener = this.#listeners.get(key)?.find((one) => one.original === callback && one.capture === capture);
    if (listener) this.#drop(key, listener);
  }

  dispatchEvent(event: Event): boolean {
    if (!(event instanceof Event)) throw nodeError.argumentType('event', 'an instance of Event', event);
    const handler = (this as unknown as { [name: string]: unknown })[`on${event.type}`];
    const listeners = this.#listeners.get(event.type) ?? [];
    if (typeof handler !== 'function') return Event.run(event, this, listeners);
    const own: Listener = {
      callback: handler as never,
      original: handler,
      capture: false,
      once: false,
      passive: false,
      isGone: false,
      remove() {},
    };
    return Event.run(event, this, [own, ...listeners]);
  }

  #drop(key: string, listener: Listener): void {
    listener.isGone = true;
    this.#listeners.set(
      key,
      (this.#listeners.get(key) ?? []).filter((one) => one !== listener),
    );
  }

  /** Listeners of a type, for events.getEventListeners. */
  static listenersOf(target: EventTarget, type: string): readonly unknown[] {
    return (target.#listeners.get(type) ?? []).map((one) => one.original);
  }
}
Object.defineProperty(EventTarget.prototype, Symbol.toStringTag, { value: 'EventTarget', configurable: true });

const MAKE = Symbol('make');

export class AbortSignal extends EventTarget {
  #reason: unknown;
  #isAborted = false;
  readonly #followers: AbortSignal[] = [];
  onabort: ((event: Event) => unknown) | null = null;

  constructor(key?: symbol) {
    if (key !== MAKE) throw codedError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    super();
    Object.defineProperty(this, 'onabort', { value: null, writable: true, configurable: true, enumerable: false });
  }

  get aborted(): boolean {
    return this.#isAborted;
  }
  get reason(): unknown {
    return this.#reason;
  }
  throwIfAborted(): void {
    if (this.#isAborted) throw this.#reason;
  }
  [INSPECT](_depth: number, options: object): string {
    return `AbortSignal ${inspect({ aborted: this.#isAborted }, options)}`;
  }

  /** A signal that nobody has aborted. */
  static make(): AbortSignal {
    return new AbortSignal(MAKE);
  }

  /** Aborts a signal and what follows it. */
  static trip(signal: AbortSignal, reason: unknown): void {
    if (signal.#isAborted) return;
    signal.#isAborted = true;
    signal.#reason = reason ?? new DOMException('This operation was aborted', 'AbortError');
    signal.dispatchEvent(new Event('abort'));
    for (const follower of signal.#followers) AbortSignal.trip(follower, signal.#reason);
  }

  static abort(reason?: unknown): AbortSignal {
    const signal = AbortSignal.make();
    AbortSignal.trip(signal, reason);
    return signal;
  }

  static timeout(delay: number): AbortSignal {
    const signal = AbortSignal.make();
    const abort = (): void => AbortSignal.trip(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    quietTimeout(abort, delay, `AbortSignal.timeout(${delay})`).unref();
    return signal;
  }

  static any(signals: Iterable<AbortSignal>): AbortSignal {
    const all = [...signals];
    const signal = AbortSignal.make();
    const aborted = all.find((one) => one.aborted);
    if (aborted) AbortSignal.trip(signal, aborted.reason);
    else for (const one of all) one.#followers.push(signal);
    return signal;
  }
}
Object.defineProperty(AbortSignal.prototype, Symbol.toStringTag, { value: 'AbortSignal', configurable: true });

export class AbortController {
  readonly #signal = AbortSignal.make();

  get signal(): AbortSignal {
    return this.#signal;
  }
  abort(reason?: unknown): void {
    AbortSignal.trip(this.#signal, reason);
  }
  [INSPECT](_depth: number, options: object): string {
    return `AbortController ${inspect({ signal: this.#signal }, options)}`;
  }
}
Object.defineProperty(AbortController.prototype, Symbol.toStringTag, { value: 'AbortController', configurable: true });

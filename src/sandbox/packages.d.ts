/** Packages without types of their own, as far as the façade uses them. */
declare module 'events/events.js' {
  class EventEmitter {
    constructor(options?: object);
    on(name: string | symbol, listener: (...args: never[]) => unknown): this;
    addListener(name: string | symbol, listener: (...args: never[]) => unknown): this;
    once(name: string | symbol, listener: (...args: never[]) => unknown): this;
    off(name: string | symbol, listener: (...args: never[]) => unknown): this;
    removeListener(name: string | symbol, listener: (...args: never[]) => unknown): this;
    removeAllListeners(name?: string | symbol): this;
    emit(name: string | symbol, ...args: unknown[]): boolean;
    listeners(name: string | symbol): ((...args: never[]) => unknown)[];
    listenerCount(name: string | symbol): number;
    static defaultMaxListeners: number;
    static EventEmitter: typeof EventEmitter;
  }
  export default EventEmitter;
}
declare module 'node-inspect-extracted' {
  export function inspect(value: unknown, options?: unknown, depth?: unknown, colours?: unknown): string;
  export function format(...args: unknown[]): string;
  export function formatWithOptions(options: object, ...args: unknown[]): string;
  export function stripVTControlCharacters(text: string): string;
}

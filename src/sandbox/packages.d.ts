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
    static readonly prototype: EventEmitter;
  }
  export default EventEmitter;
}
declare module 'node-inspect-extracted' {
  export function inspect(value: unknown, options?: unknown, depth?: unknown, colours?: unknown): string;
  export function format(...args: unknown[]): string;
  export function formatWithOptions(options: object, ...args: unknown[]): string;
  export function stripVTControlCharacters(text: string): string;
}
declare module 'buffer/index.js' {
  interface NpmBuffer extends Uint8Array {
    toString(encoding?: string, start?: number, end?: number): string;
    write(text: string, ...rest: unknown[]): number;
    equals(other: Uint8Array): boolean;
    copy(target: Uint8Array, targetStart?: number, start?: number, end?: number): number;
  }
  interface NpmBufferConstructor {
    from(value: unknown, encoding?: unknown, length?: unknown): NpmBuffer;
    alloc(size: number, fill?: unknown, encoding?: unknown): NpmBuffer;
    allocUnsafe(size: number): NpmBuffer;
    allocUnsafeSlow(size: number): NpmBuffer;
    concat(list: readonly Uint8Array[], length?: number): NpmBuffer;
    byteLength(value: unknown, encoding?: unknown): number;
    isBuffer(value: unknown): value is NpmBuffer;
    isEncoding(value: unknown): boolean;
    compare(a: Uint8Array, b: Uint8Array): number;
    poolSize: number;
    prototype: NpmBuffer;
  }
  export const Buffer: NpmBufferConstructor;
  export const kMaxLength: number;
  export const INSPECT_MAX_BYTES: number;
  const all: { Buffer: NpmBufferConstructor; kMaxLength: number; INSPECT_MAX_BYTES: number };
  export default all;
}
declare module 'path-browserify' {
  const path: { [name: string]: unknown } & { sep: string; delimiter: string; posix: object };
  export default path;
}
declare module 'string_decoder/lib/string_decoder.js' {
  export class StringDecoder {
    constructor(encoding?: string);
  }
  const all: { StringDecoder: typeof StringDecoder };
  export default all;
}
declare module 'readable-stream/lib/stream/promises.js' {
  const promises: object;
  export default promises;
}
declare module 'readable-stream/lib/stream.js' {
  const stream: { [name: string]: unknown } & ((...args: unknown[]) => void);
  export default stream;
}
declare module 'process/browser.js' {
  const process: { nextTick: unknown; [name: string]: unknown };
  export default process;
}

import { mask } from './mask.ts';

/**
 * Locks the realm: what is not on the list below is removed from the global object and its prototype chain, so that user
 * code meets what Lambda's Node has and nothing that leads out or tells real time.
 */

/** ECMAScript's own globals that stay as the engine made them, or are replaced in place. WebAssembly is not among them: its code can't be metered, so it is refused by absence. SharedArrayBuffer: nobody to share with. */
const KEPT: ReadonlySet<string> = new Set(
  (
    'globalThis Infinity NaN undefined eval isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI encodeURIComponent ' +
    'escape unescape Object Function Boolean Symbol Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError ' +
    'SuppressedError DisposableStack AsyncDisposableStack Number BigInt Math Date String RegExp Array Int8Array Uint8Array Uint8ClampedArray ' +
    'Int16Array Uint16Array Int32Array Uint32Array BigInt64Array BigUint64Array Float16Array Float32Array Float64Array Map Set WeakMap WeakSet ' +
    'WeakRef FinalizationRegistry ArrayBuffer DataView Atomics JSON Promise Reflect Proxy Intl Iterator ' +
    // Web streams are the engine's own: their algorithms are fixed by the standard, run in microtasks and tell no time.
    'ReadableStream ReadableStreamDefaultReader ReadableStreamBYOBReader ReadableStreamBYOBRequest ReadableByteStreamController ' +
    'ReadableStreamDefaultController WritableStream WritableStreamDefaultWriter WritableStreamDefaultController TransformStream ' +
    'TransformStreamDefaultController ByteLengthQueuingStrategy CountQueuingStrategy TextEncoder TextDecoder URL URLSearchParams'
  ).split(' '),
);

/** Removes what is not kept from the global object and everything from its prototypes. */
export function lockGlobals(scope: object): void {
  const remove = (from: object, key: string | symbol): void => {
    const descriptor = Reflect.getOwnPropertyDescriptor(from, key);
    if (!descriptor) return;
    if (descriptor.configurable) {
      Reflect.deleteProperty(from, key);
      return;
    }
    if (descriptor.writable) Reflect.defineProperty(from, key, { value: undefined, writable: false });
  };
  for (const key of Reflect.ownKeys(scope)) if (typeof key === 'symbol' || !KEPT.has(key)) remove(scope, key);
  for (let from = Reflect.getPrototypeOf(scope); from && from !== Object.prototype; from = Reflect.getPrototypeOf(from)) {
    for (const key of Reflect.ownKeys(from)) remove(from, key);
  }
}

/** Puts a global in place the way the platform does: not enumerable, replaceable. */
export function defineGlobal(name: string, value: unknown, isEnumerable = false): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: isEnumerable });
}

/** Replaces a method in place and keeps its name, arity and attributes. */
export function replaceMethod(
  owner: object,
  key: string | symbol,
  make: (native: (...args: never[]) => unknown) => (this: never, ...args: never[]) => unknown,
): void {
  const descriptor = Reflect.getOwnPropertyDescriptor(owner, key);
  if (!descriptor || typeof descriptor.value !== 'function') return;
  const native = descriptor.value as (...args: never[]) => unknown;
  const own = make(native);
  Object.defineProperty(own, 'name', { value: native.name, configurable: true });
  Object.defineProperty(own, 'length', { value: native.length, configurable: true });
  Reflect.defineProperty(owner, key, { ...descriptor, value: mask(own) });
}

import { chargeFor } from '../native-charges.ts';
import { codedError } from '../realm/node-error.ts';
import { isProxy } from '../realm/weak.ts';
import { DOMException } from './dom-exception.ts';

/** structuredClone, written here since engines word its errors differently and the engine's own could transfer ports. */

const ERRORS: { readonly [name: string]: ErrorConstructor } = {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};

function refuse(value: unknown): never {
  const shown =
    typeof value === 'function'
      ? String(value)
      : typeof value === 'symbol'
        ? String(value)
        : `#<${(value as object).constructor?.name ?? 'Object'}>`;
  throw new DOMException(`${shown} could not be cloned.`, 'DataCloneError');
}

/** A deep copy by the structured clone algorithm. */
export function structuredClone(...given: [value?: unknown, options?: { readonly transfer?: readonly unknown[] }]): unknown {
  const [value, options] = given;
  if (given.length === 0) throw codedError(TypeError, 'ERR_MISSING_ARGS', 'The "value" argument must be specified');
  for (const item of options?.transfer ?? []) {
    if (!(item instanceof ArrayBuffer)) throw new DOMException('Value not transferable', 'DataCloneError');
  }
  return copy(value, new Map());
}

function copy(value: unknown, seen: Map<unknown, unknown>): unknown {
  chargeFor('cloneValue');
  if (typeof value === 'symbol' || typeof value === 'function') refuse(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isProxy(value)) throw new DOMException('#<Object> could not be cloned.', 'DataCloneError');
  const known = seen.get(value);
  if (known !== undefined) return known;
  const keep = <T>(made: T): T => {
    seen.set(value, made);
    return made;
  };
  if (Array.isArray(value)) {
    const list = keep(new Array(value.length)) as unknown[];
    return fill(list, value, seen);
  }
  if (value instanceof Date) return keep(new Date(value.getTime()));
  if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags));
  if (value instanceof ArrayBuffer) {
    chargeFor('copyElement', value.byteLength);
    return keep(value.slice(0));
  }
  if (ArrayBuffer.isView(value)) return keep(viewOf(value, seen));
  if (value instanceof Map) {
    const map = keep(new Map());
    for (const [key, held] of [...value]) map.set(copy(key, seen), copy(held, seen));
    return map;
  }
  if (value instanceof Set) {
    const set = keep(new Set());
    for (const held of [...value]) set.add(copy(held, seen));
    return set;
  }
  if (value instanceof Error) return keep(errorOf(value, seen));
  if (value instanceof Boolean || value instanceof Number || value instanceof String || value instanceof BigInt)
    return keep(Object(value.valueOf()));
  if (
    value instanceof WeakMap ||
    value instanceof WeakSet ||
    value instanceof Promise ||
    value instanceof WeakRef ||
    value instanceof Symbol
  )
    refuse(value);
  return fill(keep({}) as { [key: string]: unknown }, value, seen);
}

function fill(target: object, from: object, seen: Map<unknown, unknown>): object {
  for (const key of Object.keys(from)) {
    const held = copy((from as { [key: string]: unknown })[key], seen);
    Object.defineProperty(target, key, { value: held, writable: true, configurable: true, enumerable: true });
  }
  return target;
}

function viewOf(view: ArrayBufferView, seen: Map<unknown, unknown>): object {
  const buffer = copy(view.buffer, seen) as ArrayBuffer;
  if (view instanceof DataView) return new DataView(buffer, view.byteOffset, view.byteLength);
  const tag = (view as unknown as { readonly [Symbol.toStringTag]: string })[Symbol.toStringTag];
  const Kind = (globalThis as unknown as { [name: string]: new (buffer: ArrayBuffer, offset: number, length: number) => object })[tag]!;
  return new Kind(buffer, view.byteOffset, (view as Uint8Array).length);
}

function errorOf(error: Error, seen: Map<unknown, unknown>): Error {
  const made = new (ERRORS[error.name] ?? Error)(error.message);
  const define = (key: string, value: unknown): void =>
    void Object.defineProperty(made, key, { value, writable: true, configurable: true, enumerable: false });
  define('stack', error.stack);
  if (Object.hasOwn(error, 'cause')) define('cause', copy(error.cause, seen));
  return made;
}

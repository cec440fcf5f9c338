import { isProxy } from '../realm/weak.ts';
import { CryptoKey } from '../web/web-crypto.ts';

const tag = (value: unknown): string => (value !== null && typeof value === 'object' ? Object.prototype.toString.call(value) : '');

/** Whether a native getter or method accepts a value, which tells its kind without trusting its looks. */
function accepts(method: ((...args: never[]) => unknown) | undefined, value: unknown, ...args: unknown[]): boolean {
  if (!method || typeof value !== 'object' || value === null) return false;
  try {
    Reflect.apply(method, value, args);
    return true;
  } catch {
    return false;
  }
}
const getter = (prototype: object, name: string): (() => unknown) | undefined => Object.getOwnPropertyDescriptor(prototype, name)?.get;
const typedTag = getter(Object.getPrototypeOf(Uint8Array.prototype) as object, Symbol.toStringTag as never) as () => string | undefined;
const typedName = (value: unknown): string | undefined =>
  ArrayBuffer.isView(value) ? (Reflect.apply(typedTag, value, []) as string | undefined) : undefined;

const typed = Object.fromEntries(
  [
    'Int8Array',
    'Uint8Array',
    'Uint8ClampedArray',
    'Int16Array',
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
    'BigInt64Array',
    'BigUint64Array',
    'Float32Array',
    'Float64Array',
  ].map((name) => [`is${name}`, (value: unknown): boolean => typedName(value) === name]),
);

const boxed = {
  isNumberObject: (value: unknown): boolean => typeof value === 'object' && accepts(Number.prototype.valueOf, value),
  isStringObject: (value: unknown): boolean => typeof value === 'object' && accepts(String.prototype.valueOf, value),
  isBooleanObject: (value: unknown): boolean => typeof value === 'object' && accepts(Boolean.prototype.valueOf, value),
  isBigIntObject: (value: unknown): boolean => typeof value === 'object' && accepts(BigInt.prototype.valueOf, value),
  isSymbolObject: (value: unknown): boolean => typeof value === 'object' && accepts(Symbol.prototype.valueOf, value),
};

const functionTag = (value: unknown): string => (typeof value === 'function' ? Object.prototype.toString.call(value) : '');

/** util.types. */
export const types = {
  ...typed,
  ...boxed,
  isBoxedPrimitive: (value: unknown): boolean => Object.values(boxed).some((is) => is(value)),
  isTypedArray: (value: unknown): boolean => typedName(value) !== undefined,
  isArrayBufferView: ArrayBuffer.isView,
  isDataView: (value: unknown): boolean => ArrayBuffer.isView(value) && typedName(value) === undefined,
  isArrayBuffer: (value: unknown): boolean => accepts(getter(ArrayBuffer.prototype, 'byteLength'), value),
  isAnyArrayBuffer: (value: unknown): boolean => accepts(getter(ArrayBuffer.prototype, 'byteLength'), value),
  isSharedArrayBuffer: (): boolean => false,
  isArgumentsObject: (value: unknown): boolean => tag(value) === '[object Arguments]' && !(Symbol.toStringTag in (value as object)),
  isAsyncFunction: (value: unknown): boolean => /^\[object Async(?:Generator)?Function\]$/.test(functionTag(value)),
  isGeneratorFunction: (value: unknown): boolean => /^\[object (?:Async)?GeneratorFunction\]$/.test(functionTag(value)),
  isGeneratorObject: (value: unknown): boolean => tag(value) === '[object Generator]',
  isDate: (value: unknown): boolean => accepts(Date.prototype.getTime, value),
  isRegExp: (value: unknown): boolean => value !== RegExp.prototype && accepts(getter(RegExp.prototype, 'source'), value),
  isMap: (value: unknown): boolean => accepts(getter(Map.prototype, 'size'), value),
  isSet: (value: unknown): boolean => accepts(getter(Set.prototype, 'size'), value),
  isWeakMap: (value: unknown): boolean => accepts(WeakMap.prototype.has, value, {}),
  isWeakSet: (value: unknown): boolean => accepts(WeakSet.prototype.has, value, {}),
  isMapIterator: (value: unknown): boolean => tag(value) === '[object Map Iterator]',
  isSetIterator: (value: unknown): boolean => tag(value) === '[object Set Iterator]',
  isNativeError: (value: unknown): value is Error => value instanceof Error && !isProxy(value),
  isPromise: (value: unknown): value is Promise<unknown> => value instanceof Promise,
  isProxy,
  isModuleNamespaceObject: (value: unknown): boolean => tag(value) === '[object Module]',
  isExternal: (): boolean => false,
  isKeyObject: (): boolean => false,
  isCryptoKey: (value: unknown): boolean => value instanceof CryptoKey,
};

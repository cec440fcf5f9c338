/** Deep equality as assert and util.isDeepStrictEqual define it. */

interface Mode {
  readonly isStrict: boolean;
  readonly seen: Map<unknown, unknown>;
}

/** Equal in type, prototype and content, all the way down. */
export const isDeepStrictEqual = (a: unknown, b: unknown): boolean => equal(a, b, { isStrict: true, seen: new Map() });

/** Equal in content, with == for primitives: assert.deepEqual. */
export const isDeepLooseEqual = (a: unknown, b: unknown): boolean => equal(a, b, { isStrict: false, seen: new Map() });

function equal(a: unknown, b: unknown, mode: Mode): boolean {
  if (Object.is(a, b)) return true;
  if (!mode.isStrict && (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null)) {
    // biome-ignore lint/suspicious/noDoubleEquals: loose equality is what the loose mode means
    return a == b || (Number.isNaN(a) && Number.isNaN(b));
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (mode.isStrict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Object.prototype.toString.call(a) !== Object.prototype.toString.call(b)) return false;
  if (mode.seen.get(a) === b) return true;
  mode.seen.set(a, b);
  return alike(a, b, mode) && sameProperties(a, b, mode);
}

function alike(a: object, b: object, mode: Mode): boolean {
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a)) return a.length === (b as unknown[]).length;
  if (a instanceof Date) return b instanceof Date && Object.is(a.getTime(), b.getTime());
  if (a instanceof RegExp) return b instanceof RegExp && String(a) === String(b) && a.lastIndex === b.lastIndex;
  if (a instanceof Error) return b instanceof Error && a.message === b.message && a.name === b.name && equal(a.cause, b.cause, mode);
  if (ArrayBuffer.isView(a)) return a.byteLength === (b as ArrayBufferView).byteLength && sameBytes(a, b as ArrayBufferView);
  if (a instanceof ArrayBuffer) return sameBytes(new Uint8Array(a), new Uint8Array(b as ArrayBuffer));
  if (a instanceof Set) return b instanceof Set && sameSet(a, b, mode);
  if (a instanceof Map) return b instanceof Map && sameMap(a, b, mode);
  if (a instanceof Number || a instanceof String || a instanceof Boolean || a instanceof BigInt || a instanceof Symbol) {
    return Object.is(a.valueOf(), (b as { valueOf(): unknown }).valueOf());
  }
  return !(a instanceof WeakMap || a instanceof WeakSet || a instanceof Promise);
}

function sameBytes(a: ArrayBufferView, b: ArrayBufferView): boolean {
  const [one, two] = [new Uint8Array(a.buffer, a.byteOffset, a.byteLength), new Uint8Array(b.buffer, b.byteOffset, b.byteLength)];
  return one.length === two.length && one.every((byte, i) => byte === two[i]);
}

function sameSet(a: Set<unknown>, b: Set<unknown>, mode: Mode): boolean {
  if (a.size !== b.size) return false;
  const rest = [...b].filter((value) => !a.has(value));
  for (const value of a) {
    if (b.has(value)) continue;
    const at = rest.findIndex((other) => equal(value, other, mode));
    if (at < 0) return false;
    rest.splice(at, 1);
  }
  return true;
}

function sameMap(a: Map<unknown, unknown>, b: Map<unknown, unknown>, mode: Mode): boolean {
  if (a.size !== b.size) return false;
  const rest = [...b].filter(([key]) => !a.has(key));
  for (const [key, value] of a) {
    if (b.has(key)) {
      if (!equal(value, b.get(key), mode)) return false;
      continue;
    }
    const at = rest.findIndex(([other, held]) => equal(key, other, mode) && equal(value, held, mode));
    if (at < 0) return false;
    rest.splice(at, 1);
  }
  return true;
}

function keysOf(value: object, mode: Mode): (string | symbol)[] {
  const keys: (string | symbol)[] = ArrayBuffer.isView(value) ? Object.keys(value).filter((key) => !/^\d+$/.test(key)) : Object.keys(value);
  if (!mode.isStrict) return keys;
  return [...keys, ...Object.getOwnPropertySymbols(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key))];
}

function sameProperties(a: object, b: object, mode: Mode): boolean {
  const keys = keysOf(a, mode);
  if (keys.length !== keysOf(b, mode).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && equal((a as never)[key], (b as never)[key], mode));
}

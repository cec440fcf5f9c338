import { chargeFor } from '../native-charges.ts';
import { replaceMethod } from './lock.ts';

/** Sorting by an own stable merge sort, so that a comparator is called equally often, in the same order, in every engine. */

type Compare = (a: unknown, b: unknown) => unknown;

/** Sorts `values` in place; `compare` answers as for Array.prototype.sort. */
export function mergeSort(values: unknown[], compare: Compare): void {
  const length = values.length;
  for (let start = 0; start < length; start += 8) insertionSort(values, start, Math.min(start + 8, length), compare);
  let from = values;
  let to: unknown[] = new Array(length);
  for (let width = 8; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) {
      merge(from, to, start, Math.min(start + width, length), Math.min(start + 2 * width, length), compare);
    }
    [from, to] = [to, from];
  }
  if (from !== values) for (let i = 0; i < length; i++) values[i] = from[i];
}

function isAfter(compare: Compare, a: unknown, b: unknown): boolean {
  return Number(compare(a, b)) > 0;
}

function insertionSort(values: unknown[], start: number, end: number, compare: Compare): void {
  for (let i = start + 1; i < end; i++) {
    const value = values[i];
    let at = i;
    while (at > start && isAfter(compare, values[at - 1], value)) {
      values[at] = values[at - 1];
      at--;
    }
    values[at] = value;
  }
}

function merge(from: unknown[], to: unknown[], start: number, middle: number, end: number, compare: Compare): void {
  let left = start;
  let right = middle;
  let at = start;
  if (middle >= end || !isAfter(compare, from[middle - 1], from[middle])) {
    while (at < end) to[at] = from[at++];
    return;
  }
  while (left < middle && right < end) to[at++] = isAfter(compare, from[left], from[right]) ? from[right++] : from[left++];
  while (left < middle) to[at++] = from[left++];
  while (right < end) to[at++] = from[right++];
}

const steps = (length: number): number => length * Math.max(1, 32 - Math.clz32(length));

/** Replaces sort and toSorted of arrays and typed arrays. Without a comparator the engine's own sort gives one order anyway. */
export function installOrder(scope: typeof globalThis): void {
  const { apply } = Reflect;
  const charge = (length: number, isText: boolean): void => {
    if (length > 1) chargeFor(isText ? 'textSortStep' : 'sortStep', steps(length));
  };
  const checked = (compare: unknown): void => {
    if (compare !== undefined && typeof compare !== 'function') {
      throw new TypeError('The comparison function must be either a function or undefined');
    }
  };
  const toSorted = (values: unknown[], compare: Compare): unknown[] => {
    const kept: unknown[] = [];
    let holes = 0;
    for (const value of values)
      if (value !== undefined) kept[kept.length] = value;
      else holes++;
    mergeSort(kept, compare);
    for (let i = 0; i < holes; i++) kept[kept.length] = undefined;
    return kept;
  };
  replaceMethod(
    scope.Array.prototype,
    'sort',
    (native) =>
      function (this: unknown[], compare?: Compare) {
        checked(compare);
        charge(Number(this?.length) || 0, compare === undefined);
        if (compare === undefined || this === null || this === undefined) return apply(native, this, []);
        const present: unknown[] = [];
        const { length } = this;
        for (let i = 0; i < length; i++) if (i in this) present[present.length] = this[i];
        const sorted = toSorted(present, compare);
        for (let i = 0; i < sorted.length; i++) this[i] = sorted[i];
        for (let i = sorted.length; i < length; i++) if (i in this) delete this[i];
        return this;
      } as never,
  );
  replaceMethod(
    scope.Array.prototype,
    'toSorted',
    (native) =>
      function (this: unknown[], compare?: Compare) {
        checked(compare);
        charge(Number(this?.length) || 0, compare === undefined);
        return compare === undefined
          ? apply(native, this, [])
          : toSorted(
              Array.from({ length: this.length }, (_, i) => this[i]),
              compare,
            );
      } as never,
  );
  const typed = Object.getPrototypeOf(scope.Int8Array.prototype) as object;
  for (const name of ['sort', 'toSorted'] as const) {
    replaceMethod(
      typed,
      name,
      (native) =>
        function (this: Float64Array, compare?: Compare) {
          checked(compare);
          charge(this.length, false);
          if (compare === undefined) return apply(native, this, []);
          const sorted: unknown[] = Array.from(this);
          mergeSort(sorted, compare);
          const target = name === 'sort' ? this : new (this.constructor as Float64ArrayConstructor)(this.length);
          for (let i = 0; i < sorted.length; i++) target[i] = sorted[i] as number;
          return target;
        } as never,
    );
  }
}

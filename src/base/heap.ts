/** A binary min-heap over `before`; ties are the caller's to break, so that pops are one order. */
export interface Heap<T> {
  readonly size: number;
  peek(): T | undefined;
  pop(): T | undefined;
  push(value: T): void;
  /** Drops what `keep` refuses, in one pass; order stays that of `before`. */
  retain(keep: (value: T) => boolean): void;
}

/** An empty heap whose least value, by `before`, is on top. */
export function heapOf<T>(before: (a: T, b: T) => boolean): Heap<T> {
  const items: T[] = [];
  function sink(value: T, from = 0): void {
    let index = from;
    const half = items.length >> 1;
    while (index < half) {
      let child = 2 * index + 1;
      const right = child + 1;
      if (right < items.length && before(items[right] as T, items[child] as T)) child = right;
      if (!before(items[child] as T, value)) break;
      items[index] = items[child] as T;
      index = child;
    }
    items[index] = value;
  }
  return {
    get size() {
      return items.length;
    },
    peek: () => items[0],
    pop() {
      const top = items[0];
      const last = items.pop();
      if (items.length > 0) sink(last as T);
      return top;
    },
    push(value) {
      let index = items.length;
      items.push(value);
      while (index > 0) {
        const parent = (index - 1) >> 1;
        if (!before(value, items[parent] as T)) break;
        items[index] = items[parent] as T;
        index = parent;
      }
      items[index] = value;
    },
    retain(keep) {
      let kept = 0;
      for (const item of items) if (keep(item)) items[kept++] = item;
      items.length = kept;
      for (let i = (kept >> 1) - 1; i >= 0; i--) sink(items[i] as T, i);
    },
  };
}

const masked = new WeakSet<object>();

/** Lets a function that stands for a built-in say so: libraries look for `[native code]` to tell whether it was tampered with. */
export function mask<T extends object>(builtin: T): T {
  masked.add(builtin);
  return builtin;
}

/** Makes Function.prototype.toString keep that up, for itself too. */
export function installMask(prototype: object): void {
  const native = (prototype as { toString: () => string }).toString;
  const has = masked.has.bind(masked);
  const { apply } = Reflect;
  const own = {
    toString(this: { readonly name?: unknown }): string {
      if (typeof this === 'function' && has(this)) return `function ${String(this.name)}() { [native code] }`;
      return apply(native, this, []);
    },
  }.toString;
  mask(own);
  Object.defineProperty(prototype, 'toString', { value: own, writable: true, configurable: true, enumerable: false });
}

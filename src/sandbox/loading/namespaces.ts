/** The objects behind `import * as ns`: no prototype, sorted names, read-only, always the current values. */

const made = new WeakSet<object>();

/** An empty namespace; `fill` gives it its names once the getters exist. */
export function newNamespace(): object {
  // Born with a prototype: V8 keeps what is born without one as a slow dictionary, and every use of an import reads it.
  const namespace = Object.setPrototypeOf({}, null) as object;
  Object.defineProperty(namespace, Symbol.toStringTag, { value: 'Module' });
  made.add(namespace);
  return namespace;
}

/** Defines every name and closes the namespace. */
export function fillNamespace(namespace: object, getters: ReadonlyMap<string, () => unknown>): void {
  const names = [...getters.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  for (const name of names) Object.defineProperty(namespace, name, { get: getters.get(name)!, enumerable: true, configurable: false });
  Object.preventExtensions(namespace);
}

/** Whether a value is a module's namespace, so that an inspection may show its values and not its getters. */
export function isNamespace(value: object): boolean {
  return made.has(value);
}

import type { FileTree } from '../../base/file-tree.ts';
import type { AwaitEach, CompiledModule, ContextSlot, Meter, ModuleFactory, ModuleHost, Program } from '../../compile/program.ts';
import { power } from '../realm/power.ts';

/** What a loader is made of; everything that user code could have changed is handed in. */
export interface LoaderParts {
  readonly program: Program;
  /** The `require` value of a built-in module, by its name without `node:`; throws a sentence when Coldstart has none. */
  readonly builtin: (name: string) => unknown;
  readonly meter: Meter;
  readonly context: ContextSlot;
  readonly awaitEach: AwaitEach;
  /** Indirect eval, taken before user code could replace it. */
  readonly evaluate: (code: string) => unknown;
}

/** What the two kinds of modules share within one loader. */
export interface Shared extends LoaderParts {
  readonly tree: FileTree;
  /** `import()` on behalf of a file. */
  readonly importFrom: (specifier: unknown, from: string, options?: unknown) => Promise<unknown>;
  /** Readers of top-level variables by path, for peeks. */
  readonly readers: Map<string, (name: string) => unknown>;
  moduleAt(path: string): CompiledModule | undefined;
}

/** The value of a module's code: its body, bound to this environment. */
export function bodyOf<Body>(shared: Shared, code: string, host: ModuleHost): Body {
  const { evaluate, meter, context, awaitEach } = shared;
  const factory = evaluate(code) as ModuleFactory<Body>;
  return factory(meter.ticks, meter.over, meter.caught, context, awaitEach, host);
}

/** What every module may ask of the loader; `ready` is told of its exports. */
export function hostOf(
  shared: Shared,
  path: string,
  meta: object,
  ready: (exports: { readonly [name: string]: () => unknown }) => void,
): ModuleHost {
  const host: ModuleHost = {
    import: (specifier, options) => shared.importFrom(specifier, path, options),
    meta,
    ready(exports, read) {
      shared.readers.set(path, read);
      ready(exports);
    },
    nameDefault: (value) => {
      Object.defineProperty(value, 'name', { value: 'default', configurable: true });
    },
    guard,
    power,
    noArguments() {
      throw new ReferenceError('arguments is not defined');
    },
  };
  return Object.freeze(host);
}

const { deleteProperty, get, has, set } = Reflect;
const OwnProxy = Proxy;
const ToObject = Object;

/** `with` looks names up through this: all but the compiler's own. */
function guard(object: unknown, prefix: string): unknown {
  if (object === null || object === undefined) return object;
  const target = ToObject(object) as object;
  return new OwnProxy(Object.create(null) as object, {
    has: (_, key) => !(typeof key === 'string' && key.startsWith(prefix)) && has(target, key),
    get: (_, key) => get(target, key),
    set: (_, key, value) => set(target, key, value),
    deleteProperty: (_, key) => deleteProperty(target, key),
  });
}

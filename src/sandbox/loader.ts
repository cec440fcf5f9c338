import { fileTree } from '../base/file-tree.ts';
import { commonJsLoader, type Require } from './loading/commonjs.ts';
import { esLoader } from './loading/es-modules.ts';
import { codedError } from './loading/failures.ts';
import { fillNamespace, newNamespace } from './loading/namespaces.ts';
import type { LoaderParts, Shared } from './loading/parts.ts';

/** A program in an environment. */
export interface Loader {
  /** Runs the entry as Lambda's runtime does and gives its exports; throws or rejects with what Node would throw. */
  loadEntry(): unknown;
  /** `import(specifier)` on behalf of the file at `from`. */
  importFrom(specifier: unknown, from: string, options?: unknown): Promise<unknown>;
  /** For `module.createRequire`: takes a path or a file URL. */
  createRequire(from: string): Require;
  /** Top-level variables of what was loaded; reads them without running user code, and leaves out those not initialised yet. */
  variables(): readonly { readonly path: string; readonly name: string; readonly value: unknown }[];
}

/** Links a compiled program to an environment. Nothing of it runs before `loadEntry`. */
export function loaderOf(parts: LoaderParts): Loader {
  const { program } = parts;
  const modules = new Map(Object.entries(program.modules));
  const shared: Shared = {
    ...parts,
    tree: fileTree(program.files),
    readers: new Map(),
    moduleAt: (path) => modules.get(path),
    importFrom: (specifier, from, options) => es.importFrom(specifier, from, options),
  };
  const canRequireEs = program.runtime === 'nodejs24.x';
  const facades = new WeakMap<object, object>();
  const commonJs = commonJsLoader(shared, (path, from) => {
    if (!canRequireEs) throw requireEsError(path, from);
    return requireValue(es.importNow(path, from), facades);
  });
  const es = esLoader(shared, (path) => commonJs.load(path, undefined).exports);

  return {
    loadEntry() {
      const { entry } = program;
      if (!('path' in entry)) throw new Error(entry.errorMessage);
      // Node 24's client imports whatever it is, so nobody required the entry.
      return entry.by === 'import' ? es.importPath(entry.path) : commonJs.load(entry.path, canRequireEs ? undefined : null).exports;
    },
    importFrom: es.importFrom,
    createRequire: (from) => commonJs.requireFor(from.startsWith('file://') ? decodeURIComponent(from.slice(7)) : from, null),
    variables: () =>
      [...shared.readers].flatMap(([path, read]) => {
        const module = modules.get(path);
        if (!module || !('variables' in module)) return [];
        return module.variables.flatMap((name) => {
          try {
            return [{ path, name, value: read(name) }];
          } catch {
            return [];
          }
        });
      }),
  };
}

/** What `require` of an ES module gives: its namespace, marked for transpiled code when it has a default export, or what it exports as 'module.exports'. */
function requireValue(namespace: object, facades: WeakMap<object, object>): unknown {
  if (Object.hasOwn(namespace, 'module.exports')) return (namespace as { readonly 'module.exports': unknown })['module.exports'];
  if (!Object.hasOwn(namespace, 'default') || Object.hasOwn(namespace, '__esModule')) return namespace;
  const known = facades.get(namespace);
  if (known) return known;
  const facade = newNamespace();
  const getters = new Map<string, () => unknown>(
    Object.keys(namespace).map((name) => [name, () => (namespace as { readonly [name: string]: unknown })[name]]),
  );
  fillNamespace(
    facade,
    getters.set('__esModule', () => true),
  );
  facades.set(namespace, facade);
  return facade;
}

/** Lambda's Node 20 and 22 run with --no-experimental-require-module. */
function requireEsError(path: string, from: string): Error {
  const isByPackage = path.endsWith('.js');
  const what = isByPackage ? `${path.slice(path.lastIndexOf('/') + 1)} in ${from}` : path;
  return codedError(
    Error,
    'ERR_REQUIRE_ESM',
    `require() of ES Module ${path} from ${from} not supported.\nInstead change the require of ${what} to a dynamic import() which is available in all CommonJS modules.`,
  );
}

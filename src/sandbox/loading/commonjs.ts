import { resolveRequire } from '../../base/module-resolution.ts';
import { folderOf } from '../../base/paths.ts';
import type { CommonJsBody } from '../../compile/program.ts';
import { codedError, resolveError, syntaxError } from './failures.ts';
import { bodyOf, hostOf, type Shared } from './parts.ts';

/** Lambda's runtime, which requires the entry: the last line of a require stack. */
export const RUNTIME_FILE = '/var/runtime/index.mjs';

/** Node's `module`, as far as code meets it. */
export interface CommonJsInstance {
  id: string;
  path: string;
  exports: unknown;
  filename: string;
  loaded: boolean;
  children: CommonJsInstance[];
  paths: string[];
  readonly parent: CommonJsInstance | null | undefined;
  readonly require: Require;
}

/** Node's `require`. */
export interface Require {
  (id: string): unknown;
  readonly resolve: (id: string) => string;
  readonly cache: { [path: string]: CommonJsInstance | undefined };
  readonly main: CommonJsInstance | undefined;
}

export interface CommonJsLoader {
  /** Loads the file at a path, or gives what its cache has. */
  load(path: string, parent: CommonJsInstance | null | undefined): CommonJsInstance;
  /** A `require` for the file at `path`. `parent` is null for the runtime itself. */
  requireFor(path: string, instance: CommonJsInstance | null): Require;
}

/** `requireEs` gives the namespace of an ES module to `require`, or throws. */
export function commonJsLoader(shared: Shared, requireEs: (path: string, from: string) => unknown): CommonJsLoader {
  const cache: { [path: string]: CommonJsInstance | undefined } = Object.create(null);
  const bodies = new Map<string, CommonJsBody>();

  function load(path: string, parent: CommonJsInstance | null | undefined): CommonJsInstance {
    const known = cache[path];
    if (known) {
      // An ES module that is still running can't be had; asking again throws what Node throws.
      if (!known.loaded && shared.moduleAt(path)?.format === 'module') requireEs(path, parent?.filename ?? RUNTIME_FILE);
      if (parent && !parent.children.includes(known)) parent.children.push(known);
      return known;
    }
    const instance = instanceAt(path, parent);
    cache[path] = instance;
    parent?.children.push(instance);
    let isLoaded = false;
    try {
      run(instance, parent);
      isLoaded = true;
    } finally {
      if (!isLoaded) {
        delete cache[path];
        if (parent) parent.children = parent.children.filter((child) => child !== instance);
      }
    }
    instance.loaded = true;
    return instance;
  }

  function instanceAt(path: string, parent: CommonJsInstance | null | undefined): CommonJsInstance {
    const instance: CommonJsInstance = {
      id: path,
      path: folderOf(path),
      exports: {},
      filename: path,
      loaded: false,
      children: [],
      paths: searched(path),
      parent,
      require: undefined as unknown as Require,
    };
    Object.defineProperty(instance, 'parent', { value: parent, enumerable: false });
    Object.defineProperty(instance, 'require', { value: requireFor(path, instance), enumerable: false });
    return instance;
  }

  function run(instance: CommonJsInstance, parent: CommonJsInstance | null | undefined): void {
    const path = instance.filename;
    const compiled = shared.moduleAt(path);
    switch (compiled?.format) {
      case undefined:
        throw new Error(
          `${path} can't be required in Coldstart: its name ends in no extension that it compiles (.js, .cjs, .mjs, .json, .ts)`,
        );
      case 'broken':
        throw syntaxError(compiled.fault);
      case 'json':
        instance.exports = parseJson(compiled.text, path);
        return;
      case 'module':
        instance.exports = requireEs(path, parent?.filename ?? RUNTIME_FILE);
        return;
      case 'commonjs': {
        const { exports } = instance;
        const body =
          bodies.get(path) ??
          bodyOf<CommonJsBody>(
            shared,
            compiled.code,
            hostOf(shared, path, {}, () => {}),
          );
        bodies.set(path, body);
        body.call(exports, exports, instance.require, instance, path, folderOf(path));
      }
    }
  }

  function resolve(
    id: unknown,
    path: string,
    instance: CommonJsInstance | null | undefined,
  ): { readonly path: string } | { readonly builtin: string } {
    if (typeof id !== 'string')
      throw codedError(
        TypeError as ErrorConstructor,
        'ERR_INVALID_ARG_TYPE',
        `The "id" argument must be of type string. Received ${received(id)}`,
      );
    if (id === '')
      throw codedError(TypeError as ErrorConstructor, 'ERR_INVALID_ARG_VALUE', "The argument 'id' must be a non-empty string. Received ''");
    const found = resolveRequire(id, path, shared.tree);
    if ('missing' in found) throw resolveError(found.missing, stackOf(path, instance));
    return found;
  }

  function requireFor(path: string, instance: CommonJsInstance | null): Require {
    const require = (id: string): unknown => {
      const found = resolve(id, path, instance);
      return 'builtin' in found ? shared.builtin(found.builtin) : load(found.path, instance).exports;
    };
    const resolver = (id: string): string => {
      const found = resolve(id, path, instance);
      return 'builtin' in found ? id : found.path;
    };
    Object.defineProperty(resolver, 'name', { value: 'resolve', configurable: true });
    return Object.assign(require, {
      resolve: Object.assign(resolver, { paths: (id: string) => (/^\.{1,2}(\/|$)/.test(id) ? [folderOf(path)] : searched(path)) }),
      main: undefined,
      extensions: Object.create(null) as object,
      cache,
    });
  }

  return { load, requireFor };
}

/** Who required whom, innermost first. An entry (its parent is null) was required by the runtime. */
function stackOf(path: string, instance: CommonJsInstance | null | undefined): string[] {
  if (!instance) return [path];
  const stack: string[] = [];
  let at: CommonJsInstance | null | undefined = instance;
  for (; at; at = at.parent) stack.push(at.filename);
  return at === null ? [...stack, RUNTIME_FILE] : stack;
}

/** The node_modules folders above a file. */
function searched(path: string): string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (!folder.endsWith('/node_modules')) folders.push(folder === '/' ? '/node_modules' : `${folder}/node_modules`);
    if (folder === '/') return folders;
  }
}

/** Parses a JSON module; its SyntaxError begins with the path, as Node's does. */
export function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) error.message = `${path}: ${error.message}`;
    throw error;
  }
}

function received(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value === 'object') return `an instance of ${(value.constructor as { readonly name?: string } | undefined)?.name ?? 'Object'}`;
  return `type ${typeof value} (${String(value)})`;
}

import type { Fixed } from '../../base/module-exports.ts';
import { extensionOf } from '../../base/paths.ts';
import type { EsModule } from '../../compile/program.ts';
import { parseJson } from './commonjs.ts';
import { codedError, syntaxError } from './failures.ts';
import { fillNamespace, newNamespace } from './namespaces.ts';
import type { Shared } from './parts.ts';

/** A module in the graph of imports. */
export type Node = EsNode | FixedNode;

export interface EsNode {
  readonly kind: 'es';
  readonly module: EsModule;
  readonly namespace: object;
  targets: readonly Node[];
  getters: { readonly [name: string]: () => unknown };
  running: Generator<void, void> | AsyncGenerator<void, void> | undefined;
  state: 'new' | 'running' | 'ran' | 'failed';
  error: unknown;
  /** Set when it, or something that it waits for, awaits at top level. */
  done: Promise<void> | undefined;
}

/** CommonJS, JSON or a built-in: its values are there once it was evaluated. */
export interface FixedNode {
  readonly kind: 'fixed';
  readonly namespace: object;
  readonly exports: Fixed;
  readonly evaluate: () => void;
  readonly read: (name: string) => unknown;
}

/** The node of a file. `loadCommonJs` runs a CommonJS file and gives its `module.exports`. */
export function fileNode(path: string, shared: Shared, loadCommonJs: (path: string) => unknown): Node {
  const module = shared.moduleAt(path);
  switch (module?.format) {
    case undefined:
      throw codedError(
        TypeError as ErrorConstructor,
        'ERR_UNKNOWN_FILE_EXTENSION',
        `Unknown file extension "${extensionOf(path)}" for ${path}`,
      );
    case 'broken':
      throw syntaxError(module.fault);
    case 'json': {
      let value: unknown;
      return fixedNode(
        ['default'],
        false,
        () => value,
        () => {
          value = parseJson(module.text, path);
        },
      );
    }
    case 'commonjs': {
      let value: unknown;
      const names = [...module.exportNames, 'default', ...(shared.program.runtime === 'nodejs24.x' ? ['module.exports'] : [])];
      const read = (name: string): unknown => (name === 'default' || name === 'module.exports' ? value : values.get(name));
      const values = new Map<string, unknown>();
      return fixedNode(names, true, read, () => {
        value = loadCommonJs(path);
        if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
        for (const name of module.exportNames) if (name in value) values.set(name, (value as { [key: string]: unknown })[name]);
      });
    }
    case 'module':
      return {
        kind: 'es',
        module,
        namespace: newNamespace(),
        targets: [],
        getters: {},
        running: undefined,
        state: 'new',
        error: undefined,
        done: undefined,
      };
  }
}

/** The node of a built-in module: its keys, and itself as the default. */
export function builtinNode(name: string, shared: Shared): FixedNode {
  const value = shared.builtin(name) as { readonly [key: string]: unknown };
  const isOpen = (typeof value === 'object' || typeof value === 'function') && value !== null;
  const names = isOpen ? Object.keys(value).filter((key) => key !== 'default') : [];
  return fixedNode(
    [...names, 'default'],
    false,
    (key) => (key === 'default' ? value : value[key]),
    () => {},
  );
}

function fixedNode(names: readonly string[], isCommonJs: boolean, read: (name: string) => unknown, run: () => void): FixedNode {
  const namespace = newNamespace();
  const all = new Set(names);
  let state: 'new' | 'ran' | 'failed' = 'new';
  let failure: unknown;
  fillNamespace(namespace, new Map([...all].map((name) => [name, () => read(name)])));
  return {
    kind: 'fixed',
    namespace,
    read,
    exports: { has: (name) => all.has(name), names: () => names, isCommonJs },
    evaluate() {
      if (state === 'ran') return;
      if (state === 'failed') throw failure;
      state = 'failed';
      try {
        run();
        state = 'ran';
      } catch (error) {
        failure = error;
        throw error;
      }
    },
  };
}

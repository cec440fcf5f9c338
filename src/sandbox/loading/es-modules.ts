import { type Exporter, exportedNames, type Fixed, type Graph, missingExport, resolveExport } from '../../base/module-exports.ts';
import { type Resolved, resolveImport } from '../../base/module-resolution.ts';
import { extensionOf, fileUrl, folderOf } from '../../base/paths.ts';
import type { EsBody, EsModule, ModuleRequest } from '../../compile/program.ts';
import { parseJson } from './commonjs.ts';
import { codedError, resolveError, syntaxError } from './failures.ts';
import { fillNamespace, newNamespace } from './namespaces.ts';
import { bodyOf, hostOf, type Shared } from './parts.ts';

/** A module in the graph of imports. */
type Node = EsNode | FixedNode;

interface EsNode {
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
interface FixedNode {
  readonly kind: 'fixed';
  readonly namespace: object;
  readonly exports: Fixed;
  readonly evaluate: () => void;
  readonly read: (name: string) => unknown;
}

export interface EsLoader {
  /** Links and runs what a specifier means; the promise gives its namespace. */
  importFrom(specifier: unknown, from: string, options?: unknown): Promise<object>;
  importPath(path: string): Promise<object>;
  /** For `require`: throws when it can't be had at once. */
  importNow(path: string, from: string): object;
}

/** `loadCommonJs` runs a CommonJS file and gives its `module.exports`. */
export function esLoader(shared: Shared, loadCommonJs: (path: string) => unknown): EsLoader {
  const nodes = new Map<string, Node>();
  /** The module by which a cycle of modules was entered: whoever waits for one of them waits for it. */
  const hoisting: Promise<unknown>[] = [];
  const roots = new Map<number, EsNode>();
  const graph: Graph<Node> = {
    exporter: (node): Exporter | Fixed => (node.kind === 'es' ? node.module.exports : node.exports),
    target: (node, request) => (node.kind === 'es' ? node.targets[request] : undefined),
  };

  /** Finds or makes the node that a specifier means; new ES nodes are collected in `fresh`, to be linked together. */
  function nodeFor(resolved: Resolved, type: string | undefined, fresh: EsNode[]): Node {
    if ('missing' in resolved) throw resolveError(resolved.missing, []);
    const key = 'builtin' in resolved ? `node:${resolved.builtin}` : resolved.path;
    if ('path' in resolved) checkType(resolved.path, type);
    const known = nodes.get(key);
    if (known) return known;
    const node = 'builtin' in resolved ? builtinNode(resolved.builtin) : fileNode(resolved.path);
    nodes.set(key, node);
    if (node.kind === 'es') {
      fresh.push(node);
      node.targets = node.module.requests.map((request) => nodeOf(node.module.path, request, fresh));
    }
    return node;
  }

  const nodeOf = (from: string, { specifier, type }: ModuleRequest, fresh: EsNode[]): Node =>
    nodeFor(resolveImport(specifier, from, shared.tree), type, fresh);

  function checkType(path: string, type: string | undefined): void {
    const isJson = shared.moduleAt(path)?.format === 'json';
    const module = `Module "${fileUrl(path)}"`;
    const [old, hint] = shared.program.runtime === 'nodejs20.x' ? ['ASSERTION', '"json"'] : ['ATTRIBUTE', '"json"'];
    if (type !== undefined && type !== 'json')
      throw codedError(
        TypeError as ErrorConstructor,
        `ERR_IMPORT_${old}_TYPE_UNSUPPORTED`.replace('ATTRIBUTE_TYPE', 'ATTRIBUTE'),
        `Import attribute type "${type}" is unsupported`,
      );
    if (isJson && type === undefined)
      throw codedError(
        TypeError as ErrorConstructor,
        old === 'ASSERTION' ? 'ERR_IMPORT_ASSERTION_TYPE_MISSING' : 'ERR_IMPORT_ATTRIBUTE_MISSING',
        `${module} needs an import attribute of ${old === 'ASSERTION' ? `type ${hint}` : `"type: json"`}`,
      );
    if (!isJson && type === 'json')
      throw codedError(
        TypeError as ErrorConstructor,
        old === 'ASSERTION' ? 'ERR_IMPORT_ASSERTION_TYPE_FAILED' : 'ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE',
        `${module} is not of type "json"`,
      );
  }

  function fileNode(path: string): Node {
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

  function builtinNode(name: string): FixedNode {
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

  /** Checks every import of the new modules, hoists their functions and fills their namespaces; no user code runs. */
  function link(fresh: readonly EsNode[]): void {
    for (const node of fresh) checkImports(node);
    for (const node of fresh) {
      const meta = metaOf(node.module);
      const host = hostOf(shared, node.module.path, meta, (getters) => {
        node.getters = getters;
      });
      const body = bodyOf<EsBody>(shared, node.module.code, host);
      node.running = body(...node.targets.map(({ namespace }) => namespace));
      const hoisted = node.running.next();
      if (node.module.isAsync) hoisting.push(hoisted as Promise<unknown>);
    }
    for (const node of fresh) fillNamespace(node.namespace, gettersOf(node));
  }

  function checkImports({ module, targets }: EsNode): void {
    const again = module.exports.indirect.map(({ from, imported, name }) => ({
      from,
      imported,
      local: name,
      ...placeOf(module.requests[from]!),
    }));
    for (const { from, imported, local, line, column } of [...module.imports, ...again]) {
      if (imported === '*') continue;
      const message = missingExport(graph, targets[from]!, { name: imported, local, specifier: module.requests[from]!.specifier });
      if (message !== undefined) throw syntaxError({ file: fileOf(module.path), line, column, message });
    }
  }

  function gettersOf(node: EsNode): ReadonlyMap<string, () => unknown> {
    const getters = new Map<string, () => unknown>();
    for (const name of exportedNames(graph, node)) {
      const binding = resolveExport(graph, node, name);
      if (!binding || binding === 'ambiguous') continue;
      const { module: from, name: local } = binding;
      if (local === '*') getters.set(name, () => from.namespace);
      else getters.set(name, from.kind === 'es' ? from.getters[local]! : () => from.read(local));
    }
    return getters;
  }

  /** Runs a module after all that it imports. Gives a promise only when something in there awaits at top level. */
  function evaluate(node: Node): Promise<void> | undefined {
    if (node.kind === 'fixed') {
      node.evaluate();
      return undefined;
    }
    if (node.state === 'failed') throw node.error;
    if (node.state === 'ran') return roots.get(node.module.cycle)?.done ?? node.done;
    if (node.state === 'running') return undefined;
    node.state = 'running';
    if (!roots.has(node.module.cycle)) roots.set(node.module.cycle, node);
    try {
      const awaited: Promise<void>[] = [];
      for (const target of new Set(node.targets)) {
        const pending = evaluate(target);
        if (pending) awaited.push(pending);
      }
      if (awaited.length > 0 || node.module.isAsync) node.done = runLater(node, awaited);
      else (node.running as Generator<void, void>).next();
      node.state = 'ran';
    } catch (error) {
      fail(node, error);
      throw error;
    }
    return node.done;
  }

  async function runLater(node: EsNode, awaited: readonly Promise<void>[]): Promise<void> {
    try {
      for (const pending of awaited) await pending;
      await node.running!.next();
    } catch (error) {
      fail(node, error);
      throw error;
    }
  }

  function fail(node: EsNode, error: unknown): void {
    node.state = 'failed';
    node.error = error;
  }

  /** The node of a path or specifier, linked with all that it needs; nothing of a failed attempt is kept. */
  function linked(resolved: Resolved, type?: string): Node {
    const before = new Set(nodes.keys());
    try {
      const fresh: EsNode[] = [];
      const node = nodeFor(resolved, type, fresh);
      link(fresh);
      return node;
    } catch (error) {
      for (const key of nodes.keys()) if (!before.has(key)) nodes.delete(key);
      throw error;
    }
  }

  async function imported(resolved: Resolved, type?: string): Promise<object> {
    const node = linked(resolved, type);
    // An async body pauses for linking in a promise of its own; only then does it start at once when it is told to.
    for (const hoisted of hoisting.splice(0)) await hoisted;
    await evaluate(node);
    return node.namespace;
  }

  function metaOf({ path, url }: EsModule): object {
    return Object.assign(Object.create(null) as object, {
      dirname: folderOf(path),
      filename: path,
      resolve: (specifier: string): string => {
        const found = resolveImport(String(specifier), path, shared.tree);
        if ('missing' in found) {
          // Node resolves a relative URL without looking whether the file is there.
          if (found.missing.url !== undefined) return found.missing.url;
          throw resolveError(found.missing, []);
        }
        return 'builtin' in found ? `node:${found.builtin}` : fileUrl(found.path);
      },
      url,
    });
  }

  return {
    importFrom: async (specifier, from, options) => {
      const text = String(specifier);
      const type = typeOf(options);
      return imported(resolveImport(text, from, shared.tree), type);
    },
    importPath: (path) => imported({ path }),
    importNow(path, from) {
      const node = linked({ path });
      if (node.kind !== 'es') return node.namespace;
      if (node.state === 'running') throw codedError(Error, 'ERR_REQUIRE_CYCLE_MODULE', `Cannot require() ES Module ${path} in a cycle.`);
      if (isAsyncGraph(node, new Set())) {
        throw codedError(
          Error,
          'ERR_REQUIRE_ASYNC_MODULE',
          'require() cannot be used on an ESM graph with top-level await. Use import() instead. To see where the top-level await comes from, ' +
            `use --experimental-print-required-tla.\n  From ${from} \n  Requiring ${path} `,
        );
      }
      evaluate(node);
      return node.namespace;
    },
  };
}

function isAsyncGraph(node: Node, seen: Set<Node>): boolean {
  if (node.kind !== 'es' || seen.has(node)) return false;
  seen.add(node);
  return node.module.isAsync || node.targets.some((target) => isAsyncGraph(target, seen));
}

const placeOf = ({ line, column }: ModuleRequest): { readonly line: number; readonly column: number } => ({ line, column });

const fileOf = (path: string): string => path.replace(/^\/var\/task\//, '');

/** The `type` of `import(specifier, { with: { type } })`. */
function typeOf(options: unknown): string | undefined {
  if (options === undefined) return undefined;
  if (typeof options !== 'object' || options === null) throw new TypeError('The second argument of import() must be an object');
  const attributes = (options as { readonly with?: unknown }).with;
  if (attributes === undefined) return undefined;
  if (typeof attributes !== 'object' || attributes === null) throw new TypeError("The 'with' option must be an object");
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value !== 'string') throw new TypeError('Import attribute value must be a string');
    if (key !== 'type')
      throw codedError(
        TypeError as ErrorConstructor,
        'ERR_IMPORT_ATTRIBUTE_UNSUPPORTED',
        `Import attribute "${key}" with value "${value}" is not supported`,
      );
  }
  return (attributes as { readonly type?: string }).type;
}

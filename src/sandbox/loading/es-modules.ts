import { type Exporter, exportedNames, type Fixed, type Graph, missingExport, resolveExport } from '../../base/module-exports.ts';
import { type Resolved, resolveImport } from '../../base/module-resolution.ts';
import { packageOf } from '../../base/package-json.ts';
import { fileUrl, folderOf } from '../../base/paths.ts';
import type { EsBody, EsModule, ModuleRequest } from '../../compile/program.ts';
import { checkType, typeOf } from './attributes.ts';
import { codedError, explainScope, resolveError, syntaxError } from './failures.ts';
import { builtinNode, type EsNode, fileNode, type Node } from './graph-nodes.ts';
import { fillNamespace } from './namespaces.ts';
import { bodyOf, hostOf, type Shared } from './parts.ts';

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
  /** First steps of async bodies, which take a moment. */
  const hoisting: Promise<unknown>[] = [];
  /** The module by which a cycle of modules was entered: whoever waits for one of them waits for it. */
  const roots = new Map<number, EsNode>();
  const graph: Graph<Node> = {
    exporter: (node): Exporter | Fixed => (node.kind === 'es' ? node.module.exports : node.exports),
    target: (node, request) => (node.kind === 'es' ? node.targets[request] : undefined),
  };

  /** Finds or makes the node that a specifier means; new ES nodes are collected in `fresh`, to be linked together. */
  function nodeFor(resolved: Resolved, type: string | undefined, fresh: EsNode[]): Node {
    if ('missing' in resolved) throw resolveError(resolved.missing, []);
    const key = 'builtin' in resolved ? `node:${resolved.builtin}` : resolved.path;
    if ('path' in resolved) checkType(resolved.path, type, shared);
    const known = nodes.get(key);
    if (known) return known;
    const node = 'builtin' in resolved ? builtinNode(resolved.builtin, shared) : fileNode(resolved.path, shared, loadCommonJs);
    nodes.set(key, node);
    if (node.kind === 'es') {
      fresh.push(node);
      node.targets = node.module.requests.map((request) => nodeOf(node.module.path, request, fresh));
    }
    return node;
  }

  const nodeOf = (from: string, { specifier, type }: ModuleRequest, fresh: EsNode[]): Node =>
    nodeFor(resolveImport(specifier, from, shared.tree), type, fresh);

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
    explainScope(error, node.module.path, packageOf(node.module.path, shared.tree));
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

/** Which binding an exported name of an ES module means, by the language's own rules for indirect and star exports. */

/** What a module exports, as its text says: own bindings, bindings of other modules, and stars. Modules are indexes into its requests. */
export interface Exporter {
  readonly local: readonly string[];
  readonly indirect: readonly { readonly name: string; readonly from: number; readonly imported: string }[];
  readonly stars: readonly number[];
}

/** `*` as the name means the whole namespace of the module. */
export interface Binding<M> {
  readonly module: M;
  readonly name: string;
}

/** The exports of what is no ES module: CommonJS, JSON, built-in. */
export interface Fixed {
  has(name: string): boolean;
  names(): readonly string[];
  readonly isCommonJs: boolean;
}

/** How to walk from module to module; a module is any value that names one. */
export interface Graph<M> {
  exporter(module: M): Exporter | Fixed;
  target(module: M, request: number): M | undefined;
}

/** The binding, `undefined` when there is none, or `ambiguous` when two stars disagree. */
export function resolveExport<M>(
  graph: Graph<M>,
  module: M,
  name: string,
  seen: Map<M, Set<string>> = new Map(),
): Binding<M> | undefined | 'ambiguous' {
  const names = seen.get(module) ?? new Set();
  if (names.has(name)) return undefined;
  seen.set(module, names.add(name));
  const exporter = graph.exporter(module);
  if ('has' in exporter) return exporter.has(name) ? { module, name } : undefined;
  if (exporter.local.includes(name)) return { module, name };
  const indirect = exporter.indirect.find((entry) => entry.name === name);
  if (indirect) {
    const target = graph.target(module, indirect.from);
    if (target === undefined) return undefined;
    return indirect.imported === '*' ? { module: target, name: '*' } : resolveExport(graph, target, indirect.imported, seen);
  }
  if (name === 'default') return undefined;
  let found: Binding<M> | undefined;
  for (const star of exporter.stars) {
    const target = graph.target(module, star);
    const binding = target === undefined ? undefined : resolveExport(graph, target, name, seen);
    if (binding === 'ambiguous') return binding;
    if (!binding) continue;
    if (found && (found.module !== binding.module || found.name !== binding.name)) return 'ambiguous';
    found = binding;
  }
  return found;
}

/** Every name that a module exports, stars included, in no particular order. */
export function exportedNames<M>(graph: Graph<M>, module: M, seen: Set<M> = new Set()): Set<string> {
  if (seen.has(module)) return new Set();
  seen.add(module);
  const exporter = graph.exporter(module);
  if ('has' in exporter) return new Set(exporter.names());
  const names = new Set([...exporter.local, ...exporter.indirect.map(({ name }) => name)]);
  for (const star of exporter.stars) {
    const target = graph.target(module, star);
    if (target === undefined) continue;
    for (const name of exportedNames(graph, target, seen)) if (name !== 'default') names.add(name);
  }
  return names;
}

/** What Node says when `import { name }` (or `export { name } from`) finds no such export; undefined when it finds it. */
export function missingExport<M>(
  graph: Graph<M>,
  target: M,
  wanted: { readonly name: string; readonly specifier: string; readonly local: string },
): string | undefined {
  const { name, specifier, local } = wanted;
  const found = resolveExport(graph, target, name);
  if (found === 'ambiguous') return `The requested module '${specifier}' contains conflicting star exports for name '${name}'`;
  if (found) return undefined;
  const exporter = graph.exporter(target);
  if (!('has' in exporter) || !exporter.isCommonJs) return `The requested module '${specifier}' does not provide an export named '${name}'`;
  const example = name === 'default' ? '' : `const { ${name === local ? name : `${name}: ${local}`} } = pkg;\n`;
  return (
    `Named export '${name}' not found. The requested module '${specifier}' is a CommonJS module, which may not support all module.exports as named exports.\n` +
    `CommonJS modules can always be imported via the default export, for example using:\n\nimport pkg from '${specifier}';\n${example}`
  );
}

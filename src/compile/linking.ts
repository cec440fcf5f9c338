import type { FileTree } from '../base/file-tree.ts';
import { type Exporter, type Fixed, type Graph, missingExport, resolveExport } from '../base/module-exports.ts';
import { resolveImport, resolveRequire } from '../base/module-resolution.ts';
import type { Draft } from './draft.ts';
import type { Fault, ImportName } from './program.ts';

type EsModuleDraft = Extract<Draft, { readonly format: 'module' }>;

/** What compiling knows of how the files of a function depend on one another. */
export interface Links {
  /** A number for each ES module; those that import one another share it. */
  cycle(path: string): number;
  /** Whether an import must be looked up at each use, since it may change or may not be there yet. */
  isLive(importer: EsModuleDraft, imported: ImportName): boolean;
  /** The first fault in what is loaded before anything runs: the module, and all that it statically imports. */
  faultFrom(path: string, fileOf: (path: string) => string): Fault | undefined;
  /** Whether a name that one TypeScript file takes from another must have been a type, since it left no trace: a bundler drops it. */
  isType(importer: EsModuleDraft, from: number, imported: string): boolean;
  /** Names that an `import` may take from a CommonJS module. */
  commonJsNames(path: string): ReadonlySet<string>;
}

/** Modules are told by path; a built-in by its name, a missing one not at all. */
export function linksOf(drafts: ReadonlyMap<string, Draft>, tree: FileTree): Links {
  const targets = new Map<string, readonly (string | undefined)[]>();
  const targetsOf = (draft: EsModuleDraft): readonly (string | undefined)[] => {
    const known = targets.get(draft.path);
    if (known) return known;
    const found = draft.es.shape.requests.map(({ specifier }) => {
      const resolved = resolveImport(specifier, draft.path, tree);
      return 'path' in resolved ? resolved.path : undefined;
    });
    targets.set(draft.path, found);
    return found;
  };
  const esModule = (path: string | undefined): EsModuleDraft | undefined => {
    const found = path === undefined ? undefined : drafts.get(path);
    return found?.format === 'module' ? found : undefined;
  };

  const graph: Graph<string> = {
    exporter: (path) => exporterOf(path),
    target: (path, request) => {
      const found = esModule(path);
      return found && targetsOf(found)[request];
    },
  };
  function exporterOf(path: string): Exporter | Fixed {
    const found = drafts.get(path);
    if (found?.format === 'module') return found.es.shape.exports;
    const names = found?.format === 'commonjs' ? commonJsNames(path) : found?.format === 'json' ? new Set(['default']) : undefined;
    return { has: (name) => names?.has(name) ?? true, names: () => [...(names ?? [])], isCommonJs: found?.format === 'commonjs' };
  }

  const commonJs = new Map<string, Set<string>>();
  function commonJsNames(path: string): ReadonlySet<string> {
    const known = commonJs.get(path);
    if (known) return known;
    const names = new Set(['default', 'module.exports']);
    commonJs.set(path, names);
    const found = drafts.get(path);
    if (found?.format !== 'commonjs') return names;
    for (const name of found.cjs.exports.names) names.add(name);
    for (const specifier of found.cjs.exports.again) {
      const target = resolveRequire(specifier, path, tree);
      if ('path' in target && drafts.get(target.path)?.format === 'commonjs')
        for (const name of commonJsNames(target.path)) names.add(name);
    }
    return names;
  }

  const cycles = cyclesOf(
    [...drafts.values()].flatMap((item) => (item.format === 'module' ? [item.path] : [])),
    (path) => {
      const found = esModule(path);
      return found
        ? targetsOf(found)
            .filter((target) => esModule(target) !== undefined)
            .map((target) => target!)
        : [];
    },
  );

  return {
    cycle: (path) => cycles.number.get(path) ?? -1,
    commonJsNames,
    isLive(importer, { from, imported }) {
      if (cycles.isRound(importer.path)) return true;
      const target = targetsOf(importer)[from];
      const binding = target === undefined ? undefined : resolveExport(graph, target, imported);
      if (!binding || binding === 'ambiguous') return false;
      return esModule(binding.module)?.es.mutable.has(binding.name) ?? false;
    },
    isType,
    faultFrom(path, fileOf) {
      const seen = new Set<string>();
      const search = (at: string): Fault | undefined => {
        if (seen.has(at)) return undefined;
        seen.add(at);
        const found = drafts.get(at);
        if (found?.format === 'broken') return found.fault;
        if (found?.format !== 'module') return undefined;
        const reached = targetsOf(found);
        for (const target of reached) {
          const fault = target === undefined ? undefined : search(target);
          if (fault) return fault;
        }
        return missingFrom(found, reached, fileOf(at));
      };
      return search(path);
    },
  };

  function isType(importer: EsModuleDraft, from: number, imported: string): boolean {
    const target = targetsOf(importer)[from];
    if (target === undefined || imported === '*' || !isTypeScript(importer) || !isTypeScript(drafts.get(target))) return false;
    return resolveExport(graph, target, imported) === undefined;
  }

  function missingFrom(importer: EsModuleDraft, reached: readonly (string | undefined)[], file: string): Fault | undefined {
    const { shape } = importer.es;
    const again = shape.exports.indirect.map(({ from, imported, name }) => ({ ...shape.requests[from]!, from, imported, local: name }));
    for (const { from, imported, local, line, column } of [...shape.imports, ...again]) {
      const target = reached[from];
      if (target === undefined || imported === '*' || isType(importer, from, imported)) continue;
      const message = missingExport(graph, target, { name: imported, specifier: shape.requests[from]!.specifier, local });
      if (message !== undefined) return { file, line, column, message: `SyntaxError: ${message}` };
    }
    return undefined;
  }
}

const isTypeScript = (item: Draft | undefined): boolean => item !== undefined && 'jumps' in item && item.jumps !== null;

/** Groups what reaches itself (Tarjan's strongly connected components). */
function cyclesOf(
  paths: readonly string[],
  next: (path: string) => readonly string[],
): { readonly number: ReadonlyMap<string, number>; isRound(path: string): boolean } {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const number = new Map<string, number>();
  const round = new Set<string>();
  const stack: string[] = [];
  let groups = 0;
  const visit = (path: string): void => {
    index.set(path, index.size);
    low.set(path, index.get(path)!);
    stack.push(path);
    for (const target of next(path)) {
      if (target === path) round.add(path);
      if (!index.has(target)) visit(target);
      if (!number.has(target)) low.set(path, Math.min(low.get(path)!, low.get(target)!));
    }
    if (low.get(path) !== index.get(path)) return;
    const members = stack.splice(stack.indexOf(path));
    for (const member of members) {
      number.set(member, groups);
      if (members.length > 1) round.add(member);
    }
    groups++;
  };
  for (const path of paths) if (!index.has(path)) visit(path);
  return { number, isRound: (path) => round.has(path) };
}

import { fileTree } from '../base/file-tree.ts';
import { formatByName, TASK_ROOT } from '../base/module-resolution.ts';
import { extensionOf, joinPath } from '../base/paths.ts';
import { columnsOf, type Draft, draft } from './draft.ts';
import { locateEntry } from './entry.ts';
import { type Links, linksOf } from './linking.ts';
import type { CompiledModule, Entry, Fault, Program } from './program.ts';

/** A function's code as its settings give it; files by the name that the reader gave them. */
export interface Source {
  readonly runtime: string;
  readonly handler: string;
  readonly files: { readonly [path: string]: string };
  readonly layers: readonly string[];
}

/** `faulty`: code that Node would refuse before running any of it. `cannot`: nothing is wrong with it, but Coldstart can't run it. */
export type Compiled = { readonly ready: Program } | { readonly faulty: Fault } | { readonly cannot: string };

const RUNTIMES = ['nodejs20.x', 'nodejs22.x', 'nodejs24.x'];

/**
 * Compiles a function's files to one metered, linked program. Pure: the same source gives the same program. Faults of files
 * that the entry doesn't statically import stay in the program and are thrown when such a file is loaded, as in Node.
 */
export function compile(source: Source): Compiled {
  const { runtime } = source;
  if (!RUNTIMES.includes(runtime)) return { cannot: `Coldstart can't run ${runtime} yet; it runs ${RUNTIMES.join(', ')}.` };
  const files: { [path: string]: string } = Object.create(null);
  const written = new Map<string, string>();
  for (const [file, text] of Object.entries(source.files)) {
    const path = joinPath(TASK_ROOT, file);
    files[path] = text;
    written.set(path, file);
  }
  const tree = fileTree(files);
  const drafts = new Map<string, Draft>();
  for (const [path, file] of written) {
    const format = /\.d\.[mc]?ts$/.test(path) ? undefined : formatByName(path, tree);
    if (format === undefined && !/\.[jt]sx$/.test(path)) continue;
    drafts.set(path, draft({ path, file, text: files[path]!, format: format ?? 'commonjs', runtime }));
  }
  const links = linksOf(drafts, tree);
  const entry = locateEntry(source.handler, tree);
  const fault = 'path' in entry ? links.faultFrom(entry.path, (path) => written.get(path) ?? path) : undefined;
  if (fault) return { faulty: fault };
  const modules = Object.fromEntries([...drafts].map(([path, item]) => [path, moduleOf(item, links)]));
  return { ready: { runtime, entry: loadedAs(entry, modules), modules, files: { ...files } } };
}

function moduleOf(item: Draft, links: Links): CompiledModule {
  if (item.format === 'json' || item.format === 'broken') return item;
  const { path } = item;
  if (item.format === 'commonjs') {
    const { code, jumps } = item.cjs.write(path);
    const exportNames = [...links.commonJsNames(path)].filter((name) => name !== 'default' && name !== 'module.exports');
    return { format: 'commonjs', path, code, variables: item.cjs.variables, columns: columnsOf(jumps, item.jumps), exportNames };
  }
  const { shape, isAsync, write } = item.es;
  const { code, jumps } = write(item.url, (imported) => links.isLive(item, imported));
  const isValue = ({ from, imported }: { readonly from: number; readonly imported: string }): boolean =>
    !links.isType(item, from, imported);
  return {
    format: 'module',
    path,
    url: item.url,
    code,
    variables: shape.variables,
    columns: columnsOf(jumps, item.jumps),
    isAsync,
    requests: shape.requests,
    imports: shape.imports.filter(isValue),
    exports: { ...shape.exports, indirect: shape.exports.indirect.filter(isValue) },
    cycle: links.cycle(path),
  };
}

/** A TypeScript entry is loaded as what it turned out to be. */
function loadedAs(entry: Entry, modules: { readonly [path: string]: CompiledModule }): Entry {
  if (!('path' in entry) || !/^\.ts$/.test(extensionOf(entry.path))) return entry;
  return { ...entry, by: modules[entry.path]?.format === 'module' ? 'import' : 'require' };
}

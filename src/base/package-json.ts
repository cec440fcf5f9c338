import type { FileTree } from './file-tree.ts';
import type { Json } from './json.ts';
import { folderOf } from './paths.ts';

/** What module resolution reads of a package.json. */
export interface PackageJson {
  readonly folder: string;
  readonly name?: string;
  readonly type?: string;
  readonly main?: string;
  readonly exports?: Json;
  readonly imports?: Json;
}

/** The package.json of exactly this folder; a malformed one reads as an empty one, since only Node's wording would differ. */
export function packageIn(folder: string, tree: FileTree): PackageJson | undefined {
  const text = tree.text(folder === '/' ? '/package.json' : `${folder}/package.json`);
  if (text === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { folder };
  }
  if (typeof json !== 'object' || json === null) return { folder };
  const fields = json as { readonly [field: string]: Json | undefined };
  const { name, type, main, exports, imports } = fields;
  return {
    folder,
    ...(typeof name === 'string' && { name }),
    ...(typeof type === 'string' && { type }),
    ...(typeof main === 'string' && { main }),
    ...(exports !== undefined && exports !== null && { exports }),
    ...(imports !== undefined && imports !== null && { imports }),
  };
}

/** The package that a file belongs to: the nearest package.json above it, not looking beyond a node_modules folder. */
export function packageOf(path: string, tree: FileTree): PackageJson | undefined {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (folder.endsWith('/node_modules')) return undefined;
    const found = packageIn(folder, tree);
    if (found || folder === '/') return found;
  }
}

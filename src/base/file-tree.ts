import { folderOf } from './paths.ts';

/** Files by absolute path, with the folders that they imply: what resolving a module needs to know of a disk. */
export interface FileTree {
  text(path: string): string | undefined;
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
}

/** A tree of fixed files. */
export function fileTree(files: { readonly [path: string]: string }): FileTree {
  const byPath = new Map(Object.entries(files));
  const folders = new Set<string>();
  for (const path of byPath.keys()) {
    for (let folder = folderOf(path); !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  }
  return {
    text: (path) => byPath.get(path),
    isFile: (path) => byPath.has(path),
    isFolder: (path) => folders.has(path),
  };
}

/** POSIX paths as Node's `path` joins them, for modules and files of an environment; the pure part has no `path`. */

/** Resolves `.` and `..` of a path that starts with `/`; no trailing slash. */
function normalPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** `relative` seen from the folder `base`; a path that starts with `/` stays what it is. */
export function joinPath(base: string, relative: string): string {
  return normalPath(relative.startsWith('/') ? relative : `${base}/${relative}`);
}

/** The folder of a path: `/var/task` of `/var/task/index.mjs`. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

/** The last part of a path: `index.mjs` of `/var/task/index.mjs`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `.mjs` of `index.mjs`; empty for `Dockerfile` and `.env`, as in Node's path.extname. */
export function extensionOf(path: string): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot);
}

/** The `file:` URL of an absolute path, with the characters escaped that Node's pathToFileURL escapes. */
export function fileUrl(path: string): string {
  return `file://${encodeURI(path).replace(/[?#]/g, encodeURIComponent)}`;
}

import type { Json } from '../../base/json.ts';
import { chargeFor } from '../native-charges.ts';
import { epochMs } from '../realm/clock.ts';
import { emit } from '../realm/effects.ts';
import { SafeMap } from '../realm/safe.ts';

/** The file system of an environment in memory: /var/task and /opt are read-only, /tmp is writable and its changes are reported. */

/** Lambda's default ephemeral storage. https://docs.aws.amazon.com/lambda/latest/dg/configuration-ephemeral-storage.html (2026-11-23) */
const TMP_BYTES = 512 * 1024 * 1024;
/** Longer texts are not kept in the trace, so they don't outlive a reset of the environment. */
const KEPT_TEXT = 64 * 1024;

export interface FileNode {
  bytes: Uint8Array;
  /** The content did not survive a reset: binary or too long for the trace. */
  isLost: boolean;
  mtimeMs: number;
  readonly ino: number;
}

const files = new SafeMap<string, FileNode>();
const folders = new SafeMap<string, number>();
let inodes = 100;

const ERRNO: { readonly [code: string]: readonly [number, string] } = {
  ENOENT: [-2, 'no such file or directory'],
  EIO: [-5, 'i/o error'],
  EBADF: [-9, 'bad file descriptor'],
  EACCES: [-13, 'permission denied'],
  EEXIST: [-17, 'file already exists'],
  ENOTDIR: [-20, 'not a directory'],
  EISDIR: [-21, 'illegal operation on a directory'],
  EINVAL: [-22, 'invalid argument'],
  ENOSPC: [-28, 'no space left on device'],
  EROFS: [-30, 'read-only file system'],
  ENOTEMPTY: [-39, 'directory not empty'],
};

/** An error of the file system as libuv words it. */
export function fsError(code: string, syscall: string, path?: string, dest?: string): Error {
  const [errno, text] = ERRNO[code] as readonly [number, string];
  const where = path === undefined ? '' : ` '${path}'${dest === undefined ? '' : ` -> '${dest}'`}`;
  return Object.assign(new Error(`${code}: ${text}, ${syscall}${where}`), {
    errno,
    code,
    syscall,
    ...(path !== undefined && { path }),
    ...(dest !== undefined && { dest }),
  });
}

/** An absolute path without dots; relative ones start at /var/task. */
export function absolute(path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `/var/task/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
const isTmp = (path: string): boolean => path === '/tmp' || path.startsWith('/tmp/');
const encoder = new TextEncoder();

function place(path: string, bytes: Uint8Array, isLost = false): void {
  for (let folder = parentOf(path); !folders.has(folder); folder = parentOf(folder)) folders.set(folder, epochMs());
  files.set(path, { bytes, isLost, mtimeMs: epochMs(), ino: inodes++ });
}

/** Mounts what the environment begins with. */
export function mount(task: { readonly [path: string]: string }, tmp: Json | null): void {
  for (const folder of ['/', '/var', '/var/task', '/var/runtime', '/opt', '/tmp', '/etc', '/usr', '/proc', '/dev'])
    folders.set(folder, epochMs());
  for (const [path, text] of Object.entries(task)) place(absolute(path), encoder.encode(text));
  for (const [path, kept] of Object.entries(
    (tmp ?? {}) as { readonly [path: string]: { readonly bytes: number; readonly text?: string } },
  )) {
    if (path.endsWith('/')) folders.set(absolute(path), epochMs());
    else
      place(
        absolute(path),
        kept.text === undefined ? new Uint8Array(0) : encoder.encode(kept.text),
        kept.text === undefined && kept.bytes > 0,
      );
  }
}

export const isFolder = (path: string): boolean => folders.has(path);
export const fileAt = (path: string): FileNode | undefined => files.get(path);
export const folderTime = (path: string): number => folders.get(path) ?? 0;

/** Refuses what Lambda's file system refuses: all but /tmp is read-only. */
export function checkWritable(path: string, syscall: string, given: string): void {
  if (!isTmp(path) || path === '/tmp') throw fsError('EROFS', syscall, given);
}

/** Bytes of a file. */
export function readAll(path: string, given: string, syscall = 'open'): Uint8Array {
  if (isFolder(path)) throw given === path || syscall !== 'open' ? fsError('EISDIR', 'read') : fsError('EISDIR', 'read');
  const file = files.get(path);
  if (!file) throw fsError(files.has(parentOf(path)) ? 'ENOTDIR' : 'ENOENT', syscall, given);
  if (file.isLost) {
    throw Object.assign(fsError('EIO', 'read', given), {
      detail: `Coldstart keeps only text files of up to ${KEPT_TEXT / 1024} KB in /tmp across a reset of the environment`,
    });
  }
  chargeFor('copyElement', file.bytes.length / 8);
  return file.bytes;
}

function used(): number {
  let sum = 0;
  for (const [path, file] of files) if (isTmp(path)) sum += file.bytes.length;
  return sum;
}

function told(path: string, bytes: Uint8Array): void {
  let text: string | undefined;
  if (bytes.length <= KEPT_TEXT) {
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      text = undefined;
    }
  }
  chargeFor('fileChange');
  if (text !== undefined) chargeFor('sentCharacters', text.length);
  emit(text === undefined ? { is: 'tmp', path, bytes: bytes.length } : { is: 'tmp', path, bytes: bytes.length, text });
}

/** Sets a file's content and reports it. */
export function writeAll(path: string, bytes: Uint8Array, given: string, syscall = 'open'): void {
  checkWritable(path, syscall, given);
  if (isFolder(path)) throw fsError('EISDIR', syscall, given);
  if (!isFolder(parentOf(path))) throw fsError(files.has(parentOf(path)) ? 'ENOTDIR' : 'ENOENT', syscall, given);
  const file = files.get(path);
  if (used() - (file?.bytes.length ?? 0) + bytes.length > TMP_BYTES) throw fsError('ENOSPC', 'write');
  chargeFor('copyElement', bytes.length / 8);
  if (file) {
    file.bytes = bytes;
    file.isLost = false;
    file.mtimeMs = epochMs();
  } else place(path, bytes);
  told(path, bytes);
}

/** Removes a file and reports it. */
export function removeFile(path: string, given: string, syscall = 'unlink'): void {
  if (!files.has(path) && !isFolder(path)) throw fsError('ENOENT', syscall, given);
  checkWritable(path, syscall, given);
  if (isFolder(path)) throw fsError('EISDIR', syscall, given);
  files.delete(path);
  emit({ is: 'tmp', path, bytes: 0, gone: true });
}

/** Names directly under a folder, in Node's order. */
export function namesIn(path: string, given: string, syscall = 'scandir'): string[] {
  if (!isFolder(path)) throw fsError(files.has(path) ? 'ENOTDIR' : 'ENOENT', syscall, given);
  const prefix = path === '/' ? '/' : `${path}/`;
  const names = new Set<string>();
  for (const one of [...files.keys(), ...folders.keys()])
    if (one.startsWith(prefix) && one !== path) names.add(one.slice(prefix.length).split('/')[0] as string);
  return [...names].sort();
}

export function makeFolder(path: string, given: string, isRecursive: boolean): string | undefined {
  if (files.has(path) || (isFolder(path) && !isRecursive)) throw fsError('EEXIST', 'mkdir', given);
  if (isFolder(path)) return undefined;
  checkWritable(path, 'mkdir', given);
  if (!isFolder(parentOf(path))) {
    if (!isRecursive) throw fsError('ENOENT', 'mkdir', given);
    const first = makeFolder(parentOf(path), given, true);
    folders.set(path, epochMs());
    emit({ is: 'tmp', path: `${path}/`, bytes: 0, text: '' });
    return first ?? path;
  }
  folders.set(path, epochMs());
  emit({ is: 'tmp', path: `${path}/`, bytes: 0, text: '' });
  return path;
}

export function removeFolder(path: string, given: string): void {
  if (!isFolder(path)) throw fsError(files.has(path) ? 'ENOTDIR' : 'ENOENT', 'rmdir', given);
  checkWritable(path, 'rmdir', given);
  if (namesIn(path, given).length > 0) throw fsError('ENOTEMPTY', 'rmdir', given);
  folders.delete(path);
  emit({ is: 'tmp', path: `${path}/`, bytes: 0, gone: true });
}

/** Removes a file, or a folder with all that is in it. */
export function removeTree(path: string, given: string): void {
  if (isFolder(path)) {
    for (const name of namesIn(path, given)) removeTree(`${path}/${name}`, given);
    if (path !== '/tmp') removeFolder(path, given);
  } else removeFile(path, given, 'rm');
}

import { randomFill } from '../realm/dice.ts';
import { immediately } from '../realm/loop.ts';
import { nodeError } from '../realm/node-error.ts';
import { bytesOf } from '../web/blob.ts';
import { URL } from '../web/url.ts';
import { Buffer } from './buffer.ts';
import {
  absolute,
  checkWritable,
  fileAt,
  folderTime,
  fsError,
  isFolder,
  makeFolder,
  namesIn,
  readAll,
  removeFile,
  removeFolder,
  removeTree,
  writeAll,
} from './file-system.ts';
import { stream } from './stream.ts';
import { url } from './url.ts';

/** node:fs over the environment's own file system, in its three manners: sync, callbacks, promises. */

type Options = { readonly [name: string]: unknown };

function given(path: unknown): string {
  if (typeof path === 'string') {
    if (path.includes('\0')) throw nodeError.argumentValue('path', path, 'must be a string, Uint8Array, or URL without null bytes');
    return path;
  }
  if (path instanceof URL) return url.fileURLToPath(path);
  if (ArrayBuffer.isView(path)) return Buffer.from(path).toString();
  throw nodeError.argumentType('path', 'of type string or an instance of Buffer or URL', path);
}

const encodingOf = (options: unknown): string | null => {
  const encoding = typeof options === 'string' ? options : (options as Options | null | undefined)?.['encoding'];
  return typeof encoding === 'string' && encoding !== 'buffer' ? encoding : null;
};
const flagOf = (options: unknown, usual: string): string =>
  String((options as Options | null | undefined)?.['flag'] ?? (options as Options | null | undefined)?.['flags'] ?? usual);

function content(data: unknown, options: unknown): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, encodingOf(options) ?? 'utf8');
  if (!ArrayBuffer.isView(data))
    throw nodeError.argumentType('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
  return bytesOf(data).slice();
}

class Stats {
  readonly dev = 1;
  readonly mode: number;
  readonly nlink = 1;
  readonly uid = 993;
  readonly gid = 990;
  readonly rdev = 0;
  readonly blksize = 4096;
  readonly ino: number;
  readonly size: number;
  readonly blocks: number;
  readonly atimeMs: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly birthtimeMs: number;
  readonly atime: Date;
  readonly mtime: Date;
  readonly ctime: Date;
  readonly birthtime: Date;
  constructor(isDirectory: boolean, size: number, at: number, ino: number) {
    this.mode = isDirectory ? 0o40755 : 0o100644;
    this.ino = ino;
    this.size = size;
    this.blocks = Math.ceil(size / 512);
    this.atimeMs = this.mtimeMs = this.ctimeMs = this.birthtimeMs = at;
    this.atime = this.mtime = this.ctime = this.birthtime = new Date(at);
  }
  isDirectory(): boolean {
    return (this.mode & 0o170000) === 0o40000;
  }
  isFile(): boolean {
    return (this.mode & 0o170000) === 0o100000;
  }
  isSymbolicLink(): boolean {
    return false;
  }
  isBlockDevice(): boolean {
    return false;
  }
  isCharacterDevice(): boolean {
    return false;
  }
  isFIFO(): boolean {
    return false;
  }
  isSocket(): boolean {
    return false;
  }
}

class Dirent {
  readonly name: string;
  readonly parentPath: string;
  readonly path: string;
  readonly #stats: Stats;
  constructor(name: string, parent: string, stats: Stats) {
    this.name = name;
    this.parentPath = parent;
    this.path = parent;
    this.#stats = stats;
  }
  isDirectory(): boolean {
    return this.#stats.isDirectory();
  }
  isFile(): boolean {
    return this.#stats.isFile();
  }
  isSymbolicLink(): boolean {
    return false;
  }
}

function statsOf(path: string, shown: string, syscall: string): Stats {
  if (isFolder(path)) return new Stats(true, 4096, folderTime(path), 2);
  const file = fileAt(path);
  if (!file) throw fsError('ENOENT', syscall, shown);
  return new Stats(false, file.bytes.length, file.mtimeMs, file.ino);
}

function readdir(path: unknown, options?: unknown): unknown[] {
  const shown = given(path);
  const folder = absolute(shown);
  const { withFileTypes, recursive } = (typeof options === 'object' && options !== null ? options : {}) as Options;
  const list = (under: string, prefix: string): string[] =>
    namesIn(under, shown).flatMap((name) => [
      prefix + name,
      ...(recursive && isFolder(`${under}/${name}`) ? list(`${under}/${name}`, `${prefix}${name}/`) : []),
    ]);
  const names = list(folder, '');
  return withFileTypes
    ? names.map((name) => new Dirent(name.slice(name.lastIndexOf('/') + 1), shown, statsOf(absolute(`${folder}/${name}`), name, 'stat')))
    : names;
}

interface Descriptor {
  readonly path: string;
  readonly shown: string;
  readonly canWrite: boolean;
  at: number;
}
const descriptors = new Map<number, Descriptor>();
let nextFd = 20;

function open(path: unknown, flags: unknown = 'r'): number {
  const shown = given(path);
  const at = absolute(shown);
  const how = String(flags);
  const canWrite = /[wa+]/.test(how);
  if (canWrite) {
    if (how.includes('x') && fileAt(at)) throw fsError('EEXIST', 'open', shown);
    if (how.startsWith('r') && !fileAt(at)) throw fsError('ENOENT', 'open', shown);
    checkWritable(at, 'open', shown);
    if (how.startsWith('w') || !fileAt(at)) writeAll(at, new Uint8Array(0), shown);
  } else if (!isFolder(at)) readAll(at, shown);
  const fd = nextFd++;
  descriptors.set(fd, { path: at, shown, canWrite, at: how.startsWith('a') ? (fileAt(at)?.bytes.length ?? 0) : 0 });
  return fd;
}

function descriptor(fd: unknown, syscall: string): Descriptor {
  const found = descriptors.get(fd as number);
  if (!found) throw fsError('EBADF', syscall);
  return found;
}

const sync = {
  readFile(path: unknown, options?: unknown): unknown {
    const encoding = encodingOf(options);
    const shown = typeof path === 'number' ? descriptor(path, 'read').shown : given(path);
    const bytes = Buffer.from(readAll(absolute(shown), shown).slice());
    return encoding === null ? bytes : bytes.toString(encoding);
  },
  writeFile(path: unknown, data: unknown, options?: unknown): void {
    const shown = typeof path === 'number' ? descriptor(path, 'write').shown : given(path);
    const flag = flagOf(options, 'w');
    if (flag.startsWith('a')) return sync.appendFile(path, data, options);
    if (flag.includes('x') && fileAt(absolute(shown))) throw fsError('EEXIST', 'open', shown);
    writeAll(absolute(shown), content(data, options), shown);
  },
  appendFile(path: unknown, data: unknown, options?: unknown): void {
    const shown = typeof path === 'number' ? descriptor(path, 'write').shown : given(path);
    const before = fileAt(absolute(shown))?.bytes ?? new Uint8Array(0);
    const more = content(data, options);
    const all = new Uint8Array(before.length + more.length);
    all.set(before);
    all.set(more, before.length);
    writeAll(absolute(shown), all, shown);
  },
  readdir,
  stat(path: unknown, options?: { readonly throwIfNoEntry?: boolean }): Stats | undefined {
    const shown = given(path);
    if (options?.throwIfNoEntry === false && !isFolder(absolute(shown)) && !fileAt(absolute(shown))) return undefined;
    return statsOf(absolute(shown), shown, 'stat');
  },
  lstat(path: unknown): Stats {
    return statsOf(absolute(given(path)), given(path), 'lstat');
  },
  fstat(fd: unknown): Stats {
    const { path, shown } = descriptor(fd, 'fstat');
    return statsOf(path, shown, 'fstat');
  },
  access(path: unknown, mode = 0): void {
    const shown = given(path);
    statsOf(absolute(shown), shown, 'access');
    if (mode & 2) {
      try {
        checkWritable(`${absolute(shown)}/x`, 'access', shown);
      } catch {
        throw fsError('EROFS', 'access', shown);
      }
    }
  },
  unlink(path: unknown): void {
    removeFile(absolute(given(path)), given(path));
  },
  mkdir(path: unknown, options?: unknown): string | undefined {
    const isRecursive = Boolean((options as Options | undefined)?.['recursive']);
    const first = makeFolder(absolute(given(path)), given(path), isRecursive);
    return isRecursive ? first : undefined;
  },
  mkdtemp(prefix: string): string {
    const noise = new Uint8Array(6);
    randomFill(noise);
    const name = prefix + Array.from(noise, (byte) => 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'[byte % 62]).join('');
    makeFolder(absolute(name), name, false);
    return name;
  },
  rmdir(path: unknown, options?: Options): void {
    if (options?.['recursive']) removeTree(absolute(given(path)), given(path));
    else removeFolder(absolute(given(path)), given(path));
  },
  rm(path: unknown, options: Options = {}): void {
    const shown = given(path);
    const at = absolute(shown);
    if (!isFolder(at) && !fileAt(at)) {
      if (options['force']) return;
      throw fsError('ENOENT', 'lstat', shown);
    }
    if (isFolder(at) && !options['recursive']) {
      throw Object.assign(new Error(`Path is a directory: rm returned EISDIR (is a directory) ${shown}`), {
        code: 'ERR_FS_EISDIR',
        errno: 21,
        syscall: 'rm',
        path: shown,
      });
    }
    checkWritable(at === '/tmp' ? '/tmp/x' : at, 'rm', shown);
    removeTree(at, shown);
  },
  rename(from: unknown, to: unknown): void {
    const [a, b] = [given(from), given(to)];
    if (!fileAt(absolute(a))) throw fsError('ENOENT', 'rename', a, b);
    checkWritable(absolute(a), 'rename', a);
    const { bytes } = fileAt(absolute(a)) as { bytes: Uint8Array };
    writeAll(absolute(b), bytes, b, 'rename');
    if (absolute(a) !== absolute(b)) removeFile(absolute(a), a, 'rename');
  },
  copyFile(from: unknown, to: unknown): void {
    const [a, b] = [given(from), given(to)];
    if (!fileAt(absolute(a))) throw fsError('ENOENT', 'copyfile', a, b);
    writeAll(absolute(b), readAll(absolute(a), a, 'copyfile').slice(), b, 'copyfile');
  },
  truncate(path: unknown, length = 0): void {
    const shown = given(path);
    const bytes = new Uint8Array(length);
    bytes.set(readAll(absolute(shown), shown).subarray(0, length));
    writeAll(absolute(shown), bytes, shown);
  },
  realpath(path: unknown): string {
    statsOf(absolute(given(path)), given(path), 'lstat');
    return absolute(given(path));
  },
  readlink(path: unknown): never {
    throw fsError(fileAt(absolute(given(path))) || isFolder(absolute(given(path))) ? 'EINVAL' : 'ENOENT', 'readlink', given(path));
  },
  chmod(path: unknown): void {
    checkWritable(absolute(given(path)), 'chmod', given(path));
  },
  utimes(path: unknown): void {
    checkWritable(absolute(given(path)), 'utime', given(path));
  },
  open,
  close(fd: unknown): void {
    descriptor(fd, 'close');
    descriptors.delete(fd as number);
  },
  read(fd: unknown, target: Uint8Array, ...rest: unknown[]): number {
    const file = descriptor(fd, 'read');
    const options = (
      typeof rest[0] === 'object' && rest[0] !== null ? rest[0] : { offset: rest[0], length: rest[1], position: rest[2] }
    ) as { offset?: number; length?: number; position?: number | null };
    const offset = options.offset ?? 0;
    const length = options.length ?? target.byteLength - offset;
    const from = options.position ?? file.at;
    const part = readAll(file.path, file.shown).subarray(from, from + length);
    bytesOf(target).set(part, offset);
    if (options.position === null || options.position === undefined) file.at += part.length;
    return part.length;
  },
  write(fd: unknown, data: unknown, ...rest: unknown[]): number {
    const file = descriptor(fd, 'write');
    if (!file.canWrite) throw fsError('EBADF', 'write');
    const isText = typeof data === 'string';
    const whole = content(data, isText ? rest[1] : undefined);
    const offset = isText ? 0 : Number(rest[0] ?? 0);
    const length = isText ? whole.length : Number(rest[1] ?? whole.length - offset);
    const part = whole.subarray(offset, offset + length);
    const position = isText ? rest[0] : rest[2];
    const at = typeof position === 'number' ? position : file.at;
    const before = fileAt(file.path)?.bytes ?? new Uint8Array(0);
    const all = new Uint8Array(Math.max(before.length, at + part.length));
    all.set(before);
    all.set(part, at);
    writeAll(file.path, all, file.shown, 'write');
    if (typeof position !== 'number') file.at = at + part.length;
    return part.length;
  },
};

type Method = (...args: unknown[]) => unknown;
const constants = {
  F_OK: 0,
  R_OK: 4,
  W_OK: 2,
  X_OK: 1,
  COPYFILE_EXCL: 1,
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_CREAT: 64,
  O_EXCL: 128,
  O_TRUNC: 512,
  O_APPEND: 1024,
};

/** `name(…, callback)`: the work is done at once, its outcome comes in a later turn of the loop, as from Node's thread pool. */
function withCallback(name: string, work: Method): Method {
  return (...args) => {
    const done = args.pop();
    if (typeof done !== 'function') throw nodeError.argumentType('cb', 'of type function', done);
    const outcome = attempt(work, args);
    immediately(
      () =>
        void (outcome.error
          ? done(outcome.error)
          : name === 'read' || name === 'write'
            ? done(null, outcome.value, args[1])
            : done(null, outcome.value)),
    );
  };
}

function attempt(work: Method, args: readonly unknown[]): { readonly error?: unknown; readonly value?: unknown } {
  try {
    return { value: work(...args) };
  } catch (error) {
    return { error };
  }
}

class FileHandle {
  readonly fd: number;
  constructor(fd: number) {
    this.fd = fd;
    for (const name of ['readFile', 'writeFile', 'appendFile'] as const) {
      Object.defineProperty(this, name, { value: (...args: unknown[]) => promised(sync[name] as Method)(fd, ...args) });
    }
  }
  close(): Promise<unknown> {
    return promised(sync.close as Method)(this.fd);
  }
  stat(): Promise<unknown> {
    return promised(sync.fstat as Method)(this.fd);
  }
  async read(target: Uint8Array, ...rest: unknown[]): Promise<unknown> {
    return { bytesRead: await promised(sync.read as Method)(this.fd, target, ...rest), buffer: target };
  }
  async write(data: unknown, ...rest: unknown[]): Promise<unknown> {
    return { bytesWritten: await promised(sync.write as Method)(this.fd, data, ...rest), buffer: data };
  }
}

function promised(work: Method): (...args: unknown[]) => Promise<unknown> {
  return (...args) => {
    const outcome = attempt(work, args);
    return new Promise((resolve, reject) => void immediately(() => (outcome.error ? reject(outcome.error) : resolve(outcome.value))));
  };
}

/** What `require('fs/promises')` gives. */
export const fsPromises: { [name: string]: unknown } = { constants };
/** What `require('fs')` gives. */
export const fs: { [name: string]: unknown } = {
  constants,
  ...constants,
  Stats,
  Dirent,
  promises: fsPromises,
  existsSync(path: unknown): boolean {
    try {
      statsOf(absolute(given(path)), '', 'access');
      return true;
    } catch {
      return false;
    }
  },
  exists: (path: unknown, done: Method): void => void immediately(() => done((fs['existsSync'] as Method)(path))),
  watch: () => {
    throw new Error('fs.watch is not available in Coldstart: nothing but the handler writes its files');
  },
};
for (const [name, work] of Object.entries(sync) as [string, Method][]) {
  fs[`${name}Sync`] = work;
  fs[name] = withCallback(name, work);
  fsPromises[name] = promised(work);
}
fsPromises['open'] = async (...args: unknown[]): Promise<FileHandle> => new FileHandle((await promised(open as Method)(...args)) as number);

interface StreamOptions {
  readonly start?: number;
  readonly end?: number;
  readonly encoding?: string;
  readonly flags?: string;
  readonly highWaterMark?: number;
}
type StreamClass = new (options: object) => { push(chunk: unknown): void; path?: string; bytesWritten?: number };
const { Readable, Writable } = stream as unknown as { Readable: StreamClass; Writable: StreamClass };

fs['createReadStream'] = (path: unknown, options: StreamOptions | string = {}): object => {
  const settings: StreamOptions = typeof options === 'string' ? { encoding: options } : options;
  const shown = given(path);
  let at = settings.start ?? 0;
  const reader = new Readable({
    highWaterMark: settings.highWaterMark ?? 65_536,
    encoding: settings.encoding,
    read(this: { push(chunk: unknown): void; destroy(error: unknown): void }, size: number) {
      const outcome = attempt(() => readAll(absolute(shown), shown), []);
      if (outcome.error) return this.destroy(outcome.error);
      const end = Math.min((outcome.value as Uint8Array).length, (settings.end ?? Number.POSITIVE_INFINITY) + 1);
      const part = (outcome.value as Uint8Array).slice(at, Math.min(end, at + size));
      at += part.length;
      this.push(part.length > 0 ? Buffer.from(part) : null);
    },
  });
  reader.path = shown;
  return reader;
};
fs['createWriteStream'] = (path: unknown, options: StreamOptions | string = {}): object => {
  const settings: StreamOptions = typeof options === 'string' ? { encoding: options } : options;
  const shown = given(path);
  const opened = attempt(open as Method, [shown, settings.flags ?? 'w']);
  const writer = new Writable({
    write(chunk: Uint8Array, _encoding: unknown, done: (error?: unknown) => void) {
      if (opened.error) return done(opened.error);
      const outcome = attempt(sync.write as Method, [opened.value, chunk]);
      writer.bytesWritten = (writer.bytesWritten ?? 0) + chunk.length;
      done(outcome.error);
    },
  });
  writer.path = shown;
  return writer;
};

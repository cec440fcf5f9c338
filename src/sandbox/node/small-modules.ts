import path from 'path-browserify';
import decoder from 'string_decoder/lib/string_decoder.js';
import { memoryBytes } from '../realm/memory.ts';
import { refused } from './net.ts';
import { memorySize } from './os.ts';

/** Node's smallest modules: path, string_decoder, tty, worker_threads, v8, dns. */

const posix = path as { [name: string]: unknown };
posix['toNamespacedPath'] ??= (value: unknown): unknown => value;
posix['posix'] = posix;
posix['win32'] = posix;
/** What `require('path')` gives; Lambda is Linux, so there is one kind. */
export const nodePath = posix;

export const stringDecoder = { StringDecoder: decoder.StringDecoder };

export const tty = { isatty: (): boolean => false, ReadStream: class ReadStream {}, WriteStream: class WriteStream {} };

export const workerThreads = {
  isMainThread: true,
  parentPort: null,
  workerData: null,
  threadId: 0,
  resourceLimits: {},
  Worker: class Worker {
    constructor() {
      throw new Error('worker_threads.Worker is not available in Coldstart: an execution environment has one thread here');
    }
  },
};

export const v8 = {
  getHeapStatistics: (): object => ({ total_heap_size: memoryBytes(), used_heap_size: memoryBytes(), heap_size_limit: memorySize() }),
  setFlagsFromString: (): void => {},
  serialize: refused('v8.serialize'),
  deserialize: refused('v8.deserialize'),
};

export const dns = {
  lookup: refused('dns.lookup'),
  resolve: refused('dns.resolve'),
  promises: { lookup: refused('dns.promises.lookup'), resolve: refused('dns.promises.resolve') },
  setDefaultResultOrder: (): void => {},
  getDefaultResultOrder: (): string => 'verbatim',
};

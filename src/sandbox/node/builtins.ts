import { assert } from './assert.ts';
import { asyncHooks } from './async-hooks.ts';
import { buffer } from './buffer.ts';
import { console } from './console.ts';
import { crypto } from './crypto.ts';
import { diagnosticsChannel } from './diagnostics-channel.ts';
import { events } from './events.ts';
import { fs, fsPromises } from './fs.ts';
import { http, https } from './http.ts';
import { net } from './net.ts';
import { os } from './os.ts';
import { perfHooks } from './perf-hooks.ts';
import { process } from './process.ts';
import { querystring } from './querystring.ts';
import { dns, nodePath, stringDecoder, tty, v8, workerThreads } from './small-modules.ts';
import { stream, streamConsumers, streamPromises } from './stream.ts';
import { nodeTimers, timersPromises } from './timers-module.ts';
import { url } from './url.ts';
import { util } from './util-module.ts';
import { zlib } from './zlib.ts';

/** The modules of Node that handlers can require or import, and a sentence for each that they can't. */

const MODULES: { readonly [name: string]: unknown } = {
  assert,
  'assert/strict': (assert as unknown as { strict: unknown }).strict,
  async_hooks: asyncHooks,
  buffer,
  console,
  constants: { ...(fs['constants'] as object), ...os.constants.signals },
  crypto,
  diagnostics_channel: diagnosticsChannel,
  dns,
  'dns/promises': dns.promises,
  events,
  fs,
  'fs/promises': fsPromises,
  http,
  https,
  net,
  os,
  path: nodePath,
  'path/posix': nodePath,
  perf_hooks: perfHooks,
  process,
  querystring,
  stream,
  'stream/consumers': streamConsumers,
  'stream/promises': streamPromises,
  'stream/web': {
    ReadableStream,
    WritableStream,
    TransformStream,
    ReadableStreamDefaultReader,
    ByteLengthQueuingStrategy,
    CountQueuingStrategy,
  },
  string_decoder: stringDecoder,
  sys: util,
  timers: nodeTimers,
  'timers/promises': timersPromises,
  tty,
  url,
  util,
  'util/types': util.types,
  v8,
  worker_threads: workerThreads,
  zlib,
};

/** What to do instead, for the modules that people look for most. */
const INSTEAD: { readonly [name: string]: string } = {
  child_process: 'an environment runs one process here',
  cluster: 'an environment runs one process here',
  dgram: 'handlers reach the outside by fetch, http and https only',
  http2: 'use fetch, http or https',
  inspector: 'look into variables in the room instead',
  'inspector/promises': 'look into variables in the room instead',
  punycode: 'use the URL class',
  readline: 'a function has no terminal',
  'readline/promises': 'a function has no terminal',
  repl: 'a function has no terminal',
  sqlite: 'keep data in a service, or in /tmp',
  test: 'run tests outside of the handler',
  tls: 'use https or fetch',
  trace_events: 'read the trace of the run instead',
  vm: 'use a file of the function instead',
  wasi: 'WebAssembly can not be metered',
};

/** The `require` value of a built-in by its name without `node:`. `createRequire` comes from the loader. */
export function builtin(name: string, createRequire: (from: string) => unknown): unknown {
  if (name === 'module') return moduleModule(createRequire);
  if (Object.hasOwn(MODULES, name)) return MODULES[name];
  throw Object.assign(new Error(`node:${name} is not available in Coldstart${INSTEAD[name] ? `: ${INSTEAD[name]}` : ''}`), {
    code: 'ERR_COLDSTART_UNAVAILABLE',
  });
}

let made: object | null = null;

function moduleModule(createRequire: (from: string) => unknown): object {
  const isBuiltin = (name: string): boolean => Object.hasOwn(MODULES, name.replace(/^node:/, ''));
  const Module = function Module(): void {};
  made ??= Object.assign(Module, {
    createRequire: (from: unknown) => createRequire(String(from)),
    builtinModules: Object.keys(MODULES),
    isBuiltin,
    Module,
    register() {
      throw new Error('module.register is not available in Coldstart: Lambda loads a function without loaders');
    },
    findPackageJSON: () => undefined,
    enableCompileCache: () => ({ status: 3 }),
  });
  return made;
}

import EventEmitter from 'events/events.js';
import type { ExitSignal } from '../../sim/handler-host.ts';
import { flushRaw, log, writeRaw } from '../node-runtime/log-lines.ts';
import { microsNow, uptimeMicros } from '../realm/clock.ts';
import { bound } from '../realm/context.ts';
import { emit } from '../realm/effects.ts';
import { nextTick } from '../realm/loop.ts';
import { memoryBytes } from '../realm/memory.ts';
import { stop } from '../realm/meter.ts';
import { nodeError } from '../realm/node-error.ts';
import { onTimerWarning, pendingCount } from '../realm/timers.ts';

/** Node's versions in Lambda's managed runtimes, 2026-11; V8 and the rest as those releases report them. */
const VERSIONS: { readonly [runtime: string]: { readonly node: string; readonly v8: string; readonly modules: string } } = {
  'nodejs20.x': { node: '20.19.5', v8: '11.3.244.8-node.30', modules: '115' },
  'nodejs22.x': { node: '22.20.0', v8: '12.4.254.21-node.33', modules: '127' },
  'nodejs24.x': { node: '24.11.0', v8: '13.6.233.10-node.28', modules: '137' },
};

/** What the platform calls the signals that end a process. */
const SIGNALS: { readonly [name: string]: readonly [ExitSignal, number] } = {
  SIGHUP: ['hangup', 1],
  SIGINT: ['interrupt', 2],
  SIGABRT: ['aborted (core dumped)', 6],
  SIGKILL: ['killed', 9],
  SIGTERM: ['terminated', 15],
};

/** Node says how to trace warnings once in a process. */
let isHelpShown = false;

class Process extends EventEmitter {
  readonly title = '/var/lang/bin/node';
  readonly arch = 'x64';
  readonly platform = 'linux';
  readonly pid = 8;
  readonly ppid = 1;
  readonly execPath = '/var/lang/bin/node';
  execArgv: string[] = [];
  argv: string[] = ['/var/lang/bin/node', '/var/runtime/index.mjs'];
  argv0 = '/var/lang/bin/node';
  debugPort = 9229;
  exitCode: number | undefined = undefined;
  version = 'v22.20.0';
  versions: { [name: string]: string } = {};
  release: object = { name: 'node' };
  features: object = {
    inspector: false,
    debug: false,
    uv: true,
    ipv6: true,
    tls_alpn: true,
    tls_sni: true,
    tls_ocsp: true,
    tls: true,
    cached_builtins: true,
  };
  config: object = { target_defaults: {}, variables: {} };
  env: { [name: string]: string | undefined } = {};
  stdout: object = stream('stdout', 1);
  stderr: object = stream('stderr', 2);
  stdin: object = { fd: 0, isTTY: false, on: () => undefined, once: () => undefined, read: () => null };
  report: undefined = undefined;
  noDeprecation = false;
  throwDeprecation = false;
  exiting = false;

  nextTick(callback: unknown, ...args: unknown[]): void {
    if (typeof callback !== 'function') throw nodeError.argumentType('callback', 'of type function', callback);
    const run = bound(callback as (...args: unknown[]) => unknown);
    nextTick(() => void Reflect.apply(run, undefined, args));
  }

  cwd(): string {
    return '/var/task';
  }

  chdir(folder: string): void {
    if (folder !== '/var/task')
      throw nodeError.of(
        Error,
        'ERR_COLDSTART',
        `process.chdir('${folder}') is not available in Coldstart: the working folder is /var/task`,
      );
  }

  uptime(): number {
    return uptimeMicros() / 1e6;
  }

  hrtime(since?: readonly [number, number]): [number, number] {
    const now = HRTIME_BASE + microsNow();
    let seconds = Math.floor(now / 1e6);
    let nanos = (now % 1e6) * 1000;
    if (since) {
      seconds -= since[0];
      nanos -= since[1];
      if (nanos < 0) {
        seconds--;
        nanos += 1e9;
      }
    }
    return [seconds, nanos];
  }

  memoryUsage(): { rss: number; heapTotal: number; heapUsed: number; external: number; arrayBuffers: number } {
    const rss = memoryBytes();
    return { rss, heapTotal: Math.floor(rss * 0.3), heapUsed: Math.floor(rss * 0.2), external: 2_000_000, arrayBuffers: 20_000 };
  }

  cpuUsage(): { user: number; system: number } {
    return { user: uptimeMicros(), system: 0 };
  }

  resourceUsage(): object {
    return { userCPUTime: uptimeMicros(), systemCPUTime: 0, maxRSS: Math.floor(memoryBytes() / 1024) };
  }

  constrainedMemory(): number {
    return Number(this.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'] ?? 128) * 1024 * 1024;
  }

  availableMemory(): number {
    return Math.max(0, this.constrainedMemory() - memoryBytes());
  }

  exit(code?: number | string): never {
    const wanted = code === undefined ? (this.exitCode ?? 0) : Number(code);
    if (!this.exiting) {
      this.exiting = true;
      this.exitCode = wanted;
      this.emit('exit', wanted);
    }
    flushRaw();
    emit({ is: 'exit', code: (this.exitCode ?? wanted) & 255 });
    return stop('exit');
  }

  reallyExit(code?: number): never {
    flushRaw();
    emit({ is: 'exit', code: Number(code ?? 0) & 255 });
    return stop('exit');
  }

  abort(): never {
    return this.#endBy('aborted (core dumped)', 134);
  }

  /** The process ends by a signal; shells would call that `code`. */
  #endBy(signal: ExitSignal, code: number): never {
    flushRaw();
    emit({ is: 'exit', code, signal });
    return stop('exit');
  }

  kill(pid: number, signal: string | number = 'SIGTERM'): boolean {
    if (pid !== this.pid) throw Object.assign(new Error('kill ESRCH'), { errno: -3, code: 'ESRCH', syscall: 'kill' });
    if (signal === 0) return true;
    const name = String(signal);
    if (name !== 'SIGKILL' && this.listenerCount(name) > 0) {
      nextTick(() => this.emit(name, name));
      return true;
    }
    const [how, number] = SIGNALS[name] ?? SIGNALS['SIGTERM']!;
    return this.#endBy(how, 128 + number);
  }

  emitWarning(warning: unknown, options?: unknown, code?: unknown): void {
    const isOptions = typeof options === 'object' && options !== null;
    const settings = (isOptions ? options : { type: options, code }) as { type?: string; code?: string; detail?: string };
    const error = warning instanceof Error ? warning : new Error(String(warning));
    const name = warning instanceof Error ? warning.name : (settings.type ?? 'Warning');
    if (!(warning instanceof Error)) error.name = name;
    if (name === 'DeprecationWarning' && this.noDeprecation) return;
    nextTick(() => {
      this.emit('warning', error);
      const shownCode = settings.code ? `[${settings.code}] ` : '';
      const detail = settings.detail ? `\n${settings.detail}` : '';
      const flag = name === 'DeprecationWarning' ? '--trace-deprecation' : '--trace-warnings';
      const help = isHelpShown ? '' : `\n(Use \`node ${flag} ...\` to show where the warning was created)`;
      isHelpShown = true;
      log('ERROR', [`(node:${this.pid}) ${shownCode}${name}: ${error.message}${detail}${help}`]);
    });
  }

  umask(): number {
    return 0o22;
  }

  getuid(): number {
    return 993;
  }

  geteuid(): number {
    return 993;
  }

  getgid(): number {
    return 990;
  }

  getegid(): number {
    return 990;
  }

  getActiveResourcesInfo(): string[] {
    return Array.from({ length: pendingCount() }, () => 'Timeout');
  }

  binding(name: string): never {
    throw new Error(`process.binding('${name}') is not available in Coldstart: use the public modules of Node`);
  }

  get [Symbol.toStringTag](): string {
    return 'process';
  }
}

/** hrtime counts from an arbitrary instant; this one is ten minutes before the scenario starts. */
const HRTIME_BASE = 600e6;

function stream(name: 'stdout' | 'stderr', fd: number): object {
  const emitter = new EventEmitter();
  return Object.assign(emitter, {
    fd,
    isTTY: false,
    writable: true,
    columns: undefined,
    _type: 'pipe',
    write(chunk: unknown, encoding?: unknown, done?: unknown): boolean {
      const text = typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk as Uint8Array);
      writeRaw(name, text);
      const callback = typeof encoding === 'function' ? encoding : done;
      if (typeof callback === 'function') nextTick(() => (callback as () => void)());
      return true;
    },
    end(chunk?: unknown) {
      if (chunk !== undefined) writeRaw(name, String(chunk));
    },
    cork() {},
    uncork() {},
    getColorDepth: () => 1,
    hasColors: () => false,
  });
}

/** The process object of this environment. */
export const process = new Process();
Object.defineProperty(process.hrtime, 'bigint', {
  value: () => BigInt(HRTIME_BASE + microsNow()) * 1000n,
  writable: true,
  configurable: true,
});
Object.defineProperty(process.memoryUsage, 'rss', { value: memoryBytes, writable: true, configurable: true });

onTimerWarning((message, type) => process.emitWarning(message, type));

/** Variables as Node keeps them: every value a string, `delete` removes, nothing but strings in. */
function environment(variables: { readonly [name: string]: string }): { [name: string]: string | undefined } {
  const own: { [name: string]: string | undefined } = Object.assign({}, variables);
  return new Proxy(own, {
    set(target, key, value: unknown) {
      if (typeof key === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
      target[key] = String(value);
      return true;
    },
    defineProperty(target, key, descriptor) {
      if (!('value' in descriptor))
        throw nodeError.of(
          TypeError,
          'ERR_INVALID_OBJECT_DEFINE_PROPERTY',
          "'process.env' does not accept an accessor(getter/setter) descriptor",
        );
      return Reflect.defineProperty(target, key, { ...descriptor, value: String(descriptor.value) });
    },
  });
}

/** Makes the process one of the given runtime. */
export function setProcess(runtime: string, variables: { readonly [name: string]: string }): void {
  const { node, v8, modules } = VERSIONS[runtime] ?? VERSIONS['nodejs22.x']!;
  process.version = `v${node}`;
  process.versions = { node, v8, modules, uv: '1.51.0', zlib: '1.3.1', openssl: '3.0.17', unicode: '16.0' };
  process.release = { name: 'node', lts: runtime === 'nodejs20.x' ? 'Iron' : runtime === 'nodejs22.x' ? 'Jod' : 'Krypton' };
  process.env = environment(variables);
}

/** Runs listeners of a process event that the loop raises; false when there are none. */
export function processEvent(name: string, ...args: unknown[]): boolean {
  return process.emit(name, ...args);
}

import { formatWithOptions, inspect } from 'node-inspect-extracted';
import { type Level, log, writeRaw } from '../node-runtime/log-lines.ts';
import { microsNow } from '../realm/clock.ts';
import { tableOf } from './console-table.ts';
import { process } from './process.ts';

/**
 * Node's console under Lambda's patch: log and its kin become lines with a level, and whatever Node builds on them does too.
 * What Node writes by itself (dir, dirxml) stays raw, and only that is indented by groups.
 */

const counts = new Map<string, number>();
const timers = new Map<string, number>();
let indent = '';

const print = (level: Level, args: readonly unknown[]): void => log(level, args);

const write = (text: string): void => writeRaw('stdout', `${indent}${text.replaceAll('\n', `\n${indent}`)}\n`);

function took(label: string): string {
  const ms = (microsNow() - (timers.get(label) as number)) / 1000;
  if (ms >= 1000) return ms >= 60_000 ? `${clock(ms)}` : `${(ms / 1000).toFixed(3)}s`;
  return `${Number(ms.toFixed(3))}ms`;
}

function clock(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const seconds = ((ms % 60_000) / 1000).toFixed(3).padStart(6, '0');
  return `${minutes}:${seconds} (m:ss.mmm)`;
}

/** The events package warns by console.warn where Node uses process.emitWarning; this puts it in Node's way and words. */
function warnedOfListeners(warning: unknown): boolean {
  if (!(warning instanceof Error) || warning.name !== 'MaxListenersExceededWarning') return false;
  const { emitter, type, count } = warning as Error & { emitter?: { getMaxListeners(): number }; type?: unknown; count?: number };
  if (!emitter) return false;
  const name = emitter.constructor.name;
  warning.message = `Possible EventEmitter memory leak detected. ${count} ${String(type)} listeners added to [${name}]. MaxListeners is ${emitter.getMaxListeners()}. Use emitter.setMaxListeners() to increase limit`;
  (globalThis as unknown as { process: { emitWarning(warning: Error): void } }).process.emitWarning(warning);
  return true;
}

/** The console object of this environment. */
export const console = {
  log: (...args: unknown[]): void => print('INFO', args),
  warn(...args: unknown[]): void {
    if (!warnedOfListeners(args[0])) print('WARN', args);
  },
  dir(value: unknown, options?: object): void {
    write(inspect(value, { customInspect: false, ...options }));
  },
  time(label: unknown = 'default'): void {
    const key = String(label);
    if (timers.has(key)) return process.emitWarning(`Label '${key}' already exists for console.time()`);
    timers.set(key, microsNow());
  },
  timeEnd(label: unknown = 'default'): void {
    const key = String(label);
    if (!timers.has(key)) return process.emitWarning(`No such label '${key}' for console.timeEnd()`);
    print('INFO', [`${key}: ${took(key)}`]);
    timers.delete(key);
  },
  timeLog(label: unknown = 'default', ...rest: unknown[]): void {
    const key = String(label);
    if (!timers.has(key)) return process.emitWarning(`No such label '${key}' for console.timeLog()`);
    print('INFO', [`${key}: ${took(key)}`, ...rest]);
  },
  trace: (...args: unknown[]): void => print('TRACE', args),
  assert(condition: unknown, ...args: unknown[]): void {
    if (condition) return;
    if (typeof args[0] === 'string') print('WARN', [`Assertion failed: ${args[0]}`, ...args.slice(1)]);
    else print('WARN', ['Assertion failed', ...args]);
  },
  clear(): void {},
  count(label: unknown = 'default'): void {
    const key = String(label);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    print('INFO', [`${key}: ${counts.get(key)}`]);
  },
  countReset(label: unknown = 'default'): void {
    if (!counts.delete(String(label))) process.emitWarning(`Count for '${String(label)}' does not exist`);
  },
  group(...args: unknown[]): void {
    if (args.length > 0) print('INFO', args);
    indent += '  ';
  },
  groupEnd(): void {
    indent = indent.slice(2);
  },
  table(rows: unknown, columns?: readonly string[]): void {
    const table = tableOf(rows, columns);
    print('INFO', table === null ? [rows] : [table]);
  },
  debug: (...args: unknown[]): void => print('DEBUG', args),
  info: (...args: unknown[]): void => print('INFO', args),
  dirxml: (...args: unknown[]): void => write(formatWithOptions({}, ...args)),
  error: (...args: unknown[]): void => print('ERROR', args),
  groupCollapsed(...args: unknown[]): void {
    console.group(...args);
  },
  profile(): void {},
  profileEnd(): void {},
  timeStamp(): void {},
  context(): object {
    return console;
  },
  fatal: (...args: unknown[]): void => print('FATAL', args),
};

interface Writes {
  write(text: string): unknown;
}

/** `new console.Console(stream)`: prints plain lines to streams, without Lambda's prefix. */
export class Console {
  readonly #out: Writes;
  readonly #err: Writes;

  constructor(options: Writes | { readonly stdout: Writes; readonly stderr?: Writes }, stderr?: Writes) {
    const isStream = typeof (options as Writes).write === 'function';
    this.#out = isStream ? (options as Writes) : (options as { stdout: Writes }).stdout;
    this.#err = (isStream ? stderr : (options as { stderr?: Writes }).stderr) ?? this.#out;
    for (const name of ['log', 'info', 'debug', 'dir']) this.#method(name, this.#out);
    for (const name of ['error', 'warn', 'trace']) this.#method(name, this.#err);
  }

  #method(name: string, to: Writes): void {
    Object.defineProperty(this, name, {
      value: (...args: unknown[]) => void to.write(`${formatWithOptions({}, ...args)}\n`),
      writable: true,
      configurable: true,
      enumerable: true,
    });
  }
}
Object.defineProperty(console, 'Console', { value: Console, writable: true, configurable: true, enumerable: true });
Object.defineProperty(console, Symbol.toStringTag, { value: 'console', configurable: true });

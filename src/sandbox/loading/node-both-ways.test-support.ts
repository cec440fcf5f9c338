import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import vm from 'node:vm';
import { compile } from '../../compile/compile.ts';
import type { Fault, Meter } from '../../compile/program.ts';
import { awaitEach, carryThroughGenerators, carryThroughThen, contextSlot } from '../async-context.ts';
import { type Loader, loaderOf } from '../loader.ts';

/** Runs programs natively and through compile and loader, so that tests can hold one against the other. */

export type Files = { readonly [path: string]: string };

/** What a program logged with `log(…)`, what its entry exports, and how it failed. */
export interface Outcome {
  readonly log: readonly string[];
  readonly exports?: string;
  readonly error?: string;
}

export class Spent extends Error {}

/** A meter that counts, and dies like the real one. */
export function testMeter(budget: number): Meter & { spent(): number; isDead(): boolean } {
  const ticks = new Int32Array([budget]);
  const error = new Spent('spent');
  let dead = false;
  const over = (): never => {
    dead = true;
    ticks[0] = -1;
    throw error;
  };
  return {
    ticks,
    over,
    caught() {
      ticks[0]! -= 200;
      if (ticks[0]! < 0) over();
    },
    spent: () => (dead ? budget : budget - ticks[0]!),
    isDead: () => dead,
  };
}

export interface Running {
  readonly loader: Loader;
  readonly log: string[];
  readonly meter: ReturnType<typeof testMeter>;
  readonly global: { [name: string]: unknown };
  readonly slot: { c: unknown; g: number };
}

export interface Settings {
  readonly runtime?: string;
  readonly handler?: string;
  readonly budget?: number;
}

/** What a spent program leaves behind in the queue must not fail the test. */
function microtask(work: () => void): void {
  queueMicrotask(() => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Spent)) throw error;
    }
  });
}

/** Compiles files and makes a realm of their own for them. */
export function prepare(
  files: Files,
  { runtime = 'nodejs24.x', handler = 'index.handler', budget = 2 ** 30 }: Settings = {},
): Running | { readonly faulty: Fault } {
  const compiled = compile({ runtime, handler, files, layers: [] });
  if ('faulty' in compiled) return compiled;
  if ('cannot' in compiled) throw new Error(compiled.cannot);
  const log: string[] = [];
  const slot = contextSlot();
  const global = vm.createContext({
    log: (...values: unknown[]) => log.push(values.map(shown).join(' ')),
    slot,
    queueMicrotask: microtask,
  });
  const realm = {
    Promise: vm.runInContext('Promise', global) as PromiseConstructor,
    generators: vm.runInContext('Object.getPrototypeOf(Object.getPrototypeOf((async function*(){})()))', global) as object,
  };
  carryThroughGenerators(slot, realm);
  carryThroughThen(slot, realm);
  const meter = testMeter(budget);
  const require = createRequire(import.meta.url);
  const loader = loaderOf({
    program: structuredClone(compiled.ready),
    builtin: (name) => require(`node:${name}`),
    meter,
    context: slot,
    awaitEach,
    evaluate: vm.runInContext('eval', global) as (code: string) => unknown,
  });
  return { loader, log, meter, global, slot };
}

/** Runs files through compile and loader. */
export async function compiledOutcome(files: Files, settings: Settings = {}): Promise<Outcome> {
  const running = prepare(files, settings);
  if ('faulty' in running) return { log: [], error: running.faulty.message };
  try {
    const exports = (await running.loader.loadEntry()) as { readonly wait?: unknown };
    await exports.wait;
    return { log: running.log, exports: shown(exports) };
  } catch (error) {
    return { log: running.log, error: told(error) };
  }
}

/** Runs programs in a Node of their own, one after the other; `flags` such as those of Lambda's Node 20. */
export function nativeOutcomes(programs: readonly Files[], flags: readonly string[] = ['--no-experimental-require-module']): Outcome[] {
  const root = mkdtempSync(join(tmpdir(), 'coldstart-'));
  try {
    programs.forEach((files, index) => {
      for (const [name, text] of Object.entries(files)) {
        const path = join(root, String(index), name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
    });
    writeFileSync(join(root, 'run.mjs'), RUNNER);
    const output = execFileSync(process.execPath, ['--no-warnings', ...flags, join(root, 'run.mjs'), root, String(programs.length)], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    const outcomes = JSON.parse(output) as (Outcome & { dir: string })[];
    return outcomes.map(({ dir, ...outcome }) => JSON.parse(JSON.stringify(outcome).replaceAll(dir, '/var/task')) as Outcome);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** Also sent to the native side, so that both show values the same way. */
function shown(value: unknown): string {
  if (typeof value === 'function') return `[function ${value.name}]`;
  if (typeof value === 'symbol') return String(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'object' && value !== null) {
    if (Object.prototype.toString.call(value) === '[object Error]') return `${(value as Error).name}: ${(value as Error).message}`;
    if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
    const tag = Object.prototype.toString.call(value).slice(8, -1);
    // Object.keys of a namespace throws in a dead zone natively; ours does not, which is the one known difference.
    const keys = tag === 'Module' ? Reflect.ownKeys(value).filter((key) => typeof key === 'string') : Object.keys(value);
    const own = keys.map((key) => {
      try {
        return `${key}: ${shown((value as { [key: string]: unknown })[key])}`;
      } catch (error) {
        return `${key}: !${(error as Error).name}`;
      }
    });
    return `${tag} {${own.join(', ')}}`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function told(error: unknown): string {
  if (Object.prototype.toString.call(error) !== '[object Error]') return shown(error);
  const { name, message, code } = error as Error & { code?: string };
  return `${name}${code === undefined ? '' : ` [${code}]`}: ${message}`;
}

const RUNNER = `
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
const [root, count] = process.argv.slice(2);
${shown.toString()}
${told.toString()}
const outcomes = [];
for (let i = 0; i < Number(count); i++) {
  const dir = root + '/' + i;
  const log = [];
  globalThis.log = (...values) => { log.push(values.map(shown).join(' ')); };
  try {
    const entry = ['index.mjs', 'index.cjs', 'index.js'].map((name) => dir + '/' + name).find(existsSync);
    const isModule = entry.endsWith('.mjs');
    const exports = isModule ? await import(pathToFileURL(entry)) : createRequire('/var/runtime/index.mjs')(entry);
    await exports.wait;
    outcomes.push({ dir, log, exports: shown(exports) });
  } catch (error) {
    outcomes.push({ dir, log, error: told(error) });
  }
}
process.stdout.write(JSON.stringify(outcomes));
`;

import type { Program } from '../compile/program.ts';
import type { Peek } from '../sim/handler-host.ts';
import { evaluate } from './realm/source-text.ts';

/** A program in this environment, as far as the rest of the sandbox needs to know it. */
export interface Loaded {
  load(): Promise<{ readonly module: unknown; readonly text: string; readonly path: readonly string[] }>;
  peek(): Peek;
  roots(): readonly unknown[];
  readonly codeBytes: number;
}

/** Makes a program ready to run. */
export function loaderOf(program: Program): Loaded {
  const files = Object.values(program.files);
  return {
    codeBytes: files.reduce((sum, text) => sum + text.length, 0),
    roots: () => [],
    peek: () => ({ variables: [], lines: {} }),
    load: async () => {
      const entry = program.entry;
      if (!('path' in entry)) throw new Error(entry.errorMessage);
      const module = { exports: {} };
      const run = evaluate(`(function (exports, require, module) {${program.files[entry.path]}\n})\n//# sourceURL=${entry.path}`) as (
        ...args: unknown[]
      ) => void;
      run(module.exports, () => undefined, module);
      return { module: module.exports, text: entry.handler.text, path: entry.handler.path };
    },
  };
}

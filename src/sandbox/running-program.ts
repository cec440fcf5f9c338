import { inspect } from 'node-inspect-extracted';
import { columnBefore } from '../base/column-jumps.ts';
import type { Program } from '../compile/program.ts';
import type { Peek } from '../sim/handler-host.ts';
import { awaitEach } from './async-context.ts';
import { type Loader, loaderOf } from './loader.ts';
import { CHARGES } from './native-charges.ts';
import { builtin } from './node/builtins.ts';
import { slot } from './realm/context.ts';
import { caught } from './realm/loop.ts';
import { charge, meter, over } from './realm/meter.ts';
import { evaluate } from './realm/source-text.ts';
import { useColumns } from './realm/stacks.ts';
import { isProxy } from './realm/weak.ts';

/** A program in this environment, as far as the runtime client and the host's peeks need to know it. */
export interface Running {
  load(): Promise<{ readonly module: unknown; readonly text: string; readonly path: readonly string[] }>;
  peek(): Peek;
  /** What module variables hold. */
  roots(): readonly unknown[];
  readonly codeBytes: number;
}

/** Characters of a variable that a peek shows. */
const SHOWN = 2000;

/** Makes a program ready to run in this realm. */
export function runningProgram(program: Program): Running {
  const { entry } = program;
  const loader: Loader = loaderOf({
    program,
    builtin: (name) => builtin(name, (from) => loader.createRequire(from)),
    meter: {
      ticks: meter,
      over,
      caught(error) {
        charge(CHARGES.errorObject);
        caught(error);
      },
    },
    context: slot,
    awaitEach,
    evaluate,
  });
  useColumns(columnsOf(program));

  return {
    codeBytes: Object.values(program.files).reduce((sum, text) => sum + text.length, 0),
    roots: () => loader.variables().map(({ value }) => value),
    peek: () => ({
      variables: loader
        .variables()
        .map(({ path, name, value }) => ({ file: path.replace(/^\/var\/task\//, ''), name, shown: shown(value) })),
      lines: {},
    }),
    async load() {
      if (!('path' in entry)) throw Object.assign(new Error(entry.errorMessage), { errorType: entry.errorType });
      return { module: await loader.loadEntry(), text: entry.handler.text, path: entry.handler.path };
    },
  };
}

/** How columns of compiled code map to typed ones, by the names that scripts have in stack traces. */
function columnsOf(program: Program): (script: string, line: number, column: number) => number {
  const known = new Map<string, Int32Array>();
  for (const [path, module] of Object.entries(program.modules)) {
    if (!('columns' in module) || module.columns === null) continue;
    known.set(path, module.columns);
    if (module.format === 'module') known.set(module.url, module.columns);
  }
  return (script, line, column) => {
    const columns = known.get(script);
    return columns ? columnBefore(columns, line, column) : column;
  };
}

/** A value as text, without running user code: no getters, no inspect functions of its own, no Proxy traps. */
function shown(value: unknown): string {
  if (isProxy(value)) return 'Proxy {}';
  try {
    return inspect(value, { customInspect: false, depth: 2, maxArrayLength: 20, maxStringLength: 500, breakLength: 100 }).slice(0, SHOWN);
  } catch {
    return '<can not be shown>';
  }
}

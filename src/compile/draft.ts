import { columnBefore, compose } from '../base/column-jumps.ts';
import { extensionOf, fileUrl } from '../base/paths.ts';
import { type CommonJsDraft, draftCommonJs } from './commonjs-module.ts';
import { draftEsModule, type EsDraft } from './es-module.ts';
import { type ParseProblem, parseScript, positionOf, type SourceType } from './parse.ts';
import type { Fault } from './program.ts';
import { commonJsInModule, explained, JSX, stripTypes } from './typescript.ts';

/** A file that was parsed and instrumented, before it is known what the others export. */
export type Draft =
  | {
      readonly format: 'module';
      readonly path: string;
      readonly url: string;
      readonly es: EsDraft;
      readonly jumps: readonly number[] | null;
    }
  | { readonly format: 'commonjs'; readonly path: string; readonly cjs: CommonJsDraft; readonly jumps: readonly number[] | null }
  | { readonly format: 'json'; readonly path: string; readonly text: string }
  | { readonly format: 'broken'; readonly path: string; readonly fault: Fault };

/** What a file's name and package say about it; `typeless` leaves it to what the file holds where the runtime looks. */
export type Format = 'module' | 'commonjs' | 'json' | 'typeless';

interface Input {
  readonly path: string;
  /** As the reader names it, for faults. */
  readonly file: string;
  readonly text: string;
  readonly format: Format;
  readonly runtime: string;
}

/** Parses and instruments one file. */
export function draft(input: Input): Draft {
  try {
    return draftOf(input);
  } catch (error) {
    // The parsers recurse: what is nested deeper than the stack is nothing that a person wrote.
    if (!(error instanceof RangeError)) throw error;
    const message = 'SyntaxError: this file is nested too deeply for Coldstart to compile';
    return { format: 'broken', path: input.path, fault: { file: input.file, line: 1, column: 1, message } };
  }
}

function draftOf(input: Input): Draft {
  const { path, file, text, format, runtime } = input;
  if (format === 'json') return { format, path, text };
  const broken = ({ at, message }: ParseProblem): Draft => ({ format: 'broken', path, fault: { file, ...positionOf(text, at), message } });
  if (/\.[jt]sx$/.test(path)) return broken({ at: 0, message: JSX });
  if (!/^\.[mc]?ts$/.test(extensionOf(path))) {
    const found = parseAs(text, typesToTry(format, runtime), runtime);
    return 'problem' in found ? broken(explained(found.problem, text)) : made(input, found, text, null);
  }
  const types = stripTypes(text, file);
  if ('problem' in types) return broken(types.problem);
  const { code, jumps } = types.stripped;
  const found = parseAs(code, format === 'module' ? ['module'] : path.endsWith('.cts') ? ['commonjs'] : ['commonjs', 'module'], runtime);
  if ('problem' in found) {
    const { at, message } = explained(found.problem, code);
    const { line, column } = positionOf(code, at);
    return { format: 'broken', path, fault: { file, line, column: columnBefore(jumps, line, column), message } };
  }
  const misplaced = found.type === 'module' ? commonJsInModule(text, code) : undefined;
  return misplaced ? broken(misplaced) : made(input, found, code, jumps);
}

/** Node 24 takes a typeless .js file for an ES module when it only parses as one; Lambda's Node 20 and 22 switch that off. */
function typesToTry(format: Format, runtime: string): readonly SourceType[] {
  if (format === 'module') return ['module'];
  return format === 'typeless' && runtime === 'nodejs24.x' ? ['commonjs', 'module'] : ['commonjs'];
}

type Parsed = Extract<ReturnType<typeof parseScript>, { readonly ast: unknown }> & { readonly type: SourceType };

function parseAs(source: string, types: readonly SourceType[], runtime: string): Parsed | { readonly problem: ParseProblem } {
  const [type = 'commonjs', ...others] = types;
  const result = parseScript(source, type, runtime);
  if ('ast' in result) return { ...result, type };
  if (others.length === 0 || !/import|export|await is only valid/.test(result.problem.message)) return result;
  return parseAs(source, others, runtime);
}

function made({ path }: Input, { ast, type }: Parsed, source: string, jumps: readonly number[] | null): Draft {
  if (type === 'commonjs') return { format: 'commonjs', path, cjs: draftCommonJs(source, ast), jumps };
  return { format: 'module', path, url: fileUrl(path), es: draftEsModule(source, ast), jumps };
}

/** Above this many places where columns jump (a bundle on few lines), frames keep the column that the engine gives. */
const MOST_JUMPS = 20_000;

/** What a Program keeps of how columns moved, through metering and, before it, through stripping types. */
export function columnsOf(jumps: readonly number[], earlier: readonly number[] | null): Int32Array | null {
  if (jumps.length / 3 > MOST_JUMPS) return null;
  return Int32Array.from(earlier ? compose(jumps, earlier) : jumps);
}

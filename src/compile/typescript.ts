import { transform } from 'sucrase';
import { type ParseProblem, positionsIn } from './parse.ts';
import { worded } from './wording.ts';

/** A TypeScript file without its types: same lines, columns by `jumps` (see base/column-jumps.ts). */
export interface Stripped {
  readonly code: string;
  readonly jumps: readonly number[];
}

/** What types leave no trace of, and Coldstart therefore can't run, said in the reader's words. */
const DECORATOR =
  "SyntaxError: decorators can't run in Coldstart: Node has none, and a bundler would have to compile them first. Call the decorator as a function instead.";
const NAMESPACE = (name: string): string =>
  `SyntaxError: the namespace '${name}' holds values, and Coldstart strips types without compiling namespaces. Make it a module of its own or an object.`;
const IMPORT_EQUALS = 'SyntaxError: `import … = require()` needs CommonJS, and this file is an ES module. Use `import … from`.';
const EXPORT_EQUALS = 'SyntaxError: `export =` needs CommonJS, and this file is an ES module. Use `export default`.';
/** Said of .jsx and .tsx files. */
export const JSX = "SyntaxError: JSX can't run in Coldstart: a bundler would have to compile it first.";

/** Strips types. Positions in a problem are offsets into the TypeScript source. */
export function stripTypes(source: string, file: string): { readonly stripped: Stripped } | { readonly problem: ParseProblem } {
  try {
    const { code, sourceMap } = transform(source, {
      transforms: ['typescript'],
      disableESTransforms: true,
      filePath: file,
      sourceMapOptions: { compiledFilename: file },
    });
    const namespace = valueNamespace(source, code);
    return namespace ? { problem: namespace } : { stripped: { code, jumps: jumpsOf(sourceMap?.mappings ?? '') } };
  } catch (error) {
    if (!(error instanceof Error) || !('pos' in error) || typeof error.pos !== 'number') throw error;
    const decorator = source.startsWith('@', error.pos);
    return { problem: { at: error.pos, message: decorator ? DECORATOR : `SyntaxError: ${worded(error.message, source, error.pos)}` } };
  }
}

/** A better sentence for what JavaScript's parser stops at in code that only a bundler or a compiler could run. */
export function explained(problem: ParseProblem, code: string): ParseProblem {
  if (code.startsWith('@', problem.at)) return { ...problem, message: DECORATOR };
  const isElement =
    /^<(?:>|[A-Za-z][\w.]*[\s/>])/.test(code.slice(problem.at, problem.at + 60)) && problem.message.endsWith("Unexpected token '<'");
  return isElement ? { ...problem, message: JSX } : problem;
}

/** `import a = require()` and `export =`, which stripping turns into CommonJS, in a file that is an ES module. */
export function commonJsInModule(source: string, code: string): ParseProblem | undefined {
  const found = removed(source, code, /\b(?:import\s+(?!type\b)[\w$]+\s*=\s*require\b|export\s*=(?![=>]))/g)[0];
  return found && { at: found.at, message: found.text.startsWith('import') ? IMPORT_EQUALS : EXPORT_EQUALS };
}

/** At the start of a statement: `namespace A.B {`, `declare module 'x' {`, `declare global {`. */
const BLOCK =
  /(?<=^|[;{}\n]|\*\/)[ \t\r]*(?:export\s+)?(?:declare\s+(?:global|(?:namespace|module)\s+(?:[\w$.]+|'[^'\n]*'|"[^"\n]*"))|(?:namespace|module)\s+(?!(?:as|satisfies|in|of|instanceof)\b)[\w$.]+)\s*\{/g;

/** The first `namespace` or `module` block that would have run code. */
function valueNamespace(source: string, code: string): ParseProblem | undefined {
  let end = 0;
  for (const { at, text } of removed(source, code, BLOCK)) {
    // What lies inside a block was judged with it.
    if (at < end) continue;
    const body = blockAfter(source, at + text.length);
    end = at + text.length + body.length;
    if (/\bdeclare\b/.test(text)) continue;
    const inside = stripTypes(body, 'body.ts');
    const isEmpty = 'stripped' in inside && /^(?:[\s;]|export\s*\{\s*\}|\/\/.*|\/\*[\s\S]*?\*\/)*$/.test(inside.stripped.code);
    if (!isEmpty) return { at: at + text.search(/namespace|module/), message: NAMESPACE(/[\w$.]+(?=\s*\{)/.exec(text)![0]) };
  }
  return undefined;
}

/** Matches of `pattern` in the source that are gone from their line in the stripped code: no comments, no strings. */
function removed(source: string, code: string, pattern: RegExp): { readonly at: number; readonly text: string }[] {
  const found = [...source.matchAll(pattern)];
  if (found.length === 0) return [];
  const lines = code.split('\n');
  const positionAt = positionsIn(source);
  return found
    .filter((match) => {
      const line = positionAt(match.index).line - 1;
      return !lines
        .slice(line, line + match[0].split('\n').length)
        .join('\n')
        .includes(match[0]);
    })
    .map((match) => ({ at: match.index, text: match[0] }));
}

/** The text up to the brace that closes the block whose inside starts at `from`. */
function blockAfter(source: string, from: number): string {
  const token = /\/\/.*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|[{}]/g;
  token.lastIndex = from;
  let depth = 1;
  for (let match = token.exec(source); match; match = token.exec(source)) {
    if (match[0] === '{') depth++;
    else if (match[0] === '}' && --depth === 0) return source.slice(from, match.index);
  }
  return source.slice(from);
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Reads a source map whose lines are the same on both sides, keeping the places where columns jump. */
function jumpsOf(mappings: string): number[] {
  const jumps: number[] = [];
  let source = 0;
  for (const [index, line] of mappings.split(';').entries()) {
    let column = 0;
    let shift = 0;
    for (const segment of line.split(',')) {
      if (segment === '') continue;
      const fields = numbersOf(segment);
      column += fields[0] ?? 0;
      source += fields[3] ?? 0;
      if (source - column === shift) continue;
      shift = source - column;
      jumps.push(index + 1, column + 1, source + 1);
    }
  }
  return jumps;
}

/** Base64 VLQ. */
function numbersOf(segment: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let bits = 0;
  for (const char of segment) {
    const digit = DIGITS.indexOf(char);
    value |= (digit & 31) << bits;
    bits += 5;
    if (digit & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    value = 0;
    bits = 0;
  }
  return numbers;
}

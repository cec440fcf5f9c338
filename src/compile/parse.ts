import { type Program as Ast, parse } from 'acorn';
import { worded } from './wording.ts';

/** How a file is parsed: as an ES module or as CommonJS (a function body, sloppy unless it says otherwise). */
export type SourceType = 'module' | 'commonjs';

/** Where a parser stopped; `at` is an offset into the text that it was given. */
export interface ParseProblem {
  readonly at: number;
  readonly message: string;
}

/** Syntax newer than what the runtime's own V8 takes is refused: `using` came with Node 24. */
function ecmaVersion(runtime: string): 16 | 17 {
  return Number(/\d+/.exec(runtime)) >= 24 ? 17 : 16;
}

/** Parses JavaScript; on failure gives the parser's position and Node's words. */
export function parseScript(source: string, type: SourceType, runtime: string): { readonly ast: Ast } | { readonly problem: ParseProblem } {
  try {
    const ast = parse(source, { ecmaVersion: ecmaVersion(runtime), sourceType: type, allowHashBang: true, preserveParens: true });
    const clash = type === 'commonjs' ? wrapperClash(ast) : undefined;
    return clash ? { problem: clash } : { ast };
  } catch (error) {
    if (!(error instanceof SyntaxError) || !('pos' in error) || typeof error.pos !== 'number') throw error;
    return { problem: { at: error.pos, message: `SyntaxError: ${worded(error.message, source, error.pos)}` } };
  }
}

/** `const require = …` at the top of CommonJS: the names are parameters of the function around it. */
function wrapperClash(ast: Ast): ParseProblem | undefined {
  const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
  for (const statement of ast.body) {
    const ids =
      statement.type === 'ClassDeclaration'
        ? [statement.id]
        : statement.type === 'VariableDeclaration' && statement.kind !== 'var'
          ? statement.declarations.map((declarator) => declarator.id)
          : [];
    for (const id of ids) {
      if (id.type === 'Identifier' && parameters.includes(id.name))
        return { at: id.start, message: `SyntaxError: Identifier '${id.name}' has already been declared` };
    }
  }
  return undefined;
}

/** A place in a text; lines count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** For many offsets of one text, asked in rising order: counts each line once. */
export function positionsIn(source: string): (at: number) => Position {
  let line = 1;
  let start = 0;
  let next = 0;
  const breaks = /\r\n|[\n\r\u2028\u2029]/g;
  const find = (): void => {
    const found = breaks.exec(source);
    next = found ? found.index + found[0].length : Number.POSITIVE_INFINITY;
  };
  find();
  return (at) => {
    if (at < start) return positionsIn(source)(at);
    for (; next <= at; find()) {
      line++;
      start = next;
    }
    return { line, column: at - start + 1 };
  };
}

/** Line and column, both from 1, of an offset. */
export function positionOf(source: string, at: number): Position {
  return positionsIn(source)(at);
}

import type { Program as Ast } from 'acorn';
import { type CommonJsExports, commonJsExports } from './cjs-exports.ts';
import { Edits } from './edits.ts';
import { readerText } from './es-module.ts';
import { behindDirectives, instrument } from './instrument.ts';
import { namesFor, parametersOf } from './names.ts';
import { boundNames } from './nodes.ts';
import { finish, type Written } from './writing.ts';

const NOTHING: ReadonlySet<string> = new Set();

/** A CommonJS module, ready but for its place. */
export interface CommonJsDraft {
  readonly variables: readonly string[];
  readonly exports: CommonJsExports;
  readonly write: (scriptName: string) => Written;
}

/** Meters a CommonJS module; `attempt` counts up when a name that the compiler adds is taken. */
export function draftCommonJs(source: string, ast: Ast, attempt = 0): CommonJsDraft {
  const names = namesFor(source, attempt);
  const edits = new Edits(source);
  const { at, before } = behindDirectives(ast.body, 0, source);
  const entry = edits.open(at, before);
  const walked = instrument(ast, edits, names, NOTHING);
  if (walked.clashes) return draftCommonJs(source, ast, attempt + 1);
  const variables = ast.body.flatMap((node) =>
    node.type === 'VariableDeclaration' ? node.declarations.flatMap(({ id }) => boundNames(id)) : [],
  );
  entry.text += `${names.host}.ready({},${readerText(variables)});--${names.ticks}[0]<0&&${names.over}();`;
  const parameters = parametersOf(names);
  const opening = `(function(${parameters.join(',')}){return function(exports,require,module,__filename,__dirname){`;
  return {
    variables,
    exports: commonJsExports(ast),
    write: (scriptName) => finish(edits, { before: opening, after: '\n}})', url: scriptName }),
  };
}

/** Says what a parser found wrong in the words that Node uses for it, so that logs and payloads read as on AWS. */

const WORDINGS: readonly (readonly [RegExp, string])[] = [
  [/^Unterminated (string constant|comment)|^Unexpected character|^Invalid number/, 'Invalid or unexpected token'],
  [/^Unterminated template/, 'Unterminated template literal'],
  [/^Unterminated regular expression/, 'Invalid regular expression: missing /'],
  [/^Assigning to rvalue|^Optional chaining cannot appear in left-hand side/, 'Invalid left-hand side in assignment'],
  [/^'return' outside of function/, 'Illegal return statement'],
  [/^Unsyntactic break/, 'Illegal break statement'],
  [/^Unsyntactic continue/, 'Illegal continue statement: no surrounding iteration statement'],
  [/^Export '(.*)' is not defined/, "Export '$1' is not defined in module"],
  [/^Duplicate export '(.*)'/, "Duplicate export of '$1'"],
  [/^Cannot use keyword 'await'/, 'await is only valid in async functions and the top level bodies of modules'],
  [/^'super' keyword outside|^super\(\) call outside/, "'super' keyword unexpected here"],
  [/^'with' in strict mode/, 'Strict mode code may not include a with statement'],
  [/^(Binding|Assigning to) (eval|arguments) in strict mode/, 'Unexpected eval or arguments in strict mode'],
  [/^Label '(.*)' is already declared/, "Label '$1' has already been declared"],
  [/^Argument name clash/, 'Duplicate parameter name not allowed in this context'],
  [/^The keyword '(enum|await)' is reserved/, 'Unexpected reserved word'],
  [/^The keyword '.*' is reserved/, 'Unexpected strict mode reserved word'],
  [/^'new\.target' can only/, 'new.target expression is not allowed here'],
  [/^Deleting local variable/, 'Delete of an unqualified identifier in strict mode.'],
  [/^Shorthand property assignments/, 'Invalid shorthand property initializer'],
  [/^Missing catch or finally clause/, 'Missing catch or finally after try'],
  [/^Multiple default clauses/, 'More than one default clause in switch statement'],
  [/^Bad character escape sequence/, 'Invalid Unicode escape sequence'],
];

/** Node's message for what the parser calls `problem` at `at` in `source`. */
export function worded(problem: string, source: string, at: number): string {
  const text = problem.replace(/ \(\d+:\d+\)$/, '').replace(/^Error transforming .*?: /, '');
  if (/^Unexpected token/.test(text)) return unexpected(source, at);
  if (text.startsWith("'import' and 'export' may")) {
    return source.startsWith('export', at) ? "Unexpected token 'export'" : 'Cannot use import statement outside a module';
  }
  for (const [pattern, wording] of WORDINGS) if (pattern.test(text)) return text.replace(new RegExp(`${pattern.source}.*`, 's'), wording);
  return text;
}

/** "Unexpected end of input", "Unexpected identifier 'x'", "Unexpected token ';'": by what stands there. */
function unexpected(source: string, at: number): string {
  const rest = source.slice(at);
  if (rest.trim() === '') return 'Unexpected end of input';
  const word = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/u.exec(rest)?.[0];
  if (word !== undefined) {
    if (/(^|[^.\w$])await\s+$/.test(source.slice(Math.max(0, at - 20), at)))
      return 'await is only valid in async functions and the top level bodies of modules';
    return KEYWORDS.has(word) ? `Unexpected token '${word}'` : `Unexpected identifier '${word}'`;
  }
  if (/^["']/.test(rest)) return 'Unexpected string';
  if (/^\.?\d/.test(rest)) return 'Unexpected number';
  if (rest.startsWith('`')) return 'Unexpected template string';
  if (rest.startsWith('@')) return 'Invalid or unexpected token';
  return `Unexpected token '${/^(>>>=|\.\.\.|===|!==|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?=|=>|==|!=|<=|>=|&&|\|\||\?\?|\?\.|\+\+|--|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|<<|>>|\*\*|.)/su.exec(rest)?.[0]}'`;
}

const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'break case catch class const continue debugger default delete do else export extends false finally for function if import in ' +
    'instanceof new null return super switch this throw true try typeof var void while with'
  ).split(' '),
);

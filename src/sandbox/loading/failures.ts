import type { ResolveFailure } from '../../base/module-resolution.ts';
import type { PackageJson } from '../../base/package-json.ts';
import type { Fault } from '../../compile/program.ts';

/** Errors of loading in Node's own shapes: the code is an own property, and stands in the stack behind the name. */
export function codedError(Kind: ErrorConstructor, code: string, message: string, more: { readonly [key: string]: unknown } = {}): Error {
  const error = new Kind(message);
  if (typeof error.stack === 'string' && code.startsWith('ERR_')) {
    const stack = error.stack.replace(error.name, () => `${error.name} [${code}]`);
    Object.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true });
  }
  return Object.assign(error, { code }, more);
}

/** The error for a specifier that resolves to nothing; `stack` lists who required it, innermost first. */
export function resolveError({ name, code, message, url, withStack }: ResolveFailure, stack: readonly string[]): Error {
  const Kind = name === 'TypeError' ? TypeError : Error;
  if (!withStack) return codedError(Kind as ErrorConstructor, code, message, url === undefined ? {} : { url });
  const listed = stack.length > 0 ? `\nRequire stack:\n- ${stack.join('\n- ')}` : '';
  return codedError(Kind as ErrorConstructor, code, message + listed, { requireStack: [...stack] });
}

/** A SyntaxError that knows where a person must look. */
export function syntaxError(fault: Fault): SyntaxError {
  const error = new SyntaxError(fault.message.replace(/^SyntaxError: /, ''));
  Object.defineProperty(error, 'fault', { value: fault, enumerable: false });
  return error;
}

/** What CommonJS has and ES modules lack; when module code misses it, Node says so. */
const COMMON_JS_NAMES = /^(require|exports|module|__filename|__dirname) is not defined$/;

/** Adds to a ReferenceError of module code that the name exists in CommonJS only, as Node does. */
export function explainScope(error: unknown, path: string, scope: PackageJson | undefined): void {
  if (!(error instanceof ReferenceError)) return;
  const name = COMMON_JS_NAMES.exec(error.message)?.[1];
  if (name === undefined) return;
  let more = ' in ES module scope';
  if (name === 'require') more += ', you can use import instead';
  if (path.endsWith('.js') && scope?.type === 'module') {
    more += `\nThis file is being treated as an ES module because it has a '.js' file extension and '${scope.folder === '/' ? '' : scope.folder}/package.json' contains "type": "module". To treat it as a CommonJS script, rename it to use the '.cjs' file extension.`;
  }
  const before = error.message;
  const { stack } = error;
  error.message = before + more;
  if (typeof stack === 'string') error.stack = stack.replace(before, () => before + more);
}

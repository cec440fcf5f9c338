/**
 * Stack traces as Lambda shows them: only frames of the function's own files and of JavaScript's built-ins, with the columns
 * that were typed. V8 asks `Error.prepareStackTrace` for every stack, so it is ours for good; one that user code sets is
 * called with harmless copies of the frames, never with V8's own CallSites, which can hand out functions and receivers.
 */

interface CallSite {
  getFileName(): string | null | undefined;
  getScriptNameOrSourceURL?(): string | null | undefined;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
  getFunctionName(): string | null;
  getTypeName(): string | null;
  getMethodName(): string | null;
  getEvalOrigin(): string | undefined;
  isNative(): boolean;
  isToplevel(): boolean;
  isConstructor(): boolean;
  isEval(): boolean;
  isAsync?(): boolean;
  isPromiseAll?(): boolean;
  getPromiseIndex?(): number | null;
  toString(): string;
}

type Columns = (file: string, line: number, column: number) => number;

let columnOf: Columns = (_file, _line, column) => column;
/** Says how compiled columns map to typed ones, once a program is there. */
export const useColumns = (columns: Columns): void => void (columnOf = columns);

const OURS = /^(?:file:\/\/)?\/(?:var\/task|opt)\//;
const scriptOf = (site: CallSite): string => site.getScriptNameOrSourceURL?.() ?? site.getFileName() ?? '';

/** Frames that may be seen: the function's files, and natives (`at JSON.parse (<anonymous>)`). */
function isShown(site: CallSite): boolean {
  const script = scriptOf(site);
  if (script === '') return site.isNative() || site.getLineNumber() === null;
  return OURS.test(script);
}

/** A frame as text, with the typed column in place of the compiled one. */
function shown(site: CallSite): string {
  const text = site.toString();
  const script = scriptOf(site);
  const line = site.getLineNumber();
  const column = site.getColumnNumber();
  if (script === '' || line === null || column === null) return text;
  return unnamed(text.replace(`${script}:${line}:${column}`, `${script}:${line}:${columnOf(script, line, column)}`));
}

/** V8 calls nameless functions of evaluated code `eval`; in a file, as Lambda has it, they have no name. */
function unnamed(text: string): string {
  const named = /^(async )?eval \((.*)\)$/.exec(text);
  if (named) return `${named[1] ?? ''}${named[2]}`;
  return text.replace(
    /^((?:async |new )?)([\w$.<>]+\.)eval( \[as ([^\]]+)\])?/,
    (_all, kind: string, owner: string, _as, method?: string) => `${kind}${owner}${method ?? '<anonymous>'}`,
  );
}

/** The frame with which Lambda's runtime client called the handler, as version 3 shows it. */
const CLIENT_FRAME = 'Runtime.handleOnceNonStreaming (file:///var/runtime/index.mjs:1173:29)';

/** Frames as text: the function's own, the natives between them, and the client's that called the handler. */
function framesOf(sites: readonly CallSite[]): readonly string[] {
  const last = sites.findLastIndex((site) => isShown(site) && scriptOf(site) !== '');
  const own = sites.slice(0, last + 1).filter(isShown);
  const lines = own.map(shown);
  const caller = sites[last + 1];
  return caller && caller.getFunctionName() === 'handleOnceNonStreaming' ? [...lines, CLIENT_FRAME] : lines;
}

/** What user code's own prepareStackTrace gets in place of a CallSite. */
function copyOf(site: CallSite): CallSite {
  const script = scriptOf(site);
  const line = site.getLineNumber();
  const column = site.getColumnNumber();
  const facts = {
    type: site.getTypeName(),
    fn: site.getFunctionName(),
    method: site.getMethodName(),
    origin: site.getEvalOrigin(),
    native: site.isNative(),
    top: site.isToplevel(),
    construct: site.isConstructor(),
    evaluated: script === '' && site.isEval(),
    async: site.isAsync?.() ?? false,
    all: site.isPromiseAll?.() ?? false,
    index: site.getPromiseIndex?.() ?? null,
    text: shown(site),
    column: line !== null && column !== null ? columnOf(script, line, column) : column,
  };
  return {
    getThis: () => undefined,
    getFunction: () => undefined,
    getTypeName: () => facts.type,
    getFunctionName: () => facts.fn,
    getMethodName: () => facts.method,
    getFileName: () => script || undefined,
    getScriptNameOrSourceURL: () => script || undefined,
    getScriptHash: () => '',
    getLineNumber: () => line,
    getColumnNumber: () => facts.column,
    getEnclosingLineNumber: () => line,
    getEnclosingColumnNumber: () => facts.column,
    getPosition: () => 0,
    getEvalOrigin: () => (facts.evaluated ? facts.origin : undefined),
    isNative: () => facts.native,
    isToplevel: () => facts.top,
    isConstructor: () => facts.construct,
    isEval: () => facts.evaluated,
    isAsync: () => facts.async,
    isPromiseAll: () => facts.all,
    getPromiseIndex: () => facts.index,
    toString: () => facts.text,
  } as unknown as CallSite;
}

function headerOf(error: unknown): string {
  try {
    return Reflect.apply(Error.prototype.toString, error as Error, []);
  } catch {
    return '<error>';
  }
}

/** Installs the realm's one prepareStackTrace. */
export function installStacks(Errors: ErrorConstructor & { stackTraceLimit?: number }): void {
  let own: unknown;
  let hidden = 0;
  const prepare = (error: unknown, sites: readonly CallSite[]): unknown => {
    const seen = sites.filter(isShown);
    if (typeof own === 'function' && hidden === 0) {
      hidden++;
      try {
        return Reflect.apply(own, Errors, [error, seen.map(copyOf)]);
      } finally {
        hidden--;
      }
    }
    return [headerOf(error), ...framesOf(sites).map((frame) => `    at ${frame}`)].join('\n');
  };
  Object.defineProperty(Errors, 'prepareStackTrace', {
    configurable: false,
    enumerable: false,
    get: () => prepare,
    set(value: unknown) {
      own = value === prepare ? undefined : value;
    },
  });
}

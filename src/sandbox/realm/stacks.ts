/**
 * Stack traces as Lambda shows them: only frames of the function's own files and of JavaScript's built-ins, with the columns
 * that were typed. V8 asks `Error.prepareStackTrace` for every stack, so it is ours for good; one that user code sets is
 * called with harmless copies of the frames, never with V8's own CallSites, which can hand out functions and receivers.
 */

import { unmetered } from './meter.ts';

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

/** The frames with which Lambda's runtime client called the handler: version 3, and version 4 at once and after an await.
 * Their lines are those of one release; AWS changes them with every patch. */
const VERSION_3 = ['Runtime.handleOnceNonStreaming (file:///var/runtime/index.mjs:1173:29)'];
const VERSION_4_LATER = [
  'async _Runtime.processSingleConcurrent (file:///var/runtime/index.mjs:1180:7)',
  'async _Runtime.start (file:///var/runtime/index.mjs:1167:7)',
  'async ignition (file:///var/runtime/index.mjs:1636:5)',
];
const VERSION_4_RESUMED = ['async BufferedInvokeProcessor.processInvoke (file:///var/runtime/index.mjs:1094:22)', ...VERSION_4_LATER];
const VERSION_4 = [
  'BufferedInvokeProcessor.processInvoke (file:///var/runtime/index.mjs:1094:33)',
  'file:///var/runtime/index.mjs:1180:98',
  'InvokeStoreSingle.run (file:///var/runtime/index.mjs:85:12)',
  '_Runtime.runWithInvokeContext (file:///var/runtime/index.mjs:1193:24)',
  ...VERSION_4_LATER,
];

/** The client's own frames below the one that called the handler. */
function clientFrames(caller: CallSite | undefined): readonly string[] {
  const name = caller?.getFunctionName();
  if (name === 'handleOnceNonStreaming') return VERSION_3;
  if (name !== 'processInvoke') return [];
  return caller?.isAsync?.() ? VERSION_4_RESUMED : VERSION_4;
}

/** Frames as text: the function's own, the natives between them, and the client's that called the handler. */
function framesOf(sites: readonly CallSite[]): readonly string[] {
  const last = sites.findLastIndex((site) => isShown(site) && scriptOf(site) !== '');
  const own = sites.slice(0, last + 1).filter(isShown);
  const lines = own.map(shown);
  const limit = (Error as { stackTraceLimit?: unknown }).stackTraceLimit;
  const room = typeof limit === 'number' ? Math.max(0, limit - lines.length) : 0;
  return [...lines, ...clientFrames(sites[last + 1]).slice(0, room)];
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
    const seen = unmetered(() => sites.filter(isShown));
    if (typeof own === 'function' && hidden === 0) {
      hidden++;
      try {
        return Reflect.apply(own, Errors, [error, unmetered(() => seen.map(copyOf))]);
      } finally {
        hidden--;
      }
    }
    const header = headerOf(error);
    // V8 words and counts frames differently from version to version, so what they cost must not show.
    return unmetered(() => [header, ...framesOf(sites).map((frame) => `    at ${frame}`)].join('\n'));
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

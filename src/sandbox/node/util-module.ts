import { format, formatWithOptions, inspect, stripVTControlCharacters } from 'node-inspect-extracted';
import { log } from '../node-runtime/log-lines.ts';
import { nodeError } from '../realm/node-error.ts';
import { TextDecoder } from '../web/encoding.ts';
import { AbortController, type AbortSignal } from '../web/events.ts';
import { ERRNOS } from '../web/fetch.ts';
import { isDeepStrictEqual } from './deep-equal.ts';
import { types } from './util-types.ts';

type Fn = (...args: unknown[]) => unknown;

const CUSTOM = Symbol.for('nodejs.util.promisify.custom');

function promisify(original: unknown): Fn {
  if (typeof original !== 'function') throw nodeError.argumentType('original', 'of type function', original);
  const custom = (original as { [CUSTOM]?: Fn })[CUSTOM];
  if (custom) {
    Object.defineProperty(custom, CUSTOM, { value: custom, enumerable: false, writable: false, configurable: true });
    return custom;
  }
  const made = function (this: unknown, ...args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      Reflect.apply(original, this, [...args, (error: unknown, ...values: unknown[]) => (error ? reject(error) : resolve(values[0]))]);
    });
  };
  Object.setPrototypeOf(made, Object.getPrototypeOf(original));
  Object.defineProperty(made, CUSTOM, { value: made, enumerable: false, writable: false, configurable: true });
  return Object.defineProperties(made, Object.getOwnPropertyDescriptors(original)) as Fn;
}
promisify.custom = CUSTOM;

function callbackify(original: Fn): Fn {
  if (typeof original !== 'function') throw nodeError.argumentType('original', 'of type function', original);
  const made = function (this: unknown, ...args: unknown[]): void {
    const callback = args.pop();
    if (typeof callback !== 'function') throw nodeError.argumentType('last argument', 'of type function', callback);
    (Reflect.apply(original, this, args) as Promise<unknown>).then(
      (value) => (globalThis as unknown as { process: { nextTick: Fn } }).process.nextTick(callback, null, value),
      (error: unknown) => {
        const reason =
          error ?? Object.assign(new Error('Promise was rejected with falsy value'), { code: 'ERR_FALSY_VALUE_REJECTION', reason: error });
        (globalThis as unknown as { process: { nextTick: Fn } }).process.nextTick(callback, reason);
      },
    );
  };
  Object.defineProperty(made, 'name', { value: `${original.name}Callbackified`, configurable: true });
  return made;
}

function inherits(constructor: unknown, parent: unknown): void {
  if (typeof constructor !== 'function') throw nodeError.argumentType('ctor', 'of type function', constructor);
  if (typeof parent !== 'function') throw nodeError.argumentType('superCtor', 'of type function', parent);
  Object.defineProperty(constructor, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype as object);
}

const warned = new Set<string>();

function deprecate(original: Fn, message: string, code?: string): Fn {
  let isWarned = false;
  const made = function (this: unknown, ...args: unknown[]): unknown {
    if (!isWarned && !(code !== undefined && warned.has(code))) {
      isWarned = true;
      if (code !== undefined) warned.add(code);
      (globalThis as unknown as { process: { emitWarning: Fn } }).process.emitWarning(message, 'DeprecationWarning', code);
    }
    return new.target ? Reflect.construct(original, args, new.target) : Reflect.apply(original, this, args);
  };
  Object.setPrototypeOf(made, original);
  if (original.prototype) made.prototype = original.prototype;
  return made;
}

function debuglog(section: string): Fn & { enabled: boolean } {
  const wanted = String((globalThis as unknown as { process: { env: { NODE_DEBUG?: string } } }).process.env['NODE_DEBUG'] ?? '');
  const isOn = wanted.split(',').some((one) => one.trim().toLowerCase() === section.toLowerCase());
  const write = (...args: unknown[]): void => (isOn ? log('ERROR', [`${section.toUpperCase()} 8: ${format(...args)}`]) : undefined);
  return Object.assign(write as Fn, { enabled: isOn });
}

const COLOURS: { readonly [name: string]: readonly [number, number] } = {
  reset: [0, 0],
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  underline: [4, 24],
  inverse: [7, 27],
  hidden: [8, 28],
  strikethrough: [9, 29],
  black: [30, 39],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
  white: [37, 39],
  gray: [90, 39],
  grey: [90, 39],
  redBright: [91, 39],
  greenBright: [92, 39],
  yellowBright: [93, 39],
  blueBright: [94, 39],
  magentaBright: [95, 39],
  cyanBright: [96, 39],
  whiteBright: [97, 39],
};

function styleText(formats: string | readonly string[], text: string): string {
  let styled = text;
  for (const name of typeof formats === 'string' ? [formats] : formats) {
    const pair = COLOURS[name];
    if (!pair) throw nodeError.argumentValue('format', name);
    styled = `\u001b[${pair[0]}m${styled}\u001b[${pair[1]}m`;
  }
  return styled;
}

const legacy = {
  isArray: Array.isArray,
  isBoolean: (value: unknown): boolean => typeof value === 'boolean',
  isNull: (value: unknown): boolean => value === null,
  isNullOrUndefined: (value: unknown): boolean => value === null || value === undefined,
  isNumber: (value: unknown): boolean => typeof value === 'number',
  isString: (value: unknown): boolean => typeof value === 'string',
  isSymbol: (value: unknown): boolean => typeof value === 'symbol',
  isUndefined: (value: unknown): boolean => value === undefined,
  isRegExp: types.isRegExp,
  isObject: (value: unknown): boolean => value !== null && typeof value === 'object',
  isDate: types.isDate,
  isError: (value: unknown): boolean => types.isNativeError(value) || value instanceof Error,
  isFunction: (value: unknown): boolean => typeof value === 'function',
  isPrimitive: (value: unknown): boolean => value === null || (typeof value !== 'object' && typeof value !== 'function'),
  isBuffer: (value: unknown): boolean => value instanceof Uint8Array && (value.constructor as { isBuffer?: Fn }).isBuffer !== undefined,
};

/** What `require('util')` gives. */
export const util = {
  inspect,
  format,
  formatWithOptions,
  stripVTControlCharacters,
  promisify,
  callbackify,
  inherits,
  deprecate,
  debuglog,
  debug: debuglog,
  isDeepStrictEqual,
  types,
  TextEncoder,
  TextDecoder,
  styleText,
  toUSVString: (value: unknown): string => new TextDecoder().decode(new TextEncoder().encode(String(value))),
  getSystemErrorName: (errno: number): string | undefined => Object.keys(ERRNOS).find((code) => ERRNOS[code] === errno),
  aborted: (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true }))),
  transferableAbortController: (): AbortController => new AbortController(),
  transferableAbortSignal: (signal: AbortSignal): AbortSignal => signal,
  parseEnv,
  ...legacy,
};

/** Reads the text of a .env file. */
function parseEnv(text: string): { [name: string]: string } {
  const env: { [name: string]: string } = {};
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*(?:"((?:\\.|[^"])*)"|'([^']*)'|([^#]*))/.exec(line);
    if (match) env[match[1] as string] = match[2]?.replaceAll('\\n', '\n') ?? match[3] ?? (match[4] as string).trim();
  }
  return env;
}

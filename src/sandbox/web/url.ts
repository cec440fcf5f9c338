import { inspect } from 'node-inspect-extracted';

/** URL and URLSearchParams: the engine parses, the wording and the looks are Node's. */

const NativeUrl = globalThis.URL;
type Native = InstanceType<typeof NativeUrl>;
const NativeParams = globalThis.URLSearchParams;
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

function invalid(input: string, base: string | undefined): Error {
  const error = new TypeError('Invalid URL') as TypeError & { code: string; input: string; base?: string };
  error.code = 'ERR_INVALID_URL';
  error.input = input;
  if (base !== undefined) error.base = base;
  return error;
}

function parsed(input: unknown, base: unknown): Native {
  const text = String(input);
  const under = base === undefined ? undefined : String(base);
  try {
    return under === undefined ? new NativeUrl(text) : new NativeUrl(text, under);
  } catch {
    throw invalid(text, under);
  }
}

type Pairs = readonly (readonly [string, string])[];

const MAKE = Symbol('bound to a URL');

export class URLSearchParams {
  #pairs: (readonly [string, string])[] = [];
  #changed: ((query: string) => void) | null = null;

  constructor(init?: unknown, key?: symbol, changed?: (query: string) => void) {
    if (key === MAKE) this.#changed = changed as (query: string) => void;
    if (init === undefined || init === null) return;
    if (typeof init === 'object' || typeof init === 'function') this.#pairs = pairsOf(init);
    else this.#pairs = read(String(init));
  }

  /** Params that write themselves back into a URL. */
  static of(query: string, changed: (query: string) => void): URLSearchParams {
    return new URLSearchParams(query, MAKE, changed);
  }

  /** Replaces the pairs after the URL's query was set. */
  static reread(params: URLSearchParams, query: string): void {
    params.#pairs = read(query);
  }

  #set(pairs: Pairs): void {
    this.#pairs = [...pairs];
    this.#changed?.(this.toString());
  }

  get size(): number {
    return this.#pairs.length;
  }
  append(name: unknown, value: unknown): void {
    this.#set([...this.#pairs, [text(name), text(value)]]);
  }
  delete(name: unknown, value?: unknown): void {
    const key = text(name);
    this.#set(this.#pairs.filter(([one, held]) => one !== key || (value !== undefined && held !== text(value))));
  }
  get(name: unknown): string | null {
    const key = text(name);
    return this.#pairs.find(([one]) => one === key)?.[1] ?? null;
  }
  getAll(name: unknown): string[] {
    const key = text(name);
    return this.#pairs.filter(([one]) => one === key).map(([, value]) => value);
  }
  has(name: unknown, value?: unknown): boolean {
    const key = text(name);
    return this.#pairs.some(([one, held]) => one === key && (value === undefined || held === text(value)));
  }
  set(name: unknown, value: unknown): void {
    const key = text(name);
    const first = this.#pairs.findIndex(([one]) => one === key);
    if (first < 0) return this.append(key, value);
    this.#set(this.#pairs.flatMap((pair, i) => (pair[0] !== key ? [pair] : i === first ? [[key, text(value)] as const] : [])));
  }
  sort(): void {
    this.#set([...this.#pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  }
  forEach(callback: (value: string, name: string, params: URLSearchParams) => void, self?: unknown): void {
    for (const [name, value] of this.#pairs) Reflect.apply(callback, self, [value, name, this]);
  }
  *entries(): IterableIterator<[string, string]> {
    for (const [name, value] of this.#pairs) yield [name, value];
  }
  *keys(): IterableIterator<string> {
    for (const [name] of this.#pairs) yield name;
  }
  *values(): IterableIterator<string> {
    for (const [, value] of this.#pairs) yield value;
  }
  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }
  toString(): string {
    const native = new NativeParams();
    for (const [name, value] of this.#pairs) native.append(name, value);
    return native.toString();
  }
  [INSPECT](_depth: number, options: object): string {
    if (this.#pairs.length === 0) return 'URLSearchParams {}';
    return `URLSearchParams { ${this.#pairs.map(([name, value]) => `${inspect(name, options)} => ${inspect(value, options)}`).join(', ')} }`;
  }
}
Object.defineProperty(URLSearchParams.prototype, Symbol.toStringTag, { value: 'URLSearchParams', configurable: true });

const text = (value: unknown): string => wellFormed(String(value));

/** Lone surrogates become U+FFFD, as in every USVString. */
const wellFormed = (value: string): string =>
  value.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');

function read(query: string): (readonly [string, string])[] {
  return [...new NativeParams(query)].map(([name, value]) => [name, value] as const);
}

function pairsOf(init: object): (readonly [string, string])[] {
  const iterate = (init as { [Symbol.iterator]?: unknown })[Symbol.iterator];
  if (typeof iterate !== 'function') return Object.entries(init).map(([name, value]) => [text(name), text(value)] as const);
  return [...(init as Iterable<Iterable<unknown>>)].map((pair) => {
    const both = typeof pair === 'object' && pair !== null ? [...pair] : [];
    if (both.length !== 2) {
      throw Object.assign(new TypeError('Each query pair must be an iterable [name, value] tuple'), { code: 'ERR_INVALID_TUPLE' });
    }
    return [text(both[0]), text(both[1])] as const;
  });
}

/** Parts that are read and written as they are; defined on the prototype below. */
export interface URL {
  protocol: string;
  username: string;
  password: string;
  host: string;
  hostname: string;
  port: string;
  pathname: string;
  hash: string;
}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the parts are defined on the prototype
export class URL {
  readonly #url: Native;
  #params: URLSearchParams | null = null;

  constructor(input: unknown, base?: unknown) {
    this.#url = parsed(input, base);
  }

  static canParse(input: unknown, base?: unknown): boolean {
    try {
      parsed(input, base);
      return true;
    } catch {
      return false;
    }
  }

  static parse(input: unknown, base?: unknown): URL | null {
    return URL.canParse(input, base) ? new URL(input, base) : null;
  }

  static createObjectURL(): never {
    throw new Error('URL.createObjectURL is not available in Coldstart: nothing could fetch the URL');
  }

  static revokeObjectURL(): void {}

  get searchParams(): URLSearchParams {
    this.#params ??= URLSearchParams.of(this.#url.search, (query) => {
      this.#url.search = query;
    });
    return this.#params;
  }
  #synced(): void {
    if (this.#params) URLSearchParams.reread(this.#params, this.#url.search);
  }
  get href(): string {
    return this.#url.href;
  }
  set href(value: unknown) {
    try {
      this.#url.href = String(value);
    } catch {
      throw invalid(String(value), undefined);
    }
    this.#synced();
  }
  get search(): string {
    return this.#url.search;
  }
  set search(value: unknown) {
    this.#url.search = String(value);
    this.#synced();
  }
  get origin(): string {
    return this.#url.origin;
  }
  toString(): string {
    return this.#url.href;
  }
  toJSON(): string {
    return this.#url.href;
  }
  [INSPECT](depth: number, options: object): string {
    if (typeof depth === 'number' && depth < 0) return this.toString();
    const shown: { [key: string]: unknown } = {};
    for (const key of ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search'] as const)
      shown[key] = this[key];
    shown['searchParams'] = this.searchParams;
    shown['hash'] = this.hash;
    return `URL ${inspect(shown, options)}`;
  }

  /** Reads or writes a part of the engine's URL. */
  static part(url: URL, key: 'protocol', value?: string): string {
    if (value !== undefined) url.#url[key] = value;
    return url.#url[key];
  }
}
for (const key of ['protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'hash']) {
  Object.defineProperty(URL.prototype, key, {
    get(this: URL) {
      return URL.part(this, key as 'protocol');
    },
    set(this: URL, value: unknown) {
      URL.part(this, key as 'protocol', String(value));
    },
    enumerable: true,
    configurable: true,
  });
}
for (const key of ['href', 'origin', 'search', 'searchParams', 'toString', 'toJSON']) {
  Object.defineProperty(URL.prototype, key, { enumerable: true });
}
Object.defineProperty(URL.prototype, Symbol.toStringTag, { value: 'URL', configurable: true });

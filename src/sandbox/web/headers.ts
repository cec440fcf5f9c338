import { inspect } from 'node-inspect-extracted';
import { codedError } from '../realm/node-error.ts';

/** Headers of the fetch standard, worded as Node's undici words them. */

const INSPECT = Symbol.for('nodejs.util.inspect.custom');
const NAME = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;

type Entry = { readonly name: string; values: string[] };

function nameOf(name: unknown, method: string): string {
  const text = String(name);
  if (!NAME.test(text)) throw new TypeError(`Headers.${method}: "${text}" is an invalid header name.`);
  return text;
}

function valueOf(value: unknown, method: string): string {
  const text = String(value).replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
  if (/[\0\n\r]/.test(text)) throw new TypeError(`Headers.${method}: ${text} is an invalid header value.`);
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 255) {
      throw new TypeError(
        `Cannot convert argument to a ByteString because the character at index ${i} has a value of ${text.charCodeAt(i)} which is greater than 255.`,
      );
    }
  }
  return text;
}

export class Headers {
  readonly #entries = new Map<string, Entry>();

  constructor(init?: unknown) {
    if (init === undefined) return;
    if (typeof init !== 'object' || init === null) {
      throw new TypeError('Headers constructor: init given is not one of sequence<sequence<ByteString>>, record<ByteString, ByteString>.');
    }
    if (typeof (init as { [Symbol.iterator]?: unknown })[Symbol.iterator] === 'function') {
      for (const pair of init as Iterable<readonly unknown[]>) {
        const both = [...pair];
        if (both.length !== 2) throw new TypeError(`Headers constructor: expected name/value pair to be length 2, found ${both.length}.`);
        this.append(both[0], both[1]);
      }
      return;
    }
    for (const key of Reflect.ownKeys(init)) {
      if (typeof key === 'string' && Object.getOwnPropertyDescriptor(init, key)?.enumerable)
        this.append(key, (init as { [name: string]: unknown })[key]);
    }
  }

  append(name: unknown, value: unknown): void {
    const shown = nameOf(name, 'append');
    const text = valueOf(value, 'append');
    const key = shown.toLowerCase();
    const entry = this.#entries.get(key);
    if (entry) entry.values.push(text);
    else this.#entries.set(key, { name: shown, values: [text] });
  }
  delete(name: unknown): void {
    this.#entries.delete(nameOf(name, 'delete').toLowerCase());
  }
  get(name: unknown): string | null {
    const entry = this.#entries.get(nameOf(name, 'get').toLowerCase());
    return entry ? entry.values.join(', ') : null;
  }
  has(name: unknown): boolean {
    return this.#entries.has(nameOf(name, 'has').toLowerCase());
  }
  set(name: unknown, value: unknown): void {
    const shown = nameOf(name, 'set');
    this.#entries.set(shown.toLowerCase(), { name: shown, values: [valueOf(value, 'set')] });
  }
  getSetCookie(): string[] {
    return [...(this.#entries.get('set-cookie')?.values ?? [])];
  }
  #sorted(): [string, string][] {
    const keys = [...this.#entries.keys()].sort();
    return keys.flatMap((key): [string, string][] => {
      const { values } = this.#entries.get(key) as Entry;
      return key === 'set-cookie' ? values.map((value) => [key, value]) : [[key, values.join(', ')]];
    });
  }
  forEach(callback: (value: string, name: string, headers: Headers) => void, self?: unknown): void {
    if (typeof callback !== 'function')
      throw codedError(
        TypeError,
        'ERR_INVALID_ARG_TYPE',
        "Failed to execute 'forEach' on 'Headers': parameter 1 is not of type 'Function'.",
      );
    for (const [name, value] of this.#sorted()) Reflect.apply(callback, self, [value, name, this]);
  }
  *entries(): IterableIterator<[string, string]> {
    yield* this.#sorted();
  }
  *keys(): IterableIterator<string> {
    for (const [name] of this.#sorted()) yield name;
  }
  *values(): IterableIterator<string> {
    for (const [, value] of this.#sorted()) yield value;
  }
  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }
  [INSPECT](_depth: number, options: object): string {
    return `Headers ${inspect(Object.fromEntries(this.#sorted()), options)}`;
  }

  /** Names and values as they were written, for the wire. */
  static wire(headers: Headers): readonly (readonly [string, string])[] {
    return [...headers.#entries.values()].flatMap(({ name, values }) =>
      name.toLowerCase() === 'set-cookie' ? values.map((value) => [name, value] as const) : [[name, values.join(', ')] as const],
    );
  }
}
Object.defineProperty(Headers.prototype, Symbol.toStringTag, { value: 'Headers', configurable: true });

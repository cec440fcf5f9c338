import { epochMs } from '../realm/clock.ts';

/** Blob, File and FormData whose bytes are at hand, so that reading them is synchronous work behind a promise. */

const encoder = new TextEncoder();

/** Bytes of a string, a buffer, a view or a blob. */
export function bytesOf(part: unknown): Uint8Array {
  if (part instanceof Blob) return Blob.bytes(part);
  if (part instanceof ArrayBuffer) return new Uint8Array(part);
  if (ArrayBuffer.isView(part)) return new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
  return encoder.encode(String(part));
}

/** One array of several. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export class Blob {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #type: string;

  constructor(parts: Iterable<unknown> = [], options: { readonly type?: string } = {}) {
    this.#bytes = joined([...parts].map(bytesOf));
    const type = String(options?.type ?? '');
    this.#type = /[^\x20-\x7e]/.test(type) ? '' : type.toLowerCase();
  }

  static bytes(blob: Blob): Uint8Array<ArrayBuffer> {
    return blob.#bytes;
  }
  get size(): number {
    return this.#bytes.length;
  }
  get type(): string {
    return this.#type;
  }
  slice(start = 0, end = this.size, type = ''): Blob {
    return new Blob([this.#bytes.slice(start, end)], { type });
  }
  async text(): Promise<string> {
    return new TextDecoder().decode(this.#bytes);
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#bytes.slice().buffer;
  }
  async bytes(): Promise<Uint8Array> {
    return this.#bytes.slice();
  }
  stream(): ReadableStream<Uint8Array> {
    return streamOf(this.#bytes);
  }
}
Object.defineProperty(Blob.prototype, Symbol.toStringTag, { value: 'Blob', configurable: true });

/** A stream that gives all bytes at once. */
export function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
}

export class File extends Blob {
  readonly #name: string;
  readonly #at: number;
  constructor(parts: Iterable<unknown>, name: unknown, options: { readonly type?: string; readonly lastModified?: number } = {}) {
    super(parts, options);
    this.#name = String(name);
    this.#at = options?.lastModified ?? epochMs();
  }
  get name(): string {
    return this.#name;
  }
  get lastModified(): number {
    return this.#at;
  }
  get webkitRelativePath(): string {
    return '';
  }
}
Object.defineProperty(File.prototype, Symbol.toStringTag, { value: 'File', configurable: true });

type Field = string | File;

export class FormData {
  #fields: (readonly [string, Field])[] = [];

  append(name: unknown, value: unknown, filename?: unknown): void {
    this.#fields.push([String(name), fieldOf(value, filename)]);
  }
  set(name: unknown, value: unknown, filename?: unknown): void {
    const key = String(name);
    const field = [key, fieldOf(value, filename)] as const;
    const first = this.#fields.findIndex(([one]) => one === key);
    if (first < 0) this.#fields.push(field);
    else this.#fields = this.#fields.flatMap((one, i) => (one[0] !== key ? [one] : i === first ? [field] : []));
  }
  delete(name: unknown): void {
    this.#fields = this.#fields.filter(([one]) => one !== String(name));
  }
  get(name: unknown): Field | null {
    return this.#fields.find(([one]) => one === String(name))?.[1] ?? null;
  }
  getAll(name: unknown): Field[] {
    return this.#fields.filter(([one]) => one === String(name)).map(([, value]) => value);
  }
  has(name: unknown): boolean {
    return this.#fields.some(([one]) => one === String(name));
  }
  forEach(callback: (value: Field, name: string, form: FormData) => void, self?: unknown): void {
    for (const [name, value] of this.#fields) Reflect.apply(callback, self, [value, name, this]);
  }
  *entries(): IterableIterator<[string, Field]> {
    for (const [name, value] of this.#fields) yield [name, value];
  }
  *keys(): IterableIterator<string> {
    for (const [name] of this.#fields) yield name;
  }
  *values(): IterableIterator<Field> {
    for (const [, value] of this.#fields) yield value;
  }
  [Symbol.iterator](): IterableIterator<[string, Field]> {
    return this.entries();
  }
}
Object.defineProperty(FormData.prototype, Symbol.toStringTag, { value: 'FormData', configurable: true });

function fieldOf(value: unknown, filename: unknown): Field {
  if (!(value instanceof Blob)) return String(value);
  if (value instanceof File && filename === undefined) return value;
  return new File([value], filename ?? 'blob', { type: value.type });
}

/** A form as multipart/form-data. */
export function multipartOf(form: FormData, boundary: string): Uint8Array<ArrayBuffer> {
  const escaped = (text: string): string => text.replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/"/g, '%22');
  const parts: Uint8Array[] = [];
  for (const [name, value] of form) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"`;
    if (typeof value === 'string') parts.push(encoder.encode(`${head}\r\n\r\n${value.replace(/\r?\n|\r/g, '\r\n')}\r\n`));
    else {
      const type = value.type || 'application/octet-stream';
      parts.push(
        encoder.encode(`${head}; filename="${escaped(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`),
        bytesOf(value),
        encoder.encode('\r\n'),
      );
    }
  }
  parts.push(encoder.encode(`--${boundary}--\r\n`));
  return joined(parts);
}

/** Reads multipart/form-data; null when it isn't. */
export function readMultipart(bytes: Uint8Array, boundary: string): FormData | null {
  let latin = '';
  for (const byte of bytes) latin += String.fromCharCode(byte);
  const toBytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
  const toText = (text: string): string => new TextDecoder().decode(toBytes(text));
  const sections = latin.split(`--${boundary}`);
  if (sections.length < 2) return null;
  const form = new FormData();
  for (const section of sections.slice(1)) {
    if (section.startsWith('--')) break;
    const split = section.indexOf('\r\n\r\n');
    if (split < 0) return null;
    const head = toText(section.slice(0, split));
    const body = section.slice(split + 4, section.length - 2);
    const name = /name="([^"]*)"/i.exec(head)?.[1];
    if (name === undefined) return null;
    const filename = /filename="([^"]*)"/i.exec(head)?.[1];
    const type = /^content-type:\s*(.+)$/im.exec(head)?.[1]?.trim();
    if (filename === undefined) form.append(name, toText(body));
    else form.append(name, new File([toBytes(body)], filename, { type: type ?? 'text/plain' }));
  }
  return form;
}

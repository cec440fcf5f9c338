import type EventEmitter from 'events/events.js';
import { epochMs } from '../realm/clock.ts';
import { codedError, nodeError } from '../realm/node-error.ts';
import { REASONS } from '../web/fetch.ts';
import { Buffer } from './buffer.ts';
import { process } from './process.ts';
import { stream } from './stream.ts';

/**
 * IncomingMessage, OutgoingMessage and ServerResponse: enough of Node's own inner workings (_header, _implicitHeader, _send,
 * assignSocket) that adapters which give them a made-up socket, such as serverless-http, find what they expect.
 */

type Headers = { [name: string]: string | string[] | undefined };
type Done = (error?: unknown) => void;

/** Where the bytes of a message go. */
export interface SocketLike {
  write(chunk: unknown, encoding?: unknown, done?: Done): unknown;
  readonly writable?: boolean;
  on?(name: string, listener: Done): unknown;
  cork?(): void;
  uncork?(): void;
  destroy?(error?: unknown): unknown;
  end?(): unknown;
}

interface ReadableLike extends EventEmitter {
  push(chunk: unknown): boolean;
  destroy(error?: unknown): this;
  setEncoding(encoding: string): this;
}
const { Readable, Stream } = stream as unknown as {
  Readable: new (options?: object) => ReadableLike;
  Stream: new (options?: object) => EventEmitter & { pipe(to: unknown): unknown };
};

const LISTED = new Set(['set-cookie']);
const SINGLE = new Set(
  'age authorization content-length content-type etag expires from host if-modified-since if-unmodified-since last-modified location max-forwards proxy-authorization referer retry-after server user-agent'.split(
    ' ',
  ),
);

/** A request that a server got, or a response that a client got. */
export class IncomingMessage extends Readable {
  httpVersion = '1.1';
  httpVersionMajor = 1;
  httpVersionMinor = 1;
  complete = false;
  aborted = false;
  upgrade: boolean | null = null;
  url = '';
  method: string | null = null;
  statusCode: number | null = null;
  statusMessage: string | null = null;
  rawHeaders: string[] = [];
  rawTrailers: string[] = [];
  trailers: Headers = {};
  joinDuplicateHeaders = null;
  socket: unknown;
  client: unknown;
  #headers: Headers | null = null;

  constructor(socket?: unknown) {
    super({ highWaterMark: 65_536 });
    this.socket = socket;
    this.client = socket;
  }

  get connection(): unknown {
    return this.socket;
  }
  set connection(value: unknown) {
    this.socket = value;
  }
  get headers(): Headers {
    this.#headers ??= headersOf(this.rawHeaders);
    return this.#headers;
  }
  set headers(value: Headers) {
    this.#headers = value;
  }
  get headersDistinct(): { [name: string]: string[] } {
    const distinct: { [name: string]: string[] } = Object.create(null);
    for (let i = 0; i < this.rawHeaders.length; i += 2) {
      const key = (this.rawHeaders[i] as string).toLowerCase();
      distinct[key] = [...(distinct[key] ?? []), this.rawHeaders[i + 1] as string];
    }
    return distinct;
  }
  setTimeout(_after: number, listener?: Done): this {
    if (listener) this.on('timeout', listener);
    return this;
  }
  _read(): void {}
}

function headersOf(raw: readonly string[]): Headers {
  const headers: Headers = {};
  for (let i = 0; i < raw.length; i += 2) {
    const key = (raw[i] as string).toLowerCase();
    const value = raw[i + 1] as string;
    const known = headers[key];
    if (LISTED.has(key)) headers[key] = [...((known as string[] | undefined) ?? []), value];
    else if (known === undefined) headers[key] = value;
    else if (!SINGLE.has(key)) headers[key] = `${known as string}${key === 'cookie' ? '; ' : ', '}${value}`;
  }
  return headers;
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const BAD_VALUE = /[^\t\x20-\x7e\x80-\xff]/;

/** Throws Node's error for a name that is no token. */
export function validateHeaderName(name: unknown, label = 'Header name'): void {
  if (typeof name !== 'string' || !TOKEN.test(name))
    throw codedError(TypeError, 'ERR_INVALID_HTTP_TOKEN', `${label} must be a valid HTTP token ["${String(name)}"]`);
}

/** Throws Node's error for a value that can't stand in a header. */
export function validateHeaderValue(name: string, value: unknown): void {
  if (value === undefined)
    throw codedError(TypeError, 'ERR_HTTP_INVALID_HEADER_VALUE', `Invalid value "${String(value)}" for header "${name}"`);
  if (BAD_VALUE.test(String(value))) throw codedError(TypeError, 'ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`);
}

type Value = string | number | readonly string[];

/** What requests and responses that are written have in common. */
export class OutgoingMessage extends Stream {
  readonly #headers = new Map<string, readonly [string, Value]>();
  #pending: (readonly [unknown, unknown, Done | undefined])[] = [];
  _header: string | null = null;
  _headerSent = false;
  _contentLength: number | null = null;
  _hasBody = true;
  finished = false;
  writable = true;
  destroyed = false;
  errored: unknown = null;
  chunkedEncoding = false;
  shouldKeepAlive = true;
  useChunkedEncodingByDefault = true;
  sendDate = false;
  socket: SocketLike | null = null;
  _isFlushed = false;
  outputSize = 0;
  _closed = false;

  get connection(): SocketLike | null {
    return this.socket;
  }
  get headersSent(): boolean {
    return Boolean(this._header);
  }
  get writableEnded(): boolean {
    return this.finished;
  }
  get writableFinished(): boolean {
    return this.finished && this._isFlushed;
  }
  get writableObjectMode(): boolean {
    return false;
  }
  get writableLength(): number {
    return 0;
  }
  get writableHighWaterMark(): number {
    return 16_384;
  }
  get writableCorked(): number {
    return 0;
  }
  get writableNeedDrain(): boolean {
    return false;
  }
  get closed(): boolean {
    return this._closed;
  }
  get _headers(): Headers {
    return this.getHeaders();
  }

  cork(): void {}
  uncork(): void {}
  setTimeout(_after: number, listener?: Done): this {
    if (listener) this.on('timeout', listener);
    return this;
  }

  setHeader(name: string, value: Value): this {
    if (this._header) throw codedError(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot set headers after they are sent to the client');
    validateHeaderName(name);
    for (const one of Array.isArray(value) ? value : [value]) validateHeaderValue(name, one);
    this.#headers.set(name.toLowerCase(), [name, value]);
    return this;
  }
  setHeaders(headers: Iterable<readonly [string, Value]>): this {
    for (const [name, value] of headers) this.setHeader(name, value);
    return this;
  }
  appendHeader(name: string, value: Value): this {
    const known = this.getHeader(name);
    if (known === undefined) return this.setHeader(name, value);
    return this.setHeader(name, [known, value].flat().map(String));
  }
  getHeader(name: string): Value | undefined {
    if (typeof name !== 'string') throw nodeError.argumentType('name', 'of type string', name);
    return this.#headers.get(name.toLowerCase())?.[1];
  }
  getHeaders(): Headers {
    const headers: Headers = Object.create(null);
    for (const [key, [, value]] of this.#headers) headers[key] = value as string;
    return headers;
  }
  getHeaderNames(): string[] {
    return [...this.#headers.keys()];
  }
  getRawHeaderNames(): string[] {
    return [...this.#headers.values()].map(([name]) => name);
  }
  hasHeader(name: string): boolean {
    return this.#headers.has(String(name).toLowerCase());
  }
  removeHeader(name: string): void {
    if (this._header) throw codedError(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot remove headers after they are sent to the client');
    this.#headers.delete(String(name).toLowerCase());
  }
  addTrailers(): void {}
  flushHeaders(): void {
    if (!this._header) this._implicitHeader();
    this._send('');
  }
  _implicitHeader(): void {
    throw codedError(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _implicitHeader() method is not implemented');
  }
  _renderHeaders(): Headers {
    return Object.fromEntries([...this.#headers.values()]) as Headers;
  }

  /** Writes the head as text; `lines` are names and values in order. */
  _storeHeader(first: string, lines: readonly (readonly [string, Value])[] | null): void {
    let head = first;
    const all = lines ?? [...this.#headers.values()];
    for (const [name, value] of all) for (const one of Array.isArray(value) ? value : [value]) head += `${name}: ${String(one)}\r\n`;
    const has = (name: string): boolean => all.some(([one]) => one.toLowerCase() === name);
    if (this.sendDate && !has('date')) head += `Date: ${new Date(epochMs()).toUTCString()}\r\n`;
    if (!has('connection')) head += 'Connection: keep-alive\r\n';
    if (!has('content-length') && !has('transfer-encoding') && this._hasBody && this._contentLength !== null) {
      head += `Content-Length: ${this._contentLength}\r\n`;
    }
    this._header = `${head}\r\n`;
    this._headerSent = false;
  }

  _send(data: unknown, encoding?: unknown, done?: Done): boolean {
    if (!this._headerSent) {
      const header = this._header ?? '';
      this._headerSent = true;
      if (typeof data === 'string' && (!encoding || /^(?:utf-?8|latin1)$/.test(String(encoding))))
        return this._writeRaw(header + data, encoding, done);
      this._writeRaw(header, 'latin1');
    }
    return this._writeRaw(data, encoding, done);
  }

  _writeRaw(data: unknown, encoding?: unknown, done?: Done): boolean {
    if (this.socket?.writable) {
      this.#drain();
      return this.socket.write(data, encoding, done) !== false;
    }
    this.#pending.push([data, encoding, done]);
    return false;
  }

  #drain(): void {
    const pending = this.#pending;
    this.#pending = [];
    for (const [data, encoding, done] of pending) this.socket?.write(data, encoding, done);
  }

  /** The socket is there: what was written before goes out. */
  _flush(): void {
    if (this.socket?.writable) this.#drain();
  }

  write(chunk: unknown, encoding?: unknown, done?: unknown): boolean {
    const callback = (typeof encoding === 'function' ? encoding : done) as Done | undefined;
    const how = typeof encoding === 'function' ? undefined : encoding;
    if (chunk === null) throw codedError(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array))
      throw nodeError.argumentType('chunk', 'of type string or an instance of Buffer or Uint8Array', chunk);
    if (this.finished) {
      const error = codedError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end');
      process.nextTick(() => {
        this.emit('error', error);
        callback?.(error);
      });
      return false;
    }
    if (!this._header) this._implicitHeader();
    if (!this._hasBody || chunk.length === 0) {
      if (callback) process.nextTick(callback);
      return true;
    }
    return this._send(chunk, how, callback);
  }

  end(chunk?: unknown, encoding?: unknown, done?: unknown): this {
    const callback = [chunk, encoding, done].find((one) => typeof one === 'function') as Done | undefined;
    const data = typeof chunk === 'function' ? undefined : chunk;
    const how = typeof encoding === 'function' ? undefined : encoding;
    if (this.finished) {
      if (callback)
        process.nextTick(() => callback(codedError(Error, 'ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished')));
      return this;
    }
    if (data !== undefined && data !== null) {
      if (!this._header)
        this._contentLength = typeof data === 'string' ? Buffer.byteLength(data, how as string) : (data as Uint8Array).length;
      this.write(data, how);
    } else if (!this._header) {
      this._contentLength = 0;
      this._implicitHeader();
    }
    if (callback) this.once('finish', callback);
    this.finished = true;
    this._send('', 'latin1', () => {
      this._isFlushed = true;
      this.emit('prefinish');
      this.emit('finish');
    });
    return this;
  }

  destroy(error?: unknown): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    this.errored = error ?? null;
    this.socket?.destroy?.(error);
    process.nextTick(() => {
      if (error) this.emit('error', error);
      this._closed = true;
      this.emit('close');
    });
    return this;
  }

  override pipe(): never {
    throw codedError(Error, 'ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable');
  }
}

/** The response that a server writes. */
export class ServerResponse extends OutgoingMessage {
  statusCode = 200;
  statusMessage: string | undefined = undefined;
  req: unknown;

  constructor(request: { readonly method?: string | null }) {
    super();
    this.req = request;
    this.sendDate = true;
    if (request?.method === 'HEAD') this._hasBody = false;
  }

  assignSocket(socket: SocketLike): void {
    this.socket = socket;
    this.emit('socket', socket);
    this._flush();
  }
  detachSocket(): void {
    this.socket = null;
  }
  writeContinue(done?: Done): void {
    this._writeRaw('HTTP/1.1 100 Continue\r\n\r\n', 'ascii', done);
  }
  writeProcessing(): void {}
  writeEarlyHints(): void {}
  override _implicitHeader(): void {
    this.writeHead(this.statusCode);
  }

  writeHead(status: number, reason?: unknown, headers?: unknown): this {
    if (this._header) throw codedError(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot write headers after they are sent to the client');
    const code = Number(status) | 0;
    if (code < 100 || code > 999) throw codedError(RangeError, 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${String(status)}`);
    this.statusMessage = typeof reason === 'string' ? reason : (this.statusMessage ?? REASONS[code] ?? 'unknown');
    this.statusCode = code;
    const more = typeof reason === 'string' ? headers : reason;
    if (Array.isArray(more)) for (let i = 0; i < more.length; i += 2) this.appendHeader(String(more[i]), more[i + 1] as string);
    else if (more)
      for (const [name, value] of Object.entries(more as { [name: string]: Value | undefined }))
        if (value !== undefined) this.setHeader(name, value);
    if (code === 204 || code === 304 || code < 200) this._hasBody = false;
    this._storeHeader(`HTTP/1.1 ${code} ${this.statusMessage}\r\n`, null);
    return this;
  }
  writeHeader(status: number, reason?: unknown, headers?: unknown): this {
    return this.writeHead(status, reason, headers);
  }
}

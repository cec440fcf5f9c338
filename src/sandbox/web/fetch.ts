import { base64, fromBase64 } from '../../base/bytes.ts';
import { type CallAnswer, sendCall } from '../realm/calls.ts';
import { randomUuid } from '../realm/dice.ts';
import { Blob, bytesOf, FormData, joined, multipartOf, readMultipart, streamOf } from './blob.ts';
import { DOMException } from './dom-exception.ts';
import { AbortSignal } from './events.ts';
import { Headers } from './headers.ts';
import { URL, URLSearchParams } from './url.ts';

/** fetch, Request and Response over the environment's one way out. Bodies are bytes at hand or a stream; nothing waits for real. */

const encoder = new TextEncoder();
const EMPTY = new Uint8Array(0);

interface Payload {
  readonly bytes: Uint8Array | null;
  readonly stream: ReadableStream<Uint8Array> | null;
  readonly type: string | null;
}

function payloadOf(body: unknown): Payload {
  if (body === null || body === undefined) return { bytes: null, stream: null, type: null };
  if (body instanceof ReadableStream) return { bytes: null, stream: body, type: null };
  if (body instanceof FormData) {
    const boundary = `----formdata-undici-0${randomUuid().replace(/\D/g, '').padEnd(11, '0').slice(0, 11)}`;
    return { bytes: multipartOf(body, boundary), stream: null, type: `multipart/form-data; boundary=${boundary}` };
  }
  if (body instanceof URLSearchParams)
    return { bytes: encoder.encode(body.toString()), stream: null, type: 'application/x-www-form-urlencoded;charset=UTF-8' };
  if (body instanceof Blob) return { bytes: bytesOf(body), stream: null, type: body.type || null };
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return { bytes: bytesOf(body).slice(), stream: null, type: null };
  if (typeof body === 'object' && Symbol.asyncIterator in body)
    return { bytes: null, stream: streamFrom(body as AsyncIterable<unknown>), type: null };
  return { bytes: encoder.encode(String(body)), stream: null, type: 'text/plain;charset=UTF-8' };
}

function streamFrom(source: AsyncIterable<unknown>): ReadableStream<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(bytesOf(value));
    },
  });
}

async function drained(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(parts);
    if (!(value instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
    parts.push(value);
  }
}

/** What Request and Response share: a body that can be read once. */
class Body {
  #payload: Payload = { bytes: null, stream: null, type: null };
  #isUsed = false;
  #stream: ReadableStream<Uint8Array> | null = null;

  /** Gives the object its body; answers the content type that goes with it. */
  static fill(body: Body, content: unknown): string | null {
    body.#payload = payloadOf(content);
    return body.#payload.type;
  }

  /** The same body in another object, for clone. */
  static copy(from: Body, to: Body): void {
    if (from.bodyUsed) throw new TypeError(`${from.constructor.name}.clone: Body has already been consumed.`);
    const stream = from.#stream ?? from.#payload.stream;
    if (!stream) {
      to.#payload = from.#payload;
      return;
    }
    const [a, b] = stream.tee();
    from.#payload = { ...from.#payload, stream: a };
    from.#stream = null;
    to.#payload = { ...from.#payload, stream: b };
  }

  /** Moves a body into another object: the first counts as used. */
  static move(from: Body, to: Body): void {
    if (from.bodyUsed) throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
    to.#payload = from.#payload;
    if (from.#payload.bytes !== null || from.#payload.stream !== null) from.#isUsed = true;
  }

  static async take(body: Body): Promise<Uint8Array> {
    if (body.bodyUsed) throw new TypeError('Body is unusable: Body has already been read');
    const stream = body.#stream ?? body.#payload.stream;
    body.#isUsed = body.#payload.bytes !== null || stream !== null;
    if (stream) return drained(stream);
    return body.#payload.bytes ?? EMPTY;
  }

  static atHand(body: Body): Uint8Array | null {
    return body.#stream || body.#payload.stream ? null : (body.#payload.bytes ?? EMPTY);
  }

  get body(): ReadableStream<Uint8Array> | null {
    const { bytes, stream } = this.#payload;
    if (bytes === null && stream === null) return null;
    this.#stream ??= stream ?? streamOf(bytes as Uint8Array);
    return this.#stream;
  }
  get bodyUsed(): boolean {
    return this.#isUsed;
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await Body.take(this)).slice().buffer as ArrayBuffer;
  }
  async bytes(): Promise<Uint8Array> {
    return (await Body.take(this)).slice();
  }
  async text(): Promise<string> {
    return new TextDecoder().decode(await Body.take(this));
  }
  async json(): Promise<unknown> {
    return JSON.parse(new TextDecoder().decode(await Body.take(this)));
  }
  async blob(): Promise<Blob> {
    const type = (this as unknown as { headers: Headers }).headers.get('content-type') ?? '';
    return new Blob([await Body.take(this)], { type });
  }
  async formData(): Promise<FormData> {
    const type = (this as unknown as { headers: Headers }).headers.get('content-type') ?? '';
    const bytes = await Body.take(this);
    if (/^application\/x-www-form-urlencoded/i.test(type)) {
      const form = new FormData();
      for (const [name, value] of new URLSearchParams(new TextDecoder().decode(bytes))) form.append(name, value);
      return form;
    }
    const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
    const form = /^multipart\/form-data/i.test(type) && boundary ? readMultipart(bytes, boundary) : null;
    if (!form) throw new TypeError('Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".');
    return form;
  }
}

interface RequestInit {
  readonly method?: string;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly signal?: AbortSignal | null;
  readonly redirect?: string;
  readonly duplex?: string;
  readonly [name: string]: unknown;
}

const METHODS = /^(?:get|head|post|put|delete|options)$/i;

export class Request extends Body {
  readonly #url: URL;
  readonly #init: RequestInit;
  readonly method: string;
  readonly headers: Headers;
  readonly signal: AbortSignal;

  constructor(input: unknown, init: RequestInit = {}) {
    super();
    const from = input instanceof Request ? input : null;
    const text = from ? from.url : String(input);
    if (!URL.canParse(text)) throw new TypeError(`Failed to parse URL from ${text}`, { cause: failureOf(text) });
    this.#url = new URL(text);
    if (this.#url.username || this.#url.password)
      throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${text}`);
    this.#init = init;
    const method = String(init.method ?? from?.method ?? 'GET');
    if (/^(?:connect|trace|track)$/i.test(method)) throw new TypeError(`'${method}' HTTP method is unsupported.`);
    this.method = METHODS.test(method) ? method.toUpperCase() : method;
    this.headers = new Headers(init.headers ?? from?.headers);
    this.signal = init.signal ?? from?.signal ?? AbortSignal.make();
    if (init.body !== undefined && init.body !== null) {
      if (this.method === 'GET' || this.method === 'HEAD') throw new TypeError('Request with GET/HEAD method cannot have body.');
      if (init.body instanceof ReadableStream && init.duplex === undefined)
        throw new TypeError('RequestInit: duplex option is required when sending a body.');
      const type = Body.fill(this, init.body);
      if (type !== null && !this.headers.has('content-type')) this.headers.append('content-type', type);
    } else if (from) Body.move(from, this);
  }

  get url(): string {
    return this.#url.href;
  }
  get redirect(): string {
    return this.#init.redirect ?? 'follow';
  }
  get credentials(): string {
    return String(this.#init['credentials'] ?? 'same-origin');
  }
  get mode(): string {
    return String(this.#init['mode'] ?? 'cors');
  }
  get cache(): string {
    return String(this.#init['cache'] ?? 'default');
  }
  get referrer(): string {
    return 'about:client';
  }
  get referrerPolicy(): string {
    return '';
  }
  get integrity(): string {
    return String(this.#init['integrity'] ?? '');
  }
  get keepalive(): boolean {
    return Boolean(this.#init['keepalive']);
  }
  get destination(): string {
    return '';
  }
  get duplex(): string {
    return 'half';
  }
  clone(): Request {
    const made = new Request(this.url, { method: this.method, headers: this.headers, signal: this.signal });
    Body.copy(this, made);
    return made;
  }
}
Object.defineProperty(Request.prototype, Symbol.toStringTag, { value: 'Request', configurable: true });

function failureOf(text: string): unknown {
  try {
    return new URL(text);
  } catch (error) {
    return error;
  }
}

interface ResponseInit {
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: unknown;
}

export class Response extends Body {
  #type = 'default';
  #url = '';
  #isRedirected = false;
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;

  constructor(body?: unknown, init: ResponseInit = {}) {
    super();
    const status = init.status === undefined ? 200 : Number(init.status);
    if (!(status >= 200 && status <= 599)) throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
    this.status = status;
    this.statusText = String(init.statusText ?? '');
    this.headers = new Headers(init.headers);
    if (body !== null && body !== undefined) {
      if ([101, 103, 204, 205, 304].includes(status)) throw new TypeError(`Response constructor: Invalid response status code ${status}`);
      const type = Body.fill(this, body);
      if (type !== null && !this.headers.has('content-type')) this.headers.append('content-type', type);
    }
  }

  get ok(): boolean {
    return this.status >= 200 && this.status <= 299;
  }
  get type(): string {
    return this.#type;
  }
  get url(): string {
    return this.#url;
  }
  get redirected(): boolean {
    return this.#isRedirected;
  }
  clone(): Response {
    const made = new Response(null, { status: this.status, statusText: this.statusText, headers: this.headers });
    Body.copy(this, made);
    made.#url = this.#url;
    made.#type = this.#type;
    return made;
  }
  static error(): Response {
    const made = new Response();
    Object.defineProperty(made, 'status', { value: 0 });
    made.#type = 'error';
    return made;
  }
  static json(value: unknown, init: ResponseInit = {}): Response {
    const text = JSON.stringify(value);
    if (text === undefined) throw new TypeError('Value is not JSON serializable');
    const made = new Response(text, init);
    if (!new Headers(init.headers).has('content-type')) made.headers.set('content-type', 'application/json');
    return made;
  }
  static redirect(url: unknown, status = 302): Response {
    if (![301, 302, 303, 307, 308].includes(status)) throw new RangeError(`Invalid status code ${status}`);
    return new Response(null, { status, headers: { location: new URL(String(url)).href } });
  }

  /** What came back over the wire. */
  static received(answer: Exclude<CallAnswer, { errno: string }>, url: string, isRedirected: boolean): Response {
    const { status, headers, body, isBase64 } = answer;
    const bytes = isBase64 ? (fromBase64(body) ?? EMPTY) : encoder.encode(body);
    const isEmpty = [204, 205, 304].includes(status);
    const made = new Response(isEmpty ? null : bytes, { status, statusText: REASONS[status] ?? '', headers });
    made.#url = url;
    made.#type = 'basic';
    made.#isRedirected = isRedirected;
    return made;
  }
}
Object.defineProperty(Response.prototype, Symbol.toStringTag, { value: 'Response', configurable: true });

/** Reason phrases that Node knows; also http.STATUS_CODES. */
export const REASONS: { readonly [status: number]: string } = {
  100: 'Continue',
  101: 'Switching Protocols',
  102: 'Processing',
  103: 'Early Hints',
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  203: 'Non-Authoritative Information',
  204: 'No Content',
  205: 'Reset Content',
  206: 'Partial Content',
  207: 'Multi-Status',
  208: 'Already Reported',
  226: 'IM Used',
  300: 'Multiple Choices',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  305: 'Use Proxy',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Payload Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  417: 'Expectation Failed',
  418: "I'm a Teapot",
  421: 'Misdirected Request',
  422: 'Unprocessable Entity',
  423: 'Locked',
  424: 'Failed Dependency',
  425: 'Too Early',
  426: 'Upgrade Required',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  505: 'HTTP Version Not Supported',
  506: 'Variant Also Negotiates',
  507: 'Insufficient Storage',
  508: 'Loop Detected',
  509: 'Bandwidth Limit Exceeded',
  510: 'Not Extended',
  511: 'Network Authentication Required',
};

/** Bytes as the wire carries them: text when they are UTF-8, else base64. */
export function wireBody(bytes: Uint8Array): { readonly body: string; readonly isBase64: boolean } {
  try {
    return { body: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), isBase64: false };
  } catch {
    return { body: base64(bytes), isBase64: true };
  }
}

/** Address from which a function's own requests seem to come (AWS's example range). */
export const FUNCTION_IP = '192.0.2.10';

function failed(answer: { readonly errno: string; readonly message: string }, url: URL): TypeError {
  const [syscall = 'connect'] = answer.message.split(' ');
  const cause = Object.assign(new Error(answer.message), {
    errno: ERRNOS[answer.errno] ?? -1,
    code: answer.errno,
    syscall,
    ...(syscall === 'getaddrinfo' && { hostname: url.hostname }),
  });
  return new TypeError('fetch failed', { cause });
}

/** Linux error numbers as libuv reports them. */
export const ERRNOS: { readonly [code: string]: number } = {
  ENOTFOUND: -3008,
  ECONNREFUSED: -111,
  ECONNRESET: -104,
  ETIMEDOUT: -110,
  EHOSTUNREACH: -113,
  EAI_AGAIN: -3001,
};

const MOST_REDIRECTS = 20;

/** fetch as Node has it. */
export async function fetch(input: unknown, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  let url = new URL(request.url);
  if (!/^https?:$/.test(url.protocol)) {
    throw new TypeError('fetch failed', { cause: new Error('unknown scheme') });
  }
  request.signal.throwIfAborted();
  let bytes = Body.atHand(request) ?? (await Body.take(request));
  let method = request.method;
  for (let hops = 0; ; hops++) {
    const answer = await exchange(request, method, url, bytes);
    if ('errno' in answer) throw failed(answer, url);
    const location = answer.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined || request.redirect === 'manual') {
      return Response.received(answer, url.href, hops > 0);
    }
    if (request.redirect === 'error') throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') });
    if (hops >= MOST_REDIRECTS) throw new TypeError('fetch failed', { cause: new Error('redirect count exceeded') });
    url = new URL(location, url.href);
    if ((answer.status === 303 && method !== 'HEAD') || (answer.status < 303 && method === 'POST')) {
      method = 'GET';
      bytes = EMPTY;
    }
  }
}

function exchange(request: Request, method: string, url: URL, bytes: Uint8Array): Promise<CallAnswer> {
  const own = Headers.wire(request.headers);
  const has = (name: string): boolean => request.headers.has(name);
  const headers: (readonly [string, string])[] = [['host', url.host], ['connection', 'keep-alive'], ...own];
  const defaults = [
    ['accept', '*/*'],
    ['accept-language', '*'],
    ['sec-fetch-mode', 'cors'],
    ['user-agent', 'node'],
    ['accept-encoding', 'gzip, deflate'],
  ] as const;
  for (const pair of defaults) if (!has(pair[0])) headers.push(pair);
  if (bytes.length > 0 || /^(?:POST|PUT|PATCH)$/.test(method)) headers.push(['content-length', String(bytes.length)]);
  const target = `${url.pathname}${url.search}`;
  return new Promise((resolve, reject) => {
    const drop = sendCall({ method, target, headers, ...wireBody(bytes), sourceIp: FUNCTION_IP }, resolve);
    request.signal.addEventListener(
      'abort',
      () => {
        drop();
        reject(request.signal.reason ?? new DOMException('This operation was aborted', 'AbortError'));
      },
      { once: true },
    );
  });
}

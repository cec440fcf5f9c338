import { fromBase64 } from '../../base/bytes.ts';
import { sendCall } from '../realm/calls.ts';
import { nodeError } from '../realm/node-error.ts';
import { clearTimeout as clearVirtual, type Timeout, setTimeout as virtualTimeout } from '../realm/timers.ts';
import { bytesOf, joined } from '../web/blob.ts';
import type { AbortSignal } from '../web/events.ts';
import { ERRNOS, FUNCTION_IP, REASONS, wireBody } from '../web/fetch.ts';
import { URL } from '../web/url.ts';
import { Buffer } from './buffer.ts';
import { events } from './events.ts';
import { IncomingMessage, OutgoingMessage, ServerResponse, validateHeaderName, validateHeaderValue } from './http-messages.ts';
import { url as nodeUrl } from './url.ts';

/** node:http and node:https: a client over the environment's one way out; servers can be made but not listen. */

type Options = { readonly [name: string]: unknown };
type Listener = (...args: never[]) => unknown;

class Agent extends events {
  readonly options: Options;
  readonly maxSockets: number;
  readonly maxFreeSockets: number;
  readonly keepAlive: boolean;
  readonly requests = {};
  readonly sockets = {};
  readonly freeSockets = {};
  protocol = 'http:';
  defaultPort = 80;
  constructor(options: Options = {}) {
    super();
    this.options = { ...options };
    this.keepAlive = Boolean(options['keepAlive']);
    this.maxSockets = Number(options['maxSockets'] ?? Number.POSITIVE_INFINITY);
    this.maxFreeSockets = Number(options['maxFreeSockets'] ?? 256);
  }
  destroy(): void {}
  getName(): string {
    return '';
  }
}

class HttpsAgent extends Agent {
  override protocol = 'https:';
  override defaultPort = 443;
}

/** A stand-in for the TCP socket of a request. */
class ClientSocket extends events {
  readonly writable = true;
  readonly encrypted: boolean;
  readonly authorized = true;
  connecting = false;
  destroyed = false;
  readonly #take: (chunk: Uint8Array) => void;
  constructor(encrypted: boolean, take: (chunk: Uint8Array) => void) {
    super();
    this.encrypted = encrypted;
    this.#take = take;
  }
  write(chunk: unknown, encoding?: unknown, done?: () => void): boolean {
    this.#take(typeof chunk === 'string' ? Buffer.from(chunk, encoding as string) : bytesOf(chunk).slice());
    done?.();
    return true;
  }
  setKeepAlive(): this {
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setTimeout(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  cork(): void {}
  uncork(): void {}
  destroy(): void {
    this.destroyed = true;
  }
}

/** A request to somewhere outside. */
class ClientRequest extends OutgoingMessage {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly protocol: string;
  readonly agent: unknown;
  aborted = false;
  reusedSocket = false;
  maxHeadersCount = null;
  res: IncomingMessage | undefined;
  #parts: Uint8Array[] = [];
  #drop: (() => void) | null = null;
  #timer: Timeout | null = null;
  #isDone = false;

  constructor(options: Options, secure: boolean, listener: Listener | undefined) {
    super();
    const protocol = String(options['protocol'] ?? (secure ? 'https:' : 'http:'));
    if (protocol !== (secure ? 'https:' : 'http:')) {
      throw nodeError.of(
        TypeError,
        'ERR_INVALID_PROTOCOL',
        `Protocol "${protocol}" not supported. Expected "${secure ? 'https:' : 'http:'}"`,
      );
    }
    this.protocol = protocol;
    this.method = String(options['method'] ?? 'GET').toUpperCase();
    this.path = String(options['path'] ?? '/');
    this.host = String(options['hostname'] ?? options['host'] ?? 'localhost');
    this.agent = options['agent'] ?? (secure ? httpsGlobalAgent : httpGlobalAgent);
    if (/[^\x21-\xff]/.test(this.path))
      throw nodeError.of(TypeError, 'ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters');
    const usual = secure ? 443 : 80;
    const port = Number(options['port'] ?? options['defaultPort'] ?? usual);
    const headers = options['headers'];
    if (Array.isArray(headers)) for (let i = 0; i < headers.length; i += 2) this.setHeader(String(headers[i]), headers[i + 1] as string);
    else
      for (const [name, value] of Object.entries((headers as { [name: string]: string }) ?? {}))
        if (value !== undefined) this.setHeader(name, value);
    if (!this.hasHeader('host')) this.setHeader('Host', port === usual ? this.host : `${this.host}:${port}`);
    if (typeof options['auth'] === 'string' && !this.hasHeader('authorization'))
      this.setHeader('Authorization', `Basic ${Buffer.from(options['auth']).toString('base64')}`);
    if (listener) this.once('response', listener);
    this.socket = new ClientSocket(secure, (chunk) => void this.#parts.push(chunk));
    queueMicrotask(() => this.emit('socket', this.socket));
    const after = Number(options['timeout'] ?? 0);
    if (after > 0) this.setTimeout(after);
    (options['signal'] as AbortSignal | undefined)?.addEventListener('abort', () => this.destroy(abortError()), { once: true });
  }

  override _implicitHeader(): void {
    this._header = '\r\n';
    this._headerSent = true;
  }
  setNoDelay(): void {}
  setSocketKeepAlive(): void {}
  override setTimeout(after: number, listener?: () => void): this {
    if (listener) this.once('timeout', listener);
    if (this.#timer) clearVirtual(this.#timer);
    if (after > 0 && !this.#isDone) {
      this.#timer = virtualTimeout({ timeout: () => this.emit('timeout') }.timeout, after);
      this.#timer.unref();
    }
    return this;
  }
  abort(): void {
    this.aborted = true;
    this.emit('abort');
    this.destroy(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
  }
  override destroy(error?: unknown): this {
    this.#drop?.();
    this.#over();
    return super.destroy(this.#isDone && this.res ? error : (error ?? Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })));
  }
  #over(): void {
    if (this.#timer) clearVirtual(this.#timer);
    this.#timer = null;
  }

  override end(...args: [unknown?, unknown?, unknown?]): this {
    const wasFinished = this.finished;
    super.end(...args);
    if (!wasFinished && !this.destroyed) this.#sendNow();
    return this;
  }

  #sendNow(): void {
    const body = joined(this.#parts);
    const hasLength = this.hasHeader('content-length') || this.hasHeader('transfer-encoding');
    const headers = this.getRawHeaderNames().flatMap((name) =>
      [this.getHeader(name) as string].flat().map((value) => [name, String(value)] as const),
    );
    if (!hasLength && (body.length > 0 || /^(?:POST|PUT|PATCH)$/.test(this.method))) headers.push(['Content-Length', String(body.length)]);
    if (!this.hasHeader('connection')) headers.push(['Connection', 'keep-alive']);
    this.#drop = sendCall({ method: this.method, target: this.path, headers, ...wireBody(body), sourceIp: FUNCTION_IP }, (answer) => {
      this.#isDone = true;
      this.#over();
      if (this.destroyed) return;
      if ('errno' in answer) {
        const syscall = answer.message.split(' ')[0];
        const details = syscall === 'getaddrinfo' ? { hostname: this.host } : {};
        super.destroy(
          Object.assign(new Error(answer.message), { errno: ERRNOS[answer.errno] ?? -1, code: answer.errno, syscall, ...details }),
        );
        return;
      }
      const message = new IncomingMessage(this.socket);
      message.statusCode = answer.status;
      message.statusMessage = REASONS[answer.status] ?? '';
      message.rawHeaders = answer.headers.flat();
      message.complete = true;
      (message as unknown as { req: unknown }).req = this;
      this.res = message;
      const bytes = answer.isBase64 ? (fromBase64(answer.body) ?? new Uint8Array(0)) : new TextEncoder().encode(answer.body);
      const isHeard = this.emit('response', message);
      if (bytes.length > 0) message.push(Buffer.from(bytes));
      message.push(null);
      if (!isHeard) (message as unknown as { resume(): void }).resume();
      message.once('end', () => {
        this._closed = true;
        this.emit('close');
      });
    });
  }
}

function abortError(): Error {
  return Object.assign(new Error('The operation was aborted'), { name: 'AbortError', code: 'ABORT_ERR' });
}

/** A server that an app may be handed to; it can't listen, since events come from Lambda only. */
class Server extends events {
  constructor(options?: unknown, listener?: Listener) {
    super();
    const own = (typeof options === 'function' ? options : listener) as Listener | undefined;
    if (own) this.on('request', own);
  }
  readonly listening = false;
  listen(): never {
    throw new Error(
      'server.listen() is not available in Coldstart, as in a real function nobody could connect: export a handler, for example with serverless-http',
    );
  }
  close(done?: () => void): this {
    if (done) queueMicrotask(done);
    return this;
  }
  setTimeout(): this {
    return this;
  }
  address(): null {
    return null;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}

const httpGlobalAgent = new Agent({ keepAlive: true });
const httpsGlobalAgent = new HttpsAgent({ keepAlive: true });

export const METHODS =
  'ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK M-SEARCH MERGE MKACTIVITY MKCALENDAR MKCOL MOVE NOTIFY OPTIONS PATCH POST PROPFIND PROPPATCH PURGE PUT QUERY REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK UNSUBSCRIBE'.split(
    ' ',
  );

function moduleOf(secure: boolean): { [name: string]: unknown } {
  const request = (first: unknown, second?: unknown, third?: unknown): ClientRequest => {
    const isUrl = typeof first === 'string' || first instanceof URL;
    const from = isUrl ? nodeUrl.urlToHttpOptions(typeof first === 'string' ? new URL(first) : first) : {};
    const options = { ...from, ...((isUrl ? (typeof second === 'function' ? {} : second) : first) as Options) };
    const listener = [second, third].find((one) => typeof one === 'function') as Listener | undefined;
    return new ClientRequest(options, secure, listener);
  };
  return {
    METHODS,
    STATUS_CODES: { ...REASONS },
    Agent: secure ? HttpsAgent : Agent,
    globalAgent: secure ? httpsGlobalAgent : httpGlobalAgent,
    ClientRequest,
    IncomingMessage,
    OutgoingMessage,
    ServerResponse,
    Server,
    createServer: (options?: unknown, listener?: Listener): Server => new Server(options, listener),
    request,
    get(...args: [unknown, unknown?, unknown?]): ClientRequest {
      const made = request(...args);
      made.end();
      return made;
    },
    maxHeaderSize: 16_384,
    validateHeaderName,
    validateHeaderValue,
    setMaxIdleHTTPParsers(): void {},
  };
}

/** What `require('http')` and `require('https')` give. */
export const http = moduleOf(false);
export const https = moduleOf(true);

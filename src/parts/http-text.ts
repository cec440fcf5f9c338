import { fromBase64, fromUtf8 } from '../base/bytes.ts';
import type { Header, HttpRequest, HttpResponse } from '../sim/http.ts';

/** Reason phrases of RFC 9110 and of what AWS's front doors add. https://www.iana.org/assignments/http-status-codes (2026-11-23) */
const REASONS: { readonly [status: number]: string } = {
  100: 'Continue',
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  203: 'Non-Authoritative Information',
  204: 'No Content',
  205: 'Reset Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  417: 'Expectation Failed',
  418: "I'm a teapot",
  422: 'Unprocessable Content',
  426: 'Upgrade Required',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  505: 'HTTP Version Not Supported',
};

/** The phrase beside a status; empty for a number that has none. */
export const reasonOf = (status: number): string => REASONS[status] ?? '';

/** The body as text, bytes that are no UTF-8 as U+FFFD. */
export function bodyText({ body, isBase64 }: { readonly body: string; readonly isBase64: boolean }): string {
  return isBase64 ? fromUtf8(fromBase64(body) ?? new Uint8Array()) : body;
}

/** A request or a response as HTTP/1.1 writes it, with `\r\n` at the ends of its lines. */
export function toRawText(message: HttpRequest | HttpResponse): string {
  const first =
    'method' in message ? `${message.method} ${message.target} HTTP/1.1` : `HTTP/1.1 ${message.status} ${reasonOf(message.status)}`;
  return `${[first, ...message.headers.map(([name, value]) => `${name}: ${value}`)].join('\r\n')}\r\n\r\n${bodyText(message)}`;
}

export type RawRequest = Omit<HttpRequest, 'sourceIp'>;

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Reads a request that a person typed or pasted as HTTP text; lines may end in `\n` alone, and the version may be left out. */
export function parseRawRequest(text: string): { readonly request: RawRequest } | { readonly line: number; readonly problem: string } {
  const gap = /\r?\n\r?\n/.exec(text);
  const head = gap ? text.slice(0, gap.index) : text.replace(/\r?\n$/, '');
  const body = gap ? text.slice(gap.index + gap[0].length) : '';
  const [first = '', ...lines] = head.split(/\r?\n/);
  const [method = '', target = '', version = 'HTTP/1.1', ...more] = first.trim().split(/ +/);
  if (!TOKEN.test(method)) return { line: 1, problem: 'The first line is a method, a target and the version: GET /cart?item=1 HTTP/1.1.' };
  if (!/^(\/\S*|\*|https?:\/\/\S+)$/.test(target))
    return { line: 1, problem: `The target begins with a slash, such as /cart; it is ${target || 'missing'}.` };
  if (!/^HTTP\/1\.[01]$/.test(version) || more.length > 0)
    return { line: 1, problem: 'After the target stands HTTP/1.1 and nothing else; blanks in a target are written %20.' };
  const headers: Header[] = [];
  for (const [i, line] of lines.entries()) {
    const colon = line.indexOf(':');
    if (colon < 1 || !TOKEN.test(line.slice(0, colon))) {
      return { line: i + 2, problem: `A header is a name, a colon and a value; this line is "${line.slice(0, 60)}".` };
    }
    headers.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
  return { request: { method, target, headers, body, isBase64: false } };
}

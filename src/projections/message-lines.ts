import type { HttpRequest, HttpResponse } from '../services/index.ts';

/** A piece of a raw message; `part` names its place the way origins do: `method`, `path`, `query:1`, `header:2`, `body`, `status`. */
export interface MessagePiece {
  readonly text: string;
  readonly part: string | null;
}
/** One line of a raw message, in pieces. */
export type MessageLine = readonly MessagePiece[];

/** A request as it goes over the wire, each part with its name. */
export function requestLines({ method, target, headers, body, isBase64 }: HttpRequest): readonly MessageLine[] {
  const at = target.indexOf('?');
  const path = at < 0 ? target : target.slice(0, at);
  const first: MessagePiece[] = [{ text: method, part: 'method' }, plain(' '), { text: path, part: 'path' }];
  if (at >= 0) {
    for (const [i, pair] of target
      .slice(at + 1)
      .split('&')
      .entries()) {
      first.push(plain(i === 0 ? '?' : '&'));
      if (pair !== '') first.push({ text: pair, part: `query:${i}` });
    }
  }
  return [[...first, plain(' HTTP/1.1')], ...headers.map(headerLine), ...bodyLines(body, isBase64)];
}

/** A response as it comes over the wire. */
export function responseLines({ status, statusText, headers, body, isBase64 }: HttpResponse): readonly MessageLine[] {
  const reason = statusText ?? REASONS[status];
  return [
    [plain('HTTP/1.1 '), { text: reason ? `${status} ${reason}` : String(status), part: 'status' }],
    ...headers.map(headerLine),
    ...bodyLines(body, isBase64),
  ];
}

const plain = (text: string): MessagePiece => ({ text, part: null });
const headerLine = ([name, value]: readonly [string, string], i: number): MessageLine => [
  plain(`${name}: `),
  { text: value, part: `header:${i}` },
];

function bodyLines(body: string, isBase64: boolean): readonly MessageLine[] {
  if (body === '') return [];
  return [[plain('')], [{ text: isBase64 ? `(base64) ${body}` : body, part: 'body' }]];
}

const REASONS: { readonly [status: number]: string } = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Payload Too Large',
  414: 'URI Too Long',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

import { utf8Length } from '../../base/bytes.ts';
import { httpDate } from '../../base/civil-date.ts';
import { isObject, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import { uuidOf } from '../../base/random.ts';
import { memberPath } from '../../parts/event-path.ts';
import { bodyBytes, bodyLength } from '../../parts/http-body.ts';
import { HOP_BY_HOP, isHeaderName, isHeaderValue } from '../../parts/http-headers.ts';
import type { Header, HttpRequest, HttpResponse } from '../../sim/http.ts';
import type { DoorResult, DoorStamp, Ignored } from '../../sim/service.ts';
import type { AwsError } from '../../sim/signal.ts';
import { type Denial, forbidden } from './auth.ts';
import type { FunctionUrlConfig } from './config.ts';
import { preflightHeaders, responseHeaders } from './cors.ts';

/** What a client gets for what Lambda gave. `failed` when it isn't the function's own answer. */
export interface Mapped {
  readonly response: HttpResponse;
  readonly failed: boolean;
  readonly why?: string;
  readonly ignored: readonly Ignored[];
}

type Stamp = Pick<DoorStamp, 'now' | 'random'>;

const NOTHING: readonly Ignored[] = [];

function whole(
  status: number,
  type: string,
  body: string,
  stamp: Stamp,
  further: readonly Header[] = [],
  requestId = uuidOf(stamp.random),
): HttpResponse {
  const headers: Header[] = [
    ['Date', httpDate(stamp.now)],
    ['Content-Type', type],
    ['Content-Length', String(utf8Length(body))],
    ['Connection', 'keep-alive'],
    ['x-amzn-RequestId', requestId],
    ...further,
  ];
  return { status, headers, body, isBase64: false };
}

const errorResponse = (status: number, errorType: string, body: JsonObject, stamp: Stamp): HttpResponse =>
  whole(status, 'application/json', JSON.stringify(body), stamp, [['x-amzn-ErrorType', errorType]]);

/** The 403 of who may not come in. */
export const deniedResponse = ({ errorType, body }: Denial, stamp: Stamp): HttpResponse => errorResponse(403, errorType, body, stamp);

/** The 413 of a request that no event can hold. */
export const tooLargeResponse = (stamp: Stamp): HttpResponse =>
  errorResponse(
    413,
    'RequestEntityTooLargeException',
    { Message: 'Request must be smaller than 6291456 bytes for the InvokeFunction operation' },
    stamp,
  );

/** Lambda's own answer to a preflight. */
export const preflightResponse = (request: HttpRequest, { cors }: FunctionUrlConfig, stamp: Stamp): HttpResponse =>
  whole(200, 'application/json', '', stamp, cors ? preflightHeaders(request, cors) : []);

/** Turns what Lambda gave into the client's response; infers one when there is no statusCode.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-response-payload (2026-11-23) */
export function mapResult(result: DoorResult, config: FunctionUrlConfig, stamp: Stamp, request: HttpRequest): Mapped {
  const mapped = withCors(mapAny(result, stamp, config.cors !== undefined), config, request);
  if (request.method !== 'HEAD' || mapped.response.body === '') return mapped;
  const ignored = [...mapped.ignored, { path: 'body', why: 'A response to HEAD has no body.' }];
  return { ...mapped, ignored, response: { ...mapped.response, body: '', isBase64: false } };
}

const fails = (response: HttpResponse, why: string): Mapped => ({ response, failed: true, why, ignored: NOTHING });

function mapAny(result: DoorResult, stamp: Stamp, hasCors: boolean): Mapped {
  if ('gaveUp' in result) return badGateway('Lambda gives no answer.', stamp);
  if ('error' in result) return refused(result.error, stamp);
  const { payload, functionError, requestId = uuidOf(stamp.random) } = result;
  if (functionError !== undefined)
    return badGateway('The function fails, so the client gets a 502 that says nothing about it.', stamp, requestId);
  const value = parseJson(payload);
  if (isObject(value) && value['statusCode'] !== undefined)
    return mapProxy(value as { readonly [key: string]: Json }, stamp, { requestId, hasCors });
  // Recordings show a string without its quotes, against the table in AWS's guide (recorded-facts 4.2).
  const body = typeof value === 'string' ? value : value === undefined ? payload : JSON.stringify(value);
  return { response: whole(200, 'application/json', body, stamp, [], requestId), failed: false, ignored: NOTHING };
}

/** Plain text, not JSON (recorded-facts 4.4). */
const badGateway = (why: string, stamp: Stamp, requestId?: string): Mapped =>
  fails(whole(502, 'text/plain', 'Internal Server Error', stamp, [], requestId), why);

function refused({ code, status, message, detail }: AwsError, stamp: Stamp): Mapped {
  if (status === 429) {
    const body = { Reason: 'ConcurrentInvocationLimitExceeded', Type: 'User', ...detail, message };
    return fails(errorResponse(429, code, body, stamp), `Lambda throttles the function: ${message}`);
  }
  if (status === 413) return fails(tooLargeResponse(stamp), message);
  if (status === 403 || status === 404) {
    const denial = forbidden(status === 404 ? 'The function is gone.' : 'The function gives the URL no permission.');
    return fails(deniedResponse(denial, stamp), denial.why);
  }
  return badGateway(`Lambda fails: ${message}`, stamp);
}

function mapProxy(
  value: { readonly [key: string]: Json },
  stamp: Stamp,
  { requestId, hasCors }: { readonly requestId: string; readonly hasCors: boolean },
): Mapped {
  const { statusCode, body = '', isBase64Encoded = false } = value;
  const headers = value['headers'] ?? {};
  const cookies = value['cookies'] ?? [];
  const bad = (what: string): Mapped => badGateway(what, stamp, requestId);
  const status = typeof statusCode === 'string' && /^\d{3}$/.test(statusCode) ? Number(statusCode) : statusCode;
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 599)
    return bad(`statusCode is ${JSON.stringify(statusCode)}, which is no status.`);
  if (body !== null && typeof body !== 'string') return bad('body is not a string.');
  if (!isObject(headers)) return bad('headers is not an object.');
  if (!Array.isArray(cookies) || !cookies.every((cookie) => typeof cookie === 'string' && isHeaderValue(cookie)))
    return bad('cookies is not a list of strings.');
  const content = { body: body ?? '', isBase64: isBase64Encoded === true };
  if (content.isBase64 && bodyBytes(content) === undefined) return bad("isBase64Encoded is true, but the body isn't base64.");
  const ignored: Ignored[] = [];
  const own = ownHeaders(headers as { readonly [name: string]: Json }, hasCors, ignored);
  if (typeof own === 'string') return bad(own);
  for (const key of Object.keys(value))
    if (!USED.has(key)) ignored.push({ path: memberPath('', key), why: 'A function URL knows no such key.' });
  const type = own.find(([name]) => name === 'content-type');
  const response: HttpResponse = {
    status,
    headers: [
      ['Date', httpDate(stamp.now)],
      type ?? ['Content-Type', 'application/json'],
      ['Content-Length', String(bodyLength(content))],
      ['Connection', 'keep-alive'],
      ['x-amzn-RequestId', requestId],
      ...own.filter((header) => header !== type),
      ...(cookies as readonly string[]).map((cookie): Header => ['set-cookie', cookie]),
    ],
    body: content.body,
    isBase64: content.isBase64 && content.body !== '',
  };
  return { response, failed: false, ignored };
}

const USED: ReadonlySet<string> = new Set(['statusCode', 'headers', 'body', 'isBase64Encoded', 'cookies']);

/** Names go out in lower case (recorded-facts 4.3). Numbers and booleans become text. The CORS settings of the URL win over the function's.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors (2026-11-23) */
function ownHeaders(headers: { readonly [name: string]: Json }, hasCors: boolean, ignored: Ignored[]): readonly Header[] | string {
  const own: Header[] = [];
  for (const [spelled, value] of Object.entries(headers)) {
    const name = spelled.toLowerCase();
    if (typeof value === 'object') return `The header ${spelled} is ${value === null ? 'null' : 'no text'}.`;
    const text = String(value);
    if (!isHeaderName(name) || !isHeaderValue(text)) return `The header ${JSON.stringify(spelled)} can't be sent.`;
    const path = memberPath('headers', spelled);
    if (HOP_BY_HOP.has(name)) ignored.push({ path, why: 'It speaks about one connection only, so Lambda leaves it out.' });
    else if (name === 'content-length') ignored.push({ path, why: 'Lambda counts the body itself.' });
    else if (name === 'date' || name === 'x-amzn-requestid') ignored.push({ path, why: 'Lambda writes its own value here.' });
    else if (hasCors && name.startsWith('access-control-'))
      ignored.push({ path, why: 'The URL has CORS settings of its own, and they win.' });
    else own.push([name, text]);
  }
  return own;
}

function withCors(mapped: Mapped, { cors }: FunctionUrlConfig, request: HttpRequest): Mapped {
  const added = cors ? responseHeaders(request, cors) : [];
  return added.length === 0 ? mapped : { ...mapped, response: { ...mapped.response, headers: [...mapped.response.headers, ...added] } };
}

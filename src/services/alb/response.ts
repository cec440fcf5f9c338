import { utf8Length } from '../../base/bytes.ts';
import { isObject, type Json, parseJson } from '../../base/json.ts';
import { memberPath } from '../../parts/event-path.ts';
import { bodyBytes, bodyLength } from '../../parts/http-body.ts';
import { HOP_BY_HOP, headerLength, isHeaderName, isHeaderValue } from '../../parts/http-headers.ts';
import type { Header, HttpResponse } from '../../sim/http.ts';
import type { DoorResult, Ignored } from '../../sim/service.ts';
import type { AlbConfig } from './config.ts';
import { type Failure, failureOf, invalid, tooLarge, unhandled, unreached } from './failures.ts';
import { leadHeaders, ownPage } from './own-answers.ts';

/** What a client gets for what Lambda gave, and what the access log and the metrics say about it. */
export interface Mapped {
  readonly response: HttpResponse;
  readonly failure: Failure | null;
  readonly why?: string;
  readonly ignored: readonly Ignored[];
}

/** Bytes of the result's JSON. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html (2026-11-23) */
const RESULT_LIMIT = 1_048_576;
/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html (2026-11-23) */
const HEADERS_LIMIT = 32_768;

const NOTHING: readonly Ignored[] = [];

/** Turns what Lambda gave into the client's response.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#respond-to-load-balancer (2026-11-23) */
export function mapResult(result: DoorResult, config: AlbConfig, nowMs: number, method: string): Mapped {
  const mapped = mapAny(result, config, nowMs);
  if ('errorReason' in mapped) {
    const page = ownPage(mapped.status, config, nowMs);
    return { response: method === 'HEAD' ? { ...page, body: '' } : page, failure: mapped, why: mapped.why, ignored: NOTHING };
  }
  if (method !== 'HEAD' || mapped.response.body === '') return mapped;
  const ignored = [...mapped.ignored, { path: 'body', why: 'A response to HEAD has no body.' }];
  return { ...mapped, ignored, response: { ...mapped.response, body: '', isBase64: false } };
}

function mapAny(result: DoorResult, config: AlbConfig, nowMs: number): Mapped | Failure {
  if ('gaveUp' in result) return unreached();
  if ('error' in result) return failureOf(result.error);
  const { payload, functionError } = result;
  if (functionError !== undefined) return unhandled(errorTypeOf(payload));
  if (payload.length > RESULT_LIMIT / 4 && utf8Length(payload) > RESULT_LIMIT) return tooLarge();
  const value = parseJson(payload);
  return isObject(value)
    ? mapObject(value as { readonly [key: string]: Json }, config, nowMs)
    : invalid(`The function returns ${kindOf(value)}, where a load balancer needs an object with statusCode.`);
}

function mapObject(value: { readonly [key: string]: Json }, config: AlbConfig, nowMs: number): Mapped | Failure {
  const { statusCode, statusDescription, body = '', isBase64Encoded = false } = value;
  if (typeof statusCode !== 'number')
    return invalid(
      statusCode === undefined ? 'The result has no statusCode.' : `statusCode is ${kindOf(statusCode)}, where it must be a number.`,
    );
  if (!Number.isInteger(statusCode) || statusCode < 200 || statusCode > 599)
    return invalid(`statusCode is ${statusCode}, which is no status of a response.`);
  if (statusDescription !== undefined && typeof statusDescription !== 'string')
    return invalid(`statusDescription is ${kindOf(statusDescription)}, where it must be text or left out.`);
  if (typeof body !== 'string') return invalid(`body is ${kindOf(body)}, where it must be a string or left out.`);
  if (typeof isBase64Encoded !== 'boolean')
    return invalid(`isBase64Encoded is ${kindOf(isBase64Encoded)}, where it must be true or false.`);
  const content = { body, isBase64: isBase64Encoded };
  if (isBase64Encoded && bodyBytes(content) === undefined) return invalid("isBase64Encoded is true, but the body isn't base64.");
  const found = config.multiValueHeadersEnabled ? manyHeaders(value['multiValueHeaders']) : oneHeaders(value['headers']);
  if (typeof found === 'string') return invalid(found);
  const ignored: Ignored[] = [];
  const headers = responseHeaders(found, bodyLength(content), statusCode, config, nowMs, ignored);
  if (!headers) return invalid("The response's headers are longer than 32 K together.");
  noteUnused(value, config, ignored);
  const isBare = statusCode === 204 || statusCode === 304;
  if (isBare && body !== '') ignored.push({ path: 'body', why: `A ${statusCode} has no body.` });
  const statusText = statusDescription?.replace(/^\d{3} ?/, '');
  const response: HttpResponse = {
    status: statusCode,
    ...(statusText !== undefined && { statusText }),
    headers,
    body: isBare ? '' : body,
    isBase64: !isBare && body !== '' && isBase64Encoded,
  };
  const why = ignored.find(({ path }) => path === 'headers' || path === 'multiValueHeaders')?.why;
  return { response, failure: null, ...(why !== undefined && { why }), ignored: ignored.length > 0 ? ignored : NOTHING };
}

type Found = readonly (readonly [path: string, name: string, value: string])[];

/** The `headers` of single-value mode, or a sentence about what is wrong with them. */
function oneHeaders(headers: Json | undefined): Found | string {
  if (headers === undefined) return [];
  if (!isObject(headers)) return `headers is ${kindOf(headers)}, where it must be an object or left out.`;
  const found: [string, string, string][] = [];
  for (const name of Object.keys(headers)) {
    const value = headers[name] as Json;
    if (typeof value !== 'string') return `The header ${name} is ${kindOf(value)}, where it must be a string.`;
    const bad = malformed(name, value);
    if (bad) return bad;
    found.push([`headers`, name, value]);
  }
  return found;
}

function manyHeaders(headers: Json | undefined): Found | string {
  if (headers === undefined) return [];
  if (!isObject(headers)) return `multiValueHeaders is ${kindOf(headers)}, where it must be an object or left out.`;
  const found: [string, string, string][] = [];
  for (const name of Object.keys(headers)) {
    const values = headers[name] as Json;
    if (!Array.isArray(values)) return `The header ${name} is ${kindOf(values)}, where multi-value headers need a list of strings.`;
    for (const value of values as readonly Json[]) {
      if (typeof value !== 'string') return `A value of the header ${name} is ${kindOf(value)}, where it must be a string.`;
      const bad = malformed(name, value);
      if (bad) return bad;
      found.push([`multiValueHeaders`, name, value]);
    }
  }
  return found;
}

function malformed(name: string, value: string): string | undefined {
  if (!isHeaderName(name)) return `${JSON.stringify(name)} can't be the name of a header.`;
  return isHeaderValue(value) ? undefined : `The value of the header ${name} holds a line end.`;
}

/** The header block: the load balancer's own first, then the function's. Undefined when it is too long. */
function responseHeaders(
  found: Found,
  length: number,
  status: number,
  config: AlbConfig,
  nowMs: number,
  ignored: Ignored[],
): readonly Header[] | undefined {
  const own: Header[] = [];
  let type: Header | undefined;
  let server: Header | undefined;
  let date: Header | undefined;
  let total = 0;
  for (const [base, name, value] of found) {
    const header: Header = [name, value];
    const lower = name.toLowerCase();
    total += headerLength(header);
    if (HOP_BY_HOP.has(lower))
      ignored.push({ path: memberPath(base, name), why: 'It speaks about one connection only, so the load balancer leaves it out.' });
    else if (lower === 'content-length') ignored.push({ path: memberPath(base, name), why: 'The load balancer counts the body itself.' });
    else if (lower === 'content-type' && !type) type = header;
    else if (lower === 'server') server = header;
    else if (lower === 'date') date = header;
    else own.push(header);
  }
  if (total > HEADERS_LIMIT) return undefined;
  const lead = leadHeaders(config, nowMs).flatMap((header) => (header[0] === 'Date' ? [date ?? header] : server ? [] : [header]));
  const isBare = status === 204 || status === 304;
  return [
    ...(server ? [server] : []),
    ...lead,
    ...(type ? [type] : isBare ? [] : [['Content-Type', 'application/octet-stream'] as const]),
    ...(isBare ? [] : [['Content-Length', String(length)] as const]),
    ['Connection', 'keep-alive'],
    ...own,
  ];
}

const USED: ReadonlySet<string> = new Set(['statusCode', 'statusDescription', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded']);

/** Names the members of a result that had no effect. */
function noteUnused(value: { readonly [key: string]: Json }, config: AlbConfig, ignored: Ignored[]): void {
  const isMany = config.multiValueHeadersEnabled;
  const unread = isMany ? 'headers' : 'multiValueHeaders';
  const headers = value[unread];
  if (isObject(headers) && Object.keys(headers).length > 0) {
    const why = isMany
      ? 'The target group has multi-value headers on, so it reads multiValueHeaders and not headers.'
      : 'The target group has multi-value headers off, so it reads headers and not multiValueHeaders.';
    ignored.push({ path: unread, why });
  }
  for (const key of Object.keys(value))
    if (!USED.has(key)) ignored.push({ path: memberPath('', key), why: 'A load balancer knows no such key.' });
}

function kindOf(value: Json | undefined): string {
  if (value === undefined) return 'no JSON';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? `the string ${JSON.stringify(value.length > 24 ? `${value.slice(0, 23)}…` : value)}` : String(value);
}

/** The errorType of an error payload, such as `TypeError` or `Sandbox.Timedout`. */
export function errorTypeOf(payload: string): string {
  const error = parseJson(payload);
  return isObject(error) && typeof error['errorType'] === 'string' ? error['errorType'] : 'an error';
}

import { fromBase64 } from '../../base/bytes.ts';
import { httpDate } from '../../base/civil-date.ts';
import { isObject, type Json, parseJson } from '../../base/json.ts';
import { waitedFor } from '../../parts/gateway-words.ts';
import { titleCase } from '../../parts/grouped.ts';
import { bodyLength } from '../../parts/http-body.ts';
import { HOP_BY_HOP, isHeaderName, isHeaderValue } from '../../parts/http-headers.ts';
import type { Header, HttpRequest, HttpResponse } from '../../sim/http.ts';
import type { DoorResult, Ignored } from '../../sim/service.ts';
import type { HttpApiConfig, HttpRoutes } from './config.ts';
import { corsHeaders } from './cors.ts';
import { gatewayMade, type Refusal, refusal } from './gateway-responses.ts';

/** What a response is made from besides the result. */
export interface Ground {
  readonly config: HttpApiConfig;
  readonly requestId: string;
  readonly now: number;
  readonly request: HttpRequest;
  /** How long the function was waited for, where that is known. */
  readonly timeoutMs?: number;
}

/** What a client gets, and what of the result was refused or had no effect. */
export interface Responded {
  readonly response: HttpResponse;
  readonly why?: string;
  readonly refused?: Refusal;
  readonly ignored: readonly Ignored[];
}

interface Accepted {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string;
  readonly isBase64: boolean;
  readonly contentType: string;
  readonly ignored: readonly Ignored[];
}

const bad = (why: string): Refusal => refusal('malformed', `The result can't be made into HTTP: ${why}`);

const kindOf = (value: Json | undefined): string => {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

/** Reads a result of payload 2.0. Without a statusCode it is the body of a 200, as it stands (front-doors C3).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.v2 (2026-11-23) */
function acceptTwo(payload: string): Accepted | Refusal {
  const result = parseJson(payload);
  if (!isObject(result) || !Object.hasOwn(result, 'statusCode')) {
    const body = typeof result === 'string' ? result : payload;
    return { status: 200, headers: [], body, isBase64: false, contentType: 'application/json', ignored: [] };
  }
  const cookies = result['cookies'] ?? [];
  if (!Array.isArray(cookies) || !cookies.every((cookie) => typeof cookie === 'string' && isHeaderValue(cookie))) {
    return bad('cookies is not a list of strings.');
  }
  const single = singleHeaders(result);
  if (typeof single === 'string') return bad(single);
  const whole = common(result, [...single, ...cookies.map((cookie): Header => ['set-cookie', cookie as string])]);
  if ('message' in whole) return whole;
  return { ...whole, ignored: withoutEffect(result, ['statusCode', 'headers', 'body', 'isBase64Encoded', 'cookies'], '2.0') };
}

/** Reads a result of payload 1.0: nothing is inferred, and of a name in both maps the single value comes first (recorded). */
function acceptOne(payload: string): Accepted | Refusal {
  const result = parseJson(payload);
  if (!isObject(result)) return bad(`it is ${kindOf(result)}, not an object.`);
  if (!Object.hasOwn(result, 'statusCode')) return bad('it has no statusCode, which payload 1.0 needs.');
  const single = singleHeaders(result);
  if (typeof single === 'string') return bad(single);
  const many = result['multiValueHeaders'] ?? {};
  if (!isObject(many)) return bad(`multiValueHeaders is ${kindOf(many as Json)}, not an object.`);
  const headers: Header[] = [...single];
  for (const [name, values] of Object.entries(many)) {
    if (!Array.isArray(values)) return bad(`multiValueHeaders.${name} is ${kindOf(values as Json)}, not a list.`);
    for (const value of values) {
      const header = headerFrom(name, value);
      if (typeof header === 'string') return bad(header);
      headers.push(header);
    }
  }
  const whole = common(result, headers);
  if ('message' in whole) return whole;
  return { ...whole, ignored: withoutEffect(result, ['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded'], '1.0') };
}

function common(result: { readonly [key: string]: unknown }, headers: readonly Header[]): Omit<Accepted, 'ignored'> | Refusal {
  const status = statusOf(result['statusCode'] as Json);
  if (status === null) return bad(`statusCode ${JSON.stringify(result['statusCode'])} isn't a status.`);
  const body = result['body'] ?? '';
  if (typeof body !== 'string') return bad(`body is ${kindOf(body as Json)}, not a string; JSON.stringify it.`);
  const isBase64 = result['isBase64Encoded'] ?? false;
  if (typeof isBase64 !== 'boolean') return bad(`isBase64Encoded is ${kindOf(isBase64 as Json)}, not a boolean.`);
  if (isBase64 && fromBase64(body) === undefined) return bad("the body says that it is base64 and isn't.");
  return { status, headers, body, isBase64, contentType: 'text/plain; charset=utf-8' };
}

function statusOf(value: Json): number | null {
  const status = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 599 ? status : null;
}

function singleHeaders(result: { readonly [key: string]: unknown }): readonly Header[] | string {
  const single = result['headers'] ?? {};
  if (!isObject(single)) return `headers is ${kindOf(single as Json)}, not an object.`;
  const headers: Header[] = [];
  for (const [name, value] of Object.entries(single)) {
    if (value === null) continue;
    const header = headerFrom(name, value);
    if (typeof header === 'string') return header;
    headers.push(header);
  }
  return headers;
}

function headerFrom(name: string, value: unknown): Header | string {
  if (value === null || typeof value === 'object') return `the header ${name} is ${kindOf(value as Json)}, not a string.`;
  const text = String(value);
  return isHeaderName(name) && isHeaderValue(text) ? [name, text] : `the header ${JSON.stringify(name)} can't be sent.`;
}

const withoutEffect = (result: { readonly [key: string]: unknown }, known: readonly string[], version: string): readonly Ignored[] =>
  Object.keys(result)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      path: key,
      why: `Payload ${version} has no ${key}${key === 'multiValueHeaders' ? '; several cookies go into cookies' : ''}.`,
    }));

/** Whether API Gateway sends its own value of this header, or none. */
function whyDropped(key: string, hasCors: boolean): string | null {
  if (HOP_BY_HOP.has(key) || key === 'content-length') return 'API Gateway frames the response itself.';
  if (key === 'date' || key === 'apigw-requestid') return 'API Gateway writes its own.';
  if (hasCors && key.startsWith('access-control-')) return 'The API has CORS settings, so those of the function are ignored.';
  return null;
}

function built(
  accepted: Accepted,
  { config, requestId, now, request }: Ground,
): { readonly response: HttpResponse; readonly ignored: readonly Ignored[] } {
  const ignored: Ignored[] = [...accepted.ignored];
  const own: Header[] = [];
  let contentType = accepted.contentType;
  for (const [name, value] of accepted.headers) {
    const key = name.toLowerCase();
    const why = whyDropped(key, config.corsConfiguration !== undefined);
    if (why !== null) ignored.push({ path: `headers[${JSON.stringify(name)}]`, why });
    else if (key === 'content-type') contentType = value;
    else own.push([titleCase(name), value]);
  }
  const hasBody = request.method !== 'HEAD' && accepted.status !== 204 && accepted.status !== 304;
  const headers: Header[] = [
    ['Date', httpDate(now)],
    ...(accepted.status === 204 ? [] : [['Content-Type', contentType] as const, ['Content-Length', String(bodyLength(accepted))] as const]),
    ['Connection', 'keep-alive'],
    ...own,
    ...corsHeaders(config, request),
    ['Apigw-Requestid', requestId],
  ];
  const response = { status: accepted.status, headers, body: hasBody ? accepted.body : '', isBase64: hasBody && accepted.isBase64 };
  return { response, ignored };
}

function faultOf(result: Exclude<DoorResult, { payload: string }>, { timeoutMs }: Ground): Refusal {
  if ('gaveUp' in result) return refusal('timed out', timeoutMs === undefined ? undefined : waitedFor(timeoutMs));
  const { code, status } = result.error;
  if (status === 413) return refusal('payload');
  if (status === 429) return refusal('throttled function');
  return refusal('not invoked', `Lambda refused the invocation with ${code}, and API Gateway doesn't try again.`);
}

/** Why a function error is a 500. */
function failureOf(payload: string): string {
  const error = parseJson(payload);
  const message = isObject(error) ? String(error['errorMessage'] ?? error['errorType'] ?? '') : '';
  return `The function failed${message === '' ? '' : `: ${message.length > 160 ? `${message.slice(0, 157)}…` : message}`}.`;
}

/** The response to a result. */
export function respond(result: DoorResult, ground: Ground, payloadFormatVersion: HttpRoutes['payloadFormatVersion']): Responded {
  const found = !('payload' in result)
    ? faultOf(result, ground)
    : result.functionError !== undefined
      ? refusal('function failed', failureOf(result.payload))
      : payloadFormatVersion === '2.0'
        ? acceptTwo(result.payload)
        : acceptOne(result.payload);
  if ('message' in found) return { response: refusedAs(found, ground), why: found.why, refused: found, ignored: [] };
  return built(found, ground);
}

/** A response that API Gateway makes itself, with the CORS headers of its API. */
export const refusedAs = (found: Refusal, { config, requestId, now, request }: Ground): HttpResponse =>
  gatewayMade(found, requestId, now, request.method, corsHeaders(config, request));

import { fromBase64, utf8Length } from '../../base/bytes.ts';
import { httpDate } from '../../base/civil-date.ts';
import { isObject, type Json, parseJson } from '../../base/json.ts';
import { waitedFor } from '../../parts/gateway-words.ts';
import { bodyLength } from '../../parts/http-body.ts';
import { headerOf, isHeaderName, isHeaderValue } from '../../parts/http-headers.ts';
import type { Header, HttpRequest, HttpResponse } from '../../sim/http.ts';
import type { DoorResult, Ignored } from '../../sim/service.ts';
import { coversAccept } from './binary.ts';
import type { RestApiConfig } from './config.ts';
import { type Refusal, refusal } from './gateway-responses.ts';
import type { RestIds } from './visit.ts';

/** What a client gets, and what of the result was refused or had no effect. */
export interface Responded {
  readonly response: HttpResponse;
  readonly why?: string;
  readonly refused?: Refusal;
  readonly ignored: readonly Ignored[];
}

/** What a response is made from besides the result. */
interface Ground {
  readonly config: RestApiConfig;
  readonly ids: RestIds;
  readonly now: number;
  readonly request: HttpRequest;
  /** How long the function was waited for, where that is known. */
  readonly timeoutMs?: number;
}

const KEYS = ['isBase64Encoded', 'statusCode', 'headers', 'multiValueHeaders', 'body'];

/** Names that API Gateway keeps for itself: a function's own are sent under x-amzn-Remapped- (front-doors B3).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html#api-gateway-known-issues-rest-apis (2026-11-23) */
const REMAPPED: ReadonlySet<string> = new Set(['connection', 'content-length', 'date', 'server', 'www-authenticate']);

interface Accepted {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string;
  readonly isBase64: boolean;
  readonly ignored: readonly Ignored[];
}

const bad = (why: string): Refusal => refusal('malformed', { why: `Malformed Lambda proxy response: ${why}` });

/** Reads a result as REST APIs do: five keys are known and any other makes it malformed (recorded-facts 2).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format (2026-11-23) */
function accept(payload: string, ground: Ground): Accepted | Refusal {
  const result = parseJson(payload);
  if (!isObject(result)) return bad(`the result is ${kindOf(result)}, not an object.`);
  const unknown = Object.keys(result).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return bad(`${unknown} isn't one of ${KEYS.join(', ')}.`);
  const status = statusOf(result['statusCode'] as Json | undefined);
  if (status === null) return bad(`statusCode ${JSON.stringify(result['statusCode'])} isn't a status.`);
  const merged = headersOf(result);
  if (!Array.isArray(merged)) return bad(merged as string);
  const body = result['body'] ?? '';
  if (typeof body !== 'string') return bad(`body is ${kindOf(body as Json)}, not a string; JSON.stringify it.`);
  const says = result['isBase64Encoded'] ?? false;
  if (typeof says !== 'boolean') return bad(`isBase64Encoded is ${kindOf(says as Json)}, not a boolean.`);
  const isBinary = says && coversAccept(ground.config.binaryMediaTypes, headerOf(ground.request.headers, 'accept'));
  if (isBinary && fromBase64(body) === undefined) return refusal('bad base64');
  const ignored: readonly Ignored[] =
    says && !isBinary
      ? [{ path: 'isBase64Encoded', why: "The request's Accept is no binary media type of this API, so the base64 text is sent as it is." }]
      : [];
  return { status, headers: merged as readonly Header[], body, isBase64: isBinary, ignored };
}

/** A whole number from 100 to 599, or text of one; 200 when it is left out. */
function statusOf(value: Json | undefined): number | null {
  if (value === undefined || value === null) return 200;
  const status = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 599 ? status : null;
}

/** Merges both maps without regard to case: multi values first, under their own spelling (recorded-facts 2.5); an equal pair is not repeated. */
function headersOf(result: { readonly [key: string]: unknown }): readonly Header[] | string {
  const many = result['multiValueHeaders'] ?? {};
  const single = result['headers'] ?? {};
  if (!isObject(many)) return `multiValueHeaders is ${kindOf(many as Json)}, not an object.`;
  if (!isObject(single)) return `headers is ${kindOf(single as Json)}, not an object.`;
  const byName = new Map<string, { readonly name: string; readonly values: string[] }>();
  const add = (name: string, value: unknown): string | null => {
    if (typeof value !== 'string' && typeof value !== 'boolean') return `the header ${name} is ${kindOf(value as Json)}, not a string.`;
    const text = String(value);
    if (!isHeaderName(name) || !isHeaderValue(text)) return `the header ${JSON.stringify(name)} can't be sent.`;
    const known = byName.get(name.toLowerCase());
    if (!known) byName.set(name.toLowerCase(), { name, values: [text] });
    else if (!known.values.includes(text)) known.values.push(text);
    return null;
  };
  for (const [name, values] of Object.entries(many)) {
    if (values === null) continue;
    if (!Array.isArray(values)) return `multiValueHeaders.${name} is ${kindOf(values as Json)}, not a list.`;
    for (const value of values) {
      const fault = add(name, value);
      if (fault) return fault;
    }
  }
  for (const [name, value] of Object.entries(single)) {
    const fault = value === null ? null : add(name, value);
    if (fault) return fault;
  }
  return [...byName.values()].flatMap(({ name, values }) => values.map((value): Header => [name, value]));
}

const kindOf = (value: Json | undefined): string => {
  if (value === undefined) return 'no JSON';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

function built(accepted: Accepted, ground: Ground): HttpResponse {
  const { ids, now, request } = ground;
  const length = bodyLength(accepted);
  const own: Header[] = [];
  for (const [name, value] of accepted.headers) {
    const key = name.toLowerCase();
    if (key === 'content-type' || key === 'transfer-encoding') continue;
    own.push(REMAPPED.has(key) ? [`x-amzn-Remapped-${name}`, value] : [name, value]);
  }
  const types = accepted.headers.filter(([name]) => name.toLowerCase() === 'content-type');
  const hasBody = request.method !== 'HEAD' && accepted.status !== 204 && accepted.status !== 304;
  const headers: Header[] = [
    ['Date', httpDate(now)],
    ...(types.length > 0 ? types : [['Content-Type', 'application/json'] as const]),
    ...(accepted.status === 204 ? [] : [['Content-Length', String(length)] as const]),
    ['Connection', 'keep-alive'],
    ['x-amzn-RequestId', ids.requestId],
    ...own,
    ['x-amz-apigw-id', ids.extendedRequestId],
    ['X-Amzn-Trace-Id', ids.fullTrace],
    ...edgeHeaders(ids, accepted.status),
  ];
  return { status: accepted.status, headers, body: hasBody ? accepted.body : '', isBase64: hasBody && accepted.isBase64 };
}

/** What CloudFront adds before an edge-optimized API (recorded-facts 2.4). */
function edgeHeaders({ edge }: RestIds, status: number): readonly Header[] {
  if (!edge) return [];
  return [
    ['X-Cache', `${status >= 400 ? 'Error' : 'Miss'} from cloudfront`],
    ['Via', `1.1 ${edge.host} (CloudFront)`],
    ['X-Amz-Cf-Pop', 'IAD89-C1'],
    ['X-Amz-Cf-Id', edge.requestId],
  ];
}

function gatewayMade(
  { status, body, errorType }: { readonly status: number; readonly body: string; readonly errorType: string | null },
  ids: RestIds,
  now: number,
  method: string,
  further: readonly Header[] = [],
): HttpResponse {
  const headers: Header[] = [
    ['Date', httpDate(now)],
    ['Content-Type', 'application/json'],
    ['Content-Length', String(utf8Length(body))],
    ['Connection', 'keep-alive'],
    ['x-amzn-RequestId', ids.requestId],
    ...(errorType === null ? [] : [['x-amzn-ErrorType', errorType] as const]),
    ...further,
    ['x-amz-apigw-id', ids.extendedRequestId],
    ...edgeHeaders(ids, status),
  ];
  return { status, headers, body: method === 'HEAD' ? '' : body, isBase64: false };
}

function faultOf(result: Exclude<DoorResult, { payload: string }>, { timeoutMs }: Ground): Refusal {
  if ('gaveUp' in result) return refusal('timed out', timeoutMs === undefined ? {} : { why: waitedFor(timeoutMs) });
  const { code, status } = result.error;
  if (status === 413) return refusal('payload');
  return refusal('not invoked', { why: `Lambda refused the invocation with ${code}, and API Gateway doesn't try again.` });
}

/** The three ways in which a REST API answers: from a result, with a gateway response of its own, and as a MOCK OPTIONS method. */
export const respond = {
  result(result: DoorResult, ground: Ground): Responded {
    const found = !('payload' in result)
      ? faultOf(result, ground)
      : result.functionError !== undefined
        ? refusal('function failed', { why: failureOf(result.payload) })
        : accept(result.payload, ground);
    if ('errorType' in found) {
      return { response: gatewayMade(found, ground.ids, ground.now, ground.request.method), why: found.why, refused: found, ignored: [] };
    }
    const dropped = found.headers.some(([name]) => name.toLowerCase() === 'transfer-encoding');
    const ignored = dropped
      ? [...found.ignored, { path: 'headers["transfer-encoding"]', why: 'API Gateway frames the response itself.' }]
      : found.ignored;
    return { response: built(found, ground), ignored };
  },

  refused: (found: Refusal, ids: RestIds, now: number, method: string): HttpResponse => gatewayMade(found, ids, now, method),

  preflight(config: RestApiConfig, methods: readonly string[], ids: RestIds, now: number): HttpResponse {
    const { cors } = config;
    const further: Header[] = cors
      ? [
          ['Access-Control-Allow-Origin', cors.allowOrigin],
          ['Access-Control-Allow-Headers', cors.allowHeaders],
          ['Access-Control-Allow-Methods', cors.allowMethods ?? methods.join(',')],
          ...(cors.maxAge === undefined ? [] : [['Access-Control-Max-Age', cors.maxAge] as const]),
          ...(cors.allowCredentials ? [['Access-Control-Allow-Credentials', 'true'] as const] : []),
        ]
      : [];
    return gatewayMade({ status: 200, body: '', errorType: null }, ids, now, 'OPTIONS', further);
  },
};

/** Why a function error is a 502: its errorType and message, as the execution log has them. */
function failureOf(payload: string): string {
  const error = parseJson(payload);
  const message = isObject(error) ? String(error['errorMessage'] ?? error['errorType'] ?? '') : '';
  return `The function failed${message === '' ? '' : `: ${message.length > 160 ? `${message.slice(0, 157)}…` : message}`}.`;
}

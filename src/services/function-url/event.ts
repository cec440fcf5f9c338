import { logDate } from '../../base/civil-date.ts';
import type { Json } from '../../base/json.ts';
import { uuidOf } from '../../base/random.ts';
import { bodyLength, framed, inBase64, inText, isTextType } from '../../parts/http-body.ts';
import { emptyMap, headerOf } from '../../parts/http-headers.ts';
import { percentDecoded, queryDecoded } from '../../parts/percent.ts';
import { rawParameters, splitTarget } from '../../parts/request-target.ts';
import type { HttpRequest } from '../../sim/http.ts';
import type { DoorDef, DoorStamp } from '../../sim/service.ts';
import { denialOf } from './auth.ts';
import type { FunctionUrlConfig } from './config.ts';
import { isPreflight } from './cors.ts';
import { type Built, gather, headersOf } from './gathered.ts';
import { urlDomain, urlId } from './names.ts';
import { lostOf, originOf } from './origin.ts';
import { deniedResponse, mapResult, preflightResponse, tooLargeResponse } from './response.ts';

/** Bytes of an event: Lambda's limit for a synchronous invocation. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (2026-11-23) */
const REQUEST_LIMIT = 6_291_456;

/** Why Lambda takes no notice of a body this large. */
export const isTooLarge = (request: HttpRequest): boolean => request.body.length > REQUEST_LIMIT / 4 && bodyLength(request) > REQUEST_LIMIT;

/** What is known of a URL for all its requests. */
export interface Address {
  readonly id: string;
  readonly domain: string;
}

/** Builds the event of one framed request: payload format 2.0, with the cookies in two places (recorded-facts 4.9).
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads (2026-11-23) */
export function buildEvent(request: HttpRequest, { id, domain }: Address, stamp: Omit<DoorStamp, 'node'>): Built {
  const { path, query } = splitTarget(request.target);
  const headers = gather(request, stamp.now, stamp.random);
  const cookies = cookiesOf(headers.get('cookie')?.value);
  const parameters = parametersOf(query);
  // Put together member by member: every request comes by here, and spreading takes several times as long.
  const event: { [key: string]: Json } = { version: '2.0', routeKey: '$default', rawPath: path, rawQueryString: query };
  if (cookies) event['cookies'] = cookies;
  event['headers'] = headersOf(headers);
  if (parameters) event['queryStringParameters'] = parameters;
  event['requestContext'] = {
    accountId: 'anonymous',
    apiId: id,
    domainName: domain,
    domainPrefix: id,
    http: {
      method: request.method,
      path: percentDecoded(path),
      protocol: 'HTTP/1.1',
      sourceIp: request.sourceIp,
      userAgent: headers.get('user-agent')?.value ?? '',
    },
    requestId: uuidOf(stamp.random),
    routeKey: '$default',
    stage: '$default',
    time: logDate(stamp.now),
    timeEpoch: stamp.now,
  };
  const { body, isBase64Encoded } = bodyOf(request);
  if (body !== undefined) event['body'] = body;
  event['isBase64Encoded'] = isBase64Encoded;
  return { event, headers, trace: headers.get('x-amzn-trace-id')!.value };
}

/** The pairs of a Cookie header, one an entry; absent without one. */
export function cookiesOf(header: string | undefined): readonly string[] | undefined {
  const cookies = header
    ?.split(';')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  return cookies && cookies.length > 0 ? cookies : undefined;
}

/** Decoded, repeats joined by a comma; absent without a query. */
function parametersOf(query: string): { readonly [name: string]: string } | undefined {
  const pairs = rawParameters(query);
  if (pairs.length === 0) return undefined;
  const map = emptyMap<string>();
  for (const [rawName, rawValue] of pairs) {
    const name = queryDecoded(rawName);
    const value = queryDecoded(rawValue);
    const known = map[name];
    map[name] = known === undefined ? value : `${known},${value}`;
  }
  return map;
}

function bodyOf(request: HttpRequest): { readonly body?: string; readonly isBase64Encoded: boolean } {
  if (request.body === '') return { isBase64Encoded: false };
  const text = isTextType(headerOf(request.headers, 'content-type')) ? inText(request) : undefined;
  return text === undefined ? { body: inBase64(request), isBase64Encoded: true } : { body: text, isBase64Encoded: false };
}

/** How a function URL turns HTTP into an event and a result into HTTP. */
export const functionUrlDoor: DoorDef<FunctionUrlConfig> = {
  toEvent(raw, config, stamp) {
    const address = { id: urlId(stamp.node), domain: urlDomain(stamp.node) };
    const request = framed(raw, address.domain);
    if (isPreflight(request, config))
      return {
        refused: preflightResponse(request, config, stamp),
        why: 'The URL has CORS settings, so Lambda answers the preflight itself.',
      };
    const denial = denialOf(request, config);
    if (denial) return { refused: deniedResponse(denial, stamp), why: denial.why };
    if (isTooLarge(request)) return { refused: tooLargeResponse(stamp), why: 'The body is larger than 6 MB, the most for an event.' };
    const built = buildEvent(request, address, stamp);
    return { event: built.event, origin: originOf(raw, built), lost: lostOf(raw, built) };
  },
  toHttp(result, config, stamp, request) {
    const { response, why, ignored } = mapResult(result, config, stamp, request);
    return { response, ...(why !== undefined && { why }), ...(ignored.length > 0 && { ignored }) };
  },
};

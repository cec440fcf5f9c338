import { bodyLength, inText, isTextType } from '../../parts/http-body.ts';
import { headerLength, headerOf, headerValues } from '../../parts/http-headers.ts';
import type { HttpRequest } from '../../sim/http.ts';

/** Why a load balancer answers a request itself instead of asking a function. */
export interface Refusal {
  readonly status: number;
  readonly why: string;
  /** `error_reason` of the access log, when AWS names one. */
  readonly errorReason?: string;
}

/** Bytes of a request body for a Lambda target. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html (2026-11-23) */
const REQUEST_BODY_LIMIT = 1_048_576;
/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html (2026-11-23) */
const LINE_LIMIT = 16_384;
const HEADERS_LIMIT = 65_536;
const FORWARDED_LIMIT = 30;

/** What is wrong with a request before any rule is looked at, or null.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html (2026-11-23) */
export function screen(request: HttpRequest): Refusal | null {
  const { method, target, headers } = request;
  if (method.length + target.length + 11 > LINE_LIMIT) return { status: 414, why: 'The request line is longer than 16 K.' };
  let total = 0;
  let coding: string | undefined;
  let forwarded = false;
  for (const header of headers) {
    const length = headerLength(header);
    if (length > LINE_LIMIT) return { status: 400, why: `The header ${header[0].slice(0, 40)} is longer than 16 K.` };
    total += length;
    // Names are told apart by their lengths first, since every request comes by here.
    if (header[0].length === 17 && header[0].toLowerCase() === 'transfer-encoding') coding = header[1].toLowerCase();
    if (header[0].length === 15 && header[0].toLowerCase() === 'x-forwarded-for') forwarded = true;
  }
  if (total > HEADERS_LIMIT) return { status: 400, why: 'The headers are longer than 64 K together.' };
  if (method === 'TRACE') return { status: 405, why: 'A load balancer takes no TRACE.' };
  if (coding !== undefined && coding !== 'chunked' && coding !== 'identity')
    return { status: 501, why: `It knows no Transfer-Encoding but chunked and identity, and this one is ${coding}.` };
  if (forwarded && headerValues(headers, 'x-forwarded-for').join(',').split(',').length > FORWARDED_LIMIT)
    return { status: 463, why: `X-Forwarded-For names more than ${FORWARDED_LIMIT} addresses.` };
  return null;
}

/** What keeps a request from a target that is a function, or null. */
export function screenForLambda(request: HttpRequest): Refusal | null {
  const { headers } = request;
  if (headerOf(headers, 'upgrade')?.toLowerCase().includes('websocket'))
    return { status: 400, why: 'A function can take no WebSocket upgrade.', errorReason: 'LambdaWebsocketNotSupported' };
  if (request.body === '') return null;
  if (request.body.length > REQUEST_BODY_LIMIT / 4 && bodyLength(request) > REQUEST_BODY_LIMIT)
    return {
      status: 413,
      why: 'The body is larger than 1 MB, the most for a function behind a load balancer.',
      errorReason: 'LambdaRequestTooLarge',
    };
  const goesAsText =
    request.isBase64 && isTextType(headerOf(headers, 'content-type')) && headerOf(headers, 'content-encoding') === undefined;
  if (goesAsText && inText(request) === undefined)
    return { status: 400, why: "The body's type says text, but its bytes aren't UTF-8.", errorReason: 'LambdaBadRequest' };
  return null;
}

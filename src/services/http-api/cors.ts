import { httpDate } from '../../base/civil-date.ts';
import { headerOf } from '../../parts/http-headers.ts';
import type { Header, HttpRequest, HttpResponse } from '../../sim/http.ts';
import type { HttpApiConfig } from './config.ts';

/** Whether an origin may read responses: named, `*`, or `https://*` for every one of a scheme. */
function allows(allowOrigins: readonly string[], origin: string): boolean {
  return allowOrigins.some((own) => own === '*' || own === origin || (own.endsWith('://*') && origin.startsWith(own.slice(0, -1))));
}

/** The CORS headers of a response to this request; none without CORS settings, without an Origin, or for an origin that isn't allowed.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html (2026-11-23) */
export function corsHeaders({ corsConfiguration }: HttpApiConfig, request: HttpRequest): readonly Header[] {
  const origin = headerOf(request.headers, 'origin');
  if (!corsConfiguration || origin === undefined || !allows(corsConfiguration.allowOrigins, origin)) return [];
  const { allowOrigins, allowCredentials, exposeHeaders } = corsConfiguration;
  return [
    ['Access-Control-Allow-Origin', allowOrigins.includes('*') ? '*' : origin],
    ...(allowCredentials ? [['Access-Control-Allow-Credentials', 'true'] as const] : []),
    ...(exposeHeaders.length > 0 ? [['Access-Control-Expose-Headers', exposeHeaders.join(',')] as const] : []),
  ];
}

/** Whether API Gateway answers this request itself, whatever the routes: a preflight, with CORS settings. */
export const isPreflight = ({ corsConfiguration }: HttpApiConfig, { method, headers }: HttpRequest): boolean =>
  corsConfiguration !== undefined &&
  method === 'OPTIONS' &&
  headerOf(headers, 'origin') !== undefined &&
  headerOf(headers, 'access-control-request-method') !== undefined;

/** The answer to a preflight: 204, without CORS headers when the origin isn't allowed. */
export function preflight(config: HttpApiConfig, request: HttpRequest, requestId: string, now: number): HttpResponse {
  const own = corsHeaders(config, request);
  const { allowMethods = [], allowHeaders = [], maxAge } = config.corsConfiguration ?? {};
  const further: Header[] =
    own.length === 0
      ? []
      : [
          ...own.filter(([name]) => name !== 'Access-Control-Expose-Headers'),
          ...(allowMethods.length > 0 ? [['Access-Control-Allow-Methods', allowMethods.join(',')] as const] : []),
          ...(allowHeaders.length > 0 ? [['Access-Control-Allow-Headers', allowHeaders.join(',')] as const] : []),
          ...(maxAge === undefined ? [] : [['Access-Control-Max-Age', String(maxAge)] as const]),
        ];
  return {
    status: 204,
    headers: [['Date', httpDate(now)], ['Connection', 'keep-alive'], ...further, ['Apigw-Requestid', requestId]],
    body: '',
    isBase64: false,
  };
}

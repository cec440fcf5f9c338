import { headerOf } from '../../parts/http-headers.ts';
import type { Header, HttpRequest } from '../../sim/http.ts';
import type { FunctionUrlConfig } from './config.ts';

type Cors = NonNullable<FunctionUrlConfig['cors']>;

/** Whether Lambda answers a request itself: a preflight, while the URL has CORS settings.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors (2026-11-23) */
export const isPreflight = ({ method, headers }: HttpRequest, config: FunctionUrlConfig): boolean =>
  config.cors !== undefined &&
  method === 'OPTIONS' &&
  headerOf(headers, 'origin') !== undefined &&
  headerOf(headers, 'access-control-request-method') !== undefined;

/** What the settings say to a preflight; nothing but silence for an origin that isn't allowed. */
export function preflightHeaders(request: HttpRequest, cors: Cors): readonly Header[] {
  const origin = originHeaders(request, cors);
  if (origin.length === 0) return [];
  return [
    ...origin,
    ...listed('Access-Control-Allow-Methods', cors.allowMethods),
    ...listed('Access-Control-Allow-Headers', cors.allowHeaders),
    ...(cors.maxAge === undefined ? [] : [['Access-Control-Max-Age', String(cors.maxAge)] as const]),
  ];
}

/** What the settings add to the response of the function; they win over the function's own. */
export function responseHeaders(request: HttpRequest, cors: Cors): readonly Header[] {
  const origin = originHeaders(request, cors);
  return origin.length === 0 ? [] : [...origin, ...listed('Access-Control-Expose-Headers', cors.exposeHeaders)];
}

/** A wildcard is named as such, unless credentials are allowed, which browsers take with a named origin only. */
function originHeaders({ headers }: HttpRequest, { allowOrigins = [], allowCredentials }: Cors): readonly Header[] {
  const origin = headerOf(headers, 'origin');
  const isAny = allowOrigins.includes('*');
  if (origin === undefined || (!isAny && !allowOrigins.includes(origin))) return [];
  const named: Header = ['Access-Control-Allow-Origin', isAny && !allowCredentials ? '*' : origin];
  return [
    named,
    ...(allowCredentials ? [['Access-Control-Allow-Credentials', 'true'] as const] : []),
    ...(named[1] === '*' ? [] : [['Vary', 'Origin'] as const]),
  ];
}

const listed = (name: string, values: readonly string[] | undefined): readonly Header[] =>
  values === undefined || values.length === 0 ? [] : [[name, values.join(',')]];

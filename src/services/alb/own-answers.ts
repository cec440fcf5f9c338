import { utf8Length } from '../../base/bytes.ts';
import { httpDate } from '../../base/civil-date.ts';
import { splitTarget } from '../../parts/request-target.ts';
import type { Header, HttpRequest, HttpResponse } from '../../sim/http.ts';
import type { AlbConfig } from './config.ts';
import { hostName } from './routing.ts';
import type { Action } from './rules-config.ts';

/** Titles of the pages that a load balancer makes itself. 502 and 301 were captured; the others are known, their lengths computed. */
const TITLES: { readonly [status: number]: string } = {
  301: 'Moved Permanently',
  302: 'Found',
  400: 'Bad Request',
  403: 'Forbidden',
  405: 'Not Allowed',
  413: 'Request Entity Too Large',
  414: 'Request-URI Too Large',
  463: '',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

/** The headers with which every response of a load balancer begins. */
export function leadHeaders(config: AlbConfig, nowMs: number): Header[] {
  const date: Header = ['Date', httpDate(nowMs)];
  return config.responseServerEnabled ? [['Server', 'awselb/2.0'], date] : [date];
}

/** A page of the load balancer's own, in its exact HTML with CRLF line ends. */
export function ownPage(status: number, config: AlbConfig, nowMs: number, further: readonly Header[] = []): HttpResponse {
  const title = TITLES[status] ? `${status} ${TITLES[status]}` : String(status);
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
  return whole(status, 'text/html', body, config, nowMs, further);
}

function whole(status: number, type: string, body: string, config: AlbConfig, nowMs: number, further: readonly Header[]): HttpResponse {
  const headers: Header[] = [
    ...leadHeaders(config, nowMs),
    ['Content-Type', type],
    ['Content-Length', String(utf8Length(body))],
    ['Connection', 'keep-alive'],
    ...further,
  ];
  return { status, headers, body, isBase64: false };
}

/** The response of a rule that calls no target. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html (2026-11-23) */
export function ruleAnswer(
  action: Exclude<Action, { type: 'forward' }>,
  request: HttpRequest,
  config: AlbConfig,
  nowMs: number,
): HttpResponse {
  const response = action.type === 'redirect' ? redirect(action, request, config, nowMs) : fixed(action, config, nowMs);
  return request.method === 'HEAD' ? { ...response, body: '' } : response;
}

function fixed({ fixedResponseConfig }: Extract<Action, { type: 'fixed-response' }>, config: AlbConfig, nowMs: number): HttpResponse {
  const { statusCode, contentType, messageBody } = fixedResponseConfig;
  return whole(Number(statusCode), contentType, messageBody, config, nowMs, []);
}

function redirect(
  { redirectConfig }: Extract<Action, { type: 'redirect' }>,
  request: HttpRequest,
  config: AlbConfig,
  nowMs: number,
): HttpResponse {
  const { path, query } = splitTarget(request.target);
  const filled: { readonly [keyword: string]: string } = {
    protocol: config.protocol,
    host: hostName(request.headers),
    port: String(config.port),
    path: path.replace(/^\//, ''),
    query,
  };
  const fill = (text: string): string => text.replace(/#\{(protocol|host|port|path|query)\}/g, (_, keyword: string) => filled[keyword]!);
  const rest = fill(redirectConfig.query);
  const location = `${fill(redirectConfig.protocol).toLowerCase()}://${fill(redirectConfig.host)}:${fill(redirectConfig.port)}${fill(redirectConfig.path)}${rest && `?${rest}`}`;
  return ownPage(redirectConfig.statusCode === 'HTTP_301' ? 301 : 302, config, nowMs, [['Location', location]]);
}

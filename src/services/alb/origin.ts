import { entryPath, memberPath } from '../../parts/event-path.ts';
import { rawParameters, splitTarget } from '../../parts/request-target.ts';
import type { HttpRequest } from '../../sim/http.ts';
import type { Lost, Origin } from '../../sim/service.ts';
import type { DoorConfig } from './config.ts';
import { type Built, isValidField, type Value } from './gathered.ts';

/** Where every value of an event comes from. Ordinals count the request as the client sent it; what framing added counts as the door's. */
export function originOf(request: HttpRequest, config: DoorConfig, { event, gathered }: Built): readonly Origin[] {
  const isMany = config.multiValueHeadersEnabled;
  const origins: Origin[] = [
    { event: 'requestContext.elb.targetGroupArn', request: 'door' },
    { event: 'httpMethod', request: 'method' },
    { event: 'path', request: 'path', ...(splitTarget(request.target).path.includes('%') && { note: 'not decoded' }) },
  ];
  const seen = new Map<string, number>();
  const parameters = rawParameters(splitTarget(request.target).query);
  const last = new Map(parameters.map(([name], at) => [name, at]));
  for (const [at, [name, value]] of parameters.entries()) {
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    if (!isMany && last.get(name) !== at) continue;
    const base = memberPath(isMany ? 'multiValueQueryStringParameters' : 'queryStringParameters', name);
    const note = /[%+]/.test(name + value) ? 'not decoded' : undefined;
    origins.push({ event: isMany ? entryPath(base, nth) : base, request: `query:${at}`, ...(note && { note }) });
  }
  for (const [name, values] of gathered) {
    const base = memberPath(isMany ? 'multiValueHeaders' : 'headers', name);
    if (isMany) for (const [nth, value] of values.entries()) origins.push(...headerOrigins(request, name, entryPath(base, nth), value));
    else origins.push(...headerOrigins(request, name, base, values.at(-1)!));
  }
  const note = event['isBase64Encoded'] && !request.isBase64 ? 'as base64' : undefined;
  origins.push({ event: 'body', request: request.body === '' ? 'door' : 'body', ...(note && { note }) });
  origins.push({ event: 'isBase64Encoded', request: 'door' });
  return origins;
}

function headerOrigins({ headers }: HttpRequest, name: string, event: string, { from, note }: Value): readonly Origin[] {
  if (name === 'x-forwarded-for' && note !== undefined) {
    const lines = headers.flatMap(([own], at) => (own.toLowerCase() === name ? [{ event, request: `header:${at}`, note }] : []));
    return [...lines, { event, request: 'sourceIp' }];
  }
  const sent = from < 0 ? undefined : headers[from];
  if (!sent) return [{ event, request: 'door' }];
  const why = note ?? (sent[0] === name ? undefined : 'name in lower case');
  return [{ event, request: `header:${from}`, ...(why !== undefined && { note: why }) }];
}

/** What the function never sees of a request, and why. */
export function lostOf(request: HttpRequest, config: DoorConfig, { gathered }: Built): readonly Lost[] {
  const lost: Lost[] = [];
  const isMany = config.multiValueHeadersEnabled;
  const parameters = rawParameters(splitTarget(request.target).query);
  const last = new Map(parameters.map(([name], at) => [name, at]));
  for (const [at, [name]] of parameters.entries()) {
    if (!isMany && last.get(name) !== at) lost.push({ request: `query:${at}`, why: 'Without multi-value headers the last value wins.' });
  }
  for (const [at, [spelled]] of request.headers.entries()) {
    const why = lostHeader(spelled.toLowerCase(), at, config, gathered);
    if (why !== undefined) lost.push({ request: `header:${at}`, why });
  }
  return lost;
}

function lostHeader(name: string, at: number, config: DoorConfig, gathered: Built['gathered']): string | undefined {
  if (name === 'x-forwarded-port' || name === 'x-forwarded-proto') return "The load balancer writes its own listener's here.";
  if (name === 'x-forwarded-for') {
    if (config.xffHeaderProcessingMode === 'append') return undefined;
    if (config.xffHeaderProcessingMode === 'remove') return 'The load balancer removes X-Forwarded-For.';
  }
  const values = gathered.get(name);
  if (name === 'x-amzn-trace-id') return values?.[0]?.from === at ? undefined : 'The load balancer writes its own trace id here.';
  if (!values)
    return isValidField(name) ? undefined : 'Its name has other characters than letters, digits and hyphens, and such fields are dropped.';
  if (config.multiValueHeadersEnabled || values.at(-1)?.from === at) return undefined;
  return 'Without multi-value headers the last value wins.';
}

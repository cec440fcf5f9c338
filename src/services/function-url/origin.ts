import { entryPath, memberPath } from '../../parts/event-path.ts';
import { queryDecoded } from '../../parts/percent.ts';
import { rawParameters, splitTarget } from '../../parts/request-target.ts';
import type { HttpRequest } from '../../sim/http.ts';
import type { Lost, Origin } from '../../sim/service.ts';
import { type Built, isMade } from './gathered.ts';

const from = (event: string, request: string, note?: string): Origin => ({ event, request, ...(note !== undefined && { note }) });

/** Where every value of an event comes from. Ordinals count the request as the client sent it. */
export function originOf(request: HttpRequest, { event, headers }: Built): readonly Origin[] {
  const { path, query } = splitTarget(request.target);
  const context = event['requestContext'] as { readonly http: { readonly path: string } };
  const origins: Origin[] = [
    ...['version', 'routeKey'].map((name) => from(name, 'door')),
    from('rawPath', 'path', path.includes('%') ? 'not decoded' : undefined),
    from('rawQueryString', 'query', /[%+]/.test(query) ? 'not decoded' : undefined),
    ...cookieOrigins(request),
    ...parameterOrigins(query),
  ];
  for (const [name, { from: lines }] of headers) {
    const at = memberPath('headers', name);
    const sent = lines.filter((line) => line < request.headers.length);
    if (name === 'x-forwarded-for' && lines.length > 0) origins.push(from(at, 'sourceIp'));
    else if (name === 'x-forwarded-for') origins.push(from(at, 'sourceIp'));
    else if (sent.length === 0) origins.push(from(at, 'door'));
    for (const line of sent) origins.push(from(at, `header:${line}`, headerNote(name, request.headers[line]![0], sent.length)));
  }
  for (const name of ['accountId', 'apiId', 'domainName', 'domainPrefix', 'requestId', 'routeKey', 'stage', 'time', 'timeEpoch'])
    origins.push(from(`requestContext.${name}`, 'door'));
  const agent = headers.get('user-agent')?.from ?? [];
  origins.push(
    from('requestContext.http.method', 'method'),
    from('requestContext.http.path', 'path', context.http.path === path ? undefined : 'decoded'),
    from('requestContext.http.protocol', 'door'),
    from('requestContext.http.sourceIp', 'sourceIp'),
    ...(agent.length === 0
      ? [from('requestContext.http.userAgent', 'door')]
      : agent.map((line) => from('requestContext.http.userAgent', `header:${line}`))),
    from('isBase64Encoded', 'door'),
  );
  if ('body' in event) origins.push(from('body', 'body', event['isBase64Encoded'] && !request.isBase64 ? 'as base64' : undefined));
  return origins;
}

function headerNote(name: string, spelled: string, lines: number): string | undefined {
  if (name === 'x-forwarded-for') return "the peer's address is appended";
  if (lines > 1) return 'joined with a comma';
  return spelled === name ? undefined : 'name in lower case';
}

function cookieOrigins({ headers }: HttpRequest): readonly Origin[] {
  const origins: Origin[] = [];
  for (const [line, [name, value]] of headers.entries()) {
    if (name.toLowerCase() !== 'cookie') continue;
    for (const piece of value.split(';'))
      if (piece.trim() !== '') origins.push(from(entryPath('cookies', origins.length), `header:${line}`));
  }
  return origins;
}

function parameterOrigins(query: string): readonly Origin[] {
  const pairs = rawParameters(query);
  const names = pairs.map(([name]) => queryDecoded(name));
  return pairs.map(([name, value], at) => {
    const joined = names.indexOf(names[at]!) !== names.lastIndexOf(names[at]!);
    const note = joined ? 'joined with a comma' : queryDecoded(value) !== value || queryDecoded(name) !== name ? 'decoded' : undefined;
    return from(memberPath('queryStringParameters', names[at]!), `query:${at}`, note);
  });
}

/** What the function never sees of a request, and why. */
export function lostOf({ headers }: HttpRequest, built: Built): readonly Lost[] {
  return headers.flatMap(([spelled], at) => {
    const name = spelled.toLowerCase();
    if (isMade(name)) return [{ request: `header:${at}`, why: 'Lambda writes its own value here.' }];
    if (name === 'x-amzn-trace-id' && !built.headers.get(name)!.from.includes(at))
      return [{ request: `header:${at}`, why: 'It has no Root, so Lambda writes its own trace id here.' }];
    return [];
  });
}

import { isObject, type Json } from '../../base/json.ts';
import { entryPath, memberPath } from '../../parts/event-path.ts';
import type { Group } from '../../parts/grouped.ts';
import type { HttpRequest } from '../../sim/http.ts';
import type { Lost, Origin } from '../../sim/service.ts';
import { bodyOf, contextOf, contextOne, cookiesOf, DROPPED, headersOf, parametersOf, spelledHeaders } from './proxy-event.ts';
import type { HttpVisit } from './visit.ts';

/** Where every leaf of an event comes from. Ordinals count the request as the client sent it; what framing added counts as the door's. */
export function originOf(raw: HttpRequest, visit: HttpVisit): readonly Origin[] {
  return visit.route.settings.payloadFormatVersion === '2.0' ? originTwo(raw, visit) : originOne(raw, visit);
}

const decoded = (visit: HttpVisit): { readonly note?: string } => (visit.encodedPath === visit.path ? {} : { note: 'decoded' });
const decodedQuery = (visit: HttpVisit): { readonly note?: string } => (/[%+]/.test(visit.query) ? { note: 'decoded' } : {});

function originTwo(raw: HttpRequest, visit: HttpVisit): readonly Origin[] {
  const groups = headersOf(visit);
  const cookies = cookiesOf(groups);
  groups.delete('cookie');
  const { body, isBase64Encoded } = bodyOf(visit);
  const query = [...parametersOf(visit).values()];
  return [
    { event: 'version', request: 'door' },
    { event: 'routeKey', request: 'door', note: 'the route that method and path lead to' },
    { event: 'rawPath', request: 'path', ...decoded(visit) },
    { event: 'rawQueryString', request: 'query', note: 'not decoded' },
    ...cookies.map(({ from }, i) => ({ event: entryPath('cookies', i), request: `header:${from}`, note: 'split at "; "' })),
    ...[...groups].flatMap(([key, group]) => headerOrigins(raw, memberPath('headers', key), key, group, true)),
    ...query.flatMap(({ name, values }) =>
      values.map(({ from }) => ({
        event: memberPath('queryStringParameters', name),
        request: `query:${from}`,
        ...(values.length > 1 ? { note: 'joined with commas' } : decodedQuery(visit)),
      })),
    ),
    ...contextOrigins(raw, contextOf(visit, null), 'requestContext', visit),
    ...visit.params.map(([name]) => ({ event: memberPath('pathParameters', name), request: 'path', ...decoded(visit) })),
    ...Object.keys(visit.config.stageVariables).map((name) => ({ event: memberPath('stageVariables', name), request: 'door' })),
    ...(body === null
      ? []
      : [{ event: 'body', request: 'body', ...(isBase64Encoded && { note: 'in base64, for its Content-Type is no text type' }) }]),
    { event: 'isBase64Encoded', request: 'door' },
  ];
}

function originOne(raw: HttpRequest, visit: HttpVisit): readonly Origin[] {
  const { body, isBase64Encoded } = bodyOf(visit);
  const query = [...parametersOf(visit).values()];
  const variables = Object.keys(visit.config.stageVariables);
  const nothing = (event: string): Origin => ({ event, request: 'door', note: 'null when there is nothing' });
  return [
    { event: 'version', request: 'door' },
    { event: 'resource', request: 'door', note: 'the route that method and path lead to' },
    { event: 'path', request: 'path', note: 'not decoded' },
    { event: 'httpMethod', request: 'method' },
    ...spelledHeaders(visit).flatMap((group) => {
      const key = group.name.toLowerCase();
      const last = { name: group.name, values: group.values.slice(-1) };
      return [
        ...headerOrigins(
          raw,
          memberPath('headers', group.name),
          key,
          last,
          false,
          group.values.length > 1 ? 'the last value wins here' : undefined,
        ),
        ...group.values.flatMap((value, i) =>
          headerOrigins(raw, entryPath(memberPath('multiValueHeaders', group.name), i), key, { name: group.name, values: [value] }, false),
        ),
      ];
    }),
    ...(query.length > 0 ? [] : [nothing('queryStringParameters'), nothing('multiValueQueryStringParameters')]),
    ...query.flatMap(({ name, values }) => [
      {
        event: memberPath('queryStringParameters', name),
        request: `query:${values.at(-1)!.from}`,
        ...(values.length > 1 ? { note: 'the last value wins here' } : decodedQuery(visit)),
      },
      ...values.map(({ from }, i) => ({
        event: entryPath(memberPath('multiValueQueryStringParameters', name), i),
        request: `query:${from}`,
        ...decodedQuery(visit),
      })),
    ]),
    ...contextOrigins(raw, contextOne(visit, null), 'requestContext', visit),
    ...(visit.params.length > 0
      ? visit.params.map(([name]) => ({ event: memberPath('pathParameters', name), request: 'path', ...decoded(visit) }))
      : [nothing('pathParameters')]),
    ...(variables.length > 0
      ? variables.map((name) => ({ event: memberPath('stageVariables', name), request: 'door' }))
      : [nothing('stageVariables')]),
    body === null
      ? nothing('body')
      : { event: 'body', request: 'body', ...(isBase64Encoded && { note: 'in base64, for its Content-Type is no text type' }) },
    { event: 'isBase64Encoded', request: 'door' },
  ];
}

function headerOrigins(
  raw: HttpRequest,
  event: string,
  key: string,
  { name, values }: Group,
  isLower: boolean,
  note?: string,
): readonly Origin[] {
  if (key === 'x-forwarded-for') {
    const lines = raw.headers.flatMap(([own], at) => (own.toLowerCase() === key ? [`header:${at}`] : []));
    return [...lines, 'sourceIp'].map((request) => ({ event, request, note: "the peer's address is appended" }));
  }
  return values.map(({ from }) => {
    const sent = raw.headers[from];
    if (from < 0 || !sent) return { event, request: 'door' };
    const respelled =
      sent[0] === (isLower ? key : name) ? undefined : isLower ? 'name in lower case' : 'API Gateway spells this name itself';
    const why = note ?? (values.length > 1 ? 'joined with commas' : respelled);
    return { event, request: `header:${from}`, ...(why !== undefined && { note: why }) };
  });
}

const PLACES: { readonly [path: string]: string } = {
  'requestContext.http.method': 'method',
  'requestContext.http.path': 'path',
  'requestContext.http.sourceIp': 'sourceIp',
  'requestContext.httpMethod': 'method',
  'requestContext.path': 'path',
  'requestContext.identity.sourceIp': 'sourceIp',
};

function contextOrigins(raw: HttpRequest, value: Json, path: string, visit: HttpVisit): readonly Origin[] {
  if (isObject(value)) {
    return Object.entries(value).flatMap(([name, inner]) => contextOrigins(raw, inner as Json, memberPath(path, name), visit));
  }
  const agent = path.endsWith('.userAgent') ? raw.headers.findIndex(([name]) => name.toLowerCase() === 'user-agent') : -1;
  if (agent >= 0) return [{ event: path, request: `header:${agent}` }];
  const place = PLACES[path] ?? 'door';
  return [{ event: path, request: place, ...(place === 'path' && decoded(visit)) }];
}

/** What the function never sees of a request, and why. */
export function lostOf(raw: HttpRequest, visit: HttpVisit): readonly Lost[] {
  const lost: Lost[] = [];
  for (const [at, [name, value]] of raw.headers.entries()) {
    const why = lostHeader(name.toLowerCase(), value, visit);
    if (why !== undefined) lost.push({ request: `header:${at}`, why });
  }
  if (/%3f/i.test(visit.encodedPath))
    lost.push({ request: 'path', why: 'An encoded question mark ends the path, and what stands behind it is lost.' });
  const { body, isBase64Encoded } = bodyOf(visit);
  if (body !== null && !isBase64Encoded && raw.isBase64 && body.includes('\ufffd')) {
    lost.push({ request: 'body', why: "Its Content-Type is a text type, so bytes that aren't UTF-8 become U+FFFD." });
  }
  return lost;
}

function lostHeader(key: string, value: string, visit: HttpVisit): string | undefined {
  if (DROPPED.has(key)) return 'API Gateway drops this header.';
  if (key === 'x-forwarded-port' || key === 'x-forwarded-proto') return "API Gateway writes its own endpoint's here.";
  if (key === 'x-amzn-trace-id' && value !== visit.traceHeader) return 'Only one trace header with a Root is kept.';
  return undefined;
}

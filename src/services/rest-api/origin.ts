import type { Json } from '../../base/json.ts';
import { isObject } from '../../base/json.ts';
import { entryPath, memberPath } from '../../parts/event-path.ts';
import type { Group } from '../../parts/grouped.ts';
import { headerOf } from '../../parts/http-headers.ts';
import { rawParameters } from '../../parts/request-target.ts';
import type { HttpRequest } from '../../sim/http.ts';
import type { Lost, Origin } from '../../sim/service.ts';
import { bodyOf, contextOf, DROPPED, headersOf, isSignature, parametersOf } from './proxy-event.ts';
import type { RestVisit } from './visit.ts';

/** Where every leaf of an event comes from. Ordinals count the request as the client sent it; what framing added counts as the door's. */
export function originOf(raw: HttpRequest, visit: RestVisit): readonly Origin[] {
  const origins: Origin[] = [
    { event: 'resource', request: 'door', note: 'the resource that path and method lead to' },
    { event: 'path', request: 'path', note: 'without the stage, not decoded' },
    { event: 'httpMethod', request: 'method' },
  ];
  const headers = [...headersOf(visit).values()];
  for (const group of headers) origins.push(...headerOrigins(raw, group));
  const query = [...parametersOf(visit).values()];
  if (query.length === 0) {
    for (const event of ['queryStringParameters', 'multiValueQueryStringParameters'])
      origins.push({ event, request: 'door', note: 'null when there is no query' });
  }
  for (const group of query)
    origins.push(
      ...valueOrigins(
        'queryStringParameters',
        'multiValueQueryStringParameters',
        group,
        (from) => `query:${ordinalOf(visit.query, from)}`,
        decodedNote(visit),
      ),
    );
  if (visit.params.length === 0)
    origins.push({ event: 'pathParameters', request: 'door', note: 'null when the resource has no parameter' });
  for (const [name] of visit.params) origins.push({ event: memberPath('pathParameters', name), request: 'path', note: 'not decoded' });
  const variables = Object.keys(visit.config.variables);
  if (variables.length === 0) origins.push({ event: 'stageVariables', request: 'door', note: 'null when the stage has none' });
  for (const name of variables) origins.push({ event: memberPath('stageVariables', name), request: 'door' });
  contextOrigins(raw, visit, contextOf(visit, null), 'requestContext', origins);
  const { body, isBase64Encoded } = bodyOf(visit);
  origins.push(
    body === null
      ? { event: 'body', request: 'door', note: 'null when there is no body' }
      : { event: 'body', request: 'body', ...(isBase64Encoded && { note: 'in base64, for its Content-Type is a binary media type' }) },
  );
  origins.push({ event: 'isBase64Encoded', request: 'door' });
  return origins;
}

/** A semicolon parts parameters, yet ordinals count those that ampersands part. */
function ordinalOf(query: string, from: number): number {
  if (!query.includes(';')) return from;
  let count = -1;
  for (const [ordinal, [name, value]] of rawParameters(query).entries()) {
    count += rawParameters(`${name}=${value}`.replaceAll(';', '&')).length;
    if (count >= from) return ordinal;
  }
  return rawParameters(query).length - 1;
}

const decodedNote = (visit: RestVisit): string | undefined => (/[%+]/.test(visit.query) ? 'decoded' : undefined);

function valueOrigins(
  one: string,
  many: string,
  { name, values }: Group,
  placeOf: (from: number) => string,
  note: string | undefined,
): readonly Origin[] {
  const last = values.length - 1;
  const more = note === undefined ? {} : { note };
  return [
    { event: memberPath(one, name), request: placeOf(values[last]!.from), ...(last > 0 ? { note: 'the last value wins here' } : more) },
    ...values.map(({ from }, i) => ({ event: entryPath(memberPath(many, name), i), request: placeOf(from), ...more })),
  ];
}

function headerOrigins(raw: HttpRequest, group: Group): readonly Origin[] {
  const key = group.name.toLowerCase();
  const placeOf = (from: number): string => (from >= 0 && from < raw.headers.length ? `header:${from}` : 'door');
  if (key === 'x-forwarded-for') {
    const note = "the peer's address is appended";
    const lines = raw.headers.flatMap(([own], at) => (own.toLowerCase() === key ? [`header:${at}`] : []));
    return [...lines, 'sourceIp'].flatMap((request) => [
      { event: memberPath('headers', group.name), request, note },
      { event: entryPath(memberPath('multiValueHeaders', group.name), 0), request, note },
    ]);
  }
  const first = raw.headers[group.values[0]!.from];
  const note = first !== undefined && first[0] !== group.name ? 'API Gateway spells this name itself' : undefined;
  return valueOrigins('headers', 'multiValueHeaders', group, placeOf, note);
}

const CONTEXT: { readonly [path: string]: string } = {
  'requestContext.httpMethod': 'method',
  'requestContext.path': 'path',
  'requestContext.identity.sourceIp': 'sourceIp',
};

function contextOrigins(raw: HttpRequest, visit: RestVisit, value: Json, path: string, into: Origin[]): void {
  if (isObject(value)) {
    for (const [name, inner] of Object.entries(value)) contextOrigins(raw, visit, inner as Json, memberPath(path, name), into);
    return;
  }
  const header =
    path === 'requestContext.identity.userAgent' ? 'user-agent' : path === 'requestContext.identity.apiKey' ? 'x-api-key' : undefined;
  if (header !== undefined && headerOf(raw.headers, header) !== undefined) {
    into.push({ event: path, request: `header:${raw.headers.findIndex(([name]) => name.toLowerCase() === header)}` });
    return;
  }
  const place = CONTEXT[path] ?? 'door';
  into.push({ event: path, request: place, ...(path === 'requestContext.path' && { note: 'with the stage, not decoded' }) });
}

/** What the function never sees of a request, and why. */
export function lostOf(raw: HttpRequest, visit: RestVisit): readonly Lost[] {
  const lost: Lost[] = [];
  for (const [at, [name, value]] of raw.headers.entries()) {
    const key = name.toLowerCase();
    const why = lostHeader(key, value, visit);
    if (why !== undefined) lost.push({ request: `header:${at}`, why });
  }
  const { body, isBase64Encoded } = bodyOf(visit);
  if (body !== null && !isBase64Encoded && raw.isBase64 && body.includes('\ufffd')) {
    lost.push({ request: 'body', why: "Its Content-Type is no binary media type of this API, so bytes that aren't UTF-8 become U+FFFD." });
  }
  return lost;
}

const BY_CLOUDFRONT: ReadonlySet<string> = new Set([
  'cloudfront-forwarded-proto',
  'cloudfront-is-desktop-viewer',
  'cloudfront-is-mobile-viewer',
  'cloudfront-is-smarttv-viewer',
  'cloudfront-is-tablet-viewer',
  'cloudfront-viewer-asn',
  'cloudfront-viewer-country',
  'x-amz-cf-id',
]);

function lostHeader(key: string, value: string, visit: RestVisit): string | undefined {
  if (DROPPED.has(key)) return 'API Gateway drops this header.';
  if (isSignature(key, value)) return "A signature is for API Gateway and isn't passed on.";
  if (key === 'x-forwarded-port' || key === 'x-forwarded-proto') return "API Gateway writes its own endpoint's here.";
  if (key === 'x-amzn-trace-id' && value !== visit.ids.trace) return 'It has no Root, so API Gateway writes a new one.';
  return visit.ids.edge && BY_CLOUDFRONT.has(key) ? 'CloudFront writes its own here.' : undefined;
}

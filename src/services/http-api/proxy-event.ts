import { logDate } from '../../base/civil-date.ts';
import type { JsonObject } from '../../base/json.ts';
import { apiIdOf, domainOf } from '../../parts/execute-api.ts';
import { type Group, type Groups, headerGroups, isEmptyMap, joinedValues, namedValues, queryGroups, sorted } from '../../parts/grouped.ts';
import { eventBody, isTextType } from '../../parts/http-body.ts';
import { HOP_BY_HOP, headerOf } from '../../parts/http-headers.ts';
import { contextOneOf, orNull, valuesPart } from '../../parts/payload-one.ts';
import { rawParameters } from '../../parts/request-target.ts';
import { ACCOUNT } from '../../sim/account.ts';
import type { HttpVisit } from './visit.ts';

/** Headers that speak about one connection end at API Gateway. */
export const DROPPED: ReadonlySet<string> = new Set([...HOP_BY_HOP, 'expect']);

/** The event's headers by lower-case name, with those that API Gateway writes. */
export function headersOf({ request, traceHeader }: HttpVisit): Groups {
  const groups = headerGroups(request.headers, DROPPED);
  const put = (key: string, value: string, from = -1): void => void groups.set(key, { name: key, values: [{ value, from }] });
  if (!groups.has('content-length')) put('content-length', '0');
  const trace = groups.get('x-amzn-trace-id')?.values.find(({ value }) => value === traceHeader);
  put('x-amzn-trace-id', traceHeader, trace?.from);
  const forwarded = groups.get('x-forwarded-for')?.values.map(({ value }) => value) ?? [];
  put('x-forwarded-for', [...forwarded, request.sourceIp].join(', '));
  put('x-forwarded-port', '443');
  put('x-forwarded-proto', 'https');
  return groups;
}

/** Query parameters, names and values decoded. */
export const parametersOf = (visit: HttpVisit): Groups => queryGroups(rawParameters(visit.query));

/** One cookie and the header line that it stood in. */
export interface Cookie {
  readonly cookie: string;
  readonly from: number;
}

/** Cookies of all Cookie headers, split at "; ". */
export const cookiesOf = (groups: Groups): readonly Cookie[] =>
  (groups.get('cookie')?.values ?? []).flatMap(({ value, from }) => value.split('; ').map((cookie) => ({ cookie, from })));

const paramsOf = ({ params }: HttpVisit): JsonObject => Object.fromEntries(params);

/** The body as the event holds it: text for text types, base64 for all others and for none (front-doors C2, measured); null when there is none. */
export const bodyOf = ({ request }: HttpVisit) => eventBody(request, isTextType(headerOf(request.headers, 'content-type')));

/** `requestContext` of payload 2.0. */
export function contextOf(visit: HttpVisit, authorizer: JsonObject | null): JsonObject {
  const { request, node, now, requestId, route, path, config } = visit;
  return {
    accountId: ACCOUNT,
    apiId: apiIdOf(node),
    ...(authorizer && { authorizer }),
    domainName: domainOf(node),
    domainPrefix: apiIdOf(node),
    http: {
      method: request.method,
      path,
      protocol: 'HTTP/1.1',
      sourceIp: request.sourceIp,
      userAgent: headerOf(request.headers, 'user-agent') ?? '',
    },
    requestId,
    routeKey: route.key,
    stage: config.stageName,
    time: logDate(now),
    timeEpoch: now,
  };
}

const lowered = ({ name, values }: Group): Group => ({ name: name.toLowerCase(), values });

/** What the events of a route and of its authorizer have in common in payload 2.0. What is absent is left out (recorded-facts 3.1). */
function requestPart(visit: HttpVisit): JsonObject {
  const groups = headersOf(visit);
  const cookies = cookiesOf(groups);
  groups.delete('cookie');
  const query = namedValues(parametersOf(visit).values(), joinedValues);
  return {
    rawPath: visit.path,
    rawQueryString: visit.query,
    ...(cookies.length > 0 && { cookies: cookies.map(({ cookie }) => cookie) }),
    headers: namedValues(sorted(groups).map(lowered), joinedValues),
    ...(!isEmptyMap(query) && { queryStringParameters: query }),
  };
}

const placePart = (visit: HttpVisit): JsonObject => {
  const pathParameters = paramsOf(visit);
  const { stageVariables } = visit.config;
  return { ...(!isEmptyMap(pathParameters) && { pathParameters }), ...(!isEmptyMap(stageVariables) && { stageVariables }) };
};

function eventTwo(visit: HttpVisit, authorizer: JsonObject | null): JsonObject {
  const { body, isBase64Encoded } = bodyOf(visit);
  return {
    version: '2.0',
    routeKey: visit.route.key,
    ...requestPart(visit),
    requestContext: contextOf(visit, authorizer),
    ...placePart(visit),
    ...(body !== null && { body }),
    isBase64Encoded,
  };
}

/** The event of an authorizer in payload 2.0. */
export const authorizerTwo = (visit: HttpVisit, routeArn: string, identitySource: readonly string[]): JsonObject => ({
  version: '2.0',
  type: 'REQUEST',
  routeArn,
  identitySource,
  routeKey: visit.route.key,
  ...requestPart(visit),
  requestContext: contextOf(visit, null),
  ...placePart(visit),
});

/** Names that API Gateway spells itself in payload 1.0; the client's own stay as they came over HTTP/1.1 (captured; AWS's page says lower case). */
const OWN_SPELLING: ReadonlyMap<string, string> = new Map(
  ['Content-Length', 'Host', 'User-Agent', 'X-Amzn-Trace-Id', 'X-Forwarded-For', 'X-Forwarded-Port', 'X-Forwarded-Proto'].map((name) => [
    name.toLowerCase(),
    name,
  ]),
);

/** The headers of payload 1.0, spelled. */
export const spelledHeaders = (visit: HttpVisit): readonly Group[] =>
  sorted(headersOf(visit)).map((group) => ({ ...group, name: OWN_SPELLING.get(group.name.toLowerCase()) ?? group.name }));

/** `requestContext` of payload 1.0: the resource is the route, and both ids are the short one (recorded 2025). */
export function contextOne(visit: HttpVisit, authorizer: JsonObject | null): JsonObject {
  const { request, node, now, requestId, route, path, config } = visit;
  return contextOneOf(
    {
      node,
      request,
      now,
      path,
      stage: config.stageName,
      requestId,
      extendedRequestId: requestId,
      resourceId: route.key,
      resourcePath: route.path,
    },
    authorizer,
    { cognitoAmr: null, userAgent: headerOf(request.headers, 'user-agent') ?? '' },
  );
}

function eventOne(visit: HttpVisit, authorizer: JsonObject | null): JsonObject {
  const values = valuesPart(spelledHeaders(visit), parametersOf(visit));
  return {
    version: '1.0',
    resource: visit.route.path,
    path: visit.encodedPath,
    httpMethod: visit.request.method,
    ...values,
    queryStringParameters: orNull(values.queryStringParameters),
    multiValueQueryStringParameters: orNull(values.multiValueQueryStringParameters),
    requestContext: contextOne(visit, authorizer),
    pathParameters: orNull(paramsOf(visit)),
    stageVariables: orNull(visit.config.stageVariables),
    ...bodyOf(visit),
  };
}

/** The event of an authorizer in payload 1.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.payload-format (2026-11-23) */
export function authorizerOne(visit: HttpVisit, methodArn: string, identity: readonly string[]): JsonObject {
  return {
    version: '1.0',
    type: 'REQUEST',
    methodArn,
    identitySource: identity.join(','),
    authorizationToken: identity.join(','),
    resource: visit.route.path,
    path: visit.encodedPath,
    httpMethod: visit.request.method,
    ...valuesPart(spelledHeaders(visit), parametersOf(visit)),
    pathParameters: paramsOf(visit),
    stageVariables: visit.config.stageVariables,
    requestContext: contextOne(visit, null),
  };
}

/** Builds the event in the payload format of the route's integration.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html (2026-11-23) */
export const eventOf = (visit: HttpVisit, authorizer: JsonObject | null): JsonObject =>
  visit.route.settings.payloadFormatVersion === '2.0' ? eventTwo(visit, authorizer) : eventOne(visit, authorizer);

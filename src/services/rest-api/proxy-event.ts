import type { JsonObject } from '../../base/json.ts';
import { addTo, type Groups, headerGroups, queryGroups, sorted, titleCase } from '../../parts/grouped.ts';
import { eventBody } from '../../parts/http-body.ts';
import { headerOf } from '../../parts/http-headers.ts';
import { contextOneOf, orNull, valuesPart } from '../../parts/payload-one.ts';
import { rawParameters } from '../../parts/request-target.ts';
import { coversContentType } from './binary.ts';
import { deploymentIdOf, type RestVisit, resourceIdOf } from './visit.ts';

/** Headers that end at API Gateway (front-doors B2, recorded).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html#api-gateway-known-issues-rest-apis (2026-11-23) */
export const DROPPED: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'content-md5',
  'expect',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'transfer-encoding',
  'trailer',
  'upgrade',
  'www-authenticate',
]);

/** Headers whose names API Gateway spells itself, whatever the client wrote (recorded-facts 1.11; the others seen in captures). */
const SPELLING: ReadonlyMap<string, string> = new Map(
  ['authorization', 'host', 'user-agent', 'x-amzn-trace-id', 'x-forwarded-for', 'x-forwarded-port', 'x-forwarded-proto'].map((name) => [
    name,
    titleCase(name),
  ]),
);

/** A signature is for API Gateway and doesn't reach the function. */
export const isSignature = (name: string, value: string): boolean => name === 'authorization' && value.startsWith('AWS4-HMAC-SHA256 ');

/** The event's headers by lower-case name. */
export function headersOf({ request, ids }: RestVisit): Groups {
  const groups = headerGroups(request.headers, DROPPED);
  for (const [key, group] of groups) {
    if (group.values.some(({ value }) => isSignature(key, value))) groups.delete(key);
    else if (SPELLING.has(key)) groups.set(key, { name: SPELLING.get(key)!, values: group.values });
  }
  const peers = [request.sourceIp, ...(ids.edge ? [ids.edge.address] : [])].join(', ');
  const forwarded = groups.get('x-forwarded-for')?.values.map(({ value }) => value) ?? [];
  const put = (name: string, value: string, from = -1): void => void groups.set(name.toLowerCase(), { name, values: [{ value, from }] });
  if (ids.edge) {
    put('CloudFront-Forwarded-Proto', 'https');
    put('CloudFront-Is-Desktop-Viewer', 'true');
    put('CloudFront-Is-Mobile-Viewer', 'false');
    put('CloudFront-Is-SmartTV-Viewer', 'false');
    put('CloudFront-Is-Tablet-Viewer', 'false');
    put('CloudFront-Viewer-ASN', '64496');
    put('CloudFront-Viewer-Country', 'US');
    addTo(groups, 'via', 'Via', `1.1 ${ids.edge.host} (CloudFront)`, -1);
    put('X-Amz-Cf-Id', ids.edge.requestId);
  }
  const isOwnTrace = groups.get('x-amzn-trace-id')?.values[0]?.value === ids.trace;
  put('X-Amzn-Trace-Id', ids.trace, isOwnTrace ? groups.get('x-amzn-trace-id')!.values[0]!.from : -1);
  put('X-Forwarded-For', [...forwarded, peers].join(', '));
  put('X-Forwarded-Port', '443');
  put('X-Forwarded-Proto', 'https');
  return groups;
}

/** Query parameters, names and values decoded. A semicolon parts parameters as an ampersand does (front-doors B2). */
export const parametersOf = (visit: RestVisit): Groups => queryGroups(rawParameters(visit.query.replaceAll(';', '&')));

/** Path parameters stay encoded (recorded-facts 1.8). */
const paramsOf = ({ params }: RestVisit): JsonObject => Object.fromEntries(params);

/** The body as the event holds it: base64 when its Content-Type is a binary media type, else text, in which bytes that aren't UTF-8 are lost. */
export const bodyOf = ({ request, config }: RestVisit) =>
  eventBody(request, !coversContentType(config.binaryMediaTypes, headerOf(request.headers, 'content-type')));

/** `requestContext`, with `authorizer` when one was asked and `apiKey` when one was needed. */
export function contextOf(visit: RestVisit, authorizer: JsonObject | null): JsonObject {
  const { request, config, node, now, ids, route } = visit;
  const apiKey = route.settings.apiKeyRequired ? headerOf(request.headers, 'x-api-key') : undefined;
  return contextOneOf(
    {
      node,
      request,
      now,
      path: visit.fullPath,
      stage: config.stageName,
      requestId: ids.requestId,
      extendedRequestId: ids.extendedRequestId,
      resourceId: resourceIdOf(node, route.path),
      resourcePath: route.path,
    },
    authorizer,
    {
      deploymentId: deploymentIdOf(node),
      apiKey: apiKey === undefined ? undefined : { apiKey, apiKeyId: resourceIdOf(node, apiKey) },
      userAgent: headerOf(request.headers, 'user-agent') ?? null,
    },
  );
}

/** Builds the event of a proxy integration, payload 1.0 as REST APIs write it: what is absent is null (recorded-facts 1).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format (2026-11-23) */
export function eventOf(visit: RestVisit, authorizer: JsonObject | null): JsonObject {
  const values = valuesPart(sorted(headersOf(visit)), parametersOf(visit));
  return {
    resource: visit.route.path,
    path: visit.path,
    httpMethod: visit.request.method,
    ...values,
    queryStringParameters: orNull(values.queryStringParameters),
    multiValueQueryStringParameters: orNull(values.multiValueQueryStringParameters),
    pathParameters: orNull(paramsOf(visit)),
    stageVariables: orNull(visit.config.variables),
    requestContext: contextOf(visit, authorizer),
    ...bodyOf(visit),
  };
}

/** The event of a REQUEST authorizer, where what is absent is an empty object.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html (2026-11-23) */
export function authorizerRequestOf(visit: RestVisit, methodArn: string): JsonObject {
  return {
    type: 'REQUEST',
    methodArn,
    resource: visit.route.path,
    path: visit.path,
    httpMethod: visit.request.method,
    ...valuesPart(sorted(headersOf(visit)), parametersOf(visit)),
    pathParameters: paramsOf(visit),
    stageVariables: visit.config.variables,
    requestContext: contextOf(visit, null),
  };
}

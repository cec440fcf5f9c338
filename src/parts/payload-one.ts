import { logDate } from '../base/civil-date.ts';
import type { JsonObject } from '../base/json.ts';
import { ACCOUNT } from '../sim/account.ts';
import type { HttpRequest } from '../sim/http.ts';
import { apiIdOf, domainOf } from './execute-api.ts';
import { allValues, type Group, type Groups, isEmptyMap, lastValue, namedValues } from './grouped.ts';

/** Payload 1.0, which REST APIs write, and HTTP APIs when asked to; what differs between the two is handed in. */

/** The map, or null for one without names: what is absent is null in an event, and empty in an authorizer's. */
export const orNull = (map: JsonObject): JsonObject | null => (isEmptyMap(map) ? null : map);

/** Headers and query parameters, with the last value of each name and with all. */
export function valuesPart(headers: readonly Group[], parameters: Groups) {
  const query = [...parameters.values()];
  return {
    headers: namedValues(headers, lastValue),
    multiValueHeaders: namedValues(headers, allValues),
    queryStringParameters: namedValues(query, lastValue),
    multiValueQueryStringParameters: namedValues(query, allValues),
  };
}

/** The request as an event's `requestContext` tells of it. */
interface Asked {
  readonly node: string;
  readonly request: HttpRequest;
  /** Epoch milliseconds. */
  readonly now: number;
  /** With the stage. */
  readonly path: string;
  readonly stage: string;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly resourceId: string;
  readonly resourcePath: string;
}

/** What one kind of API says and the other doesn't. */
interface Own {
  readonly deploymentId?: string;
  readonly apiKey?: { readonly apiKey: string; readonly apiKeyId: string } | undefined;
  readonly cognitoAmr?: null;
  readonly userAgent: string | null;
}

/** `requestContext`, with `authorizer` when one was asked. */
export function contextOneOf(
  asked: Asked,
  authorizer: JsonObject | null,
  { userAgent, apiKey, deploymentId, ...identity }: Own,
): JsonObject {
  const { node, request, now } = asked;
  return {
    accountId: ACCOUNT,
    apiId: apiIdOf(node),
    ...(authorizer && { authorizer }),
    ...(deploymentId !== undefined && { deploymentId }),
    domainName: domainOf(node),
    domainPrefix: apiIdOf(node),
    extendedRequestId: asked.extendedRequestId,
    httpMethod: request.method,
    identity: {
      accessKey: null,
      accountId: null,
      ...apiKey,
      caller: null,
      ...identity,
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: null,
      sourceIp: request.sourceIp,
      user: null,
      userAgent,
      userArn: null,
    },
    path: asked.path,
    protocol: 'HTTP/1.1',
    requestId: asked.requestId,
    requestTime: logDate(now),
    requestTimeEpoch: now,
    resourceId: asked.resourceId,
    resourcePath: asked.resourcePath,
    stage: asked.stage,
  };
}

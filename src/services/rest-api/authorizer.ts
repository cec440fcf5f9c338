import { isObject, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import { judgePolicy } from '../../parts/execute-api-policy.ts';
import type { Answered, Question } from '../../parts/gateway-dialect.ts';
import { headerValues } from '../../parts/http-headers.ts';
import type { DoorResult } from '../../sim/service.ts';
import { answeredBy, type RestDeskVisit } from './answered.ts';
import type { RestAuthorizer } from './config.ts';
import { refusal } from './gateway-responses.ts';
import { authorizerRequestOf, contextOf, parametersOf } from './proxy-event.ts';

/** What an authorizer granted: it is kept whole and judged anew for every method that it is used for. */
export interface RestGrant {
  readonly principalId: string;
  readonly policy: Json;
  readonly context: { readonly [name: string]: string };
}

/** A methodArn may have this many bytes. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html (2026-11-23) */
const ARN_LIMIT = 1600;

/** What an authorizer is asked, or 401 when an identity source is missing: always for TOKEN, with caching on for REQUEST.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html (2026-11-23) */
export function questionOf(visit: RestDeskVisit, authorizer: RestAuthorizer): Question | Answered {
  if (visit.arn.length > ARN_LIMIT) return answeredBy(visit, refusal('arn too long'));
  const sources = authorizer.identitySource === '' ? [] : authorizer.identitySource.split(',').map((source) => source.trim());
  const values = sources.map((source) => identityOf(visit, source));
  const needsAll = authorizer.type === 'TOKEN' || authorizer.authorizerResultTtlInSeconds > 0;
  const missing = values.findIndex((value) => value === undefined || value === '');
  if (needsAll && missing >= 0) {
    return answeredBy(visit, refusal('unauthorized', { why: `${sources[missing]!} is missing, so the authorizer isn't even asked.` }));
  }
  const event: JsonObject =
    authorizer.type === 'TOKEN'
      ? { type: 'TOKEN', authorizationToken: values[0]!, methodArn: visit.arn }
      : authorizerRequestOf(visit, visit.arn);
  return { key: JSON.stringify(values.map((value) => value ?? null)), event };
}

function identityOf(visit: RestDeskVisit, source: string): string | undefined {
  const [, place, name] = /^(method\.request\.header|method\.request\.querystring|stageVariables|context)\.(.+)$/.exec(source)!;
  switch (place) {
    case 'method.request.header': {
      const values = headerValues(visit.request.headers, name!.toLowerCase());
      return values.length === 0 ? undefined : values.join(',');
    }
    case 'method.request.querystring':
      return parametersOf(visit).get(name!)?.values.at(-1)?.value;
    case 'stageVariables':
      return visit.config.variables[name!];
    default: {
      let value: Json | undefined = contextOf(visit, null);
      for (const part of name!.split('.')) value = isObject(value) && Object.hasOwn(value, part) ? (value[part] as Json) : undefined;
      return value === undefined || value === null || isObject(value) ? undefined : String(value);
    }
  }
}

const failed = (visit: RestDeskVisit, why: string): Answered => answeredBy(visit, refusal('authorizer failed', { why }));

/** Reads what an authorizer answered. An error whose message is exactly "Unauthorized" is a 401, any other a 500.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html (2026-11-23) */
export function readGrant(visit: RestDeskVisit, result: DoorResult): { readonly grant: RestGrant } | Answered {
  if ('gaveUp' in result) return failed(visit, 'The authorizer has not answered in time.');
  if ('error' in result) return failed(visit, `Lambda refused to run the authorizer: ${result.error.code}.`);
  const value = parseJson(result.payload);
  if (result.functionError !== undefined) {
    const message = isObject(value) ? value['errorMessage'] : undefined;
    if (message === 'Unauthorized')
      return answeredBy(visit, refusal('unauthorized', { why: 'The authorizer failed with "Unauthorized".' }));
    return failed(visit, `The authorizer failed${typeof message === 'string' ? `: ${message.slice(0, 160)}` : ''}.`);
  }
  if (!isObject(value) || typeof value['principalId'] !== 'string') return failed(visit, 'The authorizer returned no principalId.');
  const context = value['context'] ?? {};
  if (!isObject(context)) return failed(visit, "The authorizer's context is not an object.");
  const texts: { [name: string]: string } = {};
  for (const [name, own] of Object.entries(context)) {
    if (own === null || typeof own === 'object') return failed(visit, `context.${name} is not a string, number or boolean.`);
    texts[name] = String(own);
  }
  return { grant: { principalId: value['principalId'], policy: (value['policyDocument'] ?? null) as Json, context: texts } };
}

/** Judges the method by the policy, kept or fresh. */
export function weighGrant(visit: RestDeskVisit, grant: RestGrant, latencyMs: number): { readonly context: JsonObject } | Answered {
  const verdict = judgePolicy(grant.policy, visit.arn);
  if (typeof verdict !== 'string') return failed(visit, `The policy can't be used: ${verdict.fault}.`);
  if (verdict === 'explicit deny') return answeredBy(visit, refusal('denied explicitly'));
  if (verdict === 'no allow') {
    return answeredBy(visit, refusal('denied', { why: `No statement of the policy allows ${visit.arn}.` }));
  }
  return { context: { ...grant.context, principalId: grant.principalId, integrationLatency: latencyMs } };
}

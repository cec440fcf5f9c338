import { isObject, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import { judgePolicy } from '../../parts/execute-api-policy.ts';
import type { Answered, Question } from '../../parts/gateway-dialect.ts';
import { headerValues } from '../../parts/http-headers.ts';
import type { DoorResult } from '../../sim/service.ts';
import type { HttpAuthorizer } from './config.ts';
import { type Refusal, refusal } from './gateway-responses.ts';
import { authorizerOne, authorizerTwo, contextOf, parametersOf } from './proxy-event.ts';
import { refusedAs } from './response.ts';
import type { HttpVisit } from './visit.ts';

/** What an authorizer granted: a plain yes or no, or a policy that is judged anew for every route that it is used for. */
export type HttpGrant = { readonly context: JsonObject | null } & (
  | { readonly isAuthorized: boolean }
  | { readonly principalId: string | null; readonly policy: Json }
);

/** A response that API Gateway makes itself, as the desk takes it. */
export const answeredBy = (ground: Pick<HttpVisit, 'config' | 'requestId' | 'now' | 'request'>, found: Refusal): Answered => ({
  response: refusedAs(found, ground),
  word: found.word,
  why: found.why,
});

/** What an authorizer is asked, or 401 when an identity source is missing.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.identity-sources (2026-11-23) */
export function questionOf(visit: HttpVisit, authorizer: HttpAuthorizer): Question | Answered {
  const values = authorizer.identitySource.map((source) => identityOf(visit, source));
  const missing = values.findIndex((value) => value === undefined || value === '');
  if (missing >= 0) {
    return answeredBy(
      visit,
      refusal('unauthorized', `${authorizer.identitySource[missing]!} is missing, so the authorizer isn't even asked.`),
    );
  }
  const known = values as readonly string[];
  const event =
    authorizer.authorizerPayloadFormatVersion === '2.0' ? authorizerTwo(visit, visit.arn, known) : authorizerOne(visit, visit.arn, known);
  return { key: JSON.stringify(known), event };
}

function identityOf(visit: HttpVisit, source: string): string | undefined {
  const [, place, name] = /^\$(request\.header|request\.querystring|stageVariables|context)\.(.+)$/.exec(source)!;
  switch (place) {
    case 'request.header': {
      const values = headerValues(visit.request.headers, name!.toLowerCase());
      return values.length === 0 ? undefined : values.join(',');
    }
    case 'request.querystring':
      return parametersOf(visit)
        .get(name!)
        ?.values.map(({ value }) => value)
        .join(',');
    case 'stageVariables':
      return visit.config.stageVariables[name!];
    default: {
      let value: Json | undefined = contextOf(visit, null);
      for (const part of name!.split('.')) value = isObject(value) && Object.hasOwn(value, part) ? (value[part] as Json) : undefined;
      return value === undefined || isObject(value) ? undefined : String(value);
    }
  }
}

const failed = (visit: HttpVisit, why: string): Answered => answeredBy(visit, refusal('authorizer failed', why));

/** Reads what an authorizer answered. Whatever fails is a 500.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.payload-format-response (2026-11-23) */
export function readGrant(visit: HttpVisit, authorizer: HttpAuthorizer, result: DoorResult): { readonly grant: HttpGrant } | Answered {
  if ('gaveUp' in result) return failed(visit, 'The authorizer has not answered within 10 s.');
  if ('error' in result) return failed(visit, `Lambda refused to run the authorizer: ${result.error.code}.`);
  if (result.functionError !== undefined) return failed(visit, 'The authorizer failed.');
  const value = parseJson(result.payload);
  if (!isObject(value)) return failed(visit, 'The authorizer returned no object.');
  const context = value['context'] ?? null;
  if (context !== null && !isObject(context)) return failed(visit, "The authorizer's context is not an object.");
  if (authorizer.enableSimpleResponses) {
    if (typeof value['isAuthorized'] !== 'boolean') return failed(visit, 'The authorizer returned no isAuthorized that is true or false.');
    return { grant: { isAuthorized: value['isAuthorized'], context: context as JsonObject | null } };
  }
  if (!('policyDocument' in value)) {
    const hint = 'isAuthorized' in value ? ' Simple responses are off.' : '';
    return failed(visit, `The authorizer returned no policyDocument.${hint}`);
  }
  const principalId = typeof value['principalId'] === 'string' ? value['principalId'] : null;
  return { grant: { principalId, policy: value['policyDocument'] as Json, context: context as JsonObject | null } };
}

/** Judges the route by what was granted, kept or fresh. */
export function weighGrant(visit: HttpVisit, grant: HttpGrant, latencyMs: number): { readonly context: JsonObject } | Answered {
  if ('isAuthorized' in grant) {
    if (!grant.isAuthorized) return answeredBy(visit, refusal('forbidden', 'The authorizer returned isAuthorized false.'));
  } else {
    const verdict = judgePolicy(grant.policy, visit.arn);
    if (typeof verdict !== 'string') return failed(visit, `The policy can't be used: ${verdict.fault}.`);
    if (verdict === 'explicit deny') return answeredBy(visit, refusal('forbidden', 'A statement of the policy denies this route.'));
    if (verdict === 'no allow') return answeredBy(visit, refusal('forbidden', `No statement of the policy allows ${visit.arn}.`));
  }
  if (visit.route.settings.payloadFormatVersion === '2.0') return { context: { lambda: grant.context } };
  const principal = 'principalId' in grant && grant.principalId !== null ? { principalId: grant.principalId } : {};
  return { context: { ...grant.context, ...principal, integrationLatency: latencyMs } };
}

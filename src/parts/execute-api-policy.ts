import { isObject, type Json } from '../base/json.ts';
import { fitsWildcard } from './wildcard.ts';

/** What an authorizer's policy says about one method: allowed, denied by a statement, not mentioned, or not a policy that can be read. */
export type PolicyVerdict = 'allow' | 'explicit deny' | 'no allow' | { readonly fault: string };

/** Judges one method by the policy that a Lambda authorizer returned. A Deny wins over any Allow.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html (2026-11-23) */
export function judgePolicy(policy: Json | undefined, methodArn: string): PolicyVerdict {
  if (!isObject(policy)) return { fault: 'policyDocument is missing or not an object' };
  const statements = policy['Statement'];
  const list = Array.isArray(statements) ? statements : [statements];
  let isAllowed = false;
  for (const statement of list as readonly Json[]) {
    if (!isObject(statement)) return { fault: 'a Statement is missing or not an object' };
    const odd = ['Condition', 'NotAction', 'NotResource', 'Principal', 'NotPrincipal'].find((key) => key in statement);
    if (odd) return { fault: `Coldstart does not evaluate ${odd} in a policy` };
    const effect = statement['Effect'];
    const actions = textsOf(statement['Action'] as Json | undefined);
    const resources = textsOf(statement['Resource'] as Json | undefined);
    if ((effect !== 'Allow' && effect !== 'Deny') || !actions || !resources)
      return { fault: 'a Statement needs Effect, Action and Resource' };
    const fits =
      actions.some((action) => fitsWildcard('execute-api:invoke', action.toLowerCase())) &&
      resources.some((resource) => fitsWildcard(methodArn, resource));
    if (fits && effect === 'Deny') return 'explicit deny';
    if (fits) isAllowed = true;
  }
  return isAllowed ? 'allow' : 'no allow';
}

function textsOf(value: Json | undefined): readonly string[] | undefined {
  const list = Array.isArray(value) ? value : [value];
  return list.every((one) => typeof one === 'string') ? (list as readonly string[]) : undefined;
}

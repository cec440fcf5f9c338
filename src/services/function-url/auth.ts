import { headerOf } from '../../parts/http-headers.ts';
import { ACCOUNT, REGION } from '../../sim/account.ts';
import type { HttpRequest } from '../../sim/http.ts';
import type { FunctionUrlConfig } from './config.ts';

/** An error of the URL itself, as JSON with its type in a header. */
export interface Denial {
  readonly errorType: string;
  readonly body: { readonly [key: string]: string | null };
  readonly why: string;
}

/** The body that AWS was recorded to send in November 2025 (recorded-facts 4.5). */
export const FORBIDDEN =
  'Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html';

/** The refusal of who has no permission. */
export const forbidden = (why: string): Denial => ({ errorType: 'AccessDeniedException', body: { Message: FORBIDDEN }, why });

/** The refusal of a URL that isn't there (recorded-facts 4.5). */
export const NO_SUCH_URL: Denial = {
  errorType: 'AccessDeniedException',
  body: { Message: null },
  why: 'No function is wired to the URL, so AWS knows no such URL.',
};

/** Why a request may not come in, or null. Coldstart's clients can't sign yet, so no signature is ever right.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html (2026-11-23) */
export function denialOf(request: HttpRequest, config: FunctionUrlConfig): Denial | null {
  if (config.authType === 'AWS_IAM') return unsigned(request);
  const { invokeFunctionUrl, invokeFunction } = config.permissions;
  if (invokeFunctionUrl && invokeFunction) return null;
  const missing = invokeFunctionUrl ? 'lambda:InvokeFunction, which is needed since October 2025' : 'lambda:InvokeFunctionUrl';
  return forbidden(`The function's policy doesn't allow everyone ${missing}.`);
}

function unsigned({ headers }: HttpRequest): Denial {
  const authorization = headerOf(headers, 'authorization');
  if (authorization === undefined) return forbidden('The auth type is AWS_IAM and the request is not signed.');
  if (!authorization.startsWith('AWS4-HMAC-SHA256'))
    return forbidden('The auth type is AWS_IAM and the request is not signed with AWS Signature Version 4.');
  const credential = /Credential=([^,\s]+)/.exec(authorization)?.[1];
  const missing = [
    ...(credential === undefined ? ['Credential'] : []),
    ...(/Signature=[0-9a-f]+/.test(authorization) ? [] : ['Signature']),
    ...(/SignedHeaders=\S+/.test(authorization) ? [] : ['SignedHeaders']),
  ].map((name) => `Authorization header requires '${name}' parameter.`);
  if (headerOf(headers, 'x-amz-date') === undefined && headerOf(headers, 'date') === undefined)
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  if (missing.length > 0) return refused('IncompleteSignatureException', `${missing.join(' ')} Authorization=AWS4-HMAC-SHA256`);
  const [, , region, service] = credential!.split('/');
  if (region !== REGION)
    return refused('InvalidSignatureException', `Credential should be scoped to a valid region, not '${region ?? ''}'. `);
  if (service !== 'lambda') return refused('InvalidSignatureException', "Credential should be scoped to correct service: 'lambda'. ");
  return {
    errorType: 'UnrecognizedClientException',
    body: { message: 'The security token included in the request is invalid.' },
    why: `The request is signed, but account ${ACCOUNT} has no access key of that name here.`,
  };
}

const refused = (errorType: string, message: string): Denial => ({
  errorType,
  body: { message },
  why: `The signature is not in order: ${message.trim()}`,
});

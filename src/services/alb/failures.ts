import type { AwsError } from '../../sim/signal.ts';

/** How a load balancer takes a refusal of the Invoke API: what the client sees, and what the access log and the metrics call it. */
export interface Failure {
  readonly status: number;
  readonly errorReason: string;
  readonly metric: 'LambdaUserError' | 'LambdaInternalError';
  readonly why: string;
}

const user = (errorReason: string, why: string, status = 502): Failure => ({ status, errorReason, metric: 'LambdaUserError', why });
const internal = (errorReason: string, why: string, status = 502): Failure => ({ status, errorReason, metric: 'LambdaInternalError', why });

/** Errors of the Invoke API whose access-log name is their own with `Lambda` before it.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html#error-reason-codes (2026-11-23) */
const SAME_NAME: ReadonlySet<string> = new Set([
  'EC2AccessDeniedException',
  'EC2ThrottledException',
  'EC2UnexpectedException',
  'ENILimitReachedException',
  'InvalidRuntimeException',
  'InvalidSecurityGroupIDException',
  'InvalidSubnetIDException',
  'InvalidZipFileException',
  'KMSAccessDeniedException',
  'KMSDisabledException',
  'KMSInvalidStateException',
  'KMSNotFoundException',
  'SubnetIPAddressLimitReachedException',
]);

/** Names the failure that a refusal of the Invoke API is to the client. */
export function failureOf({ code, status, fault, message }: AwsError): Failure {
  if (code === 'TooManyRequestsException' || status === 429) return user('LambdaThrottling', `Lambda throttles the function: ${message}`);
  if (code === 'AccessDeniedException' || status === 403)
    return user('LambdaAccessDenied', 'The function has no permission for this target group to invoke it.');
  if (code === 'ResourceNotFoundException' || status === 404)
    return user('LambdaResourceNotFound', `Lambda finds no such function: ${message}`);
  if (code === 'RequestTooLargeException' || status === 413) return user('LambdaRequestTooLarge', message, 413);
  if (SAME_NAME.has(code)) return user(`Lambda${code}`, message);
  if (status === 0) return internal('LambdaConnectionError', `The load balancer can't reach Lambda: ${message}`, 504);
  return fault === 'server' ? internal('LambdaServiceException', `Lambda fails: ${message}`) : user('LambdaBadRequest', message);
}

/** The function threw, exited or timed out: to a load balancer all one. */
export const unhandled = (kind: string): Failure => user('LambdaUnhandled', `The function fails with ${kind}, so the client gets a 502.`);
/** The result isn't what a load balancer can turn into a response. */
export const invalid = (why: string): Failure => user('LambdaInvalidResponse', why);
/** The result is more than 1 MB of JSON. */
export const tooLarge = (): Failure =>
  user('LambdaResponseTooLarge', 'The result is larger than 1 MB of JSON, the most for a function behind a load balancer.');
/** Lambda didn't answer in time. */
export const unreached = (): Failure => internal('LambdaConnectionTimeout', 'Lambda gives the load balancer no answer.', 504);

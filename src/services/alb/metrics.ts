/** How a request ended, as CloudWatch's metrics tell it. */
export type Ending = 'forward' | 'redirect' | 'fixed-response' | 'refused';

const known = new Map<string, readonly string[]>();

/** Names of the AWS/ApplicationELB metrics that count an exchange. A request that is refused before a target was chosen isn't in RequestCount.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html (2026-11-23) */
export function metricsOf(ending: Ending, status: number, lambda: 'LambdaUserError' | 'LambdaInternalError' | null): readonly string[] {
  const key = `${ending} ${status} ${lambda}`;
  let found = known.get(key);
  if (!found) {
    found = [...namesOf(ending, status, lambda)];
    known.set(key, found);
  }
  return found;
}

function* namesOf(ending: Ending, status: number, lambda: string | null): Generator<string> {
  const hundred = `${Math.floor(status / 100)}XX`;
  if (ending === 'forward') yield 'RequestCount';
  if (ending === 'redirect') yield 'HTTP_Redirect_Count';
  if (ending === 'fixed-response') yield 'HTTP_Fixed_Response_Count';
  if (ending === 'forward' && lambda === null) {
    yield `HTTPCode_Target_${hundred}_Count`;
    yield 'LambdaTargetProcessedBytes';
    return;
  }
  if (lambda !== null) yield lambda;
  if (status >= 300) yield `HTTPCode_ELB_${hundred}_Count`;
  if (status === 500 || status === 502 || status === 503 || status === 504) yield `HTTPCode_ELB_${status}_Count`;
}

import type { AwsError, Principal } from './signal.ts';

/** The one gate before every delivery between actors: allows all until permissions and faults come to live here. */
export function gate(_as: Principal, _action: string, _resourceArn: string): 'allow' | AwsError {
  return 'allow';
}

import type { Micros } from '../../base/ids.ts';
import { invariant } from '../../base/invariant.ts';
import {
  exceeds,
  exitPayload,
  OVERFLOW,
  postedPayload,
  RESPONSE_BYTES,
  reportedType,
  timeoutPayload,
  tooLargePayload,
} from './failures.ts';
import { type Ending, finish } from './finish.ts';
import type { Death, Environment, Fleet, LambdaWorld, Verdict } from './fleet.ts';
import { initFailed } from './init-endings.ts';
import { printForRuntime } from './speech.ts';

type Settled = Extract<Verdict, { is: 'settled' }>;
type Failed = Extract<Verdict, { is: 'failed' }>;

/** Written out, since this is the path of nearly every event. */
const done = (payload: string, leftAt: Micros): Ending => ({
  word: 'lambda.done',
  outcome: 'ok',
  payload,
  isError: false,
  status: 'success',
  errorType: null,
  shown: null,
  leftAt,
  keepsProcess: true,
});
const FAILED = { word: 'lambda.failed', outcome: 'error', isError: true, status: 'failure', keepsProcess: true } as const;

/** The runtime asks for the next event: what it settled becomes the answer. */
export function settled(world: LambdaWorld, fleet: Fleet, env: Environment, { result, at }: Settled): void {
  if (!exceeds(result, RESPONSE_BYTES)) finish(world, fleet, env, done(result, at));
  else {
    const errorType = 'Function.ResponseSizeTooLarge';
    finish(world, fleet, env, { ...FAILED, payload: tooLargePayload(), errorType, shown: errorType, leftAt: at });
  }
}

/** The handler threw, and the runtime reported it: the environment stays as it is. */
export function failed(world: LambdaWorld, fleet: Fleet, env: Environment, { error, at }: Failed): void {
  const shown = String(error['errorType'] ?? 'an error');
  finish(world, fleet, env, { ...FAILED, payload: postedPayload(error), errorType: reportedType(error), shown, leftAt: at });
}

/** The function's time is over; what it had answered before stays answered. */
export function timedOut(world: LambdaWorld, fleet: Fleet, env: Environment): void {
  const { verdict, invocation, generation } = env;
  invariant(invocation, `${env.id} times out without an invocation`);
  const answered = verdict?.is === 'settled' ? verdict : null;
  finish(world, fleet, env, {
    word: 'lambda.timed-out',
    outcome: 'timeout',
    payload: answered ? answered.result : timeoutPayload(invocation.requestId, generation.config.timeout),
    isError: !answered,
    status: 'timeout',
    errorType: null,
    shown: null,
    leftAt: answered ? answered.at : null,
    keepsProcess: false,
  });
}

/** The process ended; what it had answered before stays answered. */
export function exited(world: LambdaWorld, fleet: Fleet, env: Environment, { exit, errorType, posted }: Death): void {
  const { verdict, invocation } = env;
  invariant(invocation, `${env.id} ends its process without an invocation`);
  if (env.phase === 'init') {
    const payload = posted ? postedPayload(posted) : exitPayload(invocation.requestId, exit);
    initFailed(world, fleet, env, { payload, errorType: posted ? reportedType(posted) : errorType, status: 'error', error: posted });
    return;
  }
  // What memory ran out on came before the answer in the same turn, so no answer left.
  const said = errorType === 'Runtime.OutOfMemory' ? null : verdict;
  const answered = said?.is === 'settled' ? said : null;
  const earlier = said?.is === 'failed' ? said.error : posted;
  finish(world, fleet, env, {
    word: 'lambda.exited',
    outcome: 'error',
    payload: answered ? answered.result : earlier ? postedPayload(earlier) : exitPayload(invocation.requestId, exit),
    isError: !answered,
    status: 'error',
    errorType,
    shown: errorType,
    leftAt: answered ? answered.at : null,
    keepsProcess: false,
  });
}

/** The stack overflowed; how deep it may go differs by engine, so there is one outcome and the process ends. */
export function overflowed(world: LambdaWorld, fleet: Fleet, env: Environment): void {
  printForRuntime(world, env, OVERFLOW);
  exited(world, fleet, env, { exit: { code: 1 }, errorType: 'Runtime.ExitError', posted: OVERFLOW });
}

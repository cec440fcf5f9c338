import { invariant } from '../../base/invariant.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import type { Text } from '../../trace/record.ts';
import { finish } from './finish.ts';
import { type Environment, epochMs, type Fleet, type LambdaWorld } from './fleet.ts';
import type { InitReport } from './log-lines.ts';
import { beginInvoke, disarm, endWait, openInvoke, startInit, stopProcess } from './rooms.ts';
import { close, print, printForRuntime } from './speech.ts';

/** INIT has ended well: the invocation that waits for it begins. */
export function initialized(world: LambdaWorld, env: Environment): void {
  const us = world.now - env.initStartedAt;
  disarm(world, env);
  endWait(world, env);
  const ready = close(world, env, 'lambda.initialized', env.span, 'ok', { env: env.id, durationMs: us / 1000 });
  const phase = env.isSuppressedInit ? 'invoke' : 'init';
  report(world, env, { us, phase, status: 'success', errorType: null });
  env.initUs = env.isSuppressedInit ? null : us;
  beginInvoke(world, env, ready);
}

/** The platform's lines about an INIT that is over. */
function report(world: LambdaWorld, env: Environment, of: InitReport): void {
  const { log } = env.generation;
  print(world, env, log.initRuntimeDone(epochMs(world), of), false);
  print(world, env, log.initReport(epochMs(world), of), false);
}

interface InitFailure {
  readonly payload: string;
  readonly errorType: string | null;
  readonly status: 'error' | 'timeout';
  readonly error: JsonObject | null;
}

/** INIT failed. The first time it is run again inside the invocation; the second time the invocation fails with it. */
export function initFailed(world: LambdaWorld, fleet: Fleet, env: Environment, failure: InitFailure): void {
  const { invocation } = env;
  invariant(invocation, `${env.id} fails in INIT without an invocation`);
  const us = world.now - env.initStartedAt;
  const phase = env.isSuppressedInit ? 'invoke' : 'init';
  disarm(world, env);
  endWait(world, env);
  // Code that no host could start prints nothing itself.
  if (failure.error && 'unstarted' in failure.error) printForRuntime(world, env, failure.error);
  const shown = failure.error?.['errorType'] ?? failure.errorType ?? `no end after ${us / 1_000_000} s`;
  const data: { [key: string]: Json | Text } = { env: env.id, errorType: shown, durationMs: us / 1000 };
  if (failure.error) data['error'] = world.text(JSON.stringify(failure.error));
  const broken = close(world, env, 'lambda.init-failed', env.span, failure.status, data);
  report(world, env, { us, phase, status: failure.status, errorType: failure.errorType });
  stopProcess(world, fleet, env);
  if (phase === 'init') {
    startInit(world, env, 'invoke', broken);
    return;
  }
  env.initUs = null;
  openInvoke(world, env, invocation, broken);
  finish(world, fleet, env, {
    word: failure.status === 'timeout' ? 'lambda.timed-out' : 'lambda.unstarted',
    outcome: failure.status,
    payload: failure.payload,
    isError: true,
    status: failure.status,
    errorType: failure.errorType,
    shown: failure.status === 'timeout' ? null : String(shown),
    leftAt: null,
    keepsProcess: false,
  });
}

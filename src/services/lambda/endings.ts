import { base64, utf8 } from '../../base/bytes.ts';
import type { Micros, Seq } from '../../base/ids.ts';
import { formatInstant } from '../../base/instant.ts';
import { invariant } from '../../base/invariant.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { MODELS } from '../../sim/model.ts';
import type { Outcome, Text } from '../../trace/record.ts';
import {
  type Exit,
  exceeds,
  exitPayload,
  OVERFLOW,
  postedPayload,
  RESPONSE_BYTES,
  reportedType,
  timeoutPayload,
  tooLargePayload,
} from './failures.ts';
import { type Environment, epochMs, type Fleet, type Invocation, type LambdaWorld } from './fleet.ts';
import type { Report } from './log-lines.ts';
import { costOf } from './pricing.ts';
import { beginInvoke, disarm, endWait, freeze, leave, openInvoke, reset, startInit, stopProcess } from './rooms.ts';
import { RUNTIMES } from './runtimes.ts';
import { close, print, tellCost } from './speech.ts';

/** How an invocation ended. */
interface Ending {
  readonly word: 'lambda.done' | 'lambda.failed' | 'lambda.timed-out' | 'lambda.exited' | 'lambda.unstarted';
  readonly outcome: Outcome;
  readonly payload: string;
  readonly isError: boolean;
  readonly status: Report['status'];
  readonly errorType: string | null;
  /** When the response left, if before now. */
  readonly leftAt: Micros | null;
  readonly keepsProcess: boolean;
}

const LOG_RESULT_BYTES = 4096;

/** The runtime asks for the next event: what it settled becomes the answer. */
export function settled(world: LambdaWorld, fleet: Fleet, env: Environment, result: string, at: Micros): void {
  if (exceeds(result, RESPONSE_BYTES)) {
    const errorType = 'Function.ResponseSizeTooLarge';
    failedBy(world, fleet, env, tooLargePayload(), errorType, at);
    return;
  }
  finish(world, fleet, env, {
    word: 'lambda.done',
    outcome: 'ok',
    payload: result,
    isError: false,
    status: 'success',
    errorType: null,
    leftAt: at,
    keepsProcess: true,
  });
}

/** The handler threw, and the runtime reported it: the environment stays as it is. */
export function failed(world: LambdaWorld, fleet: Fleet, env: Environment, error: JsonObject, at: Micros): void {
  failedBy(world, fleet, env, postedPayload(error), reportedType(error), at, String(error['errorType'] ?? 'an error'));
}

function failedBy(
  world: LambdaWorld,
  fleet: Fleet,
  env: Environment,
  payload: string,
  errorType: string,
  leftAt: Micros,
  shown = errorType,
): void {
  finish(
    world,
    fleet,
    env,
    { word: 'lambda.failed', outcome: 'error', payload, isError: true, status: 'failure', errorType, leftAt, keepsProcess: true },
    shown,
  );
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
    leftAt: answered ? answered.at : null,
    keepsProcess: false,
  });
}

/** The process ended: by exit, by the platform, or after the runtime had `posted` an error that took it down. */
export function exited(
  world: LambdaWorld,
  fleet: Fleet,
  env: Environment,
  exit: Exit,
  errorType = 'Runtime.ExitError',
  posted: JsonObject | null = null,
): void {
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
    leftAt: answered ? answered.at : null,
    keepsProcess: false,
  });
}

/** The stack overflowed; how deep it may go differs by engine, so there is one outcome and the process ends. */
export function overflowed(world: LambdaWorld, fleet: Fleet, env: Environment): void {
  exited(world, fleet, env, { code: 1 }, 'Runtime.ExitError', OVERFLOW);
}

/** INIT has ended well: the invocation that waits for it begins. */
export function initialized(world: LambdaWorld, env: Environment): void {
  const us = world.now - env.initStartedAt;
  disarm(world, env);
  endWait(world, env);
  const ready = close(world, env, 'lambda.initialized', env.span, 'ok', { env: env.id, durationMs: us / 1000 });
  const phase = env.isSuppressedInit ? 'invoke' : 'init';
  print(world, env, env.generation.log.initReport(epochMs(world), { us, phase, status: 'success', errorType: null }), false);
  env.initUs = env.isSuppressedInit ? null : us;
  beginInvoke(world, env, ready);
}

interface InitFailure {
  readonly payload: string;
  readonly errorType: string | null;
  readonly status: 'error' | 'timeout';
  readonly error: JsonObject | null;
}

/** INIT failed. The first time it is run again inside the invocation; the second time the invocation fails with it. */
export function initFailed(world: LambdaWorld, fleet: Fleet, env: Environment, failure: InitFailure): void {
  const { invocation, generation } = env;
  invariant(invocation, `${env.id} fails in INIT without an invocation`);
  const us = world.now - env.initStartedAt;
  const phase = env.isSuppressedInit ? 'invoke' : 'init';
  disarm(world, env);
  endWait(world, env);
  if (failure.error) printUnstarted(world, env, failure.error);
  const shown = failure.error?.['errorType'] ?? failure.errorType ?? `no end after ${us / 1_000_000} s`;
  const data: { [key: string]: Json | Text } = { env: env.id, errorType: shown, durationMs: us / 1000 };
  if (failure.error) data['error'] = world.text(JSON.stringify(failure.error));
  const broken = close(world, env, 'lambda.init-failed', env.span, failure.status, data);
  print(world, env, generation.log.initReport(epochMs(world), { us, phase, status: failure.status, errorType: failure.errorType }), false);
  stopProcess(world, fleet, env);
  if (phase === 'init') {
    startInit(world, env, 'invoke', broken);
    return;
  }
  env.initUs = null;
  openInvoke(world, env, invocation, broken);
  const ending: Ending = {
    word: failure.status === 'timeout' ? 'lambda.timed-out' : 'lambda.unstarted',
    outcome: failure.status,
    payload: failure.payload,
    isError: true,
    status: failure.status,
    errorType: failure.errorType,
    leftAt: null,
    keepsProcess: false,
  };
  finish(world, fleet, env, ending, failure.status === 'timeout' ? null : String(shown));
}

/** Code that no host could start prints nothing itself, so the runtime's line about it is written here. */
function printUnstarted(world: LambdaWorld, env: Environment, error: JsonObject): void {
  if (!('fault' in error) && error['errorType'] !== 'Coldstart.CannotRun') return;
  const { config } = env.generation;
  const { isRewritten } = RUNTIMES[config.runtime];
  const time = formatInstant(epochMs(world));
  const { errorType, errorMessage, trace } = error as { errorType: string; errorMessage: string; trace: Json };
  const text =
    config.loggingConfig.logFormat === 'JSON'
      ? JSON.stringify({ timestamp: time, level: 'ERROR', message: { errorType, errorMessage, stackTrace: trace } })
      : `${time}\t${isRewritten ? '-' : 'undefined'}\tERROR\t${isRewritten ? 'Init Error' : 'Uncaught Exception'} \t${JSON.stringify({ errorType, errorMessage, stack: trace })}`;
  const { id: row, stream } = env;
  world.say({
    shape: 'log',
    word: 'lambda.log',
    row,
    stream,
    text,
    items: env.invocation?.items ?? [],
    data: { env: row, level: 'ERROR' },
  });
}

/** Ends an invocation: its last lines, its span, its answer, its price, and what becomes of the environment. */
function finish(world: LambdaWorld, fleet: Fleet, env: Environment, ending: Ending, shown = ending.errorType): void {
  const { invocation, generation } = env;
  invariant(invocation, `${env.id} finishes nothing`);
  const { config, log } = generation;
  disarm(world, env);
  endWait(world, env);
  const { requestId } = invocation;
  const durationUs = world.now - invocation.startedAt;
  const { initUs } = env;
  const billedMs = Math.max(1, Math.ceil((durationUs + (initUs ?? 0)) / 1000));
  const maxMemoryMb = Math.min(config.memorySize, Math.ceil(env.maxMemoryKb / 1024));
  const { status, errorType } = ending;
  const report: Report = { requestId, durationUs, billedMs, maxMemoryMb, initUs, status, errorType };
  const at = epochMs(world);
  print(world, env, log.runtimeDone(at, report));
  print(world, env, log.end(requestId));
  print(world, env, log.report(at, report));

  const item = invocation.items[0] as string;
  const cost = costOf(billedMs, config.memorySize, config.architectures[0] as 'x86_64');
  const data: { [key: string]: Json | Text } = {
    env: env.id,
    item,
    requestId,
    durationMs: durationUs / 1000,
    billedMs,
    memoryMb: maxMemoryMb,
    memorySize: config.memorySize,
    costPicoUsd: cost,
  };
  if (initUs !== null) data['initMs'] = initUs / 1000;
  if (shown !== null) data['errorType'] = shown;
  data[ending.isError ? 'error' : 'result'] = world.text(ending.payload);
  const end = close(world, env, ending.word, invocation.span, ending.outcome, data);
  reply(world, env, invocation, ending, end);

  fleet.inFlight--;
  fleet.cost += cost;
  tellCost(world, fleet);
  env.invocation = null;
  env.verdict = null;
  env.initUs = null;
  env.isSuppressedInit = false;
  if (generation !== fleet.generation) leave(world, fleet, env, 'lambda.retired');
  else if (ending.keepsProcess) freeze(world, fleet, env, end);
  else reset(world, fleet, env, end);
}

function reply(world: LambdaWorld, env: Environment, invocation: Invocation, ending: Ending, cause: Seq): void {
  const { call, tail, items, requestId } = invocation;
  if (call === null) return;
  // The response left when it was settled; what the process computed since then is over, and the hop is so much shorter.
  const hop = Math.max(0, MODELS[world.model]!.hop - (ending.leftAt === null ? 0 : world.now - ending.leftAt));
  world.say({
    shape: 'travel',
    word: 'lambda.reply',
    wire: invocation.via,
    to: invocation.from,
    arrives: (world.now + hop) as Micros,
    back: true,
    items,
    cause,
    data: { env: env.id, item: items[0] as string },
  });
  const output: { [key: string]: Json } = { statusCode: 200, payload: ending.payload, executedVersion: '$LATEST', requestId };
  if (ending.isError) output['functionError'] = 'Unhandled';
  if (tail) output['logResult'] = base64(utf8(`${tail.join('\n')}\n`).slice(-LOG_RESULT_BYTES));
  world.answer(call, { ok: true, output }, hop);
}

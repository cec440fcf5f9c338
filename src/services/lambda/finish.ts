import { base64, utf8 } from '../../base/bytes.ts';
import type { Micros, Seq } from '../../base/ids.ts';
import { invariant } from '../../base/invariant.ts';
import type { Json } from '../../base/json.ts';
import { MODELS } from '../../sim/model.ts';
import type { Outcome, Text } from '../../trace/record.ts';
import { type Environment, epochMs, type Fleet, type Invocation, type LambdaWorld } from './fleet.ts';
import type { Report } from './log-lines.ts';
import { costOf } from './pricing.ts';
import { disarm, endWait, freeze, leave, reset } from './rooms.ts';
import { close, print, tellCost } from './speech.ts';

/** How an invocation ended. */
export interface Ending {
  readonly word: 'lambda.done' | 'lambda.failed' | 'lambda.timed-out' | 'lambda.exited' | 'lambda.unstarted';
  readonly outcome: Outcome;
  readonly payload: string;
  readonly isError: boolean;
  readonly status: Report['status'];
  /** The error type that the platform repeats in REPORT. */
  readonly errorType: string | null;
  /** The error type that a person is told; null when there is none. */
  readonly shown: string | null;
  /** When the response left, if before now. */
  readonly leftAt: Micros | null;
  readonly keepsProcess: boolean;
}

const LOG_RESULT_BYTES = 4096;

/** Ends an invocation: its last lines, its span, its answer, its price, and what becomes of the environment. */
export function finish(world: LambdaWorld, fleet: Fleet, env: Environment, ending: Ending): void {
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
  const { status, errorType, shown } = ending;
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
  env.death = null;
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

import type { Micros, Seq } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import type { Invoke } from '../../parts/invoke.ts';
import { MODELS } from '../../sim/model.ts';
import type { Behaviour } from '../../sim/service.ts';
import type { AwsError, Signal } from '../../sim/signal.ts';
import type { LambdaConfig } from './config.ts';
import { epochMs, type Fleet, fleetOf, generationOf, type Invocation, type LambdaWorld, type Tag } from './fleet.ts';
import { requestIdOf, traceHeaderOf } from './names.ts';
import { clientContextOf, inputProblem } from './payload.ts';
import { assign, booted, expiryRang, leave, placed } from './rooms.ts';
import { answered, deadlineRang, effectCame, timerRang, turned } from './turns.ts';

/** An account's concurrency, which this function may use alone: functions don't share it before the issue on concurrency.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (2026-11-23) */
const ACCOUNT_CONCURRENCY = 1000;

type CallSignal = Extract<Signal, { on: 'call' }>;

/** Lambda: gives each event an environment, and follows what the environment does. */
export const lambdaBehaviour: Behaviour<Fleet, LambdaConfig> = {
  create: fleetOf,
  receive(fleet, signal, world) {
    switch (signal.on) {
      case 'call':
        invoke(world, fleet, signal);
        break;
      case 'effect': {
        const env = fleet.environments.get(signal.env);
        if (env) effectCame(world, fleet, env, signal.effect);
        break;
      }
      case 'turned': {
        const env = fleet.environments.get(signal.env);
        if (env) turned(world, fleet, env, signal.end);
        break;
      }
      case 'wake':
        rang(world, fleet, signal.tag as Tag);
        break;
      case 'answer':
        answered(world, fleet, signal);
        break;
      case 'stimulus':
        if (signal.do === 'configure') configure(world, fleet);
        else test(world, fleet, signal.with);
        break;
      // 'start' finds nothing to do; calls are given no time limit and no parts, so 'late' and 'part' never come.
    }
  },
};

function rang(world: LambdaWorld, fleet: Fleet, tag: Tag): void {
  const env = fleet.environments.get(tag.env);
  if (!env) return;
  if (tag.what === 'created') placed(world, env);
  else if (tag.what === 'booted') booted(world, env);
  else if (tag.what === 'timer') timerRang(world, env);
  else if (tag.what === 'deadline') deadlineRang(world, fleet, env);
  else expiryRang(world, fleet, env);
}

function invoke(world: LambdaWorld, fleet: Fleet, signal: CallSignal): void {
  const { request } = signal;
  const input = request.input as Invoke;
  if (request.action !== 'lambda:Invoke') {
    refuse(world, signal, {
      code: 'UnknownOperationException',
      message: `Coldstart's Lambda does not know ${request.action} yet; it knows lambda:Invoke.`,
      status: 404,
      fault: 'client',
    });
    return;
  }
  const problem = inputProblem(input, world.arn, request.as);
  const clientContext = clientContextOf(input);
  if (problem || 'refused' in clientContext) {
    refuse(world, signal, problem ?? (clientContext as { refused: AwsError }).refused);
    return;
  }
  if (input.invocationType === 'DryRun') {
    dryRun(world, signal);
    return;
  }
  const throttle = throttleOf(fleet);
  if (throttle) {
    refuse(world, signal, throttle, fleet);
    return;
  }
  assign(world, fleet, {
    call: signal.call,
    from: signal.from,
    via: signal.via,
    items: request.items && request.items.length > 0 ? request.items : [world.item('invoke')],
    requestId: requestIdOf(world.random),
    event: input.payload === '' ? '{}' : input.payload,
    invokedArn: input.qualifier === undefined ? world.arn : `${world.arn}:${input.qualifier}`,
    clientContext: clientContext.value,
    trace: traceHeaderOf(request.trace, epochMs(world), world.random),
    tail: input.logType === 'Tail' ? [] : null,
    startedAt: world.now,
    span: -1 as Seq,
  });
}

/** The console's Test button: an event without a caller. */
function test(world: LambdaWorld, fleet: Fleet, input: Json): void {
  const { event, times } = input as { event: Json; times: number };
  const payload = JSON.stringify(event);
  for (let i = 0; i < times; i++) {
    const items = [world.item('test')];
    const throttle = throttleOf(fleet);
    if (throttle) {
      tellThrottle(world, fleet, items, throttle);
      continue;
    }
    const invocation: Invocation = {
      call: null,
      from: world.self,
      via: null,
      items,
      requestId: requestIdOf(world.random),
      event: payload,
      invokedArn: world.arn,
      clientContext: undefined,
      trace: traceHeaderOf(undefined, epochMs(world), world.random),
      tail: null,
      startedAt: world.now,
      span: -1 as Seq,
    };
    assign(world, fleet, invocation);
  }
}

/** Too many at once: refused before any code runs. Recorded 2025-11-25. */
function throttleOf(fleet: Fleet): AwsError | null {
  const reserved = fleet.generation.config.reservedConcurrentExecutions;
  if (fleet.inFlight < (reserved ?? ACCOUNT_CONCURRENCY)) return null;
  const Reason = reserved === undefined ? 'ConcurrentInvocationLimitExceeded' : 'ReservedFunctionConcurrentInvocationLimitExceeded';
  return { code: 'TooManyRequestsException', message: 'Rate Exceeded.', status: 429, fault: 'client', detail: { Reason, Type: 'User' } };
}

function tellThrottle(world: LambdaWorld, fleet: Fleet, items: readonly string[], error: AwsError): void {
  const reason = String(error.detail?.['Reason']);
  const count = ++fleet.throttles;
  world.say({ shape: 'level', word: 'lambda.throttles', gauge: 'throttles', value: count, data: { name: world.self, count } });
  world.say({ shape: 'mark', word: 'lambda.throttled', items, data: { name: world.self, item: items[0] ?? 'an event', reason } });
}

function refuse(world: LambdaWorld, signal: CallSignal, error: AwsError, throttledFleet?: Fleet): void {
  const items = signal.request.items ?? [];
  const item = items[0] ?? 'an event';
  if (throttledFleet) tellThrottle(world, throttledFleet, items, error);
  else {
    const { code, message } = error;
    world.say({ shape: 'mark', word: 'lambda.refused', items, data: { name: world.self, item, code, message } });
  }
  goBack(world, signal);
  world.answer(signal.call, { ok: false, error });
}

function dryRun(world: LambdaWorld, signal: CallSignal): void {
  const items = signal.request.items ?? [];
  world.say({ shape: 'mark', word: 'lambda.dry-run', items, data: { name: world.self, item: items[0] ?? 'an event' } });
  goBack(world, signal);
  world.answer(signal.call, { ok: true, output: { statusCode: 204, payload: '', requestId: requestIdOf(world.random) } });
}

/** What comes back without an environment having run travels all the same. */
function goBack(world: LambdaWorld, { via, from, request }: CallSignal): void {
  const items = request.items ?? [];
  world.say({
    shape: 'travel',
    word: 'lambda.refusal',
    wire: via,
    to: from,
    arrives: (world.now + MODELS[world.model]!.hop) as Micros,
    back: true,
    items,
    data: { name: world.self, item: items[0] ?? 'an event' },
  });
}

/** New code or settings: environments that rest end at once, those that run finish on what they have. Recorded 2025-11. */
function configure(world: LambdaWorld, fleet: Fleet): void {
  fleet.generation = generationOf(world);
  const resting = fleet.idle.splice(0);
  for (const env of resting) leave(world, fleet, env, 'lambda.retired');
  world.say({ shape: 'mark', word: 'lambda.updated', data: { name: world.self, leaving: fleet.environments.size } });
}

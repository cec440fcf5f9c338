import type { Json } from '../../base/json.ts';
import { ACCOUNT } from '../../sim/account.ts';
import type { Delivery, Effect, TurnEnd } from '../../sim/handler-host.ts';
import type { HttpResponse } from '../../sim/http.ts';
import type { Signal } from '../../sim/signal.ts';
import { exited, failed, overflowed, settled, timedOut } from './endings.ts';
import { postedPayload, reportedType, timeoutPayload } from './failures.ts';
import type { Environment, Fleet, LambdaWorld } from './fleet.ts';
import { initFailed, initialized } from './init-endings.ts';
import { keepsLine } from './log-lines.ts';
import { armDeadline, endWait, resume } from './rooms.ts';
import { close, open } from './speech.ts';

type EffectOf<Is extends Effect['is']> = Extract<Effect, { is: Is }>;

/** What code did, at the instant at which it did it. */
export function effectCame(world: LambdaWorld, fleet: Fleet, env: Environment, effect: Effect): void {
  switch (effect.is) {
    case 'log':
      printed(world, env, effect);
      break;
    case 'call':
      sent(world, fleet, env, effect);
      break;
    case 'timer':
      env.timers.set(effect.timer, open(world, env, 'lambda.timer', { env: env.id, label: effect.label, due: effect.due }));
      break;
    case 'untimed':
      untimed(world, env, effect.timer);
      break;
    case 'tmp':
      wroteTmp(world, env, effect);
      break;
    case 'ready':
      env.verdict = { is: 'ready' };
      break;
    case 'settled':
      if (env.verdict === null) env.verdict = { is: 'settled', result: effect.result, at: world.now };
      break;
    case 'failed':
      if (effect.fatal) env.death ??= { exit: { code: 1 }, errorType: 'Runtime.ExitError', posted: effect.error };
      else if (env.verdict === null) env.verdict = { is: 'failed', error: effect.error, at: world.now };
      break;
    case 'exit':
      env.death ??= {
        exit: effect.signal ? { signal: effect.signal } : { code: effect.code },
        errorType: 'Runtime.ExitError',
        posted: null,
      };
      break;
    case 'chunk':
      break; // response streaming is not offered to handlers yet, so no host sends this
  }
}

/** A line that code printed. The id in it is the runtime's to write: that of the invocation that runs now, whoever set the work going. */
function printed(world: LambdaWorld, env: Environment, { level, text }: EffectOf<'log'>): void {
  const { invocation, id: row, stream } = env;
  if (!keepsLine(env.generation.config, level)) return;
  if (invocation?.tail && env.phase === 'invoke') invocation.tail.push(text);
  const data = invocation && env.phase === 'invoke' ? { env: row, level, requestId: invocation.requestId } : { env: row, level };
  world.say({ shape: 'log', word: 'lambda.log', row, stream, text, items: invocation?.items ?? [], data });
}

/** Code sends a request: an exchange of its own, that also belongs to the journey of the event in hand. */
function sent(world: LambdaWorld, fleet: Fleet, env: Environment, { call, request }: EffectOf<'call'>): void {
  const item = world.item('fetch');
  const journey = env.invocation?.items ?? [];
  const { method, target } = request;
  const span = world.say({
    shape: 'open',
    word: 'lambda.fetch',
    row: env.id,
    within: env.life,
    items: [...journey, item],
    data: { env: env.id, item, method, target, request: world.text(JSON.stringify(request)) },
  });
  const id = world.http(request, { role: `${world.self}-role`, account: ACCOUNT }, { items: [item, ...journey], cause: span });
  env.fetches.set(id, { call, span });
  fleet.fetching.set(id, env);
}

/** An answer to a call that code made: it is delivered at once, or when the environment is free, or after its next thaw. */
export function answered(world: LambdaWorld, fleet: Fleet, signal: Extract<Signal, { on: 'answer' }>): void {
  const env = fleet.fetching.get(signal.call);
  const asked = env?.fetches.get(signal.call);
  if (!env || !asked) return; // the process that asked is gone
  fleet.fetching.delete(signal.call);
  env.fetches.delete(signal.call);
  const response = responseOf(signal.answer);
  const isResponse = 'status' in response;
  const data: { [key: string]: Json | ReturnType<typeof world.text> } = {
    env: env.id,
    status: isResponse ? response.status : response.errno,
  };
  if (isResponse) data['response'] = world.text(JSON.stringify(response));
  close(world, env, 'lambda.fetched', asked.span, isResponse ? 'ok' : 'error', data);
  const delivery: Delivery = { on: 'answer', call: asked.call, response };
  if (env.isBusy || (env.phase !== 'invoke' && env.phase !== 'init')) env.inbox.push(delivery);
  else goOn(world, env, [delivery]);
}

type Heard = HttpResponse | { readonly errno: string; readonly message: string };

function responseOf(answer: Extract<Signal, { on: 'answer' }>['answer']): Heard {
  if (answer.ok) return answer.output as unknown as HttpResponse;
  if ('gaveUp' in answer) return { errno: 'ETIMEDOUT', message: 'connect ETIMEDOUT' };
  const { code, message, status } = answer.error;
  if (status === 0) return { errno: code, message };
  return {
    status,
    headers: [
      ['Content-Type', 'application/json'],
      ['x-amzn-ErrorType', code],
    ],
    body: JSON.stringify({ message }),
    isBase64: false,
  };
}

function untimed(world: LambdaWorld, env: Environment, timer: number): void {
  const span = env.timers.get(timer);
  if (span === undefined) return;
  env.timers.delete(timer);
  close(world, env, 'lambda.timer-over', span, 'ok', { env: env.id });
}

function wroteTmp(world: LambdaWorld, env: Environment, { path, bytes, text, gone }: EffectOf<'tmp'>): void {
  if (gone) env.tmp.delete(path);
  else env.tmp.set(path, text === undefined ? { bytes } : { bytes, text });
  const { id: row, invocation } = env;
  const data = { env: row, path, bytes, gone: gone === true, ...(text !== undefined && { text: world.text(text) }) };
  world.say({ shape: 'mark', word: 'lambda.tmp', row, items: invocation?.items ?? [], data });
}

/** A turn is over: the phase ends, or waits for what can move it. */
export function turned(world: LambdaWorld, fleet: Fleet, env: Environment, end: TurnEnd): void {
  env.isBusy = false;
  if (end.memoryKb > env.maxMemoryKb) env.maxMemoryKb = end.memoryKb;
  const limitMb = env.generation.config.memorySize;
  if (end.memoryKb > limitMb * 1024) {
    mark(world, env, 'lambda.out-of-memory', { env: env.id, memoryMb: Math.ceil(end.memoryKb / 1024), limitMb });
    exited(world, fleet, env, { exit: { signal: 'killed' }, errorType: 'Runtime.OutOfMemory', posted: null });
    return;
  }
  if (end.how === 'overflow') {
    mark(world, env, 'lambda.overflowed', { env: env.id });
    overflowed(world, fleet, env);
    return;
  }
  if (env.death !== null) {
    exited(world, fleet, env, env.death);
    return;
  }
  if (end.how !== 'quiet') {
    // It computes on until its deadline, which rings by itself.
    mark(world, env, end.how === 'spun' ? 'lambda.spun' : 'lambda.overran', { env: env.id });
    armDeadline(world, env);
    env.isBusy = true;
    return;
  }
  const { verdict } = env;
  if (verdict === null) hold(world, env, end);
  else if (verdict.is === 'ready') initialized(world, env);
  else if (env.phase === 'init') {
    const error = verdict.is === 'failed' ? verdict.error : {};
    initFailed(world, fleet, env, { payload: postedPayload(error), errorType: reportedType(error), status: 'error', error });
  } else if (verdict.is === 'settled') settled(world, fleet, env, verdict);
  else failed(world, fleet, env, verdict);
}

function mark(
  world: LambdaWorld,
  env: Environment,
  word: 'lambda.out-of-memory' | 'lambda.overflowed' | 'lambda.spun' | 'lambda.overran',
  data: { [key: string]: Json },
): void {
  world.say({ shape: 'mark', word, row: env.id, items: env.invocation?.items ?? [], data });
}

/** Nothing but virtual effects can move the code now: its timers, answers, or the end of its time. */
function hold(world: LambdaWorld, env: Environment, end: TurnEnd): void {
  if (env.inbox.length > 0) {
    const { inbox } = env;
    env.inbox = [];
    resume(world, env, inbox);
    return;
  }
  if (env.phase === 'invoke') {
    env.wait = open(world, env, 'lambda.wait', { env: env.id, calls: end.waitingOn.length, wakeAt: end.wakeAt }, env.span);
  }
  armDeadline(world, env);
  if (end.wakeAt !== null && end.wakeAt < env.deadline) {
    env.timerWake = world.wake(Math.max(0, end.wakeAt - world.now), env.tags.timer);
  }
}

/** A timer of the code is due. */
export function timerRang(world: LambdaWorld, env: Environment): void {
  env.timerWake = null;
  goOn(world, env, []);
}

function goOn(world: LambdaWorld, env: Environment, deliveries: readonly Delivery[]): void {
  if (env.timerWake !== null) world.cancel(env.timerWake);
  env.timerWake = null;
  endWait(world, env);
  resume(world, env, deliveries);
}

/** The time of INIT, or of the function, is over. */
export function deadlineRang(world: LambdaWorld, fleet: Fleet, env: Environment): void {
  env.deadlineWake = null;
  if (env.phase === 'invoke') {
    timedOut(world, fleet, env);
    return;
  }
  const { invocation, generation } = env;
  const payload = timeoutPayload(invocation!.requestId, generation.config.timeout);
  initFailed(world, fleet, env, { payload, errorType: null, status: 'timeout', error: null });
}

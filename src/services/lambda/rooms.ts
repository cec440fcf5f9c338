import { envId, micros, type Seq } from '../../base/ids.ts';
import { invariant } from '../../base/invariant.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import type { Delivery } from '../../sim/handler-host.ts';
import { type Environment, epochMs, type Fleet, type Invocation, type LambdaWorld, type Tag } from './fleet.ts';
import type { Phase } from './log-lines.ts';
import { letterOf, logStreamName } from './names.ts';
import { close, open, print, tellCount } from './speech.ts';

/** An on-demand INIT may take 10 s. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html (2026-11-23) */
const INIT_LIMIT_US = 10_000_000;
const NO_SPAN = -1 as Seq;

/** Gives an invocation the environment that was used last, or else a new one. Which idle one AWS takes is not documented: [assumed]. */
export function assign(world: LambdaWorld, fleet: Fleet, invocation: Invocation): void {
  fleet.inFlight++;
  const env = fleet.idle.pop();
  if (!env) {
    create(world, fleet, invocation);
    return;
  }
  env.invocation = invocation;
  if (env.phase === 'reset') {
    close(world, env, 'lambda.restarted', env.span, 'ok', { env: env.id });
    startInit(world, env, 'invoke');
    return;
  }
  close(world, env, 'lambda.thawed', env.span, 'ok', { env: env.id });
  beginInvoke(world, env);
}

function create(world: LambdaWorld, fleet: Fleet, invocation: Invocation): void {
  const { generation } = fleet;
  const id = envId(`${world.self} ${letterOf(fleet.minted++)}`);
  const stream = logStreamName(epochMs(world), world.random);
  const { runtime, memorySize, model } = generation.config;
  const data = { env: id, name: world.self, stream, runtime, memorySize };
  const life = world.say({ shape: 'open', word: 'lambda.environment', row: id, items: invocation.items, data });
  const tag = (what: Tag['what']): Tag => ({ env: id, what });
  const env: Environment = {
    id,
    generation,
    stream,
    life,
    tags: {
      created: tag('created'),
      booted: tag('booted'),
      timer: tag('timer'),
      deadline: tag('deadline'),
      expiry: tag('expiry'),
    },
    phase: 'creating',
    isSuppressedInit: false,
    hasProcess: false,
    isBusy: false,
    inbox: [],
    span: NO_SPAN,
    wait: NO_SPAN,
    invocation,
    verdict: null,
    death: null,
    initStartedAt: world.now,
    initUs: null,
    deadline: world.now,
    timerWake: null,
    deadlineWake: null,
    hasExpiry: false,
    usedAt: world.now,
    maxMemoryKb: 0,
    timers: new Map(),
    fetches: new Map(),
    tmp: new Map(),
  };
  fleet.environments.set(id, env);
  tellCount(world, fleet);
  env.span = open(world, env, 'lambda.create', { env: id });
  world.wake(model.createTime * 1000, env.tags.created);
}

/** The environment is in place, so its first INIT begins. */
export function placed(world: LambdaWorld, env: Environment): void {
  close(world, env, 'lambda.created', env.span, 'ok', { env: env.id });
  startInit(world, env, 'init');
}

/** Starts a process and its INIT: before any invocation, or inside one and on the function's timeout. */
export function startInit(world: LambdaWorld, env: Environment, phase: Phase, cause?: Seq): void {
  const { generation } = env;
  env.phase = 'init';
  env.isSuppressedInit = phase === 'invoke';
  env.initStartedAt = world.now;
  env.verdict = null;
  env.death = null;
  env.inbox = [];
  world.env.create(env.id, generation.code, env.tmp.size > 0 ? (Object.fromEntries(env.tmp) as Json) : null);
  env.hasProcess = true;
  if (phase === 'init') print(world, env, generation.log.initStart(epochMs(world), env.stream), false);
  else env.invocation!.startedAt = world.now;
  env.deadline = micros(world.now + (phase === 'init' ? INIT_LIMIT_US : generation.timeoutUs));
  env.span = open(world, env, 'lambda.init', { env: env.id, phase }, env.life, cause);
  armDeadline(world, env);
  env.timerWake = world.wake(generation.config.model.runtimeInitTime * 1000, env.tags.booted);
}

/** The runtime has started, so the module's code runs. */
export function booted(world: LambdaWorld, env: Environment): void {
  env.timerWake = null;
  resume(world, env, [{ on: 'init', env: { AWS_LAMBDA_LOG_STREAM_NAME: env.stream } }]);
}

/** Hands the event to the handler. */
export function beginInvoke(world: LambdaWorld, env: Environment, cause?: Seq): void {
  const { generation, invocation, inbox } = env;
  invariant(invocation, `${env.id} begins an invocation without one`);
  if (!env.isSuppressedInit) {
    invocation.startedAt = world.now;
    env.deadline = micros(world.now + generation.timeoutUs);
  }
  env.phase = 'invoke';
  env.verdict = null;
  env.death = null;
  openInvoke(world, env, invocation, cause);
  const delivery: Delivery = { on: 'invoke', event: invocation.event, context: contextOf(world, env, invocation) };
  if (inbox.length === 0) resume(world, env, [delivery]);
  else {
    env.inbox = [];
    resume(world, env, [delivery, ...inbox]);
  }
}

/** Prints START and opens the invocation's span. */
export function openInvoke(world: LambdaWorld, env: Environment, invocation: Invocation, cause?: Seq): void {
  const { requestId } = invocation;
  print(world, env, env.generation.log.start(epochMs(world), requestId, invocation.invokedArn));
  const data = {
    env: env.id,
    item: invocation.items[0] as string,
    requestId,
    event: world.text(invocation.event),
    context: world.text(contextText(env, invocation)),
  };
  env.span = open(world, env, 'lambda.invoke', data, env.life, cause);
  invocation.span = env.span;
}

function contextOf(world: LambdaWorld, env: Environment, invocation: Invocation): JsonObject {
  const context: { [key: string]: Json } = {
    functionName: world.self,
    functionVersion: '$LATEST',
    memoryLimitInMB: String(env.generation.config.memorySize),
    logGroupName: env.generation.code.env['AWS_LAMBDA_LOG_GROUP_NAME'] as string,
    logStreamName: env.stream,
    invokedFunctionArn: invocation.invokedArn,
    awsRequestId: invocation.requestId,
    traceId: invocation.trace,
    deadlineMs: world.startsAt + Math.floor(env.deadline / 1000),
  };
  if (invocation.clientContext !== undefined) context['clientContext'] = invocation.clientContext;
  return context;
}

/** The context's data as JSON, put together from parts that are known to need no escapes. */
function contextText(env: Environment, { invokedArn, requestId, clientContext }: Invocation): string {
  const custom = clientContext === undefined ? '' : `,"clientContext":${JSON.stringify(clientContext)}`;
  return `${env.generation.contextHead},"logStreamName":"${env.stream}","invokedFunctionArn":"${invokedArn}","awsRequestId":"${requestId}"${custom}}`;
}

/** Lets the environment compute, with the deadline of its phase. */
export function resume(world: LambdaWorld, env: Environment, deliveries: readonly Delivery[]): void {
  const { generation } = env;
  const isBoosted = env.phase === 'init' && !env.isSuppressedInit;
  env.isBusy = true;
  world.env.resume(env.id, deliveries, env.deadline, isBoosted ? generation.config.model.initVcpu : generation.share);
}

/** Makes sure that the deadline rings; an invocation that ends in its first turn needs no bell. */
export function armDeadline(world: LambdaWorld, env: Environment): void {
  env.deadlineWake ??= world.wake(Math.max(0, env.deadline - world.now), env.tags.deadline);
}

/** Forgets the bells of the phase that ends. */
export function disarm(world: LambdaWorld, env: Environment): void {
  if (env.timerWake !== null) world.cancel(env.timerWake);
  if (env.deadlineWake !== null) world.cancel(env.deadlineWake);
  env.timerWake = null;
  env.deadlineWake = null;
}

/** Ends a wait of the phase, if there is one. */
export function endWait(world: LambdaWorld, env: Environment): void {
  if (env.wait === NO_SPAN) return;
  close(world, env, 'lambda.waited', env.wait, 'ok', { env: env.id });
  env.wait = NO_SPAN;
}

/** The environment waits for its next event with all that it has in memory. */
export function freeze(world: LambdaWorld, fleet: Fleet, env: Environment, cause: Seq): void {
  env.phase = 'frozen';
  env.span = open(world, env, 'lambda.frozen', { env: env.id }, env.life, cause);
  rest(world, fleet, env);
}

/** The process has ended: memory is lost, /tmp stays, and the next event finds INIT to be done again. */
export function reset(world: LambdaWorld, fleet: Fleet, env: Environment, cause: Seq): void {
  stopProcess(world, fleet, env);
  env.phase = 'reset';
  env.span = open(world, env, 'lambda.reset', { env: env.id }, env.life, cause);
  rest(world, fleet, env);
}

function rest(world: LambdaWorld, fleet: Fleet, env: Environment): void {
  env.usedAt = world.now;
  fleet.idle.push(env);
  if (env.hasExpiry) return;
  env.hasExpiry = true;
  world.wake(env.generation.idleUs, env.tags.expiry, 'chore');
}

/** One bell rings for an environment however often it is used: it asks how long the environment has rested and rings again. */
export function expiryRang(world: LambdaWorld, fleet: Fleet, env: Environment): void {
  env.hasExpiry = false;
  if (env.phase !== 'frozen' && env.phase !== 'reset') return;
  const left: number = env.usedAt + env.generation.idleUs - world.now;
  if (left <= 0) {
    fleet.idle.splice(fleet.idle.indexOf(env), 1);
    leave(world, fleet, env, 'lambda.expired');
    return;
  }
  env.hasExpiry = true;
  world.wake(left, env.tags.expiry, 'chore');
}

/** Ends an environment that rests, or has just finished. */
export function leave(world: LambdaWorld, fleet: Fleet, env: Environment, word: 'lambda.expired' | 'lambda.retired'): void {
  const rests = env.phase === 'frozen' || env.phase === 'reset';
  stopProcess(world, fleet, env);
  if (rests) close(world, env, 'lambda.left', env.span, 'ok', { env: env.id });
  close(world, env, word, env.life, 'ok', { env: env.id });
  env.phase = 'gone';
  fleet.environments.delete(env.id);
  tellCount(world, fleet);
}

/** Ends the process: its timers and the answers that it awaits are lost. */
export function stopProcess(world: LambdaWorld, fleet: Fleet, env: Environment): void {
  if (!env.hasProcess) return;
  env.hasProcess = false;
  env.isBusy = false;
  env.inbox = [];
  world.env.discard(env.id);
  for (const span of env.timers.values()) close(world, env, 'lambda.timer-over', span, 'dropped', { env: env.id });
  for (const [call, { span }] of env.fetches) {
    close(world, env, 'lambda.fetched', span, 'dropped', { env: env.id, status: 'nobody listens any more' });
    fleet.fetching.delete(call);
  }
  env.timers.clear();
  env.fetches.clear();
}

import type { Micros } from '../../base/ids.ts';
import { framed } from '../../parts/http-body.ts';
import { doorResult } from '../../parts/invoke.ts';
import type { HttpRequest } from '../../sim/http.ts';
import { MODELS } from '../../sim/model.ts';
import type { Behaviour, DoorResult } from '../../sim/service.ts';
import type { Signal } from '../../sim/signal.ts';
import type { Outcome, RecordData } from '../../trace/record.ts';
import type { AlbConfig } from './config.ts';
import { buildEvent } from './event.ts';
import { type AlbState, type Asked, close, type Exchange, epochMs, itemsOf, open, rawOf, refuse, tellInFlight } from './exchanges.ts';
import type { Failure } from './failures.ts';
import { healthChecksOf, heardCheck, heardCheckLate, startChecks, wakeCheck } from './health.ts';
import { metricsOf } from './metrics.ts';
import { dnsName } from './names.ts';
import { ruleAnswer } from './own-answers.ts';
import { errorTypeOf, mapResult } from './response.ts';
import { type Route, routeOf } from './routing.ts';
import type { Action } from './rules-config.ts';
import { screen, screenForLambda } from './screening.ts';
import { type AlbWorld, doorOf, type Group, groupFor, groupsOf } from './target-groups.ts';

/** An Application Load Balancer in front of functions. */
export const albBehaviour: Behaviour<AlbState, AlbConfig> = {
  create(world) {
    const groups = groupsOf(world);
    return {
      groups,
      exchanges: new Map(),
      health: healthChecksOf(groups),
      host: dnsName(world.self),
      hop: MODELS[world.model]!.hop,
      config: world.config,
      inFlight: 0,
      serverErrors: 0,
    };
  },
  receive(state, signal, world) {
    if (state.config !== world.config) reconfigure(state, world);
    if (signal.on === 'call') takeIn(state, signal, world);
    else if (signal.on === 'answer') heard(state, signal, world);
    else if (signal.on === 'start') startChecks(state.health, world);
    else if (signal.on === 'wake') wakeCheck(state.health, signal.tag as number, world);
    else if (signal.on === 'late') heardCheckLate(state.health, signal.call, world);
  },
};

function heard(state: AlbState, signal: Extract<Signal, { on: 'answer' }>, world: AlbWorld): void {
  const exchange = state.exchanges.get(signal.call);
  if (exchange) answered(state, exchange, signal, world);
  else heardCheck(state.health, signal, world);
}

function reconfigure(state: AlbState, { config }: AlbWorld): void {
  state.config = config;
  for (const group of state.groups) group.door = doorOf(config, group.config, group.name);
}

/** Decides about a request: answered by itself, by a rule, or by a function. */
function takeIn(state: AlbState, asked: Asked, world: AlbWorld): void {
  const request = framed(rawOf(asked), state.host);
  const bad = screen(request);
  const route = bad ? null : routeOf(request, world.config);
  if (!route) refuse(state, asked, bad!, world);
  else if (route.action.type === 'forward') forward(state, asked, request, route as Forwarding, world);
  else rule(state, asked, request, route as Ruling, world);
}

type Forwarding = Route & { readonly action: Extract<Action, { type: 'forward' }> };
type Ruling = Route & { readonly action: Exclude<Action, { type: 'forward' }> };

function rule(state: AlbState, asked: Asked, request: HttpRequest, { priority, action }: Ruling, world: AlbWorld): void {
  const span = open(asked, { rule: priority }, world);
  const items = itemsOf(asked);
  const data = { name: world.self, item: items[0]!, rule: priority, action: action.type };
  world.say({ shape: 'mark', word: 'alb.ruled', items, data });
  const response = ruleAnswer(action, request, world.config, epochMs(world));
  const metrics = metricsOf(action.type, response.status, null);
  close(state, { ...asked, span, items }, { response, outcome: response.status >= 500 ? 'error' : 'ok', data: { metrics } }, world);
}

function forward(state: AlbState, asked: Asked, request: HttpRequest, { priority, action }: Forwarding, world: AlbWorld): void {
  const unfit = screenForLambda(request);
  const group = unfit ?? groupFor(action, state.groups, world.random);
  if (typeof group === 'string') refuse(state, asked, { status: 503, why: group }, world);
  else if ('why' in group) refuse(state, asked, group, world);
  else hand(state, asked, { request, group, rule: priority }, world);
}

interface Choice {
  readonly request: HttpRequest;
  readonly group: Group;
  readonly rule: number;
}

/** Makes the event and invokes the function of the group. */
function hand(state: AlbState, asked: Asked, { request, group, rule }: Choice, world: AlbWorld): void {
  const stamp = { now: epochMs(world), node: world.self, random: world.random };
  const { event, trace } = buildEvent(request, group.door, stamp, group.arn);
  const payload = JSON.stringify(event);
  const isMultiValue = group.door.multiValueHeadersEnabled;
  const span = open(asked, { group: group.name, isMultiValue, rule, event: world.text(payload) }, world);
  const items = itemsOf(asked);
  const item = items[0]!;
  tellInFlight(state, 1, world);
  const arrives = (world.now + state.hop) as Micros;
  const data = { name: world.self, item, group: group.name };
  world.say({ shape: 'travel', word: 'alb.send', wire: group.wire, to: group.to, arrives, items, cause: span, data });
  const call = world.call(group.wire, { action: 'lambda:Invoke', input: { payload }, as: group.principal, items, trace });
  const { via, from } = asked;
  state.exchanges.set(call, { call: asked.call, from, via, items, item, span, method: request.method, group, began: world.now });
}

function answered(state: AlbState, exchange: Exchange, { call, answer }: Extract<Signal, { on: 'answer' }>, world: AlbWorld): void {
  state.exchanges.delete(call);
  tellInFlight(state, -1, world);
  const result = doorResult(answer);
  const { response, failure, why } = mapResult(result, exchange.group.door, epochMs(world), exchange.method);
  const outcome = failure ? outcomeOf(failure, result) : response.status >= 500 ? 'error' : 'ok';
  const data: RecordData = {
    targetTookMs: (world.now - exchange.began) / 1000,
    metrics: metricsOf('forward', response.status, failure?.metric ?? null),
    ...('payload' in result && { result: world.text(result.payload) }),
    ...(failure && { errorReason: failure.errorReason }),
    ...(why !== undefined && { why }),
  };
  close(state, exchange, { response, outcome, data }, world);
}

function outcomeOf({ errorReason }: Failure, result: DoorResult): Outcome {
  if (errorReason === 'LambdaThrottling') return 'throttled';
  return 'functionError' in result && errorTypeOf(result.payload) === 'Sandbox.Timedout' ? 'timeout' : 'error';
}

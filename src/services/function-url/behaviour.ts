import type { CallId, ItemId, Micros, NodeId, Seq, WireId } from '../../base/ids.ts';
import { framed } from '../../parts/http-body.ts';
import { doorResult } from '../../parts/invoke.ts';
import type { HttpRequest, HttpResponse } from '../../sim/http.ts';
import { MODELS } from '../../sim/model.ts';
import type { Behaviour, DoorResult } from '../../sim/service.ts';
import type { Principal, Signal } from '../../sim/signal.ts';
import type { World } from '../../sim/world.ts';
import type { Outcome, RecordData } from '../../trace/record.ts';
import { denialOf, NO_SUCH_URL } from './auth.ts';
import type { FunctionUrlConfig } from './config.ts';
import { isPreflight } from './cors.ts';
import { type Address, buildEvent, isTooLarge } from './event.ts';
import { urlDomain, urlId } from './names.ts';
import { deniedResponse, mapResult, preflightResponse, tooLargeResponse } from './response.ts';

type UrlWorld = World<FunctionUrlConfig>;
type Asked = Extract<Signal, { on: 'call' }>;

/** A request whose client waits. */
interface Waiting {
  readonly call: CallId;
  readonly from: NodeId;
  readonly via: WireId | null;
  readonly items: readonly ItemId[];
  readonly span: Seq;
}

/** A request that waits for the function. */
interface Exchange extends Waiting {
  readonly request: HttpRequest;
  readonly began: Micros;
}

/** What a function URL remembers. */
export interface UrlState {
  readonly address: Address;
  readonly as: Principal;
  readonly hop: Micros;
  readonly exchanges: Map<CallId, Exchange>;
  inFlight: number;
  serverErrors: number;
}

/** A function URL in front of its function. */
export const functionUrlBehaviour: Behaviour<UrlState, FunctionUrlConfig> = {
  create: (world) => ({
    address: { id: urlId(world.self), domain: urlDomain(world.self) },
    // Without authentication the caller is anyone.
    as: { account: 'anonymous', sourceArn: world.arn },
    hop: MODELS[world.model]!.hop,
    exchanges: new Map(),
    inFlight: 0,
    serverErrors: 0,
  }),
  receive(state, signal, world) {
    if (signal.on === 'call') takeIn(state, signal, world);
    else if (signal.on === 'answer') answered(state, signal, world);
  },
};

const stampOf = (world: UrlWorld) => ({ now: world.startsAt + Math.floor(world.now / 1000), random: world.random });

/** Decides about a request: a preflight, a refusal, or an event. */
function takeIn(state: UrlState, asked: Asked, world: UrlWorld): void {
  const request = framed(asked.request.input as HttpRequest, state.address.domain);
  const wire = world.wires('function')[0];
  const denial = wire ? (isPreflight(request, world.config) ? null : denialOf(request, world.config)) : NO_SUCH_URL;
  if (denial) refuse(state, asked, deniedResponse(denial, stampOf(world)), denial.why, world);
  else if (isPreflight(request, world.config)) preflight(state, asked, request, world);
  else if (isTooLarge(request))
    refuse(state, asked, tooLargeResponse(stampOf(world)), 'The body is larger than 6 MB, the most for an event.', world);
  else hand(state, asked, request, world);
}

function hand(state: UrlState, asked: Asked, request: HttpRequest, world: UrlWorld): void {
  const wire = world.wires('function')[0]!;
  const { event, trace } = buildEvent(request, state.address, stampOf(world));
  const payload = JSON.stringify(event);
  const waiting = open(asked, { isHandedOver: true, event: world.text(payload) }, world);
  const { items, span } = waiting;
  tellInFlight(state, 1, world);
  const arrives = (world.now + state.hop) as Micros;
  const data = { name: world.self, item: items[0]! };
  world.say({ shape: 'travel', word: 'function-url.send', wire: wire.id, to: wire.to, arrives, items, cause: span, data });
  const call = world.call(wire.id, { action: 'lambda:Invoke', input: { payload }, as: state.as, items, trace });
  state.exchanges.set(call, { ...waiting, request, began: world.now });
}

function answered(state: UrlState, { call, answer }: Extract<Signal, { on: 'answer' }>, world: UrlWorld): void {
  const exchange = state.exchanges.get(call)!;
  state.exchanges.delete(call);
  tellInFlight(state, -1, world);
  const result = doorResult(answer);
  const { response, failed, why } = mapResult(result, world.config, stampOf(world), exchange.request);
  const data: RecordData = {
    targetTookMs: (world.now - exchange.began) / 1000,
    ...('payload' in result && { result: world.text(result.payload) }),
    ...(why !== undefined && { why }),
  };
  close(state, exchange, { response, outcome: outcomeOf(failed, response, result), data }, world);
}

function outcomeOf(failed: boolean, { status }: HttpResponse, result: DoorResult): Outcome {
  if (failed && status === 429) return 'throttled';
  if ('functionError' in result && result.payload.includes('"Sandbox.Timedout"')) return 'timeout';
  return failed || status >= 500 ? 'error' : 'ok';
}

function refuse(state: UrlState, asked: Asked, response: HttpResponse, why: string, world: UrlWorld): void {
  const waiting = open(asked, { isHandedOver: false }, world);
  const { items } = waiting;
  const data = { name: world.self, item: items[0]!, status: response.status, why };
  world.say({ shape: 'mark', word: 'function-url.denied', items, data });
  close(state, waiting, { response, outcome: 'error', data: {} }, world);
}

function preflight(state: UrlState, asked: Asked, request: HttpRequest, world: UrlWorld): void {
  const waiting = open(asked, { isHandedOver: false }, world);
  const { items } = waiting;
  world.say({ shape: 'mark', word: 'function-url.preflight', items, data: { name: world.self, item: items[0]! } });
  close(state, waiting, { response: preflightResponse(request, world.config, stampOf(world)), outcome: 'ok', data: {} }, world);
}

/** Opens the span of an exchange with the raw request. */
function open({ call, from, via, request }: Asked, data: RecordData, world: UrlWorld): Waiting {
  const items = request.items ?? [`call-${call}`];
  const text = world.json(request.input as object);
  const about = { name: world.self, item: items[0]!, request: text, ...data };
  const span = world.say({ shape: 'open', word: 'function-url.request', row: world.self, items, data: about });
  return { call, from, via, items, span };
}

interface Ended {
  readonly response: HttpResponse;
  readonly outcome: Outcome;
  readonly data: RecordData;
}

/** Ends an exchange: the span closes, the response travels back, and the client gets it. */
function close(state: UrlState, { call, from, via, items, span }: Waiting, { response, outcome, data }: Ended, world: UrlWorld): void {
  const { status } = response;
  const about = { name: world.self, item: items[0]!, status };
  const text = world.json(response);
  const cause = world.say({
    shape: 'close',
    word: 'function-url.response',
    of: span,
    outcome,
    items,
    data: { ...about, response: text, ...data },
  });
  if (status >= 500) {
    state.serverErrors++;
    const told = { name: world.self, count: state.serverErrors };
    world.say({ shape: 'level', word: 'function-url.5xx', gauge: '5xx', value: state.serverErrors, items, data: told });
  }
  const arrives = (world.now + state.hop) as Micros;
  world.say({ shape: 'travel', word: 'function-url.reply', wire: via, to: from, arrives, back: true, items, cause, data: about });
  world.answer(call, { ok: true, output: response });
}

function tellInFlight(state: UrlState, change: 1 | -1, world: UrlWorld): void {
  state.inFlight += change;
  const data = { name: world.self, count: state.inFlight };
  world.say({ shape: 'level', word: 'function-url.in-flight', gauge: 'in flight', value: state.inFlight, data });
}

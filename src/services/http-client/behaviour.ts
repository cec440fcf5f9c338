import { parseDuration } from '../../base/duration.ts';
import type { CallId, ItemId, Micros, Seq, WireId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { ACCOUNT } from '../../sim/account.ts';
import type { HttpRequest, HttpResponse } from '../../sim/http.ts';
import { MODELS } from '../../sim/model.ts';
import type { Behaviour } from '../../sim/service.ts';
import type { Signal } from '../../sim/signal.ts';
import type { World } from '../../sim/world.ts';
import type { Text } from '../../trace/record.ts';
import type { HttpClientConfig, LoadInput, RequestInput, RequestShape } from './config.ts';
import { redirected, requestOf } from './request.ts';

type ClientWorld = World<HttpClientConfig>;

/** A redirect chain longer than this is a loop; curl's own limit is 50, browsers' 20. */
const MOST_REDIRECTS = 20;

/** A request with its wire, ready to be sent as often as is wanted. */
interface Ready {
  readonly request: HttpRequest;
  readonly text: Text;
  readonly wire: WireId;
  readonly to: string;
  readonly host: string | undefined;
  readonly follow: boolean;
  readonly hops: number;
}

/** Requests still to be sent: number `sent` goes out at `atOf(sent)` after the plan began. */
interface Plan {
  readonly ready: Ready;
  readonly total: number;
  readonly began: Micros;
  readonly atOf: (n: number) => number;
  sent: number;
}

interface Exchange {
  readonly item: ItemId;
  readonly span: Seq;
  readonly began: Micros;
  readonly ready: Ready;
  gaveUp: boolean;
}

/** What a client remembers. */
export interface ClientState {
  readonly exchanges: Map<CallId, Exchange>;
  readonly plans: Map<number, Plan>;
  readonly answers: Map<string, number>;
  minted: number;
  inFlight: number;
}

/** An HTTP client: sends requests when the script says so and tells what comes back. */
export const httpClientBehaviour: Behaviour<ClientState, HttpClientConfig> = {
  create: () => ({ exchanges: new Map(), plans: new Map(), answers: new Map(), minted: 0, inFlight: 0 }),
  receive(state, signal, world) {
    if (signal.on === 'stimulus') begin(world, state, signal.do, signal.with);
    else if (signal.on === 'wake') proceed(world, state, signal.tag as number);
    else if (signal.on === 'answer') heard(world, state, signal);
    else if (signal.on === 'late') heardLate(world, state, signal);
  },
};

function begin(world: ClientWorld, state: ClientState, what: string, input: Json): void {
  if (what === 'configure') return;
  const shape = input as unknown as RequestShape;
  const wires = world.wires('requests');
  const wire = shape.to === undefined ? wires[0] : wires.find(({ to }) => to === shape.to);
  if (!wire) {
    const why = shape.to === undefined ? 'no wire leads to a front door' : `no wire leads to ${shape.to}`;
    world.say({ shape: 'mark', word: 'http-client.unwired', data: { name: world.self, why } });
    return;
  }
  const request = requestOf(shape, world.config, wire.host);
  const text = world.json(request);
  const ready: Ready = { request, text, wire: wire.id, to: wire.to, host: wire.host, follow: shape.follow, hops: 0 };
  const pace = what === 'load' ? loadPace(input as unknown as LoadInput) : repeatPace(input as unknown as RequestInput);
  const id = state.minted++;
  state.plans.set(id, { ready, ...pace, began: world.now, sent: 0 });
  proceed(world, state, id);
}

/** `parallel` at once, once every `every`, until `times` are sent. */
function repeatPace({ times, parallel, every }: RequestInput): { total: number; atOf: (n: number) => number } {
  const beat = parseDuration(every) ?? 0;
  return { total: times ?? parallel, atOf: (n) => Math.floor(n / parallel) * beat };
}

/** An even pace without drift: request n goes out at n / perSecond. */
function loadPace({ perSecond, forSeconds }: LoadInput): { total: number; atOf: (n: number) => number } {
  return { total: Math.max(1, Math.round(perSecond * forSeconds)), atOf: (n) => Math.floor((n * 1_000_000) / perSecond) };
}

function proceed(world: ClientWorld, state: ClientState, id: number): void {
  const plan = state.plans.get(id)!;
  const since = world.now - plan.began;
  while (plan.sent < plan.total && plan.atOf(plan.sent) <= since) {
    plan.sent++;
    send(world, state, plan.ready);
  }
  if (plan.sent === plan.total) state.plans.delete(id);
  else world.wake(plan.atOf(plan.sent) - since, id);
}

function send(world: ClientWorld, state: ClientState, ready: Ready): void {
  const item = world.item('req');
  const items = [item];
  const { wire, to, request, text } = ready;
  const name = world.self;
  const span = world.say({
    shape: 'open',
    word: 'http-client.request',
    row: name,
    items,
    data: { name, item, method: request.method, target: request.target, request: text },
  });
  const arrives = (world.now + MODELS[world.model]!.hop) as Micros;
  world.say({ shape: 'travel', word: 'http-client.send', wire, to, arrives, items, cause: span, data: { name, item } });
  const { giveUpAfter } = world.config;
  const call = world.call(
    wire,
    { action: 'http:Request', input: request as unknown as Json, as: { account: ACCOUNT }, items },
    giveUpAfter === undefined ? { cause: span } : { cause: span, giveUpAfter: Math.round(giveUpAfter * 1_000_000) },
  );
  state.exchanges.set(call, { item, span, began: world.now, ready, gaveUp: false });
  tellInFlight(world, state, 1);
}

function heard(world: ClientWorld, state: ClientState, { call, answer }: Extract<Signal, { on: 'answer' }>): void {
  const exchange = state.exchanges.get(call)!;
  const { item, span } = exchange;
  const items = [item];
  const name = world.self;
  const tookMs = (world.now - exchange.began) / 1000;
  if (!answer.ok && 'gaveUp' in answer) {
    exchange.gaveUp = true;
    world.say({ shape: 'close', word: 'http-client.gave-up', of: span, outcome: 'timeout', items, data: { name, item, tookMs } });
    tellInFlight(world, state, -1);
    return;
  }
  state.exchanges.delete(call);
  if (!answer.ok) {
    const why = answer.error.message;
    world.say({ shape: 'close', word: 'http-client.failed', of: span, outcome: 'error', items, data: { name, item, why } });
    tellInFlight(world, state, -1);
    return;
  }
  const response = answer.output as unknown as HttpResponse;
  const { status } = response;
  world.say({
    shape: 'close',
    word: 'http-client.response',
    of: span,
    outcome: status === 429 ? 'throttled' : status >= 400 ? 'error' : 'ok',
    items,
    data: { name, item, status, tookMs, response: world.json(response) },
  });
  tellInFlight(world, state, -1);
  tellAnswer(world, state, status);
  if (exchange.ready.follow) follow(world, state, exchange, response);
}

function follow(world: ClientWorld, state: ClientState, { item, ready }: Exchange, response: HttpResponse): void {
  const step = redirected(ready.request, response, ready.host);
  if (!step) return;
  if ('next' in step && ready.hops < MOST_REDIRECTS) {
    const text = world.json(step.next);
    send(world, state, { ...ready, request: step.next, text, hops: ready.hops + 1 });
    return;
  }
  const why = 'why' in step ? step.why : `${MOST_REDIRECTS} redirects were followed already`;
  world.say({ shape: 'mark', word: 'http-client.stays', items: [item], data: { name: world.self, item, why } });
}

function heardLate(world: ClientWorld, state: ClientState, { call, answer }: Extract<Signal, { on: 'late' }>): void {
  const { item } = state.exchanges.get(call)!;
  state.exchanges.delete(call);
  const status = answer.ok ? (answer.output as unknown as HttpResponse).status : answer.error.status;
  const response = world.json((answer.ok ? answer.output : answer.error) as object);
  world.say({ shape: 'mark', word: 'http-client.late', items: [item], data: { name: world.self, item, status, response } });
}

function tellInFlight(world: ClientWorld, state: ClientState, change: number): void {
  state.inFlight += change;
  const count = state.inFlight;
  world.say({ shape: 'level', word: 'http-client.in-flight', gauge: 'in flight', value: count, data: { name: world.self, count } });
}

function tellAnswer(world: ClientWorld, state: ClientState, status: number): void {
  const kind = `${Math.floor(status / 100)}xx`;
  const count = (state.answers.get(kind) ?? 0) + 1;
  state.answers.set(kind, count);
  world.say({ shape: 'level', word: 'http-client.answers', gauge: kind, value: count, data: { name: world.self, kind, count } });
}

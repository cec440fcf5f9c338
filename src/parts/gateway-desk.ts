import type { ActorId, CallId, ItemId, Micros, Seq, WireId } from '../base/ids.ts';
import type { JsonObject } from '../base/json.ts';
import { ACCOUNT } from '../sim/account.ts';
import type { HttpRequest } from '../sim/http.ts';
import type { Behaviour, DoorResult, DoorStamp } from '../sim/service.ts';
import type { Answer, Signal } from '../sim/signal.ts';
import type { World } from '../sim/world.ts';
import type { Text } from '../trace/record.ts';
import { hopOf } from './execute-api.ts';
import type { Answered, Authorizer, Dialect, Visit } from './gateway-dialect.ts';
import { note, resultOf, tellErrors, tellInFlight, tellResponse, tellTravel } from './gateway-speech.ts';
import { type Invoke, invoked } from './invoke.ts';
import { fullBucket, type TokenBucket, takeToken } from './token-bucket.ts';

/** An exchange that may not have found its route. */
interface Unmatched {
  readonly call: CallId;
  readonly via: WireId | null;
  readonly from: ActorId;
  readonly items: readonly ItemId[];
  readonly open: Seq;
  /** When a function was last asked. */
  askedAt: Micros;
  /** The record of this signal that leads to the next one; null when that is what the signal itself came from. */
  cause: Seq | null;
  /** The event, when it was made only after an authorizer agreed. */
  eventAfter: Text | null;
}

type Exchange<V> = Unmatched & { readonly visit: V };

type Waiting<V, A> = { readonly exchange: Exchange<V> } & (
  | { readonly asks: 'function' }
  | { readonly asks: 'authorizer'; readonly authorizer: A; readonly key: string }
);

interface Desk<T, V, A, G> {
  table: T;
  readonly waiting: Map<CallId, Waiting<V, A>>;
  readonly late: Map<CallId, Exchange<V>>;
  readonly kept: Map<string, { readonly until: number; readonly grant: G }>;
  readonly bucket: TokenBucket;
  inFlight: number;
  clientErrors: number;
  serverErrors: number;
}

const MS = 1000;

/** The state machine of an API Gateway API, whichever dialect it speaks. */
export function gatewayDesk<C, T, V extends Visit, A extends Authorizer, G>(
  dialect: Dialect<C, T, V, A, G>,
): Behaviour<Desk<T, V, A, G>, C> {
  type State = Desk<T, V, A, G>;
  type Here = World<C>;
  const { prefix } = dialect;
  const stampOf = (world: Here): DoorStamp => ({
    now: world.startsAt + Math.floor(world.now / MS),
    node: world.self,
    random: world.random,
  });
  const authorizersOf = (world: Here): readonly (A & { readonly wire: WireId; readonly to: string })[] =>
    world.wires('authorizer').map(({ id, to, config }) => ({ ...(config as unknown as A), wire: id, to }));

  function arrive(state: State, signal: Extract<Signal, { on: 'call' }>, world: Here): void {
    const request = signal.request.input as HttpRequest;
    const items = signal.request.items ?? [world.item('req')];
    const stamp = stampOf(world);
    const { rate, burst } = dialect.throttle(world.config);
    const arrived = takeToken(state.bucket, world.now, rate, burst)
      ? dialect.arrive(request, world.config, state.table, stamp)
      : { answered: dialect.throttled(request, world.config, stamp) };
    const isAsking = 'visit' in arrived && arrived.visit.authorizer === undefined;
    const refused = isAsking ? dialect.admit(arrived.visit) : null;
    const event = isAsking && !refused ? JSON.stringify(dialect.event(arrived.visit, null)) : null;
    const open = world.say({
      shape: 'open',
      word: `${prefix}.request`,
      row: world.self,
      items,
      data: {
        item: items[0]!,
        method: request.method,
        target: request.target,
        request: world.json(request),
        ...(event !== null && { event: world.text(event) }),
      },
    });
    tellInFlight(world, prefix, state, 1);
    const base = { call: signal.call, via: signal.via, from: signal.from, items, open, askedAt: world.now, cause: open, eventAfter: null };
    if ('answered' in arrived) {
      finish(state, { ...base, visit: null }, arrived.answered, null, world);
      return;
    }
    const exchange: Exchange<V> = { ...base, visit: arrived.visit };
    if (refused) {
      finish(state, exchange, refused, null, world);
      return;
    }
    if (event === null) {
      authorize(state, exchange, world);
      return;
    }
    invoke(state, exchange, event, world);
  }

  function authorize(state: State, exchange: Exchange<V>, world: Here): void {
    const { visit } = exchange;
    const authorizer = authorizersOf(world).find(({ name }) => name === visit.authorizer);
    if (!authorizer) {
      finish(state, exchange, dialect.unfound(visit), null, world);
      return;
    }
    const question = dialect.question(visit, authorizer);
    if ('response' in question) {
      finish(state, exchange, question, null, world);
      return;
    }
    const key = `${authorizer.name}\n${question.key}`;
    const kept = authorizer.authorizerResultTtlInSeconds > 0 ? state.kept.get(key) : undefined;
    if (kept && world.now < kept.until) {
      exchange.cause = note(world, prefix, exchange.items, 'cached', { name: authorizer.name }, exchange.cause);
      weigh(state, exchange, authorizer, kept.grant, 0, world);
      return;
    }
    const call = send(world, exchange, 'authorize', authorizer.wire, authorizer.to, question.event, dialect.authorizerTimeoutMs);
    state.waiting.set(call, { asks: 'authorizer', exchange, authorizer, key });
  }

  function weigh(state: State, exchange: Exchange<V>, authorizer: A, grant: G, latencyMs: number, world: Here): void {
    const weighed = dialect.weigh(exchange.visit, authorizer, grant, latencyMs);
    if ('response' in weighed) {
      finish(state, exchange, weighed, null, world);
      return;
    }
    const refused = dialect.admit(exchange.visit);
    if (refused) {
      finish(state, exchange, refused, null, world);
      return;
    }
    const event = JSON.stringify(dialect.event(exchange.visit, weighed.context));
    exchange.eventAfter = world.text(event);
    exchange.cause = note(
      world,
      prefix,
      exchange.items,
      'authorized',
      { name: authorizer.name, event: exchange.eventAfter },
      exchange.cause,
    );
    invoke(state, exchange, event, world);
  }

  function invoke(state: State, exchange: Exchange<V>, event: string, world: Here): void {
    const { visit } = exchange;
    const to = world.wires('integration').find(({ id }) => id === visit.wire)!.to;
    const call = send(world, exchange, 'send', visit.wire, to, event, visit.timeoutMs);
    state.waiting.set(call, { asks: 'function', exchange });
  }

  function send(
    world: Here,
    exchange: Exchange<V>,
    word: 'send' | 'authorize',
    wire: WireId,
    to: string,
    event: string | JsonObject,
    timeoutMs: number,
  ): CallId {
    const { items, visit } = exchange;
    exchange.askedAt = world.now;
    const hop = hopOf(world.model);
    const cause = tellTravel(world, `${prefix}.${word}`, items, { wire, to, hop, back: false }, { route: visit.label }, exchange.cause);
    const input: Invoke = { payload: typeof event === 'string' ? event : JSON.stringify(event) };
    const as = { service: 'apigateway.amazonaws.com', account: ACCOUNT, sourceArn: visit.arn };
    return world.call(wire, { action: 'lambda:Invoke', input, as, items, trace: visit.trace }, { hop, giveUpAfter: timeoutMs * MS, cause });
  }

  function answered(state: State, waiting: Waiting<V, A>, call: CallId, answer: Answer | { ok: false; gaveUp: true }, world: Here): void {
    const { exchange } = waiting;
    exchange.cause = null;
    const result = resultOf(answer);
    if ('gaveUp' in result) state.late.set(call, exchange);
    if (waiting.asks === 'function') {
      finish(state, exchange, dialect.respond(result, exchange.visit), result, world);
      return;
    }
    const { authorizer, key } = waiting;
    const found = dialect.read(exchange.visit, authorizer, result);
    if ('response' in found) {
      finish(state, exchange, found, null, world);
      return;
    }
    const until = world.now + authorizer.authorizerResultTtlInSeconds * 1_000_000;
    if (until > world.now) state.kept.set(key, { until, grant: found.grant });
    weigh(state, exchange, authorizer, found.grant, Math.round((world.now - exchange.askedAt) / MS), world);
  }

  function finish(
    state: State,
    exchange: Unmatched & { readonly visit: V | null },
    answered: Answered,
    result: DoorResult | null,
    world: Here,
  ): void {
    const { items, from, via, call } = exchange;
    const { response, word, why } = answered;
    const cause =
      word === undefined ? exchange.cause : note(world, prefix, items, word, { status: response.status, why: why ?? '' }, exchange.cause);
    tellErrors(world, prefix, state, response.status);
    tellInFlight(world, prefix, state, -1);
    const told = tellResponse(world, prefix, exchange, answered, result, cause);
    const hop = hopOf(world.model);
    tellTravel(world, `${prefix}.reply`, items, { wire: via, to: from, hop, back: true }, { status: response.status }, told);
    world.answer(call, { ok: true, output: response }, hop);
  }

  return {
    create: (world) => ({
      table: dialect.table(world.config, world.wires),
      waiting: new Map(),
      late: new Map(),
      kept: new Map(),
      bucket: fullBucket(dialect.throttle(world.config).burst, world.now),
      inFlight: 0,
      clientErrors: 0,
      serverErrors: 0,
    }),
    receive(state, signal, world) {
      switch (signal.on) {
        case 'start':
          for (const why of (state.table as { conflicts: readonly string[] }).conflicts)
            world.say({ shape: 'mark', word: `${prefix}.conflict`, data: { why } });
          return;
        case 'stimulus':
          state.table = dialect.table(world.config, world.wires);
          return;
        case 'call':
          arrive(state, signal, world);
          return;
        case 'answer': {
          const waiting = state.waiting.get(signal.call);
          state.waiting.delete(signal.call);
          if (waiting) answered(state, waiting, signal.call, signal.answer, world);
          return;
        }
        case 'late': {
          const exchange = state.late.get(signal.call);
          state.late.delete(signal.call);
          if (exchange) {
            const tookMs = Math.round((world.now - exchange.askedAt) / MS);
            note(
              world,
              prefix,
              exchange.items,
              'late',
              {
                tookMs,
                isError: !signal.answer.ok || invoked(signal.answer.output).functionError !== undefined,
              },
              null,
            );
          }
          return;
        }
      }
    },
  };
}

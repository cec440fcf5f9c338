import type { CallId, ItemId, Micros, NodeId, Seq, WireId } from '../../base/ids.ts';
import type { HttpRequest, HttpResponse } from '../../sim/http.ts';
import type { Signal } from '../../sim/signal.ts';
import type { Outcome, RecordData } from '../../trace/record.ts';
import type { AlbConfig } from './config.ts';
import type { HealthChecks } from './health.ts';
import { metricsOf } from './metrics.ts';
import { ownPage } from './own-answers.ts';
import type { Refusal } from './screening.ts';
import type { AlbWorld, Group } from './target-groups.ts';

/** A request as a client's call brings it. */
export type Asked = Extract<Signal, { on: 'call' }>;

/** A request that waits for its function. */
export interface Exchange {
  readonly call: CallId;
  readonly from: NodeId;
  readonly via: WireId | null;
  readonly items: readonly ItemId[];
  readonly item: ItemId;
  readonly span: Seq;
  readonly method: string;
  readonly group: Group;
  readonly began: Micros;
}

/** What a load balancer remembers. */
export interface AlbState {
  readonly groups: readonly Group[];
  readonly exchanges: Map<CallId, Exchange>;
  readonly health: HealthChecks;
  readonly host: string;
  readonly hop: Micros;
  /** The settings that the groups' doors were made of. */
  config: AlbConfig;
  inFlight: number;
  serverErrors: number;
}

/** Answers a request with a page of the load balancer's own. */
export function refuse(state: AlbState, asked: Asked, { status, why, errorReason }: Refusal, world: AlbWorld): void {
  const items = itemsOf(asked);
  const span = open(asked, {}, world);
  world.say({ shape: 'mark', word: 'alb.rejected', items, data: { name: world.self, item: items[0]!, status, why } });
  const page = ownPage(status, world.config, epochMs(world));
  const response = rawOf(asked).method === 'HEAD' ? { ...page, body: '' } : page;
  const metrics = metricsOf('refused', status, errorReason === undefined ? null : 'LambdaUserError');
  const data = { metrics, ...(errorReason !== undefined && { errorReason }) };
  close(state, { ...asked, span, items }, { response, outcome: 'error', data }, world);
}

/** An exchange whose client waits. */
interface Waiting {
  readonly call: CallId;
  readonly from: NodeId;
  readonly via: WireId | null;
  readonly span: Seq;
  readonly items: readonly ItemId[];
}

/** Opens the span of an exchange with the raw request. */
export function open(asked: Asked, data: RecordData, world: AlbWorld): Seq {
  const items = itemsOf(asked);
  const request = world.json(asked.request.input as object);
  return world.say({
    shape: 'open',
    word: 'alb.request',
    row: world.self,
    items,
    data: { name: world.self, item: items[0]!, request, ...data },
  });
}

/** How an exchange ended, and what else its last record says. */
interface Ended {
  readonly response: HttpResponse;
  readonly outcome: Outcome;
  readonly data: RecordData;
}

/** Ends an exchange: the span closes, the response travels back, and the client gets it. */
export function close(
  state: AlbState,
  { call, from, via, span, items }: Waiting,
  { response, outcome, data }: Ended,
  world: AlbWorld,
): void {
  const { status } = response;
  const about = { name: world.self, item: items[0]!, status };
  const text = world.json(response);
  const cause = world.say({ shape: 'close', word: 'alb.response', of: span, outcome, items, data: { ...about, response: text, ...data } });
  if (status >= 500) {
    state.serverErrors++;
    const told = { name: world.self, count: state.serverErrors };
    world.say({ shape: 'level', word: 'alb.5xx', gauge: '5xx', value: state.serverErrors, items, data: told });
  }
  const arrives = (world.now + state.hop) as Micros;
  world.say({ shape: 'travel', word: 'alb.reply', wire: via, to: from, arrives, back: true, items, cause, data: about });
  world.answer(call, { ok: true, output: response });
}

/** Tells how many functions are waited for. */
export function tellInFlight(state: AlbState, change: 1 | -1, world: AlbWorld): void {
  state.inFlight += change;
  world.say({
    shape: 'level',
    word: 'alb.in-flight',
    gauge: 'in flight',
    value: state.inFlight,
    data: { name: world.self, count: state.inFlight },
  });
}

/** The journey that a call belongs to; the client mints it. */
export const itemsOf = ({ request, call }: Asked): readonly ItemId[] => request.items ?? [`call-${call}`];

/** The request as its client sent it. */
export const rawOf = (asked: Asked): HttpRequest => asked.request.input as HttpRequest;

/** The virtual instant in epoch milliseconds. */
export const epochMs = (world: AlbWorld): number => world.startsAt + Math.floor(world.now / 1000);

import type { ActorId, ItemId, Micros, Seq } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import type { Close, Open, Outcome, Record, Text } from '../trace/record.ts';
import { extended, type Fold, foldOver } from './fold.ts';

/** A payload as a record carries it: a Text beside the trace, or JSON in place. */
export type Payload = Text | Json;

/** A span that took part in an exchange. */
export interface Part {
  readonly node: ActorId;
  readonly row: string;
  readonly opened: Seq;
  readonly from: Micros;
  readonly closed: Seq | null;
  readonly until: Micros | null;
  readonly outcome: Outcome | null;
}

/** The function's side of an exchange; what is null isn't known yet, or was never said. */
export interface Invocation extends Part {
  readonly event: Payload;
  readonly context: Payload | null;
  readonly requestId: string | null;
  readonly result: Payload | null;
  readonly error: Payload | null;
  readonly billedMs: number | null;
  readonly durationMs: number | null;
  readonly memoryMb: number | null;
}

/** The front door's side of an exchange. */
export interface AtDoor extends Part {
  readonly request: Payload;
  /** Absent when the door answered by itself. */
  readonly event: Payload | null;
  readonly result: Payload | null;
  readonly response: Payload | null;
}

/** One HTTP request on its way to a function and back, joined from the records that carry its item. */
export interface Exchange {
  readonly item: ItemId;
  /** The client's side; the raw request and the raw response. */
  readonly client: (Part & { readonly request: Payload; readonly response: Payload | null }) | null;
  readonly door: AtDoor | null;
  /** The function's side, in the order of the invocations; an authorizer comes first. */
  readonly invocations: readonly Invocation[];
}

/** All exchanges of a trace. */
export interface Exchanges extends Fold {
  /** In the order in which they were sent. */
  readonly all: readonly Exchange[];
  of(item: ItemId): Exchange | undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type OpenClient = Mutable<NonNullable<Exchange['client']>> & { readonly is: 'client' };
type OpenDoor = Mutable<AtDoor> & { readonly is: 'door' };
type OpenInvocation = Mutable<Invocation> & { readonly is: 'invocation' };
type OpenPart = OpenClient | OpenDoor | OpenInvocation;
interface MutableExchange {
  readonly item: ItemId;
  client: OpenClient | null;
  door: OpenDoor | null;
  readonly invocations: OpenInvocation[];
}

/** Joins HTTP exchanges by item. What a span is, its data says: a request alone is the client's, with an event (or second) the
 * door's, an event alone the function's. */
export function exchangesOf(): Exchanges {
  const all: MutableExchange[] = [];
  const byItem = new Map<ItemId, MutableExchange>();
  const open = new Map<Seq, OpenPart>();

  function exchangeOf(item: ItemId): MutableExchange {
    let exchange = byItem.get(item);
    if (!exchange) {
      exchange = { item, client: null, door: null, invocations: [] };
      byItem.set(item, exchange);
      all.push(exchange);
    }
    return exchange;
  }

  function openRequest(record: Open, exchange: MutableExchange): void {
    const request = record.data['request'] as Payload;
    const event = record.data['event'] ?? null;
    if (event === null && exchange.client === null) {
      exchange.client = { ...partOf(record), is: 'client', request, response: null };
      open.set(record.seq, exchange.client);
    } else if (!exchange.door) {
      exchange.door = { ...partOf(record), is: 'door', request, event, result: null, response: null };
      open.set(record.seq, exchange.door);
    }
  }

  function openInvocation(record: Open, exchange: MutableExchange): void {
    const event = record.data['event'] as Payload;
    const context = record.data['context'] ?? null;
    const requestId = stringOf(record.data['requestId']);
    const unknown = { result: null, error: null, billedMs: null, durationMs: null, memoryMb: null };
    const invocation: OpenInvocation = { ...partOf(record), is: 'invocation', event, context, requestId, ...unknown };
    exchange.invocations.push(invocation);
    open.set(record.seq, invocation);
  }

  const fold = foldOver((record: Record) => {
    if (record.shape === 'close') {
      const part = open.get(record.of);
      if (!part) return;
      open.delete(record.of);
      close(part, record);
      return;
    }
    const item = record.items?.[0];
    if (record.shape !== 'open' || item === undefined) return;
    // What a handler itself sends stands within its environment and is no part of the exchange that it serves.
    if (record.data['request'] !== undefined && record.within === undefined) openRequest(record, exchangeOf(item));
    else if (record.data['event'] !== undefined && byItem.has(item)) openInvocation(record, exchangeOf(item));
  });
  return extended(fold, { all, of: (item: ItemId) => byItem.get(item) });
}

function close(part: OpenPart, record: Close): void {
  const { data } = record;
  part.closed = record.seq;
  part.until = record.at;
  part.outcome = record.outcome;
  if (part.is === 'client') part.response = data['response'] ?? null;
  else if (part.is === 'door') {
    part.result = data['result'] ?? null;
    part.response = data['response'] ?? null;
    part.event ??= data['event'] ?? null;
  } else {
    part.result = data['result'] ?? null;
    part.error = data['error'] ?? null;
    part.billedMs = numberOf(data['billedMs']);
    part.durationMs = numberOf(data['durationMs']);
    part.memoryMb = numberOf(data['memoryMb']);
  }
}

const partOf = (record: Open): Part => ({
  node: record.node,
  row: record.row,
  opened: record.seq,
  from: record.at,
  closed: null,
  until: null,
  outcome: null,
});

const stringOf = (value: Payload | undefined): string | null => (typeof value === 'string' ? value : null);
const numberOf = (value: Payload | undefined): number | null => (typeof value === 'number' ? value : null);

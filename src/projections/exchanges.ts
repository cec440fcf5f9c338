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

export interface Exchanges extends Fold {
  /** In the order in which they were sent. */
  readonly all: readonly Exchange[];
  of(item: ItemId): Exchange | undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type MutableExchange = {
  item: ItemId;
  client: Mutable<NonNullable<Exchange['client']>> | null;
  door: Mutable<AtDoor> | null;
  invocations: Mutable<Invocation>[];
};

/** Joins HTTP exchanges by item. What a span is, its data says: a request alone is the client's, with an event (or second) the
 * door's, an event alone the function's. */
export function exchangesOf(): Exchanges {
  const all: MutableExchange[] = [];
  const byItem = new Map<ItemId, MutableExchange>();
  const openParts = new Map<Seq, (record: Close) => void>();

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
      const client = { ...partOf(record), request, response: null as Payload | null };
      exchange.client = client;
      openParts.set(record.seq, (close) => {
        endOf(client, close);
        client.response = close.data['response'] ?? null;
      });
      return;
    }
    if (exchange.door) return;
    const door = { ...partOf(record), request, event, result: null as Payload | null, response: null as Payload | null };
    exchange.door = door;
    openParts.set(record.seq, (close) => {
      endOf(door, close);
      door.result = close.data['result'] ?? null;
      door.response = close.data['response'] ?? null;
      door.event ??= close.data['event'] ?? null;
    });
  }

  function openInvocation(record: Open, exchange: MutableExchange): void {
    const invocation: Mutable<Invocation> = {
      ...partOf(record),
      event: record.data['event'] as Payload,
      context: record.data['context'] ?? null,
      requestId: stringOf(record.data['requestId']),
      result: null,
      error: null,
      billedMs: null,
      durationMs: null,
      memoryMb: null,
    };
    exchange.invocations.push(invocation);
    openParts.set(record.seq, (close) => {
      endOf(invocation, close);
      invocation.result = close.data['result'] ?? null;
      invocation.error = close.data['error'] ?? null;
      invocation.billedMs = numberOf(close.data['billedMs']);
      invocation.durationMs = numberOf(close.data['durationMs']);
      invocation.memoryMb = numberOf(close.data['memoryMb']);
    });
  }

  const fold = foldOver((record: Record) => {
    if (record.shape === 'close') {
      openParts.get(record.of)?.(record);
      openParts.delete(record.of);
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

const partOf = (record: Open): Part => ({
  node: record.node,
  row: record.row,
  opened: record.seq,
  from: record.at,
  closed: null,
  until: null,
  outcome: null,
});

function endOf(part: Mutable<Part>, close: Close): void {
  part.closed = close.seq;
  part.until = close.at;
  part.outcome = close.outcome;
}

const stringOf = (value: Payload | undefined): string | null => (typeof value === 'string' ? value : null);
const numberOf = (value: Payload | undefined): number | null => (typeof value === 'number' ? value : null);

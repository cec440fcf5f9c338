import { useEffect, useMemo, useState } from 'react';
import type { Micros, NodeId } from '../../base/ids.ts';
import { parseInstant } from '../../base/instant.ts';
import { isObject, type Json, parseJson } from '../../base/json.ts';
import { randomOf } from '../../base/random.ts';
import type { Exchange, Payload } from '../../projections/exchanges.ts';
import { type Through, throughDoor } from '../../projections/through-door.ts';
import type { DoorDef, DoorEvent, HttpRequest, HttpResponse } from '../../services/index.ts';
import type { Trace } from '../../trace/log.ts';
import { isText } from '../../trace/record.ts';
import type { Scenario } from '../stores/document.ts';
import { type DoorColumn, loadDoor } from './five-doors.ts';

/** A payload's text, wherever the trace keeps it. */
export function textOf(payload: Payload | null, trace: Trace): string | null {
  if (payload === null) return null;
  if (isText(payload)) return trace.texts[payload.$text] ?? null;
  return typeof payload === 'string' ? payload : JSON.stringify(payload);
}

const jsonOf = (payload: Payload | null, trace: Trace): Json | undefined => {
  const text = textOf(payload, trace);
  return text === null ? undefined : parseJson(text);
};

/** One exchange with its payloads read. */
export interface ShownExchange {
  readonly exchange: Exchange;
  readonly request: HttpRequest | null;
  readonly event: Json | undefined;
  /** The handler's result, or the error that the function reported. */
  readonly result: { readonly text: string; readonly json: Json | undefined; readonly isError: boolean } | null;
  readonly response: HttpResponse | null;
  /** The answer is in the trace from here on. */
  readonly answeredAt: Micros | null;
  readonly resultAt: Micros | null;
}

export function shownExchange(exchange: Exchange, trace: Trace): ShownExchange {
  const { client, door, invocations } = exchange;
  const invocation = invocations[invocations.length - 1];
  const error = textOf(invocation?.error ?? null, trace);
  const result = error ?? textOf(invocation?.result ?? door?.result ?? null, trace);
  return {
    exchange,
    request: (jsonOf(door?.request ?? client?.request ?? null, trace) as unknown as HttpRequest | undefined) ?? null,
    event: jsonOf(invocation?.event ?? door?.event ?? null, trace),
    result: result === null ? null : { text: result, json: parseJson(result), isError: error !== null },
    response: (jsonOf(client?.response ?? door?.response ?? null, trace) as unknown as HttpResponse | undefined) ?? null,
    answeredAt: client?.until ?? door?.until ?? null,
    resultAt: invocation?.until ?? null,
  };
}

/** An exchange's door with the settings that it had: the node's, with those of its wire to the function laid over them. */
export interface OwnDoor {
  readonly node: NodeId;
  readonly kind: string;
  readonly config: Json;
  readonly door: DoorDef;
  /** The wire to the function, when its settings decide. */
  readonly wire: { readonly id: string; readonly config: { readonly [key: string]: unknown } } | null;
}

export function useOwnDoor(exchange: Exchange | undefined, scenario: Scenario): OwnDoor | null {
  const [found, setFound] = useState<OwnDoor | null>(null);
  const node = exchange?.door?.node;
  const target = exchange?.invocations[0]?.node;
  useEffect(() => {
    let isOver = false;
    const own = scenario.nodes.find(({ id }) => id === node);
    if (!own) return setFound(null);
    const wires = scenario.wires.filter(({ from, to }) => from === own.id && (target === undefined || to === target));
    const wire = wires.length > 0 ? wires[0]! : null;
    const laid = isObject(wire?.config) ? wire.config : {};
    void loadDoor(own.kind, own.config ?? {}, laid as Json).then((loaded) => {
      if (isOver) return;
      setFound(
        loaded && {
          node: own.id,
          kind: own.kind,
          config: { ...(loaded.config as object), ...loaded.wire } as Json,
          door: loaded.door,
          wire: wire && { id: wire.id, config: laid },
        },
      );
    });
    return () => {
      isOver = true;
    };
  }, [scenario, node, target]);
  return found;
}

/** What the door's pure mapping says of the request: where each part went and what was lost; null while it isn't known. */
export function useMapping(shown: ShownExchange | null, own: OwnDoor | null, scenario: Scenario, config?: Json): DoorEvent | null {
  return useMemo(() => {
    if (!shown?.request || !own) return null;
    const startsAt = parseInstant(scenario.startsAt) ?? 0;
    const from = shown.exchange.door?.from ?? 0;
    try {
      const stamp = { now: startsAt + Math.floor(from / 1000), node: own.node, random: randomOf(scenario.seed) };
      const mapped = own.door.toEvent(shown.request, config ?? own.config, stamp);
      return 'event' in mapped ? mapped : null;
    } catch {
      return null;
    }
  }, [shown, own, scenario, config]);
}

/** An exchange with what a door's pure mapping makes of it. */
export interface ReadExchange {
  readonly shown: ShownExchange;
  readonly through: Through | null;
}

/** The exchange as it was, or, through another door, as it would be; with what the door's mapping says of its parts. */
export function useRead(shown: ShownExchange, own: OwnDoor | null, other: DoorColumn | null, scenario: Scenario): ReadExchange {
  return useMemo(() => {
    const door = other ?? own;
    if (!door || !shown.request) return { shown, through: null };
    const startsAt = parseInstant(scenario.startsAt) ?? 0;
    const node = own?.node ?? 'door';
    const stamp = (at: Micros | null) => ({ now: startsAt + Math.floor((at ?? 0) / 1000), node, random: randomOf(scenario.seed) });
    const stamps = { asked: stamp(shown.exchange.door?.from ?? null), answered: stamp(shown.resultAt) };
    try {
      const through = throughDoor(door, shown.request, shown.result, stamps);
      return { shown: other ? { ...shown, event: through.event, response: through.response } : shown, through };
    } catch {
      return { shown: other ? { ...shown, event: undefined, response: null } : shown, through: null };
    }
  }, [shown, own, other, scenario]);
}

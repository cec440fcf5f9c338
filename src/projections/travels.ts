import type { ItemId, Micros, WireId } from '../base/ids.ts';
import type { Travel } from '../trace/record.ts';
import type { Vocabulary } from '../trace/word.ts';
import { countWhile } from './bisect.ts';
import { extended, type Fold, foldOver } from './fold.ts';

/** What a token looks like: a request is round, a message a soft square, a record leans, an event is a diamond. */
export type TokenForm = 'request' | 'message' | 'record' | 'event';

/** Something on its way along a wire at one instant. */
export interface Token {
  readonly wire: WireId;
  readonly item: ItemId | null;
  /** What is written on it: the item's number. */
  readonly label: string;
  readonly form: TokenForm;
  /** Position on the wire, 0 where the wire begins, 1 where it ends; on the way back it falls. */
  readonly at: number;
  readonly isBack: boolean;
  readonly isThrottled: boolean;
}

/** Everything that moved along a wire. */
export interface Travels extends Fold {
  /** Tokens under way at an instant, oldest first. A journey is shown for `atLeast` µs, however short it was: half of that it flies, so
   * that an eye can follow it, over several wires one after the other; the rest it stands where it arrived, unless it goes on (an
   * answer leaves) before. So nothing is ever on two wires at once. */
  under(at: Micros, atLeast: number): readonly Token[];
  /** What reaches the end of a wire within the next `within` µs, nearest last; needs a trace that has run ahead. */
  coming(wire: WireId, at: Micros, within: number): readonly Token[];
  /** How many things have left each wire's start by an instant, without those on their way back. */
  sentOn(wire: WireId, at: Micros): number;
}

const FORMS: { readonly [prefix: string]: TokenForm } = { req: 'request', msg: 'message', rec: 'record', evt: 'event', event: 'event' };

/** The number of an item, without the prefix that says what it is. */
export function itemLabel(item: ItemId): string {
  return /-([^-]+)$/.exec(item)?.[1] ?? item;
}

/** The outline that an item has on the canvas. */
export function itemForm(item: ItemId): TokenForm {
  return FORMS[item.replace(/-[^-]*$/, '')] ?? 'event';
}

/** Hops of one item, one way, with no more than this between them are one journey, µs: a door hands on at once. */
const HANDED_ON = 20_000;

/** A journey that is shown for longer than it took flies for this share of that time: the sooner it stands before its room, the less a
 * room that was quick is seen to be done before its request came. */
const FLIES = 0.5;

/** One journey of an item: how many hops it has. */
interface Journey {
  hops: number;
}

/** One hop of a journey, and which of its hops it is. */
interface Hop {
  readonly travel: Travel;
  readonly journey: Journey;
  readonly nth: number;
}

/** When a hop is drawn: it moves until `flown`, then stands. */
interface Flight {
  readonly travel: Travel;
  readonly from: number;
  readonly flown: number;
  until: number;
}

function flightOf({ travel, journey, nth }: Hop, from: number, atLeast: number): Flight {
  const share = FLIES / journey.hops;
  const flown = Math.max(travel.arrives, from + atLeast * share);
  const until = nth < journey.hops ? flown : Math.max(flown, from + atLeast * (1 - FLIES + share));
  return { travel, from, flown, until };
}

/** Everything that travels, so that what is under way at an instant is found by bisection. */
export function travelsOf(vocabulary: Vocabulary): Travels {
  const hops: Hop[] = [];
  const latest = new Map<ItemId, Hop>();
  const starts = new Map<WireId, Micros[]>();
  const throttled = new Map<ItemId, Micros>();
  let longest = 0;

  const fold = foldOver((record) => {
    if (vocabulary[record.word]?.state === 'throttle' || (record.shape === 'close' && record.outcome === 'throttled')) {
      for (const item of record.items ?? []) if (!throttled.has(item)) throttled.set(item, record.at);
    }
    if (record.shape !== 'travel' || record.wire === null) return;
    hops.push(hopOf(record));
    longest = Math.max(longest, record.arrives - record.at);
    if (record.back) return;
    const list = starts.get(record.wire);
    if (list) list.push(record.at);
    else starts.set(record.wire, [record.at]);
  });

  /** A hop, of the journey that it goes on with or of a new one. */
  function hopOf(travel: Travel): Hop {
    const item = travel.items?.[0];
    const last = item === undefined ? undefined : latest.get(item);
    const isNew = !last || last.travel.back !== travel.back || travel.at - last.travel.arrives > HANDED_ON;
    const journey = isNew ? { hops: 0 } : last.journey;
    const hop = { travel, journey, nth: ++journey.hops };
    if (item !== undefined) latest.set(item, hop);
    return hop;
  }

  /** A way back may have to wait for a way there that is still flying. */
  function flightsUntil(at: Micros, atLeast: number): readonly Flight[] {
    const window = longest + 2 * atLeast;
    const ofItem = new Map<ItemId, Flight>();
    const flights: Flight[] = [];
    for (let i = countWhile(hops.length, (k) => hops[k]!.travel.at < at - window); i < hops.length; i++) {
      const { travel } = hops[i]!;
      if (travel.at > at) break;
      const item = travel.items?.[0];
      const before = item === undefined ? undefined : ofItem.get(item);
      const flight = flightOf(hops[i]!, Math.max(travel.at, before?.flown ?? 0), atLeast);
      if (before) before.until = Math.min(before.until, flight.from);
      if (item !== undefined) ofItem.set(item, flight);
      flights.push(flight);
    }
    return flights;
  }

  function under(at: Micros, atLeast: number): readonly Token[] {
    return flightsUntil(at, atLeast)
      .filter(({ from, until }) => at >= from && at < until)
      .map(({ travel, from, flown }) => {
        const item = travel.items?.[0] ?? null;
        const share = Math.min(1, (at - from) / (flown - from));
        const isBack = travel.back === true;
        return {
          wire: travel.wire!,
          item,
          label: item === null ? '' : itemLabel(item),
          form: item === null ? 'event' : itemForm(item),
          at: isBack ? 1 - share : share,
          isBack,
          isThrottled: isBack && item !== null && (throttled.get(item) ?? Number.POSITIVE_INFINITY) <= travel.at,
        };
      });
  }

  function coming(wire: WireId, at: Micros, within: number): readonly Token[] {
    const tokens: Token[] = [];
    for (let i = countWhile(hops.length, (k) => hops[k]!.travel.at < at - longest); i < hops.length; i++) {
      const { travel } = hops[i]!;
      if (travel.at > at + within) break;
      if (travel.wire !== wire || travel.back || travel.arrives <= at || travel.arrives > at + within) continue;
      const item = travel.items?.[0] ?? null;
      tokens.unshift({
        wire,
        item,
        label: item === null ? '' : itemLabel(item),
        form: item === null ? 'event' : itemForm(item),
        at: 1 - (travel.arrives - at) / within,
        isBack: false,
        isThrottled: false,
      });
    }
    return tokens;
  }

  return extended(fold, {
    under,
    coming,
    sentOn(wire: WireId, at: Micros) {
      const list = starts.get(wire) ?? [];
      return countWhile(list.length, (i) => list[i]! <= at);
    },
  });
}

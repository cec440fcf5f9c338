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
  /** Tokens under way at an instant, oldest first. A journey is shown for `atLeast` µs, however short it was, so that an eye can follow
   * it; over several wires it takes that long for all of them, one after the other, so that nothing is ever on two wires at once. */
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

/** One journey of an item: how many hops it has. */
interface Journey {
  hops: number;
}

/** Everything that travels, so that what is under way at an instant is found by bisection. */
export function travelsOf(vocabulary: Vocabulary): Travels {
  const travels: Travel[] = [];
  const journeys: Journey[] = [];
  const latest = new Map<ItemId, number>();
  const starts = new Map<WireId, Micros[]>();
  const throttled = new Map<ItemId, Micros>();
  let longest = 0;

  const fold = foldOver((record) => {
    if (vocabulary[record.word]?.state === 'throttle' || (record.shape === 'close' && record.outcome === 'throttled')) {
      for (const item of record.items ?? []) if (!throttled.has(item)) throttled.set(item, record.at);
    }
    if (record.shape !== 'travel' || record.wire === null) return;
    journeys.push(journeyOf(record));
    travels.push(record);
    longest = Math.max(longest, record.arrives - record.at);
    if (record.back) return;
    const list = starts.get(record.wire);
    if (list) list.push(record.at);
    else starts.set(record.wire, [record.at]);
  });

  /** The journey that a hop goes on with, or a new one. */
  function journeyOf(travel: Travel): Journey {
    const item = travel.items?.[0];
    const last = item === undefined ? undefined : latest.get(item);
    if (item !== undefined) latest.set(item, travels.length);
    const before = last === undefined ? undefined : travels[last]!;
    if (last === undefined || before!.back !== travel.back || travel.at - before!.arrives > HANDED_ON) return { hops: 1 };
    const journey = journeys[last]!;
    journey.hops++;
    return journey;
  }

  function under(at: Micros, atLeast: number): readonly Token[] {
    // A way back may have to wait for a way there that is still shown.
    const window = longest + 2 * atLeast;
    const shownUntil = new Map<ItemId, number>();
    const tokens: Token[] = [];
    const first = countWhile(travels.length, (i) => travels[i]!.at < at - window);
    for (let i = first; i < travels.length; i++) {
      const travel = travels[i]!;
      if (travel.at > at) break;
      const item = travel.items?.[0] ?? null;
      const from = Math.max(travel.at, (item === null ? undefined : shownUntil.get(item)) ?? 0);
      const until = Math.max(travel.arrives, from + atLeast / journeys[i]!.hops);
      if (item !== null) shownUntil.set(item, until);
      if (at < from || at >= until) continue;
      const share = (at - from) / (until - from);
      const isBack = travel.back === true;
      tokens.push({
        wire: travel.wire!,
        item,
        label: item === null ? '' : itemLabel(item),
        form: item === null ? 'event' : itemForm(item),
        at: isBack ? 1 - share : share,
        isBack,
        isThrottled: isBack && item !== null && (throttled.get(item) ?? Number.POSITIVE_INFINITY) <= travel.at,
      });
    }
    return tokens;
  }

  function coming(wire: WireId, at: Micros, within: number): readonly Token[] {
    const tokens: Token[] = [];
    for (let i = countWhile(travels.length, (k) => travels[k]!.at < at - longest); i < travels.length; i++) {
      const travel = travels[i]!;
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

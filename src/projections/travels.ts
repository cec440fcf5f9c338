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
  /** Tokens under way at an instant, oldest first. A journey is shown for `atLeast` µs, however short it was, so that an eye can follow it. */
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

/** Everything that travels, so that what is under way at an instant is found by bisection. */
export function travelsOf(vocabulary: Vocabulary): Travels {
  const travels: Travel[] = [];
  const starts = new Map<WireId, Micros[]>();
  const throttled = new Map<ItemId, Micros>();
  let longest = 0;

  const fold = foldOver((record) => {
    if (vocabulary[record.word]?.state === 'throttle' || (record.shape === 'close' && record.outcome === 'throttled')) {
      for (const item of record.items ?? []) if (!throttled.has(item)) throttled.set(item, record.at);
    }
    if (record.shape !== 'travel' || record.wire === null) return;
    travels.push(record);
    longest = Math.max(longest, record.arrives - record.at);
    if (record.back) return;
    const list = starts.get(record.wire);
    if (list) list.push(record.at);
    else starts.set(record.wire, [record.at]);
  });

  function under(at: Micros, atLeast: number): readonly Token[] {
    const window = Math.max(longest, atLeast);
    const tokens: Token[] = [];
    const first = countWhile(travels.length, (i) => travels[i]!.at < at - window);
    for (let i = first; i < travels.length; i++) {
      const travel = travels[i]!;
      if (travel.at > at) break;
      const took = Math.max(travel.arrives - travel.at, atLeast);
      const share = took === 0 ? 1 : (at - travel.at) / took;
      if (share > 1) continue;
      const item = travel.items?.[0] ?? null;
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

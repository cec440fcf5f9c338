import { parseDuration } from '../base/duration.ts';
import type { Seq } from '../base/ids.ts';
import { sameJson } from '../base/json.ts';
import type { Check, Match } from '../scenario/check.ts';
import type { Trace } from '../trace/log.ts';
import type { Record } from '../trace/record.ts';
import { condHolds, grouped, looksAtFirst, matches, valueAt } from './matching.ts';

/** What a check came to. `saw` says in a sentence what was there; `value` is the number that the claim is about, where there is one;
 * `at` is the record to show; `final` is false while the run isn't idle. */
export interface Verdict {
  readonly held: boolean;
  readonly value: number | null;
  readonly saw: string;
  readonly at: Seq | null;
  readonly final: boolean;
}

type Bounds = { readonly min?: number | undefined; readonly max?: number | undefined };

const inRange = (value: number, { min, max }: Bounds): boolean =>
  (min === undefined || value >= min) && (max === undefined || value <= max);

function rangeText({ min, max }: Bounds): string {
  if (min !== undefined && min === max) return `exactly ${min}`;
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  return min !== undefined ? `at least ${min}` : `at most ${max ?? 'any number'}`;
}

const forGroup = (key: string): string => (key === '' ? '' : ` for ${key}`);

function aggregate(values: readonly number[], take: 'sum' | 'max' | 'min' | 'p95'): number {
  if (take === 'sum') return values.reduce((sum, value) => sum + value, 0);
  const sorted = [...values].sort((a, b) => a - b);
  return take === 'min' ? sorted[0]! : take === 'max' ? sorted.at(-1)! : sorted[Math.ceil(sorted.length * 0.95) - 1]!;
}

type Finding = Omit<Verdict, 'final' | 'value'> & { readonly value?: number };

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** For `before` and `follows`: each record of one side needs a partner on the other, in time. */
function pairing(check: Extract<Check, { before: unknown } | { follows: unknown }>, { records, texts }: Trace): Finding {
  const isBefore = 'before' in check;
  const [first, second] = isBefore ? check.before : check.follows;
  const within = check.within === undefined ? Number.POSITIVE_INFINITY : (parseDuration(check.within) ?? Number.POSITIVE_INFINITY);
  // What a second means without its first is asked once for each record, so that only what is left is asked for each pair.
  const [own, shared] = [(second.where ?? []).filter((cond) => !looksAtFirst(cond)), (second.where ?? []).filter(looksAtFirst)];
  const firsts = grouped(every(first, { records, texts }), check.per, texts);
  const seconds = grouped(every({ ...second, where: own }, { records, texts }), check.per, texts);
  const isPair = (a: Record, b: Record): boolean =>
    a.seq < b.seq && b.at - a.at <= within && shared.every((cond) => condHolds(cond, b, a, texts));
  const lonely = (ones: typeof firsts, others: typeof firsts, fits: (one: Record, other: Record) => boolean): Record | undefined =>
    [...ones]
      .flatMap(([key, group]) => group.find((one) => !others.get(key)?.some((other) => fits(one, other))) ?? [])
      .sort((a, b) => a.seq - b.seq)[0];
  const count = (groups: typeof firsts): number => [...groups.values()].reduce((sum, group) => sum + group.length, 0);
  if (isBefore) {
    const orphan = lonely(seconds, firsts, (b, a) => isPair(a, b));
    return orphan
      ? { held: false, saw: `A ${second.word} came without a ${first.word} before it.`, at: orphan.seq }
      : { held: true, saw: `All ${count(seconds)} came after their ${first.word}.`, at: null };
  }
  const waiting = lonely(firsts, seconds, isPair);
  return waiting
    ? {
        held: false,
        saw: `A ${first.word} was not followed by a ${second.word}${check.within ? ` within ${check.within}` : ''}.`,
        at: waiting.seq,
      }
    : { held: true, saw: `All ${count(firsts)} were followed.`, at: null };
}

type Of<K extends string> = Extract<Check, { readonly [key in K]: unknown }>;

const every = (match: Match, { records, texts }: Trace): Record[] => records.filter((record) => matches(match, record, null, texts));

function counted(check: Of<'count'>, trace: Trace): Finding {
  const groups = new Map(grouped(every(check.count, trace), check.per, trace.texts));
  if (groups.size === 0) groups.set('', []);
  const value = check.per === undefined ? { value: groups.get('')!.length } : {};
  for (const [key, group] of groups) {
    if (inRange(group.length, check.is)) continue;
    return {
      held: false,
      saw: `It was seen ${times(group.length)}${forGroup(key)}, not ${rangeText(check.is)}.`,
      at: group.at(-1)?.seq ?? null,
      ...value,
    };
  }
  return { held: true, saw: check.per ? `It held for all ${groups.size}.` : `It was seen ${times(value.value ?? 0)}.`, at: null, ...value };
}

function taken(check: Of<'take'>, trace: Trace): Finding {
  const seen = every(check.of, trace);
  if (seen.length === 0) return { held: false, saw: `No ${check.of.word} was seen.`, at: null };
  let measured: { readonly value?: number } = {};
  for (const [key, group] of grouped(seen, check.per, trace.texts)) {
    const values = group.map((record) => valueAt(record, check.path, trace.texts)).filter((value) => typeof value === 'number');
    if (values.length === 0) continue;
    const value = aggregate(values, check.take);
    if (check.per === undefined) measured = { value };
    if (inRange(value, check.is)) continue;
    return {
      held: false,
      saw: `The ${check.take} of ${check.path} was ${value}${forGroup(key)}, not ${rangeText(check.is)}.`,
      at: group.at(-1)!.seq,
      ...measured,
    };
  }
  return { held: true, saw: `It held over ${seen.length}.`, at: null, ...measured };
}

function universal(check: Of<'every'>, trace: Trace): Finding {
  const seen = every(check.every, trace);
  const bad = seen.find((record) => !check.holds.every((cond) => condHolds(cond, record, null, trace.texts)));
  if (bad) return { held: false, saw: `One of ${seen.length} was otherwise.`, at: bad.seq };
  return { held: seen.length > 0, saw: seen.length > 0 ? `It held for all ${seen.length}.` : `No ${check.every.word} was seen.`, at: null };
}

function excluded(check: Of<'never'>, trace: Trace): Finding {
  const starts = check.after ? every(check.after, trace) : null;
  const { per } = check;
  const isAfter = (start: Record, record: Record): boolean =>
    start.seq < record.seq && (per === undefined || sameJson(valueAt(start, per, trace.texts), valueAt(record, per, trace.texts)));
  const bad = every(check.never, trace).filter((record) => !starts || starts.some((start) => isAfter(start, record)));
  return bad[0]
    ? { held: false, saw: `It happened ${times(bad.length)}.`, at: bad[0].seq }
    : { held: true, saw: 'It never happened.', at: null };
}

function ended(check: Of<'final'>, { records }: Trace): Finding {
  const { node, gauge, row } = check.final;
  const last = records.findLast(
    (record) => record.shape === 'level' && record.node === node && record.gauge === gauge && record.row === row,
  );
  const value = last?.shape === 'level' ? last.value : null;
  const held = 'value' in check.is ? value === check.is.value : typeof value === 'number' && inRange(value, check.is);
  return {
    held,
    saw: value === null ? `${gauge} was never told.` : `${gauge} ended at ${value}.`,
    at: last?.seq ?? null,
    ...(typeof value === 'number' && { value }),
  };
}

function find(check: Check, trace: Trace): Finding {
  if ('count' in check) return counted(check, trace);
  if ('of' in check) return taken(check, trace);
  if ('every' in check) return universal(check, trace);
  if ('never' in check) return excluded(check, trace);
  if ('final' in check) return ended(check, trace);
  return pairing(check, trace);
}

/** Judges one check over a trace; `isIdle` tells whether the run has come to rest. */
export function judge(check: Check, trace: Trace, isIdle: boolean): Verdict {
  return { value: null, ...find(check, trace), final: isIdle };
}

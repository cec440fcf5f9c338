import { parseDuration } from '../base/duration.ts';
import type { Seq } from '../base/ids.ts';
import { isObject, sameJson } from '../base/json.ts';
import type { Check, Cond, Match } from '../scenario/check.ts';
import type { Trace } from '../trace/log.ts';
import { isText, type Record } from '../trace/record.ts';

/** What a check came to. `saw` says in a sentence what was there; `at` is the record to show; `final` is false while the run isn't idle. */
export interface Verdict {
  readonly held: boolean;
  readonly saw: string;
  readonly at: Seq | null;
  readonly final: boolean;
}

type Bounds = { readonly min?: number | undefined; readonly max?: number | undefined };

/** The value at a dotted path: own keys only; a Text is its string, or what its JSON says when the path goes on into it. */
function valueAt(root: unknown, path: string, texts: readonly string[]): unknown {
  let value: unknown = root;
  for (const key of path.split('.')) {
    if (isText(value as never)) {
      try {
        value = JSON.parse(texts[(value as { $text: number }).$text] ?? '');
      } catch {
        return undefined;
      }
    }
    if (!(isObject(value) || Array.isArray(value)) || !Object.hasOwn(value, key)) return undefined;
    value = (value as { readonly [key: string]: unknown })[key];
  }
  return isText(value as never) ? texts[(value as { $text: number }).$text] : value;
}

function contains(value: unknown, part: unknown): boolean {
  if (typeof value === 'string') return typeof part === 'string' && value.includes(part);
  return Array.isArray(value) && value.some((entry) => sameJson(entry, part));
}

function condHolds(cond: Cond, record: Record, first: Record | null, texts: readonly string[]): boolean {
  const value = valueAt(record, cond.path, texts);
  const other = (path: string): unknown =>
    path.startsWith('first.') && first ? valueAt(first, path.slice(6), texts) : valueAt(record, path, texts);
  if ('is' in cond) return sameJson(value, cond.is);
  if ('not' in cond) return !sameJson(value, cond.not);
  if ('has' in cond) return contains(value, cond.has);
  if ('lacks' in cond) return !contains(value, cond.lacks);
  if ('min' in cond) return typeof value === 'number' && value >= cond.min;
  if ('max' in cond) return typeof value === 'number' && value <= cond.max;
  if ('same' in cond) return value !== undefined && sameJson(value, other(cond.same));
  return contains(value, other(cond.hasSame));
}

function matches(match: Match, record: Record, first: Record | null, texts: readonly string[]): boolean {
  return (
    record.word === match.word &&
    (match.node === undefined || record.node === match.node) &&
    (match.where ?? []).every((cond) => condHolds(cond, record, first, texts))
  );
}

const inRange = (value: number, { min, max }: Bounds): boolean =>
  (min === undefined || value >= min) && (max === undefined || value <= max);

function rangeText({ min, max }: Bounds): string {
  if (min !== undefined && min === max) return `exactly ${min}`;
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  return min !== undefined ? `at least ${min}` : `at most ${max ?? 'any number'}`;
}

function grouped(records: readonly Record[], per: string | undefined, texts: readonly string[]): ReadonlyMap<string, readonly Record[]> {
  const groups = new Map<string, Record[]>();
  for (const record of records) {
    const key = per === undefined ? '' : JSON.stringify(valueAt(record, per, texts) ?? null);
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  return groups;
}

const forGroup = (key: string): string => (key === '' ? '' : ` for ${key}`);

function aggregate(values: readonly number[], take: 'sum' | 'max' | 'min' | 'p95'): number {
  if (take === 'sum') return values.reduce((sum, value) => sum + value, 0);
  const sorted = [...values].sort((a, b) => a - b);
  return take === 'min' ? sorted[0]! : take === 'max' ? sorted.at(-1)! : sorted[Math.ceil(sorted.length * 0.95) - 1]!;
}

const looksAtFirst = (cond: Cond): boolean => ('same' in cond ? cond.same : 'hasSame' in cond ? cond.hasSame : '').startsWith('first.');

type Finding = Omit<Verdict, 'final'>;

/** For `before` and `follows`: each record of one side needs a partner on the other, in time. */
function pairing(check: Extract<Check, { before: unknown } | { follows: unknown }>, { records, texts }: Trace): Finding {
  const isBefore = 'before' in check;
  const [first, second] = isBefore ? check.before : check.follows;
  const within = check.within === undefined ? Number.POSITIVE_INFINITY : (parseDuration(check.within) ?? Number.POSITIVE_INFINITY);
  const perOf = (record: Record): string => (check.per === undefined ? '' : JSON.stringify(valueAt(record, check.per, texts) ?? null));
  const isPair = (a: Record, b: Record): boolean =>
    a.seq < b.seq && b.at - a.at <= within && perOf(a) === perOf(b) && matches(second, b, a, texts);
  const firsts = records.filter((record) => matches(first, record, null, texts));
  const seconds = records.filter((record) => record.word === second.word && (second.node === undefined || record.node === second.node));
  if (isBefore) {
    const own = (second.where ?? []).filter((cond) => !looksAtFirst(cond));
    const named = seconds.filter((record) => own.every((cond) => condHolds(cond, record, null, texts)));
    const orphan = named.find((b) => !firsts.some((a) => isPair(a, b)));
    return orphan
      ? { held: false, saw: `A ${second.word} came without a ${first.word} before it.`, at: orphan.seq }
      : { held: true, saw: `All ${named.length} came after their ${first.word}.`, at: null };
  }
  const lonely = firsts.find((a) => !seconds.some((b) => isPair(a, b)));
  return lonely
    ? {
        held: false,
        saw: `A ${first.word} was not followed by a ${second.word}${check.within ? ` within ${check.within}` : ''}.`,
        at: lonely.seq,
      }
    : { held: true, saw: `All ${firsts.length} were followed.`, at: null };
}

type Of<K extends string> = Extract<Check, { readonly [key in K]: unknown }>;

const every = (match: Match, { records, texts }: Trace): Record[] => records.filter((record) => matches(match, record, null, texts));

function counted(check: Of<'count'>, trace: Trace): Finding {
  const groups = new Map(grouped(every(check.count, trace), check.per, trace.texts));
  if (groups.size === 0) groups.set('', []);
  for (const [key, group] of groups) {
    if (inRange(group.length, check.is)) continue;
    return {
      held: false,
      saw: `It was seen ${group.length} times${forGroup(key)}, not ${rangeText(check.is)}.`,
      at: group.at(-1)?.seq ?? null,
    };
  }
  return { held: true, saw: check.per ? `It held for all ${groups.size}.` : `It was seen ${groups.get('')!.length} times.`, at: null };
}

function taken(check: Of<'take'>, trace: Trace): Finding {
  const seen = every(check.of, trace);
  if (seen.length === 0) return { held: false, saw: `No ${check.of.word} was seen.`, at: null };
  for (const [key, group] of grouped(seen, check.per, trace.texts)) {
    const values = group.map((record) => valueAt(record, check.path, trace.texts)).filter((value) => typeof value === 'number');
    if (values.length === 0) continue;
    const value = aggregate(values, check.take);
    if (inRange(value, check.is)) continue;
    return {
      held: false,
      saw: `The ${check.take} of ${check.path} was ${value}${forGroup(key)}, not ${rangeText(check.is)}.`,
      at: group.at(-1)!.seq,
    };
  }
  return { held: true, saw: `It held over ${seen.length}.`, at: null };
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
  const bad = every(check.never, trace).find((record) => !starts || starts.some((start) => isAfter(start, record)));
  return bad ? { held: false, saw: 'It happened.', at: bad.seq } : { held: true, saw: 'It never happened.', at: null };
}

function ended(check: Of<'final'>, { records }: Trace): Finding {
  const { node, gauge, row } = check.final;
  const last = records.findLast(
    (record) => record.shape === 'level' && record.node === node && record.gauge === gauge && record.row === row,
  );
  const value = last?.shape === 'level' ? last.value : null;
  const held = 'value' in check.is ? value === check.is.value : typeof value === 'number' && inRange(value, check.is);
  return { held, saw: value === null ? `${gauge} was never told.` : `${gauge} ended at ${value}.`, at: last?.seq ?? null };
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
  return { ...find(check, trace), final: isIdle };
}

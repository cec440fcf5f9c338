import { isObject, sameJson } from '../base/json.ts';
import type { Cond, Match } from '../scenario/check.ts';
import { isText, type Record } from '../trace/record.ts';

/** The value at a dotted path: own keys only; a Text is its string, or what its JSON says when the path goes on into it. */
export function valueAt(root: unknown, path: string, texts: readonly string[]): unknown {
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

/** Whether a condition holds of a record. */
export function condHolds(cond: Cond, record: Record, first: Record | null, texts: readonly string[]): boolean {
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

/** Whether a record is one of those that are meant; `first` is the record that a pair's second may look at. */
export function matches(match: Match, record: Record, first: Record | null, texts: readonly string[]): boolean {
  return (
    record.word === match.word &&
    (match.node === undefined || record.node === match.node) &&
    (match.where ?? []).every((cond) => condHolds(cond, record, first, texts))
  );
}

/** Records by what stands at a path; all in one group, named '', without a path. */
export function grouped(
  records: readonly Record[],
  per: string | undefined,
  texts: readonly string[],
): ReadonlyMap<string, readonly Record[]> {
  const groups = new Map<string, Record[]>();
  for (const record of records) {
    const key = per === undefined ? '' : JSON.stringify(valueAt(record, per, texts) ?? null);
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  return groups;
}

/** Whether a condition of a pair's second looks at its first. */
export const looksAtFirst = (cond: Cond): boolean =>
  ('same' in cond ? cond.same : 'hasSame' in cond ? cond.hasSame : '').startsWith('first.');

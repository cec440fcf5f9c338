import type { Json, JsonObject } from '../base/json.ts';
import type { Header } from '../sim/http.ts';
import { queryDecoded } from './percent.ts';
import type { RawParameter } from './request-target.ts';

/** One value under a name, and the ordinal of the part of the request that it came from; -1 when the door made it. */
export interface Sourced {
  readonly value: string;
  readonly from: number;
}

/** All values under one name, in order, with the name as the event spells it. */
export interface Group {
  readonly name: string;
  readonly values: Sourced[];
}

/** Names with their values in order of first use. Keys are what tells names apart. */
export type Groups = Map<string, Group>;

/** Adds a value under a key; the first spelling of the name stays. */
export function addTo(groups: Groups, key: string, name: string, value: string, from: number): void {
  const known = groups.get(key);
  if (known) known.values.push({ value, from });
  else groups.set(key, { name, values: [{ value, from }] });
}

/** Query parameters by their decoded names, values decoded. */
export function queryGroups(parameters: readonly RawParameter[]): Groups {
  const groups: Groups = new Map();
  for (let from = 0; from < parameters.length; from++) {
    const [rawName, rawValue] = parameters[from]!;
    const name = queryDecoded(rawName);
    addTo(groups, name, name, queryDecoded(rawValue), from);
  }
  return groups;
}

/** Headers by lower-case name without those of `dropped`; the first spelling stands. */
export function headerGroups(headers: readonly Header[], dropped: ReadonlySet<string>): Groups {
  const groups: Groups = new Map();
  for (let from = 0; from < headers.length; from++) {
    const [name, value] = headers[from]!;
    const key = name.toLowerCase();
    if (!dropped.has(key)) addTo(groups, key, name, value, from);
  }
  return groups;
}

/** Groups sorted by key, as API Gateway's events list headers. */
export const sorted = (groups: Groups): readonly Group[] =>
  [...groups].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, group]) => group);

/** `content-type` as `Content-Type`, the way API Gateway spells what it names itself. */
export const titleCase = (name: string): string =>
  name.toLowerCase().replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());

/** An object with these names, whatever they are: `__proto__` is a name like all others. A plain object, since those are written as JSON
 * several times faster than ones without a prototype. */
export function namedValues<T extends Json>(
  groups: Iterable<Group>,
  pick: (values: readonly Sourced[]) => T,
): { readonly [name: string]: T } {
  const map: { [name: string]: T } = {};
  for (const { name, values } of groups) {
    const value = pick(values);
    if (name === '__proto__') Object.defineProperty(map, name, { value, enumerable: true });
    else map[name] = value;
  }
  return map;
}

/** The last value of each name. */
export const lastValue = (values: readonly Sourced[]): string => values[values.length - 1]!.value;

/** All values of each name. */
export const allValues = (values: readonly Sourced[]): readonly string[] => values.map(({ value }) => value);

/** All values of each name with commas between. */
export const joinedValues = (values: readonly Sourced[]): string =>
  values.length === 1 ? values[0]!.value : values.map(({ value }) => value).join(',');

/** Whether a map has no names. */
export function isEmptyMap(map: JsonObject): boolean {
  for (const _ in map) return false;
  return true;
}

/** What real AWS was recorded to do, as cases for tests. Only tests import this: a case names its inputs, and expectations about what is
 * seen (`event`, `http`, `invoke`, `error`, `context`, `logs`, `logTail`); the test makes what was seen and asks `unmet`. */
import { isObject, type Json, parseJson, sameJson } from '../base/json.ts';
import type { HttpResponse } from '../sim/http.ts';
import cases from './recorded-cases.json' with { type: 'json' };

export interface Expectation {
  /** Which of the things seen: `event`, `http`, `invoke[3]`, … */
  readonly target: string;
  /** Dots and brackets: `headers["x-a"]`, `line[-1]`; empty for the whole. */
  readonly path: string;
  readonly op: 'equals' | 'absent' | 'present' | 'length' | 'hasKeys' | 'keysExactly' | 'matches' | 'gte';
  readonly value?: Json;
}

export interface RecordedCase {
  readonly id: string;
  readonly topic: string;
  readonly given: { readonly [key: string]: Json };
  readonly when: { readonly [key: string]: Json };
  readonly expect: readonly Expectation[];
  readonly source: string;
  readonly confidence: string;
  readonly recordedOn?: string;
  readonly note?: string;
  /** What must exist in Coldstart before the case can be played. */
  readonly later?: string;
}

/** The cases of the topics, by prefix: `rest` gives `rest.request`, `rest.response` and so on. */
export function recordedCases(...topics: readonly string[]): readonly RecordedCase[] {
  const all = cases as unknown as readonly RecordedCase[];
  return all.filter(({ topic }) => topics.some((prefix) => topic === prefix || topic.startsWith(`${prefix}.`)));
}

/** What is seen: one value per target of the expectations. */
export type Seen = { readonly [target: string]: Json | undefined };

/** A sentence for each expectation that doesn't hold; empty when all do. */
export function unmet(expectations: readonly Expectation[], seen: Seen): readonly string[] {
  return expectations.flatMap((expected) => {
    if (!(expected.target in seen)) return [`${expected.target} was not shown to the harness`];
    const saw = valueAt(seen[expected.target], expected.path, expected.target === 'http');
    if (holds(expected, saw, seen)) return [];
    const value = expected.value === undefined ? '' : ` ${JSON.stringify(expected.value)}`;
    return [`${expected.target}.${expected.path} ${expected.op}${value}, saw ${JSON.stringify(saw) ?? 'nothing'}`];
  });
}

/** The value at a path of dots and brackets; `undefined` when there is none. A negative index counts from the end. */
export function valueAt(root: Json | undefined, path: string, caseless = false): Json | undefined {
  let value: Json | undefined = root;
  for (const [, name, quoted, index] of path.matchAll(/([^.[\]]+)|\["([^"]*)"\]|\[(-?\d+)\]/g)) {
    if (Array.isArray(value)) value = value.at(Number(index ?? name)) as Json | undefined;
    else if (isObject(value)) value = member(value, (name ?? quoted ?? index) as string, caseless);
    else return undefined;
  }
  return value;
}

function member(object: { readonly [key: string]: unknown }, name: string, caseless: boolean): Json | undefined {
  if (Object.hasOwn(object, name)) return object[name] as Json;
  const found = caseless ? Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase()) : undefined;
  return found === undefined ? undefined : (object[found] as Json);
}

function holds(expected: Expectation, saw: Json | undefined, seen: Seen): boolean {
  switch (expected.op) {
    case 'absent':
      return saw === undefined;
    case 'present':
      return saw !== undefined;
    case 'equals':
      return saw !== undefined && sameJson(saw, expected.value as Json);
    case 'length':
      return (typeof saw === 'string' || Array.isArray(saw)) && saw.length === expected.value;
    case 'gte':
      return typeof saw === 'number' && saw >= (expected.value as number);
    case 'hasKeys':
      return keysOf(expected.value).every((key) => keysOf(saw).includes(key));
    case 'keysExactly':
      return isObject(saw) && sameJson([...keysOf(saw)].sort(), [...keysOf(expected.value)].sort());
    case 'matches': {
      const pattern = new RegExp(filledIn(expected.value as string, seen), 'm');
      return (Array.isArray(saw) ? saw : [saw]).some((text) => typeof text === 'string' && pattern.test(text));
    }
  }
}

/** Keys of an object, or the list of keys that a case gives; header names compare as they are spelled in lower case lists. */
const keysOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : isObject(value) ? Object.keys(value) : [];

/** `${http.headers.x-amzn-RequestId}` in a pattern stands for what was seen there. */
function filledIn(pattern: string, seen: Seen): string {
  return pattern.replace(/\$\{(\w+)\.([^}]+)\}/g, (_, target: string, path: string) =>
    String(valueAt(seen[target], path, target === 'http')),
  );
}

/** A response as the cases look at it: header names in any case, values joined, `headerValues` one by one, `bodyJson` parsed. */
export function httpSeen(response: HttpResponse): Json {
  const headers: { [name: string]: string } = {};
  const headerValues: { [name: string]: string[] } = {};
  const headerNameAsSent: { [name: string]: string } = {};
  for (const [name, value] of response.headers) {
    const key = name.toLowerCase();
    headers[key] = key in headers ? `${headers[key]},${value}` : value;
    headerValues[key] = [...(headerValues[key] ?? []), value];
    headerNameAsSent[key] ??= name;
  }
  const { status, body, isBase64 } = response;
  return { status, body, isBase64, bodyJson: parseJson(body) ?? null, headers, headerValues, headerNameAsSent };
}

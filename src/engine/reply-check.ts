import type { Micros, Seq } from '../base/ids.ts';
import { isObject } from '../base/json.ts';
import type { Record } from '../trace/record.ts';
import type { Batch, Peek, Problem, Stop } from './api.ts';

/** Reads what comes out of the sandbox. The engine is ours but shares a process with hostile code, so the page believes a reply
 * only after it has looked at every field. Each reader returns the value, typed, or throws a sentence. */

/** A reply that the engine would never give. */
export class BadReply extends Error {}

const bad = (what: string): never => {
  throw new BadReply(`The sandbox answered with something that it should not have (${what}).`);
};

const LONGEST_SENTENCE = 2_000;
const DEEPEST = 64;
const WORD = /^[a-z][a-z0-9-]*\.[A-Za-z0-9-]+$/;
const STOPS: ReadonlySet<unknown> = new Set<Stop>(['asked', 'idle', 'full', 'stuck', 'died']);
const OUTCOMES: ReadonlySet<unknown> = new Set(['ok', 'error', 'timeout', 'throttled', 'dropped']);
const COMMON = ['seq', 'at', 'cause', 'also', 'items', 'node', 'word', 'shape', 'data'];
const MEMBERS: { readonly [shape: string]: ReadonlySet<string> } = {
  __proto__: null as never,
  travel: new Set([...COMMON, 'wire', 'to', 'arrives', 'back']),
  open: new Set([...COMMON, 'row', 'within']),
  close: new Set([...COMMON, 'of', 'outcome']),
  mark: new Set([...COMMON, 'row']),
  level: new Set([...COMMON, 'gauge', 'row', 'value']),
  log: new Set([...COMMON, 'row', 'stream', 'text']),
};

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value !== '__proto__' && value.length < 500;
const optional = (value: unknown, fits: (value: unknown) => boolean): boolean => value === undefined || fits(value);

/** A plain object, as structured cloning makes them: not an array, a Map, an Error or a Date. */
function plain(value: unknown, what: string): { readonly [key: string]: unknown } {
  if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype || Object.hasOwn(value, '__proto__')) bad(what);
  return value as { readonly [key: string]: unknown };
}

function json(value: unknown, depth: number): void {
  if (value === null) return;
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return;
    case 'number':
      if (!Number.isFinite(value)) bad('a number that JSON lacks');
      return;
    case 'object':
      break;
    default:
      bad(typeof value);
  }
  if (depth > DEEPEST) bad('deep nesting');
  if (Array.isArray(value)) {
    for (const item of value) json(item, depth + 1);
    return;
  }
  const object = plain(value, 'an object of a kind that JSON lacks');
  for (const key in object) json(object[key], depth + 1);
}

function record(value: unknown, expected: number, before: number): Record {
  const r = plain(value, 'a record');
  const members = typeof r['shape'] === 'string' ? MEMBERS[r['shape']] : undefined;
  if (!members) bad('a record of an unknown shape');
  for (const key in r) if (!members!.has(key)) bad('a record with an unknown member');
  const seq = (member: unknown): boolean => isCount(member) && (member as number) < expected;
  const fits =
    r['seq'] === expected &&
    isCount(r['at']) &&
    (r['at'] as number) >= before &&
    (r['cause'] === null || seq(r['cause'])) &&
    optional(r['also'], (also) => Array.isArray(also) && also.every(seq)) &&
    optional(r['items'], (items) => Array.isArray(items) && items.every(isName)) &&
    isName(r['node']) &&
    typeof r['word'] === 'string' &&
    WORD.test(r['word']) &&
    optional(r['row'], isName) &&
    shape(r, seq);
  if (!fits) bad(`a faulty ${r['shape']} record, ${String(r['word']).slice(0, 60)}`);
  json(plain(r['data'], "a record's data"), 0);
  return value as Record;
}

function shape(r: { readonly [key: string]: unknown }, seq: (member: unknown) => boolean): boolean {
  switch (r['shape']) {
    case 'travel':
      return (
        (r['wire'] === null || isName(r['wire'])) &&
        isName(r['to']) &&
        isCount(r['arrives']) &&
        (r['arrives'] as number) >= (r['at'] as number) &&
        optional(r['back'], (back) => back === true)
      );
    case 'open':
      return isName(r['row']) && optional(r['within'], seq);
    case 'close':
      return seq(r['of']) && OUTCOMES.has(r['outcome']);
    case 'level':
      return isName(r['gauge']) && (r['value'] === null || typeof r['value'] === 'string' || Number.isFinite(r['value']));
    case 'log':
      return isName(r['row']) && typeof r['stream'] === 'string' && typeof r['text'] === 'string';
    default:
      return true;
  }
}

function sentence(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, LONGEST_SENTENCE) : bad('a sentence that is no text');
}

/** How much of a run's trace the page holds already: the next batch must follow on. */
export interface Held {
  readonly records: number;
  readonly texts: number;
  /** Instant of the last record. */
  readonly at: number;
  readonly horizon: number;
}

function unpacked(records: unknown): unknown {
  try {
    return typeof records === 'string' ? JSON.parse(records) : undefined;
  } catch {
    return undefined;
  }
}

/** Reads an answer to `advance`, whose records are packed as JSON text. */
export function readBatch(value: unknown, held: Held): Batch {
  const b = plain(value, 'a batch');
  const { texts } = b;
  const records = unpacked(b['records']);
  if (b['from'] !== held.records || b['textsFrom'] !== held.texts) bad('a batch that does not follow on');
  if (!Array.isArray(records) || !Array.isArray(texts)) return bad('a batch without records');
  if (!isCount(b['horizon']) || (b['horizon'] as number) < held.horizon || !STOPS.has(b['stop'])) bad('a batch without its end');
  for (const text of texts) if (typeof text !== 'string') bad('a payload that is no text');
  let at = held.at;
  for (let i = 0; i < records.length; i++) at = record(records[i], held.records + i, at).at;
  return {
    from: held.records as Seq,
    records: records as Record[],
    textsFrom: held.texts,
    texts: texts as string[],
    horizon: b['horizon'] as Micros,
    stop: b['stop'] as Stop,
    ...(b['sentence'] !== undefined && { sentence: sentence(b['sentence']) }),
  };
}

const problemOf = (p: { readonly [key: string]: unknown }): Problem => ({ path: sentence(p['path']), problem: sentence(p['problem']) });

/** Reads an answer to `open`. */
export function readOpened(value: unknown): { readonly run: number } | Problem {
  const opened = plain(value, 'an opened run');
  if (!('run' in opened)) return problemOf(opened);
  return isCount(opened['run']) ? { run: opened['run'] } : bad('a run without a number');
}

/** Reads an answer to `act`. */
export function readActed(value: unknown): { readonly at: Micros } | Problem {
  const acted = plain(value, 'an act');
  if (!('at' in acted)) return problemOf(acted);
  return isCount(acted['at']) ? { at: acted['at'] as Micros } : bad('an act without an instant');
}

/** Reads an answer to `look`. */
export function readPeek(value: unknown): Peek | { readonly gone: string } {
  const peek = plain(value, 'a look');
  if ('gone' in peek) return { gone: sentence(peek['gone']) };
  const { variables } = peek;
  if (!Array.isArray(variables)) return bad('a look without variables');
  const lines = plain(peek['lines'], 'line counts');
  return {
    variables: variables.map((value) => {
      const v = plain(value, 'a variable');
      return { file: sentence(v['file']), name: sentence(v['name']), shown: sentence(v['shown']) };
    }),
    lines: Object.fromEntries(
      Object.entries(lines).map(([file, counts]) => [
        sentence(file),
        Array.isArray(counts) ? counts.map((count) => (isCount(count) ? count : bad('a line count'))) : bad('line counts'),
      ]),
    ),
  };
}

import { type ItemId, micros, type Seq, seq, type WordId } from '../base/ids.ts';
import { randomOf } from '../base/random.ts';
import { type Trace, type TraceLog, traceLog } from '../trace/log.ts';
import type { Record, RecordData, Said, Text } from '../trace/record.ts';
import type { Vocabulary, Word } from '../trace/word.ts';

/** Test support: traces of the shapes that real runs have, without an engine, for property tests and the bench. */

const words = {
  'test-client.request': { shape: 'open', sentence: () => 'The client sends a request.' },
  'test-client.response': { shape: 'close', sentence: () => 'The client has its answer.' },
  'test-client.send': { shape: 'travel', sentence: () => 'A request goes to the door.' },
  'test-door.request': { shape: 'open', sentence: () => 'The door takes a request.' },
  'test-door.response': { shape: 'close', sentence: () => 'The door answers.' },
  'test-fn.environment': { shape: 'open', sentence: (data) => `A room is built on ${String(data['memoryMb'])} MB.` },
  'test-fn.expired': { shape: 'close', sentence: () => 'The room expires.' },
  'test-fn.init': { shape: 'open', state: 'init', billed: true, sentence: () => 'INIT begins.' },
  'test-fn.ready': { shape: 'close', sentence: () => 'INIT ends.' },
  'test-fn.invoke': { shape: 'open', state: 'invoke', billed: true, sentence: () => 'The handler runs.' },
  'test-fn.done': {
    shape: 'close',
    sentence: () => 'The handler is done.',
    says: { aws: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html', checked: '2026-11-23' },
  },
  'test-fn.wait': { shape: 'open', state: 'wait', sentence: () => 'The handler waits.' },
  'test-fn.woken': { shape: 'close', sentence: () => 'The wait is over.' },
  'test-fn.frozen': { shape: 'open', state: 'frozen', sentence: () => 'The room freezes.' },
  'test-fn.thawed': { shape: 'close', sentence: () => 'The room thaws.' },
  'test-fn.throttled': { shape: 'mark', state: 'throttle', sentence: () => 'No room is free.' },
  'test-fn.log': { shape: 'log', sentence: () => 'The handler prints a line.' },
  'test-fn.cost': { shape: 'level', sentence: () => 'It costs.' },
  'test-fn.in-flight': { shape: 'level', sentence: () => 'In flight.' },
} satisfies { readonly [word: string]: Word };

/** The words of synthetic traces. */
export const syntheticVocabulary: Vocabulary = words;

/** What a made-up trace is like. */
export interface SyntheticOptions {
  readonly seed: number;
  /** About how many records to write. */
  readonly records: number;
  readonly functions?: number;
  readonly roomsPerFunction?: number;
  /** Share of invocations that fail. */
  readonly failing?: number;
}

type Spoken = Said extends infer S ? (S extends Said ? Omit<S, 'word' | 'data'> & { readonly data?: RecordData } : never) : never;
/** What goes on by itself; each yield is a wait in µs. */
type Process = Generator<number, void>;
interface Room {
  readonly node: string;
  readonly row: string;
  isBusy: boolean;
  environment: Seq | null;
  frozen: Seq | null;
}

/** A trace of overlapping requests through a door into functions with several rooms each: instants never fall, spans nest and
 * causes precede their effects, as in a real run. */
export function syntheticTrace(options: SyntheticOptions): TraceLog {
  const { functions = 2, roomsPerFunction = 4, failing = 0.05 } = options;
  const random = randomOf(options.seed);
  const upTo = (most: number): number => Math.floor(random() * most);
  const log = traceLog();
  const due: { at: number; order: number; process: Process }[] = [];
  const spent = new Map<string, number>();
  let now = 0;
  let order = 0;

  const start = (process: Process, after = 0): void => {
    const entry = { at: now + after, order: order++, process };
    let i = due.length;
    while (i > 0 && due[i - 1]!.at > entry.at) i--;
    due.splice(i, 0, entry);
  };
  function say(node: string, word: WordId, said: Spoken, cause: Seq | null): Seq {
    const at = seq(log.records.length);
    log.append({ data: {}, ...said, seq: at, at: micros(now), cause, node, word } as Record);
    return at;
  }
  const rooms: readonly Room[] = Array.from({ length: functions * roomsPerFunction }, (_, i) => {
    const node = `fn-${Math.floor(i / roomsPerFunction)}`;
    const row = `${node} ${String.fromCharCode(65 + (i % roomsPerFunction))}`;
    return { node, row, isBusy: false, environment: null, frozen: null };
  });

  function spentBy(node: string, picodollars: number): number {
    spent.set(node, (spent.get(node) ?? 0) + picodollars);
    return spent.get(node)!;
  }

  function* client(): Process {
    for (let n = 1; log.records.length < options.records; n++) {
      start(request(n));
      yield random() < 0.01 ? upTo(30_000_000) : upTo(60_000);
    }
  }

  function* request(n: number): Process {
    const items: ItemId[] = [`req-${n}`];
    const raw = log.text(JSON.stringify({ method: 'GET', target: `/${n % 50}`, headers: [], body: '', isBase64: false, sourceIp: '' }));
    const sent = say('client', 'test-client.request', { shape: 'open', row: 'client', items, data: { request: raw } }, null);
    say('client', 'test-client.send', { shape: 'travel', wire: 'w1', to: 'door', arrives: micros(now + 1000), items }, sent);
    yield 1000;
    const event = log.text(`{"path":"/${n % 50}"}`);
    const door = say('door', 'test-door.request', { shape: 'open', row: 'door', items, data: { request: raw, event } }, sent);
    const node = `fn-${upTo(functions)}`;
    const room = rooms.find((candidate) => candidate.node === node && !candidate.isBusy);
    let outcome: 'ok' | 'error' | 'throttled' = 'throttled';
    if (room) {
      outcome = random() < failing ? 'error' : 'ok';
      yield* invoke(room, items, event, door, outcome);
    } else say(node, 'test-fn.throttled', { shape: 'mark', items }, door);
    const answered = say('door', 'test-door.response', { shape: 'close', of: door, outcome, items }, door);
    yield 1000;
    say('client', 'test-client.response', { shape: 'close', of: sent, outcome, items }, answered);
  }

  function* invoke(room: Room, items: ItemId[], event: Text, cause: Seq, outcome: 'ok' | 'error'): Process {
    const { node, row } = room;
    room.isBusy = true;
    if (room.frozen !== null) say(node, 'test-fn.thawed', { shape: 'close', of: room.frozen, outcome: 'ok' }, cause);
    room.frozen = null;
    if (room.environment !== null && random() < 0.01) {
      say(node, 'test-fn.expired', { shape: 'close', of: room.environment, outcome: 'ok' }, cause);
      room.environment = null;
    }
    if (room.environment === null) {
      room.environment = say(node, 'test-fn.environment', { shape: 'open', row, data: { memoryMb: 128 } }, cause);
      const init = say(node, 'test-fn.init', { shape: 'open', row, within: room.environment }, cause);
      yield 100_000 + upTo(300_000);
      say(node, 'test-fn.ready', { shape: 'close', of: init, outcome: 'ok' }, init);
    }
    const requestId = `00000000-0000-4000-8000-${String(log.records.length).padStart(12, '0')}`;
    const run = say(node, 'test-fn.invoke', { shape: 'open', row, within: room.environment, items, data: { event, requestId } }, cause);
    say(node, 'test-fn.in-flight', { shape: 'level', gauge: 'in flight', value: rooms.filter(({ isBusy }) => isBusy).length }, run);
    yield upTo(20_000);
    if (random() < 0.5) {
      const wait = say(node, 'test-fn.wait', { shape: 'open', row, within: run }, run);
      yield upTo(80_000);
      say(node, 'test-fn.woken', { shape: 'close', of: wait, outcome: 'ok' }, wait);
    }
    const level = outcome === 'ok' ? 'INFO' : 'ERROR';
    const text = `2026-11-23T09:00:00.000Z\t${requestId}\t${level}\tline ${log.records.length}`;
    say(node, 'test-fn.log', { shape: 'log', row, stream: row, text }, run);
    yield upTo(20_000);
    say(node, 'test-fn.done', { shape: 'close', of: run, outcome, items, data: { billedMs: 20 } }, run);
    say(node, 'test-fn.cost', { shape: 'level', gauge: 'cost', value: '$0', data: { picodollars: spentBy(node, 41_668) } }, run);
    room.frozen = say(node, 'test-fn.frozen', { shape: 'open', row, within: room.environment }, run);
    room.isBusy = false;
    say(node, 'test-fn.in-flight', { shape: 'level', gauge: 'in flight', value: rooms.filter(({ isBusy }) => isBusy).length }, run);
  }

  start(client());
  for (let next = due.shift(); next; next = due.shift()) {
    now = next.at;
    const { done, value } = next.process.next();
    if (!done) start(next.process, value);
  }
  return log;
}

/** The first `length` records of a trace, as it was when it had no more. */
export const prefixOf = (trace: Trace, length: number): Trace => ({ records: trace.records.slice(0, length), texts: trace.texts });

/** A trace of nothing but log lines, a millisecond apart, for the list that must hold 200,000 of them. */
export function syntheticLogs(lines: number): TraceLog {
  const log = traceLog();
  for (let i = 0; i < lines; i++) {
    const node = `fn-${i % 3}`;
    const row = `${node} A`;
    const level = i % 97 === 0 ? 'ERROR' : 'INFO';
    const text = `2026-11-23T09:00:00.000Z\t00000000-0000-4000-8000-000000000000\t${level}\tline ${i}${i % 50 === 0 ? '\n    at handler (file:///var/task/index.mjs:3:9)' : ''}`;
    const base = { seq: seq(i), at: micros(i * 1000), cause: null, node, word: 'test-fn.log', data: {} } as const;
    log.append({ ...base, shape: 'log', row, stream: row, text });
  }
  return log;
}

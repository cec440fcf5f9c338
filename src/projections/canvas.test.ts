import { expect, test } from 'vitest';
import { micros, seq } from '../base/ids.ts';
import { traceLog } from '../trace/log.ts';
import type { Record } from '../trace/record.ts';
import type { Vocabulary } from '../trace/word.ts';
import { canvasOf } from './canvas.ts';
import { itemForm, itemLabel } from './travels.ts';

const vocabulary = {
  'x.env': { shape: 'open', sentence: () => 'begins' },
  'x.init': { shape: 'open', sentence: () => 'init', state: 'init', billed: true },
  'x.invoke': { shape: 'open', sentence: () => 'invoke', state: 'invoke', billed: true },
  'x.frozen': { shape: 'open', sentence: () => 'frozen', state: 'frozen' },
  'x.throttled': { shape: 'mark', sentence: () => 'refused', state: 'throttle' },
} as Vocabulary;

const log = traceLog();
function add(at: number, said: object): number {
  const id = log.records.length;
  log.append({ seq: seq(id), at: micros(at), cause: null, node: 'f', word: 'x.end', data: {}, ...said } as unknown as Record);
  return id;
}
const MS = 1000;
const env = add(0, { shape: 'open', word: 'x.env', row: 'f A' });
const init = add(0, { shape: 'open', word: 'x.init', row: 'f A', within: env, items: ['req-1'] });
add(0, { shape: 'travel', word: 'x.send', wire: 'w', to: 'f', arrives: micros(1 * MS), items: ['req-1'], node: 'c' });
add(200 * MS, { shape: 'close', of: init, outcome: 'ok' });
const invoke = add(200 * MS, { shape: 'open', word: 'x.invoke', row: 'f A', within: env, items: ['req-1'] });
add(300 * MS, { shape: 'mark', word: 'x.throttled', items: ['req-2'] });
add(300 * MS, { shape: 'travel', word: 'x.refusal', wire: 'w', to: 'c', arrives: micros(301 * MS), items: ['req-2'], back: true });
add(700 * MS, { shape: 'close', of: invoke, outcome: 'error' });
const frozen = add(700 * MS, { shape: 'open', word: 'x.frozen', row: 'f A', within: env });
add(5000 * MS, { shape: 'close', of: frozen, outcome: 'ok' });
add(5000 * MS, { shape: 'close', of: env, outcome: 'ok' });

const canvas = canvasOf(vocabulary);
canvas.extend(log);
const roomAt = (ms: number) => canvas.roomsOf('f', micros(ms * MS))[0];

test('a room is built, lit, fails, freezes and is left, as the playhead says', () => {
  expect(roomAt(50)).toMatchObject({
    letter: 'A',
    state: 'init',
    door: 'shut',
    detail: '50 of 200 ms, for 1',
    share: 0.25,
    isBilled: true,
  });
  expect(roomAt(325)).toMatchObject({ state: 'invoke', title: 'Request 1', detail: 'invoking, 125 of 500 ms', share: 0.25 });
  expect(roomAt(900)).toMatchObject({ state: 'error', door: 'shut', detail: 'failed at 500 ms' });
  expect(roomAt(2000)).toMatchObject({ state: 'frozen', door: 'open', isBilled: false });
  expect(roomAt(6000)).toMatchObject({ state: 'expired', door: 'none', detail: '4.3 s unused' });
  expect(roomAt(70_000)).toBeUndefined();
});

test('tokens are where the playhead says, and stay as long as an eye needs', () => {
  expect(canvas.under(micros(500), 0)).toMatchObject([{ wire: 'w', label: '1', form: 'request', at: 0.5, isBack: false }]);
  expect(canvas.under(micros(2 * MS), 0)).toEqual([]);
  expect(canvas.under(micros(100 * MS), 400 * MS)).toMatchObject([{ at: 0.5 }]);
  expect(canvas.under(micros(250 * MS), 400 * MS)).toMatchObject([{ at: 1 }]);
  expect(canvas.under(micros(350 * MS), 400 * MS)).toMatchObject([{ at: 1 }, { at: 0.75, isBack: true, isThrottled: true }]);
  expect(canvas.under(micros(400 * MS), 400 * MS)).toMatchObject([{ at: 0.5, isBack: true, isThrottled: true }]);
  expect(canvas.sentOn('w', micros(0))).toBe(1);
});

/** A request over two wires and its answer, which leaves the second wire's end after so many ms. */
function roundTrip(answeredMs: number) {
  const hops = traceLog();
  const hop = (at: number, wire: string, more = {}) =>
    hops.append({
      ...{ seq: seq(hops.records.length), at: micros(at), cause: null, node: 'c', word: 'x.send', data: {}, shape: 'travel' },
      ...{ wire, to: 'd', arrives: micros(at + MS), items: ['req-1'], ...more },
    } as unknown as Record);
  hop(0, 'w1');
  hop(MS, 'w2');
  hop(answeredMs * MS, 'w2', { back: true });
  hop((answeredMs + 1) * MS, 'w1', { back: true });
  const drawn = canvasOf(vocabulary);
  drawn.extend(hops);
  return (ms: number, atLeast = 400 * MS) =>
    drawn.under(micros(ms * MS), atLeast).map(({ wire, isBack, at }) => `${wire}${isBack ? '<' : '>'} ${at.toFixed(1)}`);
}

test('one request is on one wire at a time, however fast it was handed on, and nothing stays on a wire', () => {
  const tokensAt = roundTrip(5);
  expect([50, 150, 250, 350].map((ms) => tokensAt(ms))).toEqual([['w1> 0.5'], ['w2> 0.5'], ['w2< 0.5'], ['w1< 0.5']]);
  for (let ms = 0; ms < 1000; ms += 10) expect(tokensAt(ms).length).toBeLessThanOrEqual(1);
  expect(tokensAt(599)).toEqual(['w1< 0.0']);
  expect(tokensAt(600)).toEqual([]);
  expect(tokensAt(7, 0)).toEqual([]);
});

test('a request stands before its room while that works, and leaves with the answer', () => {
  const tokensAt = roundTrip(300);
  expect([150, 200, 299].map((ms) => tokensAt(ms))).toEqual([['w2> 0.5'], ['w2> 1.0'], ['w2> 1.0']]);
  expect(tokensAt(300)).toEqual(['w2< 1.0']);
  // However long the room works, the request is shown for no longer than asked.
  expect(roundTrip(900)(400)).toEqual([]);
});

test('reading on from where it stopped gives the same as reading from the start', () => {
  const grown = canvasOf(vocabulary);
  for (let n = 1; n <= log.records.length; n++) grown.extend({ records: log.records.slice(0, n), texts: [] });
  for (const ms of [0, 50, 325, 900, 2000, 6000]) {
    expect(grown.roomsOf('f', micros(ms * MS))).toEqual(canvas.roomsOf('f', micros(ms * MS)));
  }
});

test('an item is known by its number and its outline', () => {
  expect([itemLabel('req-12'), itemForm('req-12'), itemForm('msg-3'), itemForm('x')]).toEqual(['12', 'request', 'message', 'event']);
});

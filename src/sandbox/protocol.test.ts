import { expect, test } from 'vitest';
import { micros } from '../base/ids.ts';
import type { TurnInput } from '../sim/handler-host.ts';
import { ForgedMessage, MAX_EFFECTS, readAnswer, readFromEnv, readPeek } from './protocol.ts';

/** Everything that comes from an environment may be forged: each rule of the protocol refuses what breaks it. */

const input: TurnInput = {
  turn: 3,
  at: micros(1000),
  startsAt: 0,
  nsPerTick: 20,
  budgetTicks: 10_000,
  spinTicks: 2e8,
  deliveries: [{ on: 'init' }],
};
const end = { how: 'quiet', ticks: 500, wakeAt: null, waitingOn: [], memoryKb: 1 };
const log = { offset: 5, by: 0, is: 'log', level: 'INFO', text: 'x' };
const request = { method: 'GET', target: '/', headers: [['a', 'b']], body: '', isBase64: false, sourceIp: '1.2.3.4' };

test('an honest answer passes and is rebuilt from plain values', () => {
  const effects = [
    log,
    { offset: 5, by: -1, is: 'call', call: 0, request },
    { offset: 6, by: -4, is: 'timer', timer: 3, due: 5000, label: 'setTimeout(f, 4)' },
    { offset: 6, by: 0, is: 'untimed', timer: 3 },
    { offset: 6, by: 0, is: 'tmp', path: '/tmp/a', bytes: 1, text: 'a' },
    { offset: 6, by: 0, is: 'tmp', path: '/tmp/a', bytes: 0, gone: true },
    { offset: 7, by: 0, is: 'ready' },
    { offset: 7, by: 0, is: 'settled', result: '{}' },
    { offset: 7, by: 0, is: 'failed', error: '{"errorType":"E"}', fatal: true },
    { offset: 10, by: 0, is: 'exit', code: 3 },
  ];
  const answer = readAnswer({ turn: 3, effects, end, extra: 1 }, input);
  expect(answer.effects.map((effect) => effect.is)).toEqual(effects.map((effect) => effect.is));
  expect(answer.effects[8]).toEqual({ offset: 7, by: 0, is: 'failed', error: { errorType: 'E' }, fatal: true });
  expect(answer).not.toHaveProperty('extra');
});

const forgeries: { readonly [what: string]: unknown } = {
  'no object': 5,
  'another turn': { turn: 4, effects: [], end },
  'no end': { turn: 3, effects: [] },
  'no list of effects': { turn: 3, effects: { length: 1e9 }, end },
  'too many effects': { turn: 3, effects: new Array(MAX_EFFECTS + 1), end },
  'an unknown how': { turn: 3, effects: [], end: { ...end, how: 'happy' } },
  'ticks past the budget': { turn: 3, effects: [], end: { ...end, ticks: 10_001 } },
  'broken ticks': { turn: 3, effects: [], end: { ...end, ticks: 1.5 } },
  'NaN ticks': { turn: 3, effects: [], end: { ...end, ticks: Number.NaN } },
  'a budget end with ticks left': { turn: 3, effects: [], end: { ...end, how: 'budget' } },
  'spun before its limit': { turn: 3, effects: [], end: { ...end, how: 'spun', ticks: 10_000 } },
  'a wake in the past': { turn: 3, effects: [], end: { ...end, wakeAt: 1000 } },
  'a call that is no number': { turn: 3, effects: [], end: { ...end, waitingOn: ['0'] } },
  'negative memory': { turn: 3, effects: [], end: { ...end, memoryKb: -1 } },
  'an effect past the end': { turn: 3, effects: [{ ...log, offset: 11 }], end },
  'effects out of order': { turn: 3, effects: [log, { ...log, offset: 4 }], end },
  'an effect of no delivery': { turn: 3, effects: [{ ...log, by: 1 }], end },
  'an effect of no kind': { turn: 3, effects: [{ ...log, is: 'hack' }], end },
  'a text that is an object': { turn: 3, effects: [{ ...log, text: { toString: () => 'x' } }], end },
  'an error that is not JSON': { turn: 3, effects: [{ offset: 1, by: 0, is: 'failed', error: 'x' }], end },
  'an error that is a list': { turn: 3, effects: [{ offset: 1, by: 0, is: 'failed', error: '[]' }], end },
  'a request without headers': {
    turn: 3,
    effects: [{ offset: 1, by: 0, is: 'call', call: 0, request: { ...request, headers: null } }],
    end,
  },
  'a header of three': {
    turn: 3,
    effects: [{ offset: 1, by: 0, is: 'call', call: 0, request: { ...request, headers: [['a', 'b', 'c']] } }],
    end,
  },
  'a huge target': {
    turn: 3,
    effects: [{ offset: 1, by: 0, is: 'call', call: 0, request: { ...request, target: 'x'.repeat(70_000) } }],
    end,
  },
};

test.each(Object.entries(forgeries))('an answer with %s is refused', (_what, value) => {
  expect(() => readAnswer(value, input)).toThrow(ForgedMessage);
});

test('messages and peeks are sorted and cut by the same rules', () => {
  expect(readFromEnv({ is: 'booted', x: 1 })).toEqual({ is: 'booted' });
  expect(() => readFromEnv({ is: 'assign' })).toThrow(ForgedMessage);
  expect(() => readFromEnv(null)).toThrow(ForgedMessage);
  expect(readPeek({ variables: [{ file: 'a', name: 'n', shown: '1', own: 1 }], lines: { a: [1, 2] } })).toEqual({
    variables: [{ file: 'a', name: 'n', shown: '1' }],
    lines: { a: [1, 2] },
  });
  const poisoned = readPeek({ variables: [], lines: JSON.parse('{"__proto__":[1]}') });
  expect(Object.keys(poisoned.lines)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(poisoned.lines)).toBe(Object.prototype);
  expect(() => readPeek({ variables: [{ file: 'a', name: 'n', shown: 'x'.repeat(70_000) }], lines: {} })).toThrow(ForgedMessage);
});

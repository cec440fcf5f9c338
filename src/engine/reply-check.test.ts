import { expect, test } from 'vitest';
import { BadReply, readActed, readBatch, readOpened, readPeek } from './reply-check.ts';

const held = { records: 2, texts: 1, at: 10, horizon: 20 };
const mark = { seq: 2, at: 10, cause: null, node: 'r', word: 'runner.did', shape: 'mark', data: {} };
const batch = (records: unknown[], more: object = {}): unknown => ({
  from: 2,
  records: JSON.stringify(records),
  textsFrom: 1,
  texts: [],
  horizon: 20,
  stop: 'asked',
  ...more,
});

test('a sound record of each shape is believed', () => {
  const records = [
    mark,
    { ...mark, shape: 'travel', wire: null, to: 'x', arrives: 12, back: true, items: ['req-1'], also: [0] },
    { ...mark, shape: 'open', row: 'orders A', within: 0, data: { event: { $text: 0 }, list: [1, 'a', { deep: null }] } },
    { ...mark, shape: 'close', of: 2, outcome: 'ok' },
    { ...mark, shape: 'level', gauge: 'in flight', value: null },
    { ...mark, shape: 'log', row: 'orders A', stream: 's', text: 't' },
  ].map((record, i) => ({ ...record, seq: 2 + i }));
  expect(readBatch(batch(records), held).records).toEqual(records);
});

test.each([
  ['a gap in seq', { ...mark, seq: 3 }],
  ['a step back in time', { ...mark, at: 9 }],
  ['a time that is no whole number', { ...mark, at: 10.5 }],
  ['a cause in the future', { ...mark, cause: 2 }],
  ['an unknown shape', { ...mark, shape: 'scream' }],
  ['the shape of a prototype member', { ...mark, shape: 'constructor' }],
  ['the shape __proto__', { ...mark, shape: '__proto__' }],
  ['a member of another shape', { ...mark, of: 1 }],
  ['a word that is a key of prototypes', { ...mark, word: '__proto__' }],
  ['a node named __proto__', { ...mark, node: '__proto__' }],
  ['data that is a list', { ...mark, data: [] }],
  ['an own __proto__ in data', { ...mark, data: JSON.parse('{"__proto__":1}') }],
  ['a close of the future', { ...mark, shape: 'close', of: 5, outcome: 'ok' }],
  ['an unknown outcome', { ...mark, shape: 'close', of: 1, outcome: 'fine' }],
  ['an arrival before its departure', { ...mark, shape: 'travel', wire: null, to: 'x', arrives: 3 }],
  ['a list', []],
  ['null', null],
])('%s is refused', (_what, record) => {
  expect(() => readBatch(batch([record]), held)).toThrow(BadReply);
});

test.each([
  ['another place in the trace', { from: 3 }],
  ['another place in the texts', { textsFrom: 0 }],
  ['a payload that is no text', { texts: [1] }],
  ['a horizon that moves back', { horizon: 19 }],
  ['an unknown status', { stop: 'great' }],
  ['a sentence that is no text', { sentence: {} }],
  ['no records', { records: undefined }],
  ['records that are no list', { records: '{}' }],
  ['records that are no JSON', { records: '[' }],
  ['records that were cloned', { records: [] }],
])('a batch with %s is refused', (_what, more) => {
  expect(() => readBatch(batch([], more), held)).toThrow(BadReply);
});

test('answers to open, act and look are believed only in their own form', () => {
  expect(readOpened({ run: 1 })).toEqual({ run: 1 });
  expect(readOpened({ path: 'nodes.0', problem: 'No.' })).toEqual({ path: 'nodes.0', problem: 'No.' });
  expect(readActed({ at: 7 })).toEqual({ at: 7 });
  expect(readPeek({ gone: 'Gone.' })).toEqual({ gone: 'Gone.' });
  const peek = { variables: [{ file: 'index.mjs', name: 'n', shown: '1' }], lines: { 'index.mjs': [0, 2] } };
  expect(readPeek(peek)).toEqual(peek);
  for (const value of [undefined, null, 7, 'x', [], { run: -1 }, { run: 'x' }, {}, new Map()])
    expect(() => readOpened(value)).toThrow(BadReply);
  for (const value of [{ at: 1.5 }, { at: '1' }, {}]) expect(() => readActed(value)).toThrow(BadReply);
  for (const value of [{}, { variables: [1], lines: {} }, { variables: [], lines: { a: ['x'] } }])
    expect(() => readPeek(value)).toThrow(BadReply);
});

test('a hundred thousand records are read in one go', () => {
  const records = Array.from({ length: 100_000 }, (_, i) => ({
    ...mark,
    seq: i,
    cause: i === 0 ? null : i - 1,
    items: ['req-1'],
    data: { requestId: 'r', n: i },
  }));
  const read = readBatch(
    { from: 0, records: JSON.stringify(records), textsFrom: 0, texts: [], horizon: 20, stop: 'asked' },
    { records: 0, texts: 0, at: 0, horizon: 0 },
  );
  expect(read.records).toHaveLength(100_000);
});

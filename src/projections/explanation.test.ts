import { expect, test } from 'vitest';
import { micros, seq, type WordId } from '../base/ids.ts';
import { traceLog } from '../trace/log.ts';
import type { Record } from '../trace/record.ts';
import type { Vocabulary } from '../trace/word.ts';
import { clock, spoken } from './clock.ts';
import { captionAt, whyOf } from './explanation.ts';
import { sentenceOf } from './sentences.ts';
import { piecesOf } from './stack-frames.ts';
import { syntheticTrace, syntheticVocabulary } from './synthetic-trace.ts';
import { rowName, ticksBetween } from './timeline.ts';

const trace = syntheticTrace({ seed: 7, records: 5_000, failing: 0.2 });

test('a why has at most four sentences, each one record, causes first and itself last', () => {
  for (const record of trace.records) {
    const { steps, before } = whyOf(trace, syntheticVocabulary, record.seq);
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.length).toBeLessThanOrEqual(4);
    expect(steps[steps.length - 1]!.seq).toBe(record.seq);
    for (let i = 1; i < steps.length; i++) expect(steps[i]!.seq).toBeGreaterThan(steps[i - 1]!.seq);
    expect(before).toBe(trace.records[steps[0]!.seq]!.cause);
  }
});

test('a why names the AWS page and the day on which it was read', () => {
  const done = trace.records.find((record) => record.word === 'test-fn.done')!;
  expect(whyOf(trace, syntheticVocabulary, done.seq).source?.checked).toBe('2026-11-23');
});

test('the caption prefers an error to what happens beside it, and says nothing before the first record', () => {
  const failed = trace.records.find((record) => record.shape === 'close' && record.outcome === 'error')!;
  expect(captionAt(trace, syntheticVocabulary, failed.at)?.state).toBe('error');
  expect(captionAt(trace, syntheticVocabulary, micros(-1))).toBeNull();
});

test('a sentence never throws: an unknown word and a failing one say their names', () => {
  const log = traceLog();
  const say = (word: WordId): Record => ({ seq: seq(0), at: micros(0), cause: null, node: 'orders', word, data: {}, shape: 'mark' });
  const failing = {
    'x.bad-word': {
      shape: 'mark',
      sentence: () => {
        throw new Error('no');
      },
    },
  } satisfies Vocabulary;
  expect(sentenceOf(say('x.unheard-of'), log, {})).toBe('orders: unheard of.');
  expect(sentenceOf(say('x.bad-word'), log, failing)).toBe('orders: bad word.');
});

test('a sentence sees its texts in full', () => {
  const log = traceLog();
  const data = { event: log.text('{"a":1}') };
  const record: Record = { seq: seq(0), at: micros(0), cause: null, node: 'orders', word: 'x.y', data, shape: 'mark' };
  const words: Vocabulary = { 'x.y': { shape: 'mark', sentence: ({ event }) => `It gets ${String(event)}.` } };
  expect(sentenceOf(record, log, words)).toBe('It gets {"a":1}.');
});

test('clock and spoken durations', () => {
  expect(clock(micros(730_840_000))).toBe('12:10.840');
  expect(clock(micros(3_730_840_999))).toBe('1:02:10.840');
  expect([400, 3_250, 190_400, 999_700, 41_200_000, 78_000_000, 3_600_000_000].map(spoken)).toEqual([
    '0.4 ms',
    '3.3 ms',
    '190 ms',
    '1 s',
    '41.2 s',
    '1 min 18 s',
    '1 h',
  ]);
});

test('places in the function’s own code are found in a log line', () => {
  expect(piecesOf('at handler (file:///var/task/lib/a.mjs:3:9)')).toEqual([
    { text: 'at handler (' },
    { text: 'file:///var/task/lib/a.mjs:3:9', file: 'lib/a.mjs', line: 3, column: 9 },
    { text: ')' },
  ]);
  expect(piecesOf('at node:internal/x:1:2')).toEqual([{ text: 'at node:internal/x:1:2' }]);
});

test('rows are named by node and letter, ticks stand at round instants', () => {
  expect(rowName({ id: 'orders A', node: 'orders' })).toEqual({ node: 'orders', own: 'A' });
  expect(rowName({ id: 'orders', node: 'orders' })).toEqual({ node: 'orders', own: '' });
  expect(ticksBetween(micros(729_300_000), micros(732_300_000), 6)).toEqual(
    [729.5, 730, 730.5, 731, 731.5, 732].map((seconds) => seconds * 1_000_000),
  );
});

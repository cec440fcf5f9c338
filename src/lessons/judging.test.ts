import { expect, test } from 'vitest';
import { micros, seq } from '../base/ids.ts';
import type { Check } from '../scenario/check.ts';
import { traceLog } from '../trace/log.ts';
import type { Record } from '../trace/record.ts';
import { judge } from './judge.ts';
import { judgingOf, MOST } from './judging.ts';

const checks = [
  { say: 'a', count: { word: 'x.open' }, is: { min: 2, max: 3 } },
  { say: 'b', follows: [{ word: 'x.open' }, { word: 'x.done' }], per: 'data.id' },
  { say: 'c', never: { word: 'x.done' }, after: { word: 'x.bad' } },
  { say: 'd', final: { node: 'f', gauge: 'depth' }, is: { max: 2 } },
  { say: 'e', every: { word: 'x.open' }, holds: [{ path: 'data.id', not: 3 }] },
] as unknown as readonly Check[];

function growing() {
  const log = traceLog();
  const add = (word: string, at: number, id: number, more: Partial<Record> = {}): void =>
    log.append({
      seq: seq(log.records.length),
      at: micros(at),
      cause: null,
      node: 'f',
      word,
      shape: 'mark',
      data: { id },
      ...more,
    } as Record);
  return { log, add };
}

test('a fold judges at every playhead as the judge does over what has happened then, however the trace grew', () => {
  const { log, add } = growing();
  const judging = judgingOf(checks);
  const words = ['x.open', 'x.other', 'x.done', 'x.open', 'x.bad', 'x.level', 'x.open', 'x.done', 'x.open'];
  for (const [i, word] of words.entries()) {
    add(word, i * 10, i % 4, word === 'x.level' ? ({ shape: 'level', gauge: 'depth', value: i } as Partial<Record>) : {});
    if (i % 2) judging.extend(log);
  }
  judging.extend(log);
  for (const at of [0, 5, 10, 45, 200, 50, 20]) {
    const records = log.records.filter((record) => record.at <= at);
    expect(judging.at(micros(at), log, false)).toEqual(checks.map((check) => judge(check, { records, texts: log.texts }, false)));
  }
});

test('a verdict that still stands is the same object', () => {
  const { log, add } = growing();
  const judging = judgingOf(checks);
  add('x.open', 0, 1);
  add('x.other', 10, 1);
  judging.extend(log);
  expect(judging.at(micros(10), log, false)[0]).toBe(judging.at(micros(0), log, false)[0]);
  expect(judging.at(micros(10), log, true)[0]).toMatchObject({ final: true });
});

test('more than can be judged without the page standing still is not judged', () => {
  const { log, add } = growing();
  for (let i = 0; i <= MOST.pairs; i++) add('x.open', i, i);
  const judging = judgingOf(checks);
  judging.extend(log);
  const [count, follows] = judging.at(micros(1e6), log, true);
  expect(count).toMatchObject({ held: false, value: MOST.pairs + 1 });
  expect(follows).toBeNull();
});

import { describe, expect, test } from 'vitest';
import { micros, seq } from '../base/ids.ts';
import { type Check, checkSchema } from '../scenario/check.ts';
import { traceLog } from '../trace/log.ts';
import type { Record } from '../trace/record.ts';
import { judge } from './judge.ts';

const log = traceLog();
function add(word: `${string}.${string}`, at: number, data: Record['data'] = {}, more: Partial<Record> = {}): void {
  log.append({ seq: seq(log.records.length), at: micros(at), cause: null, node: 'f', word, shape: 'mark', data, ...more } as Record);
}
add('x.open', 0, { id: 'a', ms: 10, event: log.text('{"user":"ann","tags":["p","q"]}') });
add('x.open', 5, { id: 'b', ms: 20, event: log.text('{"user":"bob","tags":[]}') });
add('x.done', 1_000_000, { id: 'a', says: 'hello ann' });
add('x.done', 9_000_000, { id: 'b', says: 'hello ann' });
add('x.level', 9_000_000, { a: 1, b: 2 }, { shape: 'level', gauge: 'depth', value: 3 } as Partial<Record>);

const verdict = (check: object) => {
  const parsed = checkSchema.safeParse({ say: 'It is so.', ...check });
  if (!parsed.success) throw new Error(JSON.stringify(parsed.error.issues));
  return judge(parsed.data as Check, log, true);
};

describe('a check', () => {
  test.each([
    [{ count: { word: 'x.open' }, is: { min: 2, max: 2 } }, true],
    [{ count: { word: 'x.open' }, is: { max: 1 } }, false],
    [{ count: { word: 'x.none' }, is: { min: 1 } }, false],
    [{ count: { word: 'x.open' }, per: 'data.id', is: { max: 1 } }, true],
    [{ count: { word: 'x.open', where: [{ path: 'data.event.user', is: 'ann' }] }, is: { min: 1, max: 1 } }, true],
    [{ count: { word: 'x.open', where: [{ path: 'data.event.tags', has: 'q' }] }, is: { min: 1, max: 1 } }, true],
    [{ count: { word: 'x.open', where: [{ path: 'data.id.length', is: 1 }] }, is: { max: 0 } }, true],
    [{ count: { word: 'x.open', where: [{ path: 'data.__proto__', not: 1 }] }, is: { min: 2 } }, true],
    [{ of: { word: 'x.open' }, take: 'max', path: 'data.ms', is: { max: 20 } }, true],
    [{ of: { word: 'x.open' }, take: 'sum', path: 'data.ms', is: { max: 20 } }, false],
    [{ of: { word: 'x.open' }, take: 'p95', path: 'data.ms', is: { min: 20, max: 20 } }, true],
    [{ every: { word: 'x.open' }, holds: [{ path: 'data.ms', min: 10 }] }, true],
    [{ every: { word: 'x.open' }, holds: [{ path: 'data.ms', min: 11 }] }, false],
    [{ never: { word: 'x.done', where: [{ path: 'data.id', is: 'c' }] } }, true],
    [{ never: { word: 'x.done' }, after: { word: 'x.open' } }, false],
    [{ follows: [{ word: 'x.open' }, { word: 'x.done' }], per: 'data.id' }, true],
    [{ follows: [{ word: 'x.open' }, { word: 'x.done' }], per: 'data.id', within: '2s' }, false],
    [{ before: [{ word: 'x.open' }, { word: 'x.done' }], per: 'data.id' }, true],
    [{ before: [{ word: 'x.done' }, { word: 'x.open' }], per: 'data.id' }, false],
    // A second that fits no first at all is an orphan, too: nobody greeted by "hello ann" as bob.
    [{ before: [{ word: 'x.open' }, { word: 'x.done', where: [{ path: 'data.id', same: 'first.data.id' }] }] }, true],
    [{ before: [{ word: 'x.open' }, { word: 'x.done', where: [{ path: 'data.says', same: 'first.data.id' }] }] }, false],
    // Only what the second match means is held against the first, even when there is no first.
    [{ before: [{ word: 'x.none' }, { word: 'x.done', where: [{ path: 'data.id', is: 'c' }] }] }, true],
    [{ before: [{ word: 'x.none' }, { word: 'x.done', where: [{ path: 'data.id', is: 'a' }] }] }, false],
    [{ every: { word: 'x.level' }, holds: [{ path: 'data', is: { b: 2, a: 1 } }] }, true],
    [{ final: { node: 'f', gauge: 'depth' }, is: { min: 3, max: 3 } }, true],
    [{ final: { node: 'f', gauge: 'depth' }, is: { max: 2 } }, false],
  ])('%j: %s', (check, held) => expect(verdict(check).held).toBe(held));

  test('names the record to look at, and what was seen', () => {
    expect(verdict({ follows: [{ word: 'x.open' }, { word: 'x.done' }], per: 'data.id', within: '2s' })).toEqual({
      held: false,
      value: null,
      saw: 'A x.open was not followed by a x.done within 2s.',
      at: 1,
      final: true,
    });
    expect(verdict({ count: { word: 'x.open' }, is: { max: 1 } }).saw).toBe('It was seen 2 times, not at most 1.');
  });

  test('measures the number that its claim is about', () => {
    expect(verdict({ count: { word: 'x.open' }, is: { max: 1 } }).value).toBe(2);
    expect(verdict({ count: { word: 'x.open' }, per: 'data.id', is: { max: 1 } }).value).toBeNull();
    expect(verdict({ of: { word: 'x.open' }, take: 'sum', path: 'data.ms', is: { max: 20 } }).value).toBe(30);
    expect(verdict({ final: { node: 'f', gauge: 'depth' }, is: { max: 2 } }).value).toBe(3);
    expect(verdict({ never: { word: 'x.none' } }).value).toBeNull();
  });
});

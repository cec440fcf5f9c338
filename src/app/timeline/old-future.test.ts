import { expect, test } from 'vitest';
import { micros } from '../../base/ids.ts';
import { EMPTY, type Scenario } from '../stores/document.ts';
import { oldFuture } from './old-future.ts';

const node = { id: 'client', kind: 'http-client' };
const before: Scenario = { ...EMPTY, nodes: [node], script: [{ at: '0s', node: 'client', do: 'request' }] };
const after: Scenario = { ...before, script: [...before.script, { at: '2s', node: 'client', do: 'request', by: 'reader' }] };

test('one more act of the reader leaves a future behind, from that act on', () => {
  expect(oldFuture(before, after, micros(5_000_000))).toEqual({
    from: 2_000_000,
    until: 5_000_000,
    said: 'The dashed future was left at 00:02.000, when client was told to request.',
  });
});

test('another setting, an act at the live edge and another document leave none', () => {
  const other: Scenario = { ...after, nodes: [{ ...node, config: { timeout: 1 } }] };
  expect(oldFuture(before, other, micros(5_000_000))).toBeNull();
  expect(oldFuture(before, after, micros(2_000_000))).toBeNull();
  expect(oldFuture(null, after, micros(5_000_000))).toBeNull();
  expect(oldFuture(after, after, micros(5_000_000))).toBeNull();
});

import { expect, test } from 'vitest';
import type { ItemId, WireId } from '../../base/ids.ts';
import type { Token } from '../../projections/travels.ts';
import { placedTokens } from './token-places.ts';

const token = (n: number, at: number, isBack = false): Token => ({
  wire: 'w' as WireId,
  item: `req-${n}` as ItemId,
  label: `${n}`,
  form: 'request',
  at,
  isBack,
  isThrottled: false,
});
const counts = (tokens: readonly Token[], length = 300): readonly number[] =>
  placedTokens(tokens, length).map((mark) => mark.tokens.length);

test('more than eight on a wire are one with a count, in the middle of the wire', () => {
  const nine = Array.from({ length: 9 }, (_, i) => token(i, i / 9));
  expect(placedTokens(nine, 900)).toMatchObject([{ px: 450, aside: 0 }]);
  expect(counts(nine.slice(1), 900)).toHaveLength(8);
});

test('tokens that stand in the same place are one with a count, and none is hidden', () => {
  expect(counts([token(1, 0.5), token(2, 0.5), token(3, 0.5)])).toEqual([3]);
  expect(counts([token(1, 0.1), token(2, 0.9)])).toEqual([1, 1]);
  const crowd = [token(1, 0.1), token(2, 0.2), token(3, 0.3), token(4, 0.4), token(5, 0.8)];
  expect(counts(crowd, 120).reduce((sum, count) => sum + count, 0)).toBe(5);
  const marks = placedTokens(crowd, 120);
  for (let i = 1; i < marks.length; i++) expect(marks[i]!.px - marks[i - 1]!.px).toBeGreaterThan(20);
});

test('what comes the other way gives way where the two meet, and only there', () => {
  const beside = (at: number): number => placedTokens([token(1, 0.5), token(2, at, true)], 300)[1]!.aside;
  expect(beside(0.5)).toBeGreaterThan(20);
  expect(beside(0.05)).toBe(0);
  expect(placedTokens([token(2, 0.5, true)], 300)[0]!.aside).toBe(0);
});

test('at a fast pace each direction is one mark', () =>
  expect(placedTokens([token(1, 0), token(2, 1), token(3, 1, true)], 300, true)).toHaveLength(2));

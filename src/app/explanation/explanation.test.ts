import { expect, test } from 'vitest';
import { taggedPieces } from '../../projections/tagged.ts';
import { pageOf, readOn } from './source.ts';

test('a page is named from its address, its date as a person says it', () => {
  expect(pageOf('https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html')).toEqual({
    title: 'Lambda runtime environment',
    book: 'AWS Lambda Developer Guide',
  });
  expect(pageOf('https://aws.amazon.com/lambda/pricing/').title).toBe('Lambda pricing');
  expect(readOn('2026-11-23')).toBe('23 Nov 2026');
});

test('names are found as whole words, the longest first', () => {
  const pieces = taggedPieces('orders A runs req-1, not req-12.', ['orders', 'orders A', 'req-1']);
  expect(pieces.filter((piece) => piece.isName).map((piece) => piece.text)).toEqual(['orders A', 'req-1']);
  expect(pieces.map((piece) => piece.text).join('')).toBe('orders A runs req-1, not req-12.');
});

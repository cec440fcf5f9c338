import { expect, test } from 'vitest';
import { totalOf } from './pace.ts';

test('the total of a repeated request is said, with its beats', () => {
  expect(totalOf({ times: 3, parallel: 2, every: '1s' })).toBe('3 requests in 2 beats; the last begins 1s after the first.');
  expect(totalOf({ times: 6, parallel: 2, every: '250ms' })).toBe('6 requests in 3 beats; the last begins 500ms after the first.');
  expect(totalOf({ times: 2, parallel: 2, every: '1s' })).toBe('2 requests, all at once.');
  expect(totalOf({ parallel: 1, every: '1s' })).toBe('One request.');
  expect(totalOf({ times: 2, parallel: 5, every: '1s' })).toBe('2 requests, all at once.');
});

test('the total of a load, as many as the client sends', () => {
  expect(totalOf({ perSecond: 10, forSeconds: 5 })).toBe('50 requests, one every 100ms.');
  expect(totalOf({ perSecond: 0.5, forSeconds: 2 })).toBe('One request.');
});

test('what has no pace has no total', () => {
  expect(totalOf({ event: {} })).toBeNull();
});

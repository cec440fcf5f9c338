import { expect, test } from 'vitest';
import { pacePathsOf, paceSentenceOf, totalOf } from './pace.ts';

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

test('a pace is a sentence of the settings that a stimulus can have', () => {
  const request = { times: {}, parallel: {}, every: {} };
  expect(paceSentenceOf(request, 1)).toBe('Send it {times} time, {parallel} at once, every {every}.');
  expect(paceSentenceOf(request, 3)).toBe('Send it {times} times, {parallel} at once, every {every}.');
  expect(pacePathsOf(paceSentenceOf(request, 3)!)).toEqual(['times', 'parallel', 'every']);
  expect(paceSentenceOf({ event: {} }, undefined)).toBeNull();
});

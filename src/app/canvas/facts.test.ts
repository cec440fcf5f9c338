import { expect, test } from 'vitest';
import { factsOf } from './facts.ts';

test('an amount is written as in sentences, a port as it is, and what is absent is left out', () => {
  expect(factsOf('{runtime}, {memorySize} MB', { runtime: 'nodejs22.x', memorySize: 10_240 })).toBe('nodejs22.x, 10,240 MB');
  expect(factsOf('{protocol} {port}, {gone} MB', { protocol: 'HTTP', port: 8080 })).toBe('HTTP 8080');
});

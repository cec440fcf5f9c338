import { expect, test } from 'vitest';
import { checkSchema } from './check.ts';

const accepts = (check: object): boolean => checkSchema.safeParse({ say: 'It is so.', ...check }).success;
const count = { count: { word: 'lambda.init' }, is: { max: 1 } };

test('a guess may offer numbers where the claim is about one number', () => {
  expect(accepts({ ...count, guess: 'How often?', choices: [1, 2, 3] })).toBe(true);
  expect(accepts({ ...count, guess: 'Will it hold?' })).toBe(true);
  expect(accepts({ final: { node: 'f', gauge: 'in flight' }, is: { max: 0 }, guess: 'How many?', choices: [0, 1] })).toBe(true);
});

test('choices that would have no effect are refused', () => {
  expect(accepts({ ...count, choices: [1, 2] })).toBe(false);
  expect(accepts({ ...count, per: 'data.id', guess: 'How often?', choices: [1, 2] })).toBe(false);
  expect(accepts({ never: { word: 'lambda.init' }, guess: 'Ever?', choices: [1, 2] })).toBe(false);
});

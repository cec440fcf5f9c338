import { expect, test } from 'vitest';
import { typedNumber } from './typed-number.ts';

const memory = { label: 'Memory', min: 128, max: 10_240, unit: 'MB' };

test('a number is read as a person writes it: with thousands, with its unit, with blanks', () => {
  expect(['1769', '1,769', ' 1769 MB', '1769mb'].map((text) => typedNumber(text, memory))).toEqual([1769, 1769, 1769, 1769]);
  expect(typedNumber('0.5', { label: 'Share', min: 0, max: 1 })).toBe(0.5);
  expect(typedNumber('-3', { label: 'Shift', min: -5, max: 5 })).toBe(-3);
});

test('what is out of range is refused with the range, never moved into it', () => {
  expect(typedNumber('99999', memory)).toBe('Memory is 128 to 10,240 MB; 99,999 is too much.');
  expect(typedNumber('1', memory)).toBe('Memory is 128 to 10,240 MB; 1 is too little.');
  expect(typedNumber('0', { label: 'Seed', min: 1, max: 1e9 })).toBe('Seed is at least 1; 0 is too little.');
});

test('what is no number is refused as it was typed', () => {
  expect(typedNumber('lots', memory)).toBe('“lots” is no number. Memory is 128 to 10,240 MB.');
  expect(typedNumber('', memory)).toBe('Nothing was typed. Memory is 128 to 10,240 MB.');
  expect(typedNumber('12 34', memory)).toMatch(/^“12 34” is no number/);
});

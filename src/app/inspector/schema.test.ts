import { expect, test } from 'vitest';
import { z } from '../../base/z.ts';
import { blankOf, fieldAt, fieldOf, labelOf, onlyChoice, problemIn, stepOf, withAt } from './schema.ts';

const schema = z.strictObject({
  memorySize: z.int().min(128).max(10_240).default(128).meta({ title: 'Memory', unit: 'MB', doc: 'https://example.com' }),
  inner: z.strictObject({ share: z.number().min(0).max(1).default(1) }).prefault({}),
  rows: z.array(z.tuple([z.string(), z.string()])).default([]),
  body: z.union([z.strictObject({ text: z.string() }), z.strictObject({ json: z.json() })]).optional(),
});

test('a form knows limits, units and pages', () => {
  const root = fieldOf(schema);
  expect(fieldAt(root, 'memorySize')).toMatchObject({
    minimum: 128,
    maximum: 10_240,
    unit: 'MB',
    title: 'Memory',
    doc: 'https://example.com',
  });
  expect([stepOf(fieldAt(root, 'memorySize')!), stepOf(fieldAt(root, 'inner.share')!)]).toEqual([64, 0.05]);
  expect(blankOf(fieldAt(root, 'body')!)).toEqual({ text: '' });
  expect(blankOf(fieldAt(root, 'rows')!.items!)).toEqual(['', '']);
  expect(labelOf('visibilityTimeout', {})).toBe('Visibility timeout');
});

test('a fault is a sentence that calls the setting by its label', () => {
  expect(problemIn(schema, { memorySize: 1 })).toBe('Memory must be at least 128; it is 1.');
  expect(problemIn(schema, { inner: { share: 2 } })).toBe('Share must be at most 1; it is 2.');
  expect(problemIn(schema, { rows: [['a', 2]] })).toMatch(/^Entry 1 must be a string/);
  expect(problemIn(schema, {})).toBeNull();
});

test('a list of exactly one of a few words is one choice', () => {
  const root = fieldOf(
    z.strictObject({
      one: z
        .array(z.enum(['a', 'b']))
        .length(1)
        .default(['a'])
        .meta({ title: 'One' }),
      more: z.array(z.enum(['a', 'b'])),
    }),
  );
  expect(onlyChoice(fieldAt(root, 'one')!)).toMatchObject({ enum: ['a', 'b'], title: 'One' });
  expect(onlyChoice(fieldAt(root, 'more')!)).toBeUndefined();
});

test('a new number is what a person would count in', () => {
  expect(blankOf({ type: 'number', minimum: 0.001, maximum: 10_000 })).toBe(1);
  expect(blankOf({ type: 'integer', minimum: 128 })).toBe(128);
  expect(blankOf({ type: 'integer' })).toBe(0);
});

test('a value is replaced in a copy, and leaves no empty shells', () => {
  const before = { a: { b: [1, 2] } };
  expect(withAt(before, ['a', 'b', 1], 3)).toEqual({ a: { b: [1, 3] } });
  expect(withAt(before, ['a', 'b', 0], undefined)).toEqual({ a: { b: [2] } });
  expect(withAt({ model: { idle: 1 } }, ['model', 'idle'], undefined)).toEqual({});
  expect(withAt(undefined, ['x', 'y'], 1)).toEqual({ x: { y: 1 } });
  expect(before).toEqual({ a: { b: [1, 2] } });
});

import { expect, test } from 'vitest';
import { z } from 'zod';
import { blankOf, fieldAt, fieldOf, labelOf, problemsOf, stepOf, withAt } from './schema.ts';

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

test('faults name their place', () => {
  expect(problemsOf(schema, { memorySize: 1, rows: [['a', 2]] }).map(({ path }) => path)).toEqual(['memorySize', 'rows.0.1']);
  expect(problemsOf(schema, {})).toEqual([]);
});

test('a value is replaced in a copy, and leaves no empty shells', () => {
  const before = { a: { b: [1, 2] } };
  expect(withAt(before, ['a', 'b', 1], 3)).toEqual({ a: { b: [1, 3] } });
  expect(withAt(before, ['a', 'b', 0], undefined)).toEqual({ a: { b: [2] } });
  expect(withAt({ model: { idle: 1 } }, ['model', 'idle'], undefined)).toEqual({});
  expect(withAt(undefined, ['x', 'y'], 1)).toEqual({ x: { y: 1 } });
  expect(before).toEqual({ a: { b: [1, 2] } });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../base/json.ts';
import { fitsModel, modelProblem } from './json-model.ts';

const order: JsonObject = {
  type: 'object',
  required: ['item', 'quantity'],
  properties: {
    item: { type: 'string', minLength: 1, maxLength: 10 },
    quantity: { type: 'integer', minimum: 1, maximum: 10, exclusiveMaximum: true },
    tags: { type: 'array', items: { enum: ['a', 'b', { c: [1] }] }, maxItems: 2 },
    note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    one: { oneOf: [{ type: 'integer' }, { type: 'number', minimum: 5 }] },
    none: { not: { type: 'string' } },
  },
  additionalProperties: { type: 'boolean' },
};

describe('a body', () => {
  const good: JsonObject = { item: 'tea', quantity: 2 };
  test.each<[JsonObject, boolean]>([
    [good, true],
    [{ item: 'tea' }, false],
    [{ ...good, item: '' }, false],
    [{ ...good, quantity: 1.5 }, false],
    [{ ...good, quantity: 10 }, false],
    [{ ...good, tags: ['a', { c: [1] }] }, true],
    [{ ...good, tags: ['c'] }, false],
    [{ ...good, tags: ['a', 'b', 'a'] }, false],
    [{ ...good, note: null }, true],
    [{ ...good, note: 1 }, false],
    [{ ...good, one: 3 }, true],
    [{ ...good, one: 7 }, false],
    [{ ...good, none: 'x' }, false],
    [{ ...good, more: true }, true],
    [{ ...good, more: 'x' }, false],
  ])('%j fits: %s', (body, fits) => expect(fitsModel(body, order)).toBe(fits));
  test.each([[null], [[]], ['x'], [1]])('%j is no order', (body) => expect(fitsModel(body as Json, order)).toBe(false));
});

test.each<[Json, string | null]>([
  [order, null],
  [{}, null],
  ['x', 'the model is not an object.'],
  [{ properties: { a: { pattern: '(a+)+' } } }, 'the model.properties.a uses pattern, which Coldstart does not evaluate.'],
  [{ $ref: '#' }, 'the model uses $ref, which Coldstart does not evaluate.'],
  [{ type: 'text' }, "the model has a type that JSON doesn't have."],
  [{ minimum: '1' }, 'the model.minimum is not a number.'],
  [{ allOf: [] }, 'the model.allOf is not a list of models.'],
  [{ items: { anyOf: [{ enum: 1 }] } }, 'the model.items.anyOf.0.enum is not a list.'],
])('%j as a model: %s', (model, problem) => expect(modelProblem(model)).toBe(problem));

test('any model without a problem judges any value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (model, value) => {
      if (modelProblem(model as Json) === null) expect(typeof fitsModel(value as Json, model as JsonObject)).toBe('boolean');
    }),
  );
});

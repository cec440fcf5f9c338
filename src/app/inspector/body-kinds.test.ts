import { expect, test } from 'vitest';
import { BODY_KINDS, bodyAs, kindOf } from './body-kinds.ts';

test('every kind is known by its key, and none by its absence', () => {
  expect(kindOf(undefined)).toBe('none');
  expect(BODY_KINDS.map((kind) => kindOf(bodyAs(kind, undefined)))).toEqual(BODY_KINDS);
});

test('what was written goes along to the next kind', () => {
  expect(bodyAs('form', { text: 'a=1&b=two+words' })).toEqual({
    form: [
      ['a', '1'],
      ['b', 'two words'],
    ],
  });
  expect(bodyAs('multipart', { form: [['a', '1']] })).toEqual({ multipart: [{ name: 'a', value: '1' }] });
  expect(bodyAs('json', { form: [['a', '1']] })).toEqual({ json: { a: '1' } });
  expect(bodyAs('json', { text: '{"a":1}' })).toEqual({ json: { a: 1 } });
  expect(bodyAs('json', { text: 'plain' })).toEqual({ json: 'plain' });
  expect(bodyAs('text', { json: { a: 1 } })).toEqual({ text: '{\n  "a": 1\n}' });
  expect(bodyAs('text', { multipart: [{ name: 'a', value: '1 2' }] })).toEqual({ text: 'a=1+2' });
  expect(bodyAs('base64', { text: 'é' })).toEqual({ base64: 'w6k=' });
  expect(bodyAs('text', { base64: 'w6k=' })).toEqual({ text: 'é' });
  expect(bodyAs('none', { text: 'gone' })).toBeUndefined();
});

import { expect, test } from 'vitest';
import { partsOf, rawOf } from './raw-request.ts';

const request = {
  method: 'POST',
  target: '/cart?item=1&item=2',
  headers: [
    ['X-Tag', 'one'],
    ['x-tag', 'two'],
    ['Cookie', 'a=1'],
  ] as const,
  body: { json: { id: 1 } },
};

test('a raw request goes to text and back with order, spelling and repeats', () => {
  expect(rawOf(request).split('\n').slice(0, 3)).toEqual(['POST /cart?item=1&item=2 HTTP/1.1', 'X-Tag: one', 'x-tag: two']);
  expect(partsOf(rawOf(request), request.body)).toEqual(request);
  expect(partsOf('GET /', undefined)).toEqual({ method: 'GET', target: '/', headers: [] });
  expect(partsOf('PUT / HTTP/1.1\r\nA: b\r\n\r\nline\n\nline', undefined)).toMatchObject({ body: { text: 'line\n\nline' } });
});

test('what is no request says what one looks like', () => {
  expect(partsOf('hello', undefined)).toHaveProperty('problem');
  expect(partsOf('GET /\nno header here', undefined)).toMatchObject({ problem: expect.stringContaining('Name: value') });
});

test('a body that is no text is left to its own fields', () => {
  const body = { form: [['a', 'b']] };
  expect(partsOf('POST / HTTP/1.1', body)).toEqual({ method: 'POST', target: '/', headers: [], body });
});

test('a body that is to be JSON and is not is refused, and stays of its kind', () => {
  expect(partsOf('POST / HTTP/1.1\n\n{"id":', { json: { id: 1 } })).toMatchObject({
    problem: expect.stringContaining("The body isn't JSON"),
  });
});

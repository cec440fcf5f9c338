import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomOf } from '../base/random.ts';
import { entryPath, memberPath } from './event-path.ts';
import { bodyBytes, bodyLength, framed, inBase64, inText, isTextType, mediaType } from './http-body.ts';
import { headerOf, headerValues, isHeaderName, isHeaderValue } from './http-headers.ts';
import { percentDecoded, queryDecoded } from './percent.ts';
import { rawParameters, splitTarget } from './request-target.ts';
import { mintTraceId, traceField } from './trace-header.ts';

describe('a request-target', () => {
  test('is cut at its first question mark, escapes untouched', () => {
    expect(splitTarget('/a%2Fb?x=%20&y=?')).toEqual({ path: '/a%2Fb', query: 'x=%20&y=?' });
    expect(splitTarget('/')).toEqual({ path: '/', query: '' });
    expect(splitTarget('//a//b?')).toEqual({ path: '//a//b', query: '' });
    expect(splitTarget('http://h:80/p?q')).toEqual({ path: '/p', query: 'q' });
    expect(splitTarget('https://h')).toEqual({ path: '/', query: '' });
    expect(splitTarget('http://h?q=/')).toEqual({ path: '/', query: 'q=/' });
    expect(splitTarget('*')).toEqual({ path: '*', query: '' });
  });

  test('keeps parameters as typed', () => {
    expect(rawParameters('item=1&item=2&q=caf%C3%A9+x&debug&=v&&e=')).toEqual([
      ['item', '1'],
      ['item', '2'],
      ['q', 'caf%C3%A9+x'],
      ['debug', ''],
      ['', 'v'],
      ['e', ''],
    ]);
    expect(rawParameters('')).toEqual([]);
  });
});

describe('percent-escapes', () => {
  test('that are malformed stay (recorded-facts 4.6)', () => {
    expect(percentDecoded('/pa2%Fth/1')).toBe('/pa2%Fth/1');
    expect(percentDecoded('%')).toBe('%');
    expect(percentDecoded('%%20%zz%41')).toBe('% %zzA');
    expect(queryDecoded('a+b%2B%C3%BC')).toBe('a b+ü');
  });

  test('decode whatever encodeURIComponent wrote', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => percentDecoded(encodeURIComponent(text)) === text));
  });
});

describe('a body', () => {
  test('keeps its bytes and its length through base64', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const body = { body: Buffer.from(bytes).toString('base64'), isBase64: true };
        expect(bodyLength(body)).toBe(bytes.length);
        expect([...bodyBytes(body)!]).toEqual([...bytes]);
        expect(inBase64(body)).toBe(body.body);
        const isUtf8 = Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).equals(Buffer.from(bytes));
        expect(inText(body) !== undefined).toBe(isUtf8);
      }),
    );
  });

  test('is text by its media type only (ALB guide; HTTP API measured the same)', () => {
    for (const type of ['text/plain', 'TEXT/HTML; charset=utf-8', 'application/json', 'application/javascript', ' application/xml ;q=1'])
      expect(isTextType(type)).toBe(true);
    for (const type of [undefined, '', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/vnd.api+json'])
      expect(isTextType(type)).toBe(false);
    expect(mediaType('A/B; c=d')).toBe('a/b');
  });

  test('gives a request its Host and Content-Length, but only when they were left out', () => {
    const bare = { method: 'POST', target: '/', headers: [], body: 'ü', isBase64: false, sourceIp: '203.0.113.7' };
    expect(framed(bare, 'h').headers).toEqual([
      ['Host', 'h'],
      ['Content-Length', '2'],
    ]);
    const full = { ...bare, headers: [['HOST', 'x'] as const, ['content-length', '2'] as const] };
    expect(framed(full, 'h')).toBe(full);
  });
});

test('headers are found in any case', () => {
  const headers = [
    ['X-Tag', 'one'],
    ['x-tag', 'two'],
  ] as const;
  expect(headerOf(headers, 'x-tag')).toBe('one');
  expect(headerValues(headers, 'x-tag')).toEqual(['one', 'two']);
  expect(headerOf(headers, 'x-tog')).toBeUndefined();
  expect([isHeaderName('x-a_b'), isHeaderName('a b'), isHeaderName('')]).toEqual([true, false, false]);
  expect([isHeaderValue('a b\t'), isHeaderValue('a\r\nb')]).toEqual([true, false]);
});

test('a trace id holds the instant and the dice', () => {
  const id = mintTraceId(0x5bdb40ca * 1000 + 999, randomOf(1));
  expect(id).toMatch(/^1-5bdb40ca-[0-9a-f]{24}$/);
  expect(mintTraceId(0x5bdb40ca * 1000, randomOf(1))).toBe(id);
  expect(traceField('Self=1-a-b;Root=1-c-d; Sampled=1', 'Root')).toBe('1-c-d');
  expect(traceField('Self=1-a-b;Root=1-c-d; Sampled=1', 'Sampled')).toBe('1');
  expect(traceField('x', 'Root')).toBeUndefined();
});

test('paths into an event quote the names that need it', () => {
  expect(memberPath('headers', 'host')).toBe('headers.host');
  expect(memberPath('headers', 'x-tag')).toBe('headers["x-tag"]');
  expect(memberPath('', 'body')).toBe('body');
  expect(entryPath(memberPath('multiValueHeaders', 'a"b'), 1)).toBe('multiValueHeaders["a\\"b"][1]');
});

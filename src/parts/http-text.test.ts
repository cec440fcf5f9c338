import { describe, expect, it } from 'vitest';
import { parseRawRequest, toRawText } from './http-text.ts';

describe('HTTP as text', () => {
  const request = {
    method: 'POST',
    target: '/a%20b?x=1',
    headers: [
      ['Host', 'x'],
      ['x-tag', 'one'],
      ['x-tag', 'two'],
    ] as const,
    body: 'hello\n',
    isBase64: false,
    sourceIp: '203.0.113.10',
  };

  it('writes requests and responses, and reads requests back', () => {
    const text = toRawText(request);
    expect(text).toBe('POST /a%20b?x=1 HTTP/1.1\r\nHost: x\r\nx-tag: one\r\nx-tag: two\r\n\r\nhello\n');
    const { sourceIp: _, ...rest } = request;
    expect(parseRawRequest(text)).toEqual({ request: rest });
    expect(toRawText({ status: 502, headers: [], body: 'YmFk', isBase64: true })).toBe('HTTP/1.1 502 Bad Gateway\r\n\r\nbad');
  });

  it('reads what a person types', () => {
    expect(parseRawRequest('GET /cart\nx-a:1\n')).toEqual({
      request: { method: 'GET', target: '/cart', headers: [['x-a', '1']], body: '', isBase64: false },
    });
  });

  it.each([
    ['', 1, /method, a target/],
    ['GET cart HTTP/1.1', 1, /begins with a slash/],
    ['GET /a b HTTP/1.1', 1, /HTTP\/1\.1 and nothing else/],
    ['GET / HTTP/1.1\nno header', 2, /a name, a colon/],
  ])('says at which line %j is wrong', (text, line, problem) => {
    expect(parseRawRequest(text)).toMatchObject({ line, problem: expect.stringMatching(problem) });
  });
});

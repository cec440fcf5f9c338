import { describe, expect, it } from 'vitest';
import { httpSeen, recordedCases, unmet, valueAt } from './recorded-cases.harness.ts';

describe('the recorded cases', () => {
  it('are found by prefix of their topic, each with a source', () => {
    const rest = recordedCases('rest');
    expect(rest.length).toBeGreaterThan(10);
    expect(rest.every((one) => one.topic.startsWith('rest.') && one.source.length > 0 && one.expect.length > 0)).toBe(true);
    expect(recordedCases('res')).toEqual([]);
  });

  it('use only operations that the harness knows', () => {
    const known = ['equals', 'absent', 'present', 'length', 'hasKeys', 'keysExactly', 'matches', 'gte'];
    const all = recordedCases('rest', 'furl', 'httpapi', 'alb', 'invoke', 'logs', 'concurrency');
    expect(all.length).toBe(51);
    for (const one of all) for (const { op } of one.expect) expect(known).toContain(op);
  });
});

describe('the harness', () => {
  it('reads dots, brackets and negative indexes', () => {
    const value = { headers: { 'x-a.b': 'v' }, line: ['one', 'two'], n: [{ m: 1 }] };
    expect(valueAt(value, 'headers["x-a.b"]')).toBe('v');
    expect(valueAt(value, 'line[-1]')).toBe('two');
    expect(valueAt(value, 'n[0].m')).toBe(1);
    expect(valueAt(value, 'n[3].m')).toBeUndefined();
    expect(valueAt(value, '')).toEqual(value);
  });

  it('says what it expected and what it saw', () => {
    expect(unmet([{ target: 'event', path: 'body', op: 'equals', value: null }], { event: { body: '' } })).toEqual([
      'event.body equals null, saw ""',
    ]);
    expect(unmet([{ target: 'event', path: 'version', op: 'absent' }], { event: {} })).toEqual([]);
    expect(unmet([{ target: 'event', path: '', op: 'keysExactly', value: ['b', 'a'] }], { event: { a: 1, b: null } })).toEqual([]);
    expect(unmet([{ target: 'http', path: 'status', op: 'gte', value: 300 }], { http: { status: 200 } })).toHaveLength(1);
    expect(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the cases refer to what was seen in this way
      unmet([{ target: 'logs', path: 'lines', op: 'matches', value: '^END .* ${http.id}$' }], {
        logs: { lines: ['END id: 7'] },
        http: { id: '7' },
      }),
    ).toEqual([]);
    expect(unmet([{ target: 'error', path: 'code', op: 'present' }], {})).toEqual(['error was not shown to the harness']);
  });

  it('finds response headers in any case and keeps the spelling sent', () => {
    const http = httpSeen({
      status: 200,
      headers: [
        ['X-m', 'one'],
        ['x-M', 'two'],
      ],
      body: '{"a":1}',
      isBase64: false,
    });
    expect(valueAt(http, 'headers.X-M', true)).toBe('one,two');
    expect(valueAt(http, 'headerValues.x-m', true)).toEqual(['one', 'two']);
    expect(valueAt(http, 'headerNameAsSent.x-m', true)).toBe('X-m');
    expect(valueAt(http, 'bodyJson.a', true)).toBe(1);
  });
});

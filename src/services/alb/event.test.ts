import { AlbMultiValueHeadersSchema, AlbSchema } from '@aws-lambda-powertools/parser/schemas';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../base/json.ts';
import { randomOf } from '../../base/random.ts';
import { memberPath } from '../../parts/event-path.ts';
import { bodyBytes, inBase64 } from '../../parts/http-body.ts';
import type { HttpRequest, HttpResponse } from '../../sim/http.ts';
import { unlikeSignature } from '../event-signatures.harness.ts';
import { anyRequestWithBody, leavesOf, requestOf } from '../http-requests.test-support.ts';
import { httpSeen, recordedCases, unmet } from '../recorded-cases.harness.ts';
import { config, type DoorConfig } from './config.ts';
import { albDoor } from './event.ts';

const stamp = () => ({ now: Date.UTC(2026, 10, 23, 9), node: 'shop-alb', random: randomOf(7) });
const settings = (own: object = {}): DoorConfig => config.parse(own);
const single = settings();
const multi = settings({ multiValueHeadersEnabled: true });

interface AlbEvent {
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
  readonly multiValueHeaders: { readonly [name: string]: readonly string[] };
  readonly queryStringParameters: { readonly [name: string]: string };
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

function built(request: HttpRequest, own: DoorConfig = single) {
  const made = albDoor.toEvent(request, own, stamp());
  if ('refused' in made) throw new Error(made.why);
  return { ...made, event: JSON.parse(JSON.stringify(made.event)) as AlbEvent };
}

const refusal = (request: HttpRequest, own: DoorConfig = single) => {
  const made = albDoor.toEvent(request, own, stamp());
  return 'refused' in made ? made.refused.status : null;
};

describe('recorded cases', () => {
  const cases = recordedCases('alb');
  test('are seen', () => expect(cases).toHaveLength(6));
  test.each(cases.map((one) => [one.id, one] as const))('%s', (_, one) => {
    const own = one.given['multiValueHeaders'] ? multi : single;
    const request = requestOf((one.when as { http: Partial<HttpRequest> }).http);
    const made = albDoor.toEvent(request, own, stamp());
    const returns = one.given['functionReturns'];
    const http: Json =
      returns === undefined ? null : httpSeen(albDoor.toHttp({ payload: JSON.stringify(returns) }, own, stamp(), request).response);
    const event = 'event' in made ? (JSON.parse(JSON.stringify(made.event)) as Json) : null;
    expect(unmet(one.expect, { event, http })).toEqual([]);
  });
});

describe('worked examples of the fact sheet', () => {
  const cart = requestOf({
    method: 'POST',
    target: '/cart/a%20b?item=1&item=2&q=caf%C3%A9+x&debug',
    headers: [
      ['Host', 'alb-1.us-east-1.elb.amazonaws.com'],
      ['User-Agent', 'curl/8.5.0'],
      ['Content-Type', 'application/json'],
      ['X-Tag', 'one'],
      ['X-Tag', 'two'],
      ['Cookie', 'sid=abc'],
      ['Content-Length', '12'],
    ],
    body: '{"qty":"ü"}',
  });

  test('A7 (1): single values, the last one wins, nothing decoded', () => {
    const { event, origin, lost } = built(cart, { ...single, targetGroupName: 'cart' });
    expect(event).toEqual({
      requestContext: {
        elb: {
          targetGroupArn: expect.stringMatching(/^arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup\/cart\/[0-9a-f]{16}$/),
        },
      },
      httpMethod: 'POST',
      path: '/cart/a%20b',
      queryStringParameters: { item: '2', q: 'caf%C3%A9+x', debug: '' },
      headers: {
        'content-length': '12',
        'content-type': 'application/json',
        cookie: 'sid=abc',
        host: 'alb-1.us-east-1.elb.amazonaws.com',
        'user-agent': 'curl/8.5.0',
        'x-amzn-trace-id': expect.stringMatching(/^Root=1-6b040090-[0-9a-f]{24}$/),
        'x-forwarded-for': '203.0.113.7',
        'x-forwarded-port': '80',
        'x-forwarded-proto': 'http',
        'x-tag': 'two',
      },
      body: '{"qty":"ü"}',
      isBase64Encoded: false,
    });
    expect(Object.keys(event.headers)).toEqual([...Object.keys(event.headers)].sort());
    expect(lost).toEqual([
      { request: 'query:0', why: 'Without multi-value headers the last value wins.' },
      { request: 'header:3', why: 'Without multi-value headers the last value wins.' },
    ]);
    expect(origin).toContainEqual({ event: 'path', request: 'path', note: 'not decoded' });
    expect(origin).toContainEqual({ event: 'queryStringParameters.item', request: 'query:1' });
    expect(origin).toContainEqual({ event: 'queryStringParameters.q', request: 'query:2', note: 'not decoded' });
    expect(origin).toContainEqual({ event: 'headers["x-tag"]', request: 'header:4', note: 'name in lower case' });
    expect(origin).toContainEqual({ event: 'headers["x-forwarded-for"]', request: 'sourceIp' });
    expect(origin).toContainEqual({ event: 'headers["x-amzn-trace-id"]', request: 'door' });
  });

  test('A7 (2): every value, one entry a header line, bytes in base64', () => {
    const upload = requestOf({
      method: 'PUT',
      target: '/up?tag=a&tag=b',
      headers: [
        ['Host', 'shop.example.com'],
        ['Accept', 'text/html'],
        ['Accept', 'application/json'],
        ['Cookie', 'a=1'],
        ['Cookie', 'b=2'],
        ['Content-Type', 'application/octet-stream'],
        ['Content-Length', '3'],
        ['X-Forwarded-For', '198.51.100.9'],
      ],
      body: 'AP8Q',
      isBase64: true,
    });
    const { event, origin, lost } = built(upload, settings({ multiValueHeadersEnabled: true, protocol: 'HTTPS', port: 443 }));
    expect(event).toMatchObject({
      httpMethod: 'PUT',
      path: '/up',
      multiValueQueryStringParameters: { tag: ['a', 'b'] },
      multiValueHeaders: {
        accept: ['text/html', 'application/json'],
        cookie: ['a=1', 'b=2'],
        host: ['shop.example.com'],
        'x-forwarded-for': ['198.51.100.9, 203.0.113.7'],
        'x-forwarded-port': ['443'],
        'x-forwarded-proto': ['https'],
      },
      body: 'AP8Q',
      isBase64Encoded: true,
    });
    expect(event).not.toHaveProperty('headers');
    expect(lost).toEqual([]);
    expect(origin).toContainEqual({ event: 'multiValueHeaders.cookie[1]', request: 'header:4', note: 'name in lower case' });
    expect(origin.filter((one) => one.event.startsWith('multiValueHeaders["x-forwarded-for"]'))).toEqual([
      { event: 'multiValueHeaders["x-forwarded-for"][0]', request: 'header:7', note: "the peer's address is appended" },
      { event: 'multiValueHeaders["x-forwarded-for"][0]', request: 'sourceIp' },
    ]);
  });
});

describe('headers', () => {
  const headers = (own: object, sent: HttpRequest['headers']) => built(requestOf({ headers: sent }), settings(own)).event.headers;

  test('x-amzn-trace-id keeps a Root and gains a Self; gains a Root; is replaced when longer than 7 KB', () => {
    const trace = (value: string) => headers({}, [['X-Amzn-Trace-Id', value]])['x-amzn-trace-id'];
    expect(trace('Root=1-5759e988-bd862e3fe1be46a994272793;custom=a')).toMatch(
      /^Self=1-[0-9a-f]{8}-[0-9a-f]{24};Root=1-5759e988-bd862e3fe1be46a994272793;custom=a$/,
    );
    expect(trace('Self=1-a-b;Root=1-c-d')).toMatch(/^Self=1-6b04[0-9a-f-]+;Root=1-c-d$/);
    expect(trace('custom=a')).toMatch(/^Root=1-[0-9a-f-]+;custom=a$/);
    expect(trace(`Root=1-a-b;x=${'y'.repeat(7200)}`)).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  });

  test('x-forwarded-for is appended to, preserved or removed', () => {
    const sent = [['X-Forwarded-For', '198.51.100.9, 198.51.100.10']] as const;
    expect(headers({}, sent)['x-forwarded-for']).toBe('198.51.100.9, 198.51.100.10, 203.0.113.7');
    expect(headers({ xffHeaderProcessingMode: 'preserve' }, sent)['x-forwarded-for']).toBe('198.51.100.9, 198.51.100.10');
    expect(headers({ xffHeaderProcessingMode: 'remove' }, sent)).not.toHaveProperty('x-forwarded-for');
    expect(headers({ xffClientPortEnabled: true }, [])['x-forwarded-for']).toMatch(/^203\.0\.113\.7:\d{4,5}$/);
  });

  test('x-forwarded-proto and -port are the listener’s own', () => {
    const made = built(requestOf({ headers: [['X-Forwarded-Proto', 'https']] }));
    expect(made.event.headers['x-forwarded-proto']).toBe('http');
    expect(made.lost).toEqual([{ request: 'header:0', why: "The load balancer writes its own listener's here." }]);
  });

  test('Host gets any other port than 80 and 443, unless it is preserved', () => {
    const host = (own: object, value: string) => headers(own, [['Host', value]])['host'];
    expect(host({}, 'shop.example:80')).toBe('shop.example');
    expect(host({ port: 8080 }, 'shop.example')).toBe('shop.example:8080');
    expect(host({ port: 8080 }, 'shop.example:8080')).toBe('shop.example:8080');
    expect(host({ port: 8080, preserveHostHeaderEnabled: true }, 'shop.example')).toBe('shop.example');
  });

  test('invalid fields are dropped when told so', () => {
    const request = requestOf({ headers: [['x_tag', 'a']] });
    expect(built(request).event.headers['x_tag']).toBe('a');
    const made = built(request, settings({ dropInvalidHeaderFieldsEnabled: true }));
    expect(made.event.headers).not.toHaveProperty('x_tag');
    expect(made.lost[0]).toMatchObject({ request: 'header:0' });
  });

  test('TLS headers come with HTTPS only, and only when asked for', () => {
    const on = { xAmznTlsVersionAndCipherSuiteEnabled: true };
    expect(headers(on, [])).not.toHaveProperty('x-amzn-tls-version');
    expect(headers({ ...on, protocol: 'HTTPS' }, [])['x-amzn-tls-version']).toBe('TLSv1.3');
  });
});

describe('bodies', () => {
  const body = (type: string | null, text: string, isBase64 = false) =>
    built(requestOf({ method: 'POST', headers: type === null ? [] : [['Content-Type', type]], body: text, isBase64 })).event;
  test('of text types are text, others base64 (recorded-facts 5.5)', () => {
    expect(body('text/plain', 'ü')).toMatchObject({ body: 'ü', isBase64Encoded: false });
    expect(body('application/json; charset=utf-8', 'w7w=', true)).toMatchObject({ body: 'ü', isBase64Encoded: false });
    expect(body('application/x-www-form-urlencoded', 'a=1')).toMatchObject({ body: 'YT0x', isBase64Encoded: true });
    expect(body(null, 'a=1')).toMatchObject({ isBase64Encoded: true });
    expect(body('application/vnd.api+json', '{}')).toMatchObject({ isBase64Encoded: true });
  });
});

describe('refusals before any function', () => {
  test.each([
    ['a URI of 16 K', requestOf({ target: `/${'a'.repeat(16_384)}` }), 414],
    ['a header of 16 K', requestOf({ headers: [['x', 'y'.repeat(16_384)]] }), 400],
    ['headers of 64 K', requestOf({ headers: Array.from({ length: 9 }, (_, i) => [`x${i}`, 'y'.repeat(8000)] as const) }), 400],
    ['TRACE', requestOf({ method: 'TRACE' }), 405],
    ['an unknown Transfer-Encoding', requestOf({ headers: [['Transfer-Encoding', 'gzip']] }), 501],
    ['more than 30 addresses', requestOf({ headers: [['X-Forwarded-For', Array(31).fill('192.0.2.1').join(', ')]] }), 463],
    ['exactly 30 addresses', requestOf({ headers: [['X-Forwarded-For', Array(30).fill('192.0.2.1').join(', ')]] }), null],
    [
      'a WebSocket',
      requestOf({
        headers: [
          ['Upgrade', 'websocket'],
          ['Connection', 'Upgrade'],
        ],
      }),
      400,
    ],
    ['a body of 1 MB and a byte', requestOf({ method: 'POST', body: 'x'.repeat(1_048_577) }), 413],
    ['a body of 1 MB', requestOf({ method: 'POST', body: 'x'.repeat(1_048_576) }), null],
    ['text that is not UTF-8', requestOf({ method: 'POST', headers: [['Content-Type', 'text/plain']], body: '/w==', isBase64: true }), 400],
  ] as const)('%s', (_, request, status) => expect(refusal(request)).toBe(status));
});

describe('for any request', () => {
  const both = [single, multi] as const;
  const shape = fc.tuple(anyRequestWithBody, fc.constantFrom(...both));

  test('the event has the signature of its mode and parses with the schemas of Powertools', () => {
    fc.assert(
      fc.property(shape, ([request, own]) => {
        const made = albDoor.toEvent(request, own, stamp());
        if ('refused' in made) return;
        const event = JSON.parse(JSON.stringify(made.event)) as Json;
        expect(unlikeSignature(own === multi ? 'alb.multi-value' : 'alb.single-value', event)).toEqual([]);
        (own === multi ? AlbMultiValueHeadersSchema : AlbSchema).parse(event);
      }),
    );
  });

  test('the bytes of the body come through', () => {
    fc.assert(
      fc.property(shape, ([request, own]) => {
        const made = albDoor.toEvent(request, own, stamp());
        if ('refused' in made) return;
        const { body, isBase64Encoded } = made.event as unknown as AlbEvent;
        expect(bodyBytes({ body, isBase64: isBase64Encoded })).toEqual(bodyBytes({ body: inBase64(request), isBase64: true }));
      }),
    );
  });

  test('multi-value headers keep every line, in order', () => {
    fc.assert(
      fc.property(anyRequestWithBody, (request) => {
        const made = albDoor.toEvent(request, multi, stamp());
        if ('refused' in made) return;
        const { multiValueHeaders } = made.event as unknown as AlbEvent;
        for (const [spelled] of request.headers) {
          const name = spelled.toLowerCase();
          if (/^x-forwarded|^x-amzn-trace|^host$/.test(name)) continue;
          expect(multiValueHeaders[name]).toEqual(request.headers.flatMap(([own, value]) => (own.toLowerCase() === name ? [value] : [])));
        }
      }),
    );
  });

  test('every value of the event has an origin, and every part of the request is seen or lost', () => {
    fc.assert(
      fc.property(shape, ([request, own]) => {
        const made = albDoor.toEvent(request, own, stamp());
        if ('refused' in made) return;
        const leaves = leavesOf(JSON.parse(JSON.stringify(made.event)) as Json, '', memberPath);
        expect(new Set(made.origin.map(({ event }) => event))).toEqual(new Set(leaves));
        const told = new Set([...made.origin, ...made.lost].map((one) => one.request));
        for (const at of request.headers.keys()) expect(told).toContain(`header:${at}`);
      }),
    );
  });

  test('any result gives a response, and never throws', () => {
    const result = fc.oneof(
      fc.json(),
      fc.string(),
      fc.jsonValue().map((value) => JSON.stringify({ statusCode: 200, headers: value, multiValueHeaders: value })),
    );
    fc.assert(
      fc.property(result, fc.constantFrom(...both), (payload, own) => {
        const { response }: { response: HttpResponse } = albDoor.toHttp({ payload }, own, stamp(), requestOf({}));
        expect(response.status).toBeGreaterThanOrEqual(200);
        expect(response.headers.some(([name]) => name === 'Date')).toBe(true);
      }),
    );
  });
});

import { APIGatewayProxyEventSchema } from '@aws-lambda-powertools/parser/schemas';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../base/json.ts';
import { randomOf } from '../../base/random.ts';
import { memberPath } from '../../parts/event-path.ts';
import { bodyBytes, inBase64 } from '../../parts/http-body.ts';
import type { HttpRequest } from '../../sim/http.ts';
import { unlikeSignature } from '../event-signatures.harness.ts';
import { anyRequestWithBody, leavesOf, requestOf } from '../http-requests.test-support.ts';
import { httpSeen, recordedCases, unmet } from '../recorded-cases.harness.ts';
import { type RestDoorConfig, restApiConfig, restMethods } from './config.ts';
import { restDoor } from './event.ts';

const stamp = () => ({ now: Date.UTC(2026, 10, 23, 9), node: 'shop-rest', random: randomOf(7) });
const settings = (api: object = {}, methods: object = {}): RestDoorConfig => ({
  ...restApiConfig.parse(api),
  ...restMethods.parse(methods),
});

interface RestEvent {
  readonly path: string;
  readonly resource: string;
  readonly headers: { readonly [name: string]: string };
  readonly multiValueHeaders: { readonly [name: string]: readonly string[] };
  readonly queryStringParameters: { readonly [name: string]: string } | null;
  readonly multiValueQueryStringParameters: { readonly [name: string]: readonly string[] } | null;
  readonly pathParameters: { readonly [name: string]: string } | null;
  readonly stageVariables: { readonly [name: string]: string } | null;
  readonly requestContext: { readonly [name: string]: Json } & { readonly identity: { readonly [name: string]: Json } };
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
}

function built(request: Partial<HttpRequest>, own: RestDoorConfig = settings()) {
  const made = restDoor.toEvent(requestOf(request), own, stamp());
  if ('refused' in made) throw new Error(made.why);
  return { ...made, origin: made.origin, lost: made.lost, event: JSON.parse(JSON.stringify(made.event)) as RestEvent };
}

const refused = (request: Partial<HttpRequest>, own: RestDoorConfig = settings()) => {
  const made = restDoor.toEvent(requestOf(request), own, stamp());
  return 'refused' in made ? { ...(httpSeen(made.refused) as { status: number; bodyJson: Json }), raw: made.refused, why: made.why } : null;
};

const http = (returns: Json, request: Partial<HttpRequest> = { target: '/prod/x' }, own: RestDoorConfig = settings()) =>
  httpSeen(restDoor.toHttp({ payload: JSON.stringify(returns) }, own, stamp(), requestOf(request)).response) as {
    readonly status: number;
    readonly body: string;
    readonly isBase64: boolean;
    readonly headers: { readonly [name: string]: string };
    readonly headerValues: { readonly [name: string]: readonly string[] };
    readonly headerNameAsSent: { readonly [name: string]: string };
  };

describe('recorded cases', () => {
  const cases = recordedCases('rest');
  test('are seen', () => expect(cases.length).toBe(16));
  test.each(cases.map((one) => [one.id, one] as const))('%s', (_, { given, when, expect: expected }) => {
    const own = settings(
      { stageName: given['stage'], endpointConfiguration: { types: ['EDGE'] }, binaryMediaTypes: given['binaryMediaTypes'] ?? [] },
      { methods: [`${given['method']} ${given['resource']}`], integrationHttpMethod: given['integrationHttpMethod'] ?? 'POST' },
    );
    const request = requestOf((when as { http: Partial<HttpRequest> }).http);
    const made = restDoor.toEvent(request, own, stamp());
    const returns = given['functionReturns'] ?? { statusCode: 200 };
    const response =
      'refused' in made ? made.refused : restDoor.toHttp({ payload: JSON.stringify(returns) }, own, stamp(), request).response;
    const event = 'event' in made ? (JSON.parse(JSON.stringify(made.event)) as Json) : null;
    expect(unmet(expected, { event, http: httpSeen(response) })).toEqual([]);
  });
});

describe('the event', () => {
  test('has what is absent as null (recorded-facts 1.2), and an identity without a user agent (front-doors B2)', () => {
    const { event } = built({ target: '/prod/orders', headers: [] });
    expect(event).toMatchObject({ queryStringParameters: null, stageVariables: null, body: null });
    expect(event.requestContext.identity).toMatchObject({ userAgent: null, sourceIp: expect.any(String) });
  });

  test.each([
    // recorded-facts 1.5 to 1.8
    ['/prod/a/', '/a/', '/prod/a/', 'a'],
    ['/prod/proxy-value//double-slash', '/proxy-value//double-slash', '/prod/proxy-value//double-slash', 'proxy-value//double-slash'],
    ['/prod//x', '/x', '/prod//x', 'x'],
    ['//prod/orders', '/orders', '/prod/orders', 'orders'],
    [
      '/prod/api/user/test%2Balias@gmail.com',
      '/api/user/test%2Balias@gmail.com',
      '/prod/api/user/test%2Balias@gmail.com',
      'api/user/test%2Balias@gmail.com',
    ],
    ['/prod/a+b', '/a+b', '/prod/a+b', 'a+b'],
  ])('of %s has the path %s', (target, path, full, proxy) => {
    const { event } = built({ target });
    expect([event.path, event.requestContext['path'], event.pathParameters?.['proxy']]).toEqual([path, full, proxy]);
  });

  test('finds a literal resource past an extra slash (recorded-facts 1.7)', () => {
    expect(built({ target: '/prod//hardcoded' }, settings({}, { methods: ['GET /hardcoded'] })).event).toMatchObject({
      resource: '/hardcoded',
      pathParameters: null,
    });
  });

  test('keeps single parameters encoded (recorded 2025)', () => {
    const own = settings({}, { methods: ['GET /sales/{id}'] });
    expect(built({ target: '/prod/sales/%E2%98%95%20Coffee' }, own).event.pathParameters).toEqual({ id: '%E2%98%95%20Coffee' });
  });

  test('decodes the query; the last value stands in one map, all in the other (recorded-facts 1.9, 1.10)', () => {
    const { event } = built({ target: '/prod/x?category=electronics&category=books&e=test%2Balias&p=test+alias&f' });
    expect(event.queryStringParameters).toEqual({ category: 'books', e: 'test+alias', p: 'test alias', f: '' });
    expect(event.multiValueQueryStringParameters?.['category']).toEqual(['electronics', 'books']);
    expect(built({ target: '/prod/x?a=1;b=2' }).event.queryStringParameters).toEqual({ a: '1', b: '2' });
  });

  test('drops connection headers and signatures, and folds the peer into X-Forwarded-For', () => {
    const { event, lost } = built(
      {
        target: '/prod/x',
        sourceIp: '203.0.113.7',
        headers: [
          ['Connection', 'keep-alive'],
          ['Content-Length', '0'],
          ['authorization', 'AWS4-HMAC-SHA256 Credential=x'],
          ['x-forwarded-for', '198.51.100.1'],
          ['X-Tag', 'one'],
          ['x-tag', 'two'],
        ],
      },
      settings({ endpointConfiguration: { types: ['REGIONAL'] } }),
    );
    expect(Object.keys(event.headers)).toEqual([
      'Host',
      'X-Amzn-Trace-Id',
      'X-Forwarded-For',
      'X-Forwarded-Port',
      'X-Forwarded-Proto',
      'X-Tag',
    ]);
    expect(event.headers['X-Forwarded-For']).toBe('198.51.100.1, 203.0.113.7');
    expect(event.headers['X-Tag']).toBe('two');
    expect(event.multiValueHeaders['X-Tag']).toEqual(['one', 'two']);
    expect(lost.map(({ request }) => request)).toEqual(['header:0', 'header:1', 'header:2']);
  });

  test('of an edge-optimized API shows CloudFront (recorded-facts 1.11)', () => {
    expect(Object.keys(built({ target: '/prod/x' }).event.headers)).toEqual(
      expect.arrayContaining(['CloudFront-Forwarded-Proto', 'CloudFront-Viewer-ASN', 'Via', 'X-Amz-Cf-Id', 'X-Forwarded-Port']),
    );
  });

  test.each([
    ['image/png', ['image/png'], true],
    ['image/png', ['image~1png'], true],
    ['image/png', ['image/*'], true],
    ['image/png', ['*/png'], false],
    ['text/plain', ['*/*'], true],
    ['text/plain', [], false],
    ['multipart/form-data; boundary=x', ['multipart/form-data'], true],
  ])('of a %s body with binaryMediaTypes %j: base64 %s', (type, binaryMediaTypes, isBase64Encoded) => {
    const { event } = built(
      { method: 'POST', target: '/prod/x', headers: [['Content-Type', type]], body: 'hi' },
      settings({ binaryMediaTypes }),
    );
    expect(event).toMatchObject({ isBase64Encoded, body: isBase64Encoded ? 'aGk=' : 'hi' });
  });
});

describe('resources (front-doors B1, measured 2026)', () => {
  const route = (methods: readonly string[], method: string, target: string) => {
    const made = restDoor.toEvent(requestOf({ method, target }), settings({}, { methods }), stamp());
    return 'refused' in made ? made.refused.status : (made.event as unknown as RestEvent).resource;
  };
  const users = ['PATCH /users/me', 'GET /users/{userId}'];
  const things = ['GET /things/real', 'ANY /things/{proxy+}'];
  const cors = ['OPTIONS /cors_only', 'ANY /{proxy+}'];
  test.each([
    [users, 'GET', '/prod/users/me', '/users/{userId}'],
    [users, 'PATCH', '/prod/users/me', '/users/me'],
    [users, 'POST', '/prod/users/me', 403],
    [things, 'POST', '/prod/things/real', '/things/{proxy+}'],
    [things, 'GET', '/prod/things/real', '/things/real'],
    [cors, 'GET', '/prod/cors_only', '/{proxy+}'],
    [['ANY /{proxy+}'], 'GET', '/prod', 403],
    [['ANY /{proxy+}', 'GET /'], 'GET', '/prod/', '/'],
    [['GET /{rest+}'], 'POST', '/prod/x', 403],
    [['GET /a'], 'GET', '/other/a', 403],
  ])('%j: %s %s', (methods, method, target, found) => expect(route(methods, method, target)).toBe(found));

  test('that nobody has: a token is said to be missing', () => {
    expect(refused({ target: '/prod/nowhere' }, settings({}, { methods: ['GET /'] }))?.raw.body).toBe(
      '{"message":"Missing Authentication Token"}',
    );
    expect(refused({ target: '/dev/x' })).toMatchObject({ status: 403, bodyJson: { message: 'Forbidden' } });
  });
});

describe('what is refused', () => {
  test('names required parameters: headers, path, query (recorded-facts 2.9)', () => {
    const own = settings(
      {},
      {
        methods: ['GET /{id}'],
        validateRequestParameters: true,
        requestParameters: {
          'method.request.querystring.qs1': true,
          'method.request.path.issuer': true,
          'method.request.header.x-header-param': true,
          'method.request.querystring.q2': false,
        },
      },
    );
    expect(refused({ target: '/prod/1' }, own)).toMatchObject({
      status: 400,
      bodyJson: { message: 'Missing required request parameters: [x-header-param, issuer, qs1]' },
    });
  });

  test('is a body that does not fit its model (recorded-facts 2.9)', () => {
    const own = settings(
      {},
      {
        validateRequestBody: true,
        requestModels: { 'application/json': { type: 'object', required: ['item'], properties: { item: { type: 'string' } } } },
      },
    );
    const post = (body: string, type = 'application/json') =>
      refused({ method: 'POST', target: '/prod/x', headers: [['Content-Type', type]], body }, own);
    for (const body of ['{}', '{"item":1}', 'no json', ''])
      expect(post(body)).toMatchObject({ status: 400, bodyJson: { message: 'Invalid request body' } });
    expect(post('{"item":"tea"}')).toBeNull();
    expect(post('anything', 'text/plain')).toBeNull();
  });

  test('has a key missing, a body too long, or too much in its headers', () => {
    const key = 'k'.repeat(20);
    const own = settings({ apiKeys: [key] }, { apiKeyRequired: true });
    expect(refused({ target: '/prod/x' }, own)).toMatchObject({ status: 403, bodyJson: { message: 'Forbidden' } });
    expect(built({ target: '/prod/x', headers: [['x-api-key', key]] }, own).event.requestContext.identity['apiKey']).toBe(key);
    expect(refused({ method: 'POST', target: '/prod/x', body: 'x'.repeat(10_485_761) })).toMatchObject({
      status: 413,
      bodyJson: { message: 'Request Too Long' },
    });
    expect(refused({ target: '/prod/x', headers: [['x-a', 'x'.repeat(10_241)]] })?.status).toBe(431);
  });
});

describe('the response (recorded-facts 2)', () => {
  test.each([
    ['a list', []],
    ['null', null],
    ['an unknown key', { statusCode: 200, wrongValue: 'x' }],
    ['a status that is no number', { statusCode: 'test' }],
    ['status 0', { statusCode: 0 }],
    ['multi values that are no list', { multiValueHeaders: { h: 'x' } }],
    ['a body that is an object', { body: {} }],
    ['a number as a header (disputed)', { headers: { n: 1 } }],
  ])('is 502 for %s', (_, returns) => {
    const { status, body } = http(returns as Json);
    expect([status, body]).toEqual([502, '{"message": "Internal server error"}']);
    expect(body).toHaveLength(36);
  });

  test('takes booleans, null maps and headers alone', () => {
    expect(http({ headers: { 'X-Yes': true } }).headers['x-yes']).toBe('true');
    expect(http({ headers: null, multiValueHeaders: null, body: null })).toMatchObject({ status: 200, body: '' });
  });

  test('sends several cookies, and what is reserved under another name', () => {
    const seen = http({
      statusCode: 200,
      multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] },
      headers: { Date: 'x', 'Content-Length': '7', 'Transfer-Encoding': 'chunked', myheader: 'm', 'content-type': 'text/html' },
    });
    expect(seen.headerValues['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(seen.headers).toMatchObject({
      'x-amzn-remapped-date': 'x',
      'x-amzn-remapped-content-length': '7',
      'content-type': 'text/html',
      'content-length': '0',
    });
    expect(seen.headers['transfer-encoding']).toBeUndefined();
    expect(seen.headerNameAsSent['myheader']).toBe('myheader');
  });

  const binary = { statusCode: 200, body: 'dGVzdC1kYXRh', isBase64Encoded: true };
  test.each([
    // recorded-facts 2.6 and front-doors B3
    [['image/png'], 'image/png', true],
    [['image/png'], 'image/png, text/html', true],
    [['image/png'], 'text/html, image/png', false],
    [['image/png'], 'image/*', false],
    [['image/png'], '*/*', false],
    [['application/*'], 'application/anything', true],
    [['application/*'], 'application/*', true],
    [['*/test'], 'x/test', false],
    [['*/*'], 'text/html', true],
    [[], '*/*', false],
  ])('with binaryMediaTypes %j and Accept %s is decoded: %s', (binaryMediaTypes, accept, isBase64) => {
    const request = { target: '/prod/x', headers: [['Accept', accept] as const] };
    expect(http(binary, request, settings({ binaryMediaTypes })).isBase64).toBe(isBase64);
  });

  test('is 500 for bad base64 with binary on (front-doors B3)', () => {
    const request = { target: '/prod/x', headers: [['Accept', '*/*'] as const] };
    expect(http({ body: '%%%', isBase64Encoded: true }, request, settings({ binaryMediaTypes: ['*/*'] })).status).toBe(500);
  });

  test.each([
    [{ gaveUp: true } as const, 504, '{"message": "Endpoint request timed out"}'],
    [
      { error: { code: 'TooManyRequestsException', message: '', status: 429, fault: 'client' } } as const,
      500,
      '{"message": "Internal server error"}',
    ],
    [
      { error: { code: 'RequestTooLargeException', message: '', status: 413, fault: 'client' } } as const,
      413,
      '{"message":"Request Too Long"}',
    ],
    [{ payload: '{"errorMessage":"boom"}', functionError: 'Unhandled' }, 502, '{"message": "Internal server error"}'],
  ])('of %j is %d (front-doors B4)', (result, status, body) => {
    const { response } = restDoor.toHttp(result, settings(), stamp(), requestOf({ target: '/prod/x' }));
    expect([response.status, response.body]).toEqual([status, body]);
    expect(response.headers.some(([name]) => name === 'X-Amzn-Trace-Id')).toBe(false);
  });
});

describe('by independent shapes', () => {
  const request = {
    method: 'POST',
    target: '/prod/x?a=1',
    headers: [['User-Agent', 'curl/8'] as const, ['Content-Type', 'text/plain'] as const],
    body: 'hi',
  };
  test('the event matches the key paths that were recorded', () => {
    const { event } = built(request, settings({ variables: { env: 'dev' } }));
    expect(unlikeSignature('apigateway.rest.proxy-v1', event as unknown as Json)).toEqual([]);
    expect(
      unlikeSignature('apigateway.rest.proxy-v1', built({ target: '/prod/x', headers: request.headers }).event as unknown as Json),
    ).toEqual([]);
  });
  test("the event parses with Powertools' schema", () => {
    expect(APIGatewayProxyEventSchema.safeParse(built(request).event).error).toBeUndefined();
  });
});

describe('whatever is sent', () => {
  const own = settings({ binaryMediaTypes: ['*/*'] });
  test('every leaf of the event has its origin, and every origin is a leaf', () => {
    fc.assert(
      fc.property(anyRequestWithBody, (request) => {
        const made = restDoor.toEvent(request, restApiConfig.parse({}), stamp());
        if ('refused' in made) return;
        const leaves = new Set(leavesOf(JSON.parse(JSON.stringify(made.event)) as Json, '', memberPath));
        const known = new Set(made.origin.map(({ event }) => event));
        expect([...leaves].filter((leaf) => !known.has(leaf))).toEqual([]);
        expect([...known].filter((leaf) => !leaves.has(leaf))).toEqual([]);
      }),
    );
  });
  test('the bytes of the body arrive', () => {
    fc.assert(
      fc.property(anyRequestWithBody, (request) => {
        const made = restDoor.toEvent({ ...request, method: 'POST', target: '/prod/x' }, own, stamp());
        if ('refused' in made) return;
        const event = made.event as unknown as RestEvent;
        const got = event.body === null ? new Uint8Array() : bodyBytes({ body: event.body, isBase64: event.isBase64Encoded })!;
        expect([...got]).toEqual([...bodyBytes({ body: inBase64(request), isBase64: true })!]);
      }),
    );
  });
  test('no result makes it crash, and no result goes unanswered', () => {
    fc.assert(
      fc.property(fc.json(), anyRequestWithBody, (payload, request) => {
        const { response } = restDoor.toHttp({ payload }, own, stamp(), request);
        expect(response.status).toBeGreaterThanOrEqual(100);
      }),
    );
  });
});

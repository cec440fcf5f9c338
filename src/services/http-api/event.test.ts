import { APIGatewayProxyEventSchema, APIGatewayProxyEventV2Schema } from '@aws-lambda-powertools/parser/schemas';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../base/json.ts';
import { randomOf } from '../../base/random.ts';
import { memberPath } from '../../parts/event-path.ts';
import { bodyBytes, inBase64 } from '../../parts/http-body.ts';
import type { HttpRequest } from '../../sim/http.ts';
import { unlikeSignature } from '../event-signatures.harness.ts';
import { anyRequestWithBody, leavesOf, requestOf } from '../http-requests.test-support.ts';
import { httpSeen, recordedCases, unmet } from '../recorded-cases.harness.ts';
import { type HttpDoorConfig, httpApiConfig, httpRoutes } from './config.ts';
import { httpDoor } from './event.ts';

const stamp = () => ({ now: Date.UTC(2026, 10, 23, 9), node: 'shop-http', random: randomOf(7) });
const settings = (api: object = {}, routes: object = {}): HttpDoorConfig => ({ ...httpApiConfig.parse(api), ...httpRoutes.parse(routes) });
const one = { payloadFormatVersion: '1.0' };

function built(request: Partial<HttpRequest>, own: HttpDoorConfig = settings()) {
  const made = httpDoor.toEvent(requestOf(request), own, stamp());
  if ('refused' in made) throw new Error(made.why);
  return { ...made, origin: made.origin, lost: made.lost, event: JSON.parse(JSON.stringify(made.event)) as JsonObject };
}
const refused = (request: Partial<HttpRequest>, own: HttpDoorConfig = settings()) => {
  const made = httpDoor.toEvent(requestOf(request), own, stamp());
  return 'refused' in made ? made.refused : null;
};
const answered = (returns: Json | undefined, own: HttpDoorConfig = settings(), request: Partial<HttpRequest> = {}) =>
  httpDoor.toHttp({ payload: JSON.stringify(returns) ?? 'null' }, own, stamp(), requestOf(request));
const http = (returns: Json, own: HttpDoorConfig = settings(), request: Partial<HttpRequest> = {}) =>
  httpSeen(answered(returns, own, request).response) as {
    readonly status: number;
    readonly body: string;
    readonly isBase64: boolean;
    readonly headers: { readonly [name: string]: string };
    readonly headerValues: { readonly [name: string]: readonly string[] };
    readonly headerNameAsSent: { readonly [name: string]: string };
  };

describe('recorded cases', () => {
  const cases = recordedCases('httpapi');
  test('are seen', () => expect(cases).toHaveLength(2));
  test.each(cases.map((each) => [each.id, each] as const))('%s', (_, { given, when, expect: expected }) => {
    const own = settings(
      { stageName: given['stage'] ?? '$default' },
      { routes: [given['route'] ?? '$default'], payloadFormatVersion: given['payloadFormatVersion'] },
    );
    const request = requestOf((when as { http: Partial<HttpRequest> }).http);
    const event = JSON.parse(JSON.stringify(built(request, own).event)) as Json;
    const returns = given['functionReturns'];
    const seen = returns === undefined ? null : httpSeen(answered(returns, own, request).response);
    expect(unmet(expected, { event, http: seen })).toEqual([]);
  });
});

describe('the event of payload 2.0', () => {
  test('is the worked example of the fact sheet (front-doors C2)', () => {
    const { event } = built(
      {
        target: '/items/42?a=1&a=2&b=x%20y',
        headers: [
          ['Host', 'abc123.execute-api.us-east-1.amazonaws.com'],
          ['User-Agent', 'curl/8'],
          ['Accept', '*/*'],
          ['X-Multi', 'one'],
          ['x-multi', 'two'],
          ['Cookie', 'sid=abc; theme=dark'],
          ['Connection', 'close'],
        ],
      },
      settings({ stageVariables: { env: 'dev' } }, { routes: ['GET /items/{id}'] }),
    );
    expect(event).toEqual({
      version: '2.0',
      routeKey: 'GET /items/{id}',
      rawPath: '/items/42',
      rawQueryString: 'a=1&a=2&b=x%20y',
      cookies: ['sid=abc', 'theme=dark'],
      headers: {
        accept: '*/*',
        'content-length': '0',
        host: 'abc123.execute-api.us-east-1.amazonaws.com',
        'user-agent': 'curl/8',
        'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
        'x-forwarded-for': '203.0.113.7',
        'x-forwarded-port': '443',
        'x-forwarded-proto': 'https',
        'x-multi': 'one,two',
      },
      queryStringParameters: { a: '1,2', b: 'x y' },
      pathParameters: { id: '42' },
      stageVariables: { env: 'dev' },
      requestContext: {
        accountId: '123456789012',
        apiId: expect.stringMatching(/^[a-z0-9]{10}$/),
        domainName: expect.stringMatching(/^[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com$/),
        domainPrefix: expect.stringMatching(/^[a-z0-9]{10}$/),
        http: { method: 'GET', path: '/items/42', protocol: 'HTTP/1.1', sourceIp: '203.0.113.7', userAgent: 'curl/8' },
        requestId: expect.stringMatching(/^[\w-]{15}=$/),
        routeKey: 'GET /items/{id}',
        stage: '$default',
        time: '23/Nov/2026:09:00:00 +0000',
        timeEpoch: Date.UTC(2026, 10, 23, 9),
      },
      isBase64Encoded: false,
    });
  });

  test('leaves out what is absent; a client without a name is "" (recorded)', () => {
    const { event } = built({ target: '/' });
    for (const key of ['cookies', 'queryStringParameters', 'pathParameters', 'stageVariables', 'body'])
      expect(event).not.toHaveProperty(key);
    expect(event).toMatchObject({ routeKey: '$default', rawPath: '/', requestContext: { http: { userAgent: '' } } });
  });

  test.each([
    // recorded 2025 and 2026, front-doors C2
    ['/capture/space%20value', '/capture/space value'],
    ['/capture/%23', '/capture/#'],
    ['/capture/a%2Fb', '/capture/a/b'],
    ['/capture/%C3%BC', '/capture/ü'],
    ['/capture/%252F', '/capture//'],
    ['/capture/%253F', '/capture/?'],
    ['/capture/%2525', '/capture/%'],
    ['/question%3Fvalue', '/question'],
    ['/a+b', '/a+b'],
  ])('decodes %s to %s', (target, path) => {
    const { event } = built({ target }, settings({}, { routes: ['GET /{proxy+}'] }));
    expect(event).toMatchObject({ rawPath: path, pathParameters: { proxy: path.slice(1) }, requestContext: { http: { path } } });
  });

  test('refuses a path that cannot be decoded', () => expect(refused({ target: '/percent%25done' })?.status).toBe(400));

  test.each([
    // measured, front-doors C2
    ['application/json', false],
    ['text/csv; charset=utf-8', false],
    ['application/javascript', false],
    ['application/xml', false],
    ['application/x-www-form-urlencoded', true],
    ['multipart/form-data; boundary=x', true],
    [undefined, true],
  ])('has a %s body in base64: %s', (type, isBase64Encoded) => {
    const headers = type === undefined ? [] : [['Content-Type', type] as const];
    expect(built({ method: 'POST', headers, body: 'hi' }).event).toMatchObject({ isBase64Encoded, body: isBase64Encoded ? 'aGk=' : 'hi' });
  });
});

describe('the event of payload 1.0', () => {
  test('has nulls, a version, and the route as its resource (recorded 2025)', () => {
    const { event } = built(
      {
        method: 'POST',
        target: '/items/a%20b?q=1&q=2',
        headers: [
          ['cookie', 'a=1'],
          ['X-Tag', 'one'],
          ['X-Tag', 'two'],
        ],
      },
      settings({}, { ...one, routes: ['POST /items/{id}'] }),
    );
    expect(event).toMatchObject({
      version: '1.0',
      resource: '/items/{id}',
      path: '/items/a%20b',
      httpMethod: 'POST',
      headers: { 'Content-Length': '0', cookie: 'a=1', 'X-Tag': 'two' },
      multiValueHeaders: { 'X-Tag': ['one', 'two'] },
      queryStringParameters: { q: '2' },
      multiValueQueryStringParameters: { q: ['1', '2'] },
      pathParameters: { id: 'a b' },
      stageVariables: null,
      body: null,
      requestContext: { path: '/items/a b', resourceId: 'POST /items/{id}', stage: '$default' },
    });
    const context = event['requestContext'] as JsonObject;
    expect(context['requestId']).toBe(context['extendedRequestId']);
    expect(event).not.toHaveProperty('cookies');
  });
});

describe('routes (front-doors C1)', () => {
  const routeOf = (routes: readonly string[], method: string, target: string, stageName = '$default') => {
    const made = httpDoor.toEvent(requestOf({ method, target }), settings({ stageName }, { routes }), stamp());
    return 'refused' in made ? made.refused.status : (made.event as JsonObject)['routeKey'];
  };
  // The example of https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html (2026-11-23)
  const pets = ['GET /pets/dog/1', 'GET /pets/dog/{id}', 'GET /pets/{proxy+}', 'ANY /{proxy+}', '$default'];
  test.each([
    [pets, 'GET', '/pets/dog/1', 'GET /pets/dog/1'],
    [pets, 'GET', '/pets/dog/2', 'GET /pets/dog/{id}'],
    [pets, 'GET', '/pets/cat/1', 'GET /pets/{proxy+}'],
    [pets, 'POST', '/test/5', 'ANY /{proxy+}'],
    [pets, 'GET', '/', '$default'],
    [['GET /a/{proxy+}', 'GET /{x}/b'], 'GET', '/a/b', 'GET /{x}/b'],
    [['ANY /a', 'GET /a'], 'GET', '/a', 'GET /a'],
    [['GET /a'], 'POST', '/a', 404],
    [['GET /a'], 'GET', '/a/', 404],
  ])('%j: %s %s', (routes, method, target, found) => expect(routeOf(routes, method, target)).toBe(found));

  test('stand below a named stage, which stays in rawPath', () => {
    expect(routeOf(['GET /a'], 'GET', '/dev/a', 'dev')).toBe('GET /a');
    expect(routeOf(['GET /a'], 'GET', '/a', 'dev')).toBe(404);
    expect(built({ target: '/dev/a' }, settings({ stageName: 'dev' })).event).toMatchObject({ rawPath: '/dev/a' });
    expect(refused({ target: '/a' }, settings({ stageName: 'dev' }))?.body).toBe('{"message":"Not Found"}');
  });
});

describe('the response of payload 2.0 (front-doors C3)', () => {
  test.each([
    [{ m: 'x' }, '{"m":"x"}'],
    ['hello', 'hello'],
    [[1, 2], '[1,2]'],
    [null, 'null'],
    [7, '7'],
    [{ headers: { a: 'b' } }, '{"headers":{"a":"b"}}'],
  ])('of %j is inferred', (returns, body) => {
    expect(http(returns as Json)).toMatchObject({ status: 200, body, headers: { 'content-type': 'application/json' } });
  });

  test('with a status has text/plain by default, cookies one by one, and re-cased names (recorded 2025)', () => {
    const seen = http({ statusCode: '201', cookies: ['a=1', 'b=2'], headers: { myheader: 'm', 'x-n': 7, 'x-no': null }, body: 'é' });
    expect(seen).toMatchObject({
      status: 201,
      body: 'é',
      headers: { 'content-type': 'text/plain; charset=utf-8', 'content-length': '2', 'x-n': '7' },
    });
    expect(seen.headerValues['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(seen.headerNameAsSent).toMatchObject({ myheader: 'Myheader', 'apigw-requestid': 'Apigw-Requestid' });
  });

  test('decodes base64 whatever Accept says (recorded)', () => {
    expect(http({ statusCode: 200, body: 'aGk=', isBase64Encoded: true })).toMatchObject({
      body: 'aGk=',
      isBase64: true,
      headers: { 'content-length': '2' },
    });
  });

  test('ignores multiValueHeaders and what it does not know, and says so', () => {
    const { response, ignored } = answered({
      statusCode: 200,
      multiValueHeaders: { 'set-cookie': ['a=1'] },
      other: 1,
      headers: { Connection: 'close' },
    });
    expect(response.headers.map(([name]) => name)).not.toContain('Set-Cookie');
    expect(ignored?.map(({ path }) => path)).toEqual(['multiValueHeaders', 'other', 'headers["Connection"]']);
  });

  test.each([
    ['status 0 (recorded)', { statusCode: 0 }],
    ['a fraction', { statusCode: 200.5 }],
    ['text as status', { statusCode: 'ok' }],
    ['an object as body', { statusCode: 200, body: {} }],
    ['cookies that are no list', { statusCode: 200, cookies: 'a=1' }],
    ['a list as header', { statusCode: 200, headers: { a: ['b'] } }],
    ['bad base64', { statusCode: 200, body: '%', isBase64Encoded: true }],
  ])('is 500 for %s', (_, returns) => {
    const { status, body } = http(returns as Json);
    expect([status, body, body.length]).toEqual([500, '{"message":"Internal Server Error"}', 35]);
  });
});

describe('the response of payload 1.0', () => {
  test('has the single value before the list (recorded), and unknown keys ignored', () => {
    const seen = http(
      { statusCode: 200, headers: { 'x-m': 'solo' }, multiValueHeaders: { 'X-M': ['multi'] }, other: 1 },
      settings({}, one),
    );
    expect(seen.headerValues['x-m']).toEqual(['solo', 'multi']);
    expect(seen.headers['content-type']).toBe('text/plain; charset=utf-8');
  });
  test.each([[{}], [{ body: 'x' }], ['text'], [null], [[]]])('infers nothing: %j is 500', (returns) => {
    expect(http(returns as Json, settings({}, one)).status).toBe(500);
  });
});

describe('errors (front-doors C4)', () => {
  test.each([
    [{ gaveUp: true } as const, 503, '{"message":"Service Unavailable"}'],
    [
      { error: { code: 'TooManyRequestsException', message: '', status: 429, fault: 'client' } } as const,
      503,
      '{"message":"Service Unavailable"}',
    ],
    [
      { error: { code: 'AccessDeniedException', message: '', status: 403, fault: 'client' } } as const,
      500,
      '{"message":"Internal Server Error"}',
    ],
    [
      { error: { code: 'RequestTooLargeException', message: '', status: 413, fault: 'client' } } as const,
      413,
      '{"message":"Request Entity Too Large"}',
    ],
    [{ payload: '{"errorMessage":"boom"}', functionError: 'Unhandled' }, 500, '{"message":"Internal Server Error"}'],
  ])('%j is %d', (result, status, body) => {
    const { response } = httpDoor.toHttp(result, settings(), stamp(), requestOf({}));
    expect([response.status, response.body]).toEqual([status, body]);
    expect(response.headers.some(([name]) => name === 'Content-Type')).toBe(status !== 503);
  });
  test('too much of a request', () => {
    expect(refused({ headers: [['x-a', 'x'.repeat(10_240)]] })?.status).toBe(431);
    expect(refused({ method: 'POST', body: 'x'.repeat(10_485_761) })?.status).toBe(413);
  });
});

describe('CORS settings (front-doors C3)', () => {
  const own = settings({
    corsConfiguration: {
      allowOrigins: ['https://a.example', 'http://*'],
      allowMethods: ['GET', 'POST'],
      allowHeaders: ['x-a'],
      exposeHeaders: ['x-e'],
      maxAge: 60,
      allowCredentials: true,
    },
  });
  const preflight = (origin: string, config = own) =>
    refused(
      {
        method: 'OPTIONS',
        headers: [
          ['Origin', origin],
          ['Access-Control-Request-Method', 'GET'],
        ],
      },
      config,
    );

  test('answer a preflight with 204, whatever the routes', () => {
    const response = preflight('https://a.example');
    expect(response).toMatchObject({ status: 204, body: '' });
    const seen = Object.fromEntries(response!.headers);
    expect(seen).toMatchObject({
      'Access-Control-Allow-Origin': 'https://a.example',
      'Access-Control-Allow-Methods': 'GET,POST',
      'Access-Control-Allow-Headers': 'x-a',
      'Access-Control-Max-Age': '60',
      'Access-Control-Allow-Credentials': 'true',
    });
    expect(Object.fromEntries(preflight('http://any.example')!.headers)).toHaveProperty(
      'Access-Control-Allow-Origin',
      'http://any.example',
    );
    expect(Object.fromEntries(preflight('https://b.example')!.headers)).not.toHaveProperty('Access-Control-Allow-Origin');
    expect(preflight('https://a.example', settings())).toBeNull();
  });

  test("replace the function's own headers", () => {
    const returns = { statusCode: 200, headers: { 'access-control-allow-origin': '*' } };
    const { response, ignored } = answered(returns, own, { headers: [['origin', 'https://a.example']] });
    expect(response.headers.filter(([name]) => name === 'Access-Control-Allow-Origin')).toEqual([
      ['Access-Control-Allow-Origin', 'https://a.example'],
    ]);
    expect(ignored).toHaveLength(1);
  });
});

describe('by independent shapes', () => {
  const request = {
    method: 'POST',
    target: '/x?a=1',
    headers: [['User-Agent', 'curl/8'] as const, ['Content-Type', 'text/plain'] as const, ['Cookie', 'a=1'] as const],
    body: 'hi',
  };
  const own = settings({ stageVariables: { env: 'dev' } }, { routes: ['ANY /{proxy+}'] });
  test('the event of 2.0 matches key paths and schema', () => {
    const { event } = built(request, own);
    expect(unlikeSignature('apigateway.http.v2', event)).toEqual([]);
    expect(APIGatewayProxyEventV2Schema.safeParse(event).error).toBeUndefined();
    expect(unlikeSignature('apigateway.http.v2', built({ target: '/' }).event)).toEqual([]);
  });
  test('the event of 1.0 matches key paths and schema', () => {
    const { event } = built(request, { ...own, payloadFormatVersion: '1.0' });
    // Only an HTTP API's identity has cognitoAmr (AWS's sample of payload 1.0); the fixture is REST's.
    expect(unlikeSignature('apigateway.rest.proxy-v1', event)).toEqual(['requestContext.identity.* is in no sample']);
    expect(APIGatewayProxyEventSchema.safeParse(event).error).toBeUndefined();
  });
});

describe('whatever is sent', () => {
  test.each(['2.0', '1.0'] as const)('every leaf of the event of %s has its origin, and every origin is a leaf', (payloadFormatVersion) => {
    const own = settings({ stageVariables: { a: 'b' } }, { payloadFormatVersion, routes: ['ANY /{proxy+}', '$default'] });
    fc.assert(
      fc.property(anyRequestWithBody, (request) => {
        const made = httpDoor.toEvent(request, own, stamp());
        if ('refused' in made) return;
        const leaves = new Set(leavesOf(JSON.parse(JSON.stringify(made.event)) as Json, '', memberPath));
        const known = new Set(made.origin.map(({ event }) => event));
        expect([...leaves].filter((leaf) => !known.has(leaf))).toEqual([]);
        expect([...known].filter((leaf) => !leaves.has(leaf))).toEqual([]);
      }),
    );
  });
  test('the bytes of the body arrive, or are said to be lost', () => {
    fc.assert(
      fc.property(anyRequestWithBody, (request) => {
        const made = httpDoor.toEvent({ ...request, target: '/' }, settings(), stamp());
        if ('refused' in made || made.lost.some((lost) => lost.request === 'body')) return;
        const event = made.event as { readonly body?: string; readonly isBase64Encoded: boolean };
        const got = event.body === undefined ? new Uint8Array() : bodyBytes({ body: event.body, isBase64: event.isBase64Encoded })!;
        expect([...got]).toEqual([...bodyBytes({ body: inBase64(request), isBase64: true })!]);
      }),
    );
  });
  test.each(['2.0', '1.0'] as const)('no result makes %s crash', (payloadFormatVersion) => {
    fc.assert(
      fc.property(fc.json(), anyRequestWithBody, (payload, request) => {
        const { response } = httpDoor.toHttp({ payload }, settings({}, { payloadFormatVersion }), stamp(), request);
        expect(response.status).toBeGreaterThanOrEqual(100);
      }),
    );
  });
});

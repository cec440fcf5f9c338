import { LambdaFunctionUrlSchema } from '@aws-lambda-powertools/parser/schemas';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../base/json.ts';
import { randomOf } from '../../base/random.ts';
import { memberPath } from '../../parts/event-path.ts';
import { bodyBytes, inBase64 } from '../../parts/http-body.ts';
import type { HttpRequest, HttpResponse } from '../../sim/http.ts';
import { problemOf } from '../../sim/problem.ts';
import type { DoorResult } from '../../sim/service.ts';
import { unlikeSignature } from '../event-signatures.harness.ts';
import { anyRequestWithBody, leavesOf, requestOf } from '../http-requests.test-support.ts';
import { FORBIDDEN } from './auth.ts';
import { type FunctionUrlConfig, functionUrlConfig } from './config.ts';
import { functionUrlDoor } from './event.ts';
import { urlDomain, urlId } from './names.ts';

const stamp = () => ({ now: Date.UTC(2026, 10, 23, 9), node: 'cart-url', random: randomOf(7) });
const settings = (own: object = {}): FunctionUrlConfig => functionUrlConfig.parse(own);
const open = settings();

function built(request: HttpRequest) {
  const made = functionUrlDoor.toEvent(request, open, stamp());
  if ('refused' in made) throw new Error(made.why);
  return { ...made, event: JSON.parse(JSON.stringify(made.event)) };
}

function refused(request: HttpRequest, own: FunctionUrlConfig): HttpResponse | null {
  const made = functionUrlDoor.toEvent(request, own, stamp());
  return 'refused' in made ? made.refused : null;
}

const answered = (result: DoorResult, own = open, request = requestOf({})) => functionUrlDoor.toHttp(result, own, stamp(), request);
const returned = (value: Json, own = open, request = requestOf({})) =>
  answered({ payload: JSON.stringify(value), requestId: 'id-1' }, own, request);
const headersOf = (response: HttpResponse) => Object.fromEntries(response.headers.map(([name, value]) => [name.toLowerCase(), value]));

test('an event in full', () => {
  const { event, origin, lost } = built(
    requestOf({
      method: 'POST',
      target: '/space%20value?item=1&item=%2F2&q=a+b',
      headers: [
        ['Host', urlDomain('cart-url')],
        ['User-Agent', 'curl/8.5.0'],
        ['X-Tag', 'one'],
        ['X-Tag', 'two'],
        ['Cookie', 'sid=1; theme=dark'],
        ['Content-Type', 'application/json'],
        ['X-Forwarded-Proto', 'http'],
      ],
      body: '{"a":1}',
    }),
  );
  expect(event).toEqual({
    version: '2.0',
    routeKey: '$default',
    rawPath: '/space%20value',
    rawQueryString: 'item=1&item=%2F2&q=a+b',
    cookies: ['sid=1', 'theme=dark'],
    headers: {
      'content-length': '7',
      'content-type': 'application/json',
      cookie: 'sid=1; theme=dark',
      host: urlDomain('cart-url'),
      'user-agent': 'curl/8.5.0',
      'x-amzn-tls-cipher-suite': 'TLS_AES_128_GCM_SHA256',
      'x-amzn-tls-version': 'TLSv1.3',
      'x-amzn-trace-id': expect.stringMatching(/^Root=1-6b040090-[0-9a-f]{24}$/),
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      'x-tag': 'one,two',
    },
    queryStringParameters: { item: '1,/2', q: 'a b' },
    requestContext: {
      accountId: 'anonymous',
      apiId: urlId('cart-url'),
      domainName: urlDomain('cart-url'),
      domainPrefix: urlId('cart-url'),
      http: { method: 'POST', path: '/space value', protocol: 'HTTP/1.1', sourceIp: '203.0.113.7', userAgent: 'curl/8.5.0' },
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      routeKey: '$default',
      stage: '$default',
      time: '23/Nov/2026:09:00:00 +0000',
      timeEpoch: Date.UTC(2026, 10, 23, 9),
    },
    body: '{"a":1}',
    isBase64Encoded: false,
  });
  expect(lost).toEqual([{ request: 'header:6', why: 'Lambda writes its own value here.' }]);
  expect(origin).toContainEqual({ event: 'cookies[1]', request: 'header:4' });
  expect(origin).toContainEqual({ event: 'queryStringParameters.item', request: 'query:1', note: 'joined with a comma' });
  expect(origin).toContainEqual({ event: 'requestContext.http.path', request: 'path', note: 'decoded' });
  expect(origin).toContainEqual({ event: 'headers["x-tag"]', request: 'header:3', note: 'joined with a comma' });
});

test('bodies: multipart and forms are base64, text is text (recorded-facts 4.7)', () => {
  const body = (type: string, text: string) => built(requestOf({ method: 'POST', headers: [['content-type', type]], body: text })).event;
  expect(body('multipart/form-data; boundary=x', '--x')).toMatchObject({ body: 'LS14', isBase64Encoded: true });
  expect(body('application/x-www-form-urlencoded', 'a=1')).toMatchObject({ isBase64Encoded: true });
  expect(body('text/plain', 'text')).toMatchObject({ body: 'text', isBase64Encoded: false });
  expect(built(requestOf({})).event).not.toHaveProperty('body');
});

describe('for any request', () => {
  test('the event has the signature of function URLs and parses with the schema of Powertools', () => {
    fc.assert(
      fc.property(anyRequestWithBody, (request) => {
        const { event } = built(request);
        expect(unlikeSignature('lambda.function-url', event)).toEqual([]);
        // The schema knows the common methods only; the URL passes on any.
        if (request.method !== 'PURGE') LambdaFunctionUrlSchema.parse(event);
      }),
    );
  });

  test('the bytes of the body come through', () => {
    fc.assert(
      fc.property(anyRequestWithBody, (request) => {
        const { body = '', isBase64Encoded } = built(request).event;
        expect(bodyBytes({ body, isBase64: isBase64Encoded })).toEqual(bodyBytes({ body: inBase64(request), isBase64: true }));
      }),
    );
  });

  test('every value of the event has an origin, and every header is seen or lost', () => {
    fc.assert(
      fc.property(anyRequestWithBody, (request) => {
        const { event, origin, lost } = built(request);
        expect(new Set(origin.map((one) => one.event))).toEqual(new Set(leavesOf(event, '', memberPath)));
        const told = new Set([...origin, ...lost].map((one) => one.request));
        for (const at of request.headers.keys()) expect(told).toContain(`header:${at}`);
      }),
    );
  });

  test('any result gives a response, and never throws', () => {
    const result = fc.oneof(
      fc.json(),
      fc.string(),
      fc.jsonValue().map((value) => JSON.stringify({ statusCode: 200, headers: value, cookies: value })),
    );
    fc.assert(
      fc.property(result, (payload) => {
        expect(answered({ payload }, settings({ cors: { allowOrigins: ['*'] } })).response.status).toBeGreaterThanOrEqual(100);
      }),
    );
  });
});

describe('responses', () => {
  test.each([
    ['an object', { hello: 'world' }, '{"hello":"world"}'],
    ['a list', ['hello', 3, true], '["hello",3,true]'],
    ['a number', 3, '3'],
    ['a string, without quotes', 'hello', 'hello'],
    ['nothing', null, 'null'],
    ['headers alone', { headers: { a: 'b' } }, '{"headers":{"a":"b"}}'],
  ])('are inferred from %s (recorded-facts 4.1, 4.2)', (_, value, body) => {
    const { response } = returned(value as Json);
    expect(response).toMatchObject({ status: 200, body });
    expect(headersOf(response)).toMatchObject({
      'content-type': 'application/json',
      'content-length': String(body.length),
      'x-amzn-requestid': 'id-1',
    });
  });

  test('with a statusCode, cookies and names in lower case (recorded-facts 4.3)', () => {
    const { response, ignored } = returned({
      statusCode: '418',
      headers: { 'My-Custom-Header': 'a', Connection: 'close', 'X-On': true },
      cookies: ['a=1', 'b=2'],
      body: 'teapot',
      multiValueHeaders: {},
    });
    expect(response.status).toBe(418);
    expect(response.headers.slice(-4)).toEqual([
      ['my-custom-header', 'a'],
      ['x-on', 'true'],
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ]);
    expect(headersOf(response)).toMatchObject({ 'content-type': 'application/json', 'content-length': '6' });
    expect(ignored?.map(({ path }) => path)).toEqual(['headers.Connection', 'multiValueHeaders']);
  });

  test('in base64 are bytes, and have no body for HEAD', () => {
    const value = { statusCode: 200, body: 'AP8Q', isBase64Encoded: true };
    expect(returned(value).response).toMatchObject({ body: 'AP8Q', isBase64: true });
    expect(headersOf(returned(value).response)['content-length']).toBe('3');
    expect(returned(value, open, requestOf({ method: 'HEAD' })).response.body).toBe('');
  });

  test.each([
    ['no status', { statusCode: 'test' }],
    ['a body that is no string', { statusCode: 200, body: {} }],
    ['a header that is a list', { statusCode: 200, headers: { a: ['b'] } }],
    ['cookies that are no list', { statusCode: 200, cookies: 'a=1' }],
    ['bad base64', { statusCode: 200, body: '*', isBase64Encoded: true }],
  ])('are a 502 for %s', (_, value) =>
    expect(returned(value as Json).response).toMatchObject({ status: 502, body: 'Internal Server Error' }),
  );

  test('429 for a throttle, 403 for a function that is gone, 413 for too much', () => {
    const detail = { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded', Type: 'User' };
    const throttled = answered({
      error: { code: 'TooManyRequestsException', message: 'Rate Exceeded.', status: 429, fault: 'client', detail },
    });
    expect(throttled.response).toMatchObject({ status: 429, body: JSON.stringify({ ...detail, message: 'Rate Exceeded.' }) });
    expect(headersOf(throttled.response)['x-amzn-errortype']).toBe('TooManyRequestsException');
    const gone = answered({ error: { code: 'ResourceNotFoundException', message: '', status: 404, fault: 'client' } });
    expect(gone.response).toMatchObject({ status: 403, body: JSON.stringify({ Message: FORBIDDEN }) });
    expect(refused(requestOf({ method: 'POST', body: 'x'.repeat(6_291_457) }), open)).toMatchObject({ status: 413 });
  });
});

describe('who may come in', () => {
  const iam = settings({ authType: 'AWS_IAM' });
  const signed = (own: Partial<{ scope: string; rest: string }> = {}, date = true) =>
    requestOf({
      headers: [
        [
          'Authorization',
          `AWS4-HMAC-SHA256 Credential=AKIA/20261123/${own.scope ?? 'us-east-1/lambda'}/aws4_request${own.rest ?? ', SignedHeaders=host;x-amz-date, Signature=abc123'}`,
        ],
        ...(date ? [['X-Amz-Date', '20261123T090000Z'] as const] : []),
      ],
    });
  test('AWS_IAM refuses what is not signed with the recorded body (recorded-facts 4.5)', () => {
    const response = refused(requestOf({}), iam)!;
    expect(response).toMatchObject({ status: 403, body: `{"Message":"${FORBIDDEN}"}` });
    expect(headersOf(response)).toMatchObject({ 'x-amzn-errortype': 'AccessDeniedException', 'content-type': 'application/json' });
    expect(refused(requestOf({ headers: [['Authorization', 'Bearer x']] }), iam)?.body).toContain('Forbidden');
  });
  test.each([
    ['a complete signature of a key that AWS does not know', signed(), 'The security token included in the request is invalid.'],
    ['another Region', signed({ scope: 'eu-west-1/lambda' }), "valid region, not 'eu-west-1'"],
    ['another service', signed({ scope: 'us-east-1/execute-api' }), "correct service: 'lambda'"],
    ['no signature', signed({ rest: '' }), "requires 'Signature' parameter."],
    ['no date', signed({}, false), "'X-Amz-Date' or a 'Date' header"],
  ])('AWS_IAM refuses %s', (_, request, says) => {
    const response = refused(request, iam)!;
    expect(response.status).toBe(403);
    expect(response.body).toContain(says);
  });
  test('NONE needs both statements of the policy (since October 2025)', () => {
    expect(refused(requestOf({}), settings({ permissions: { invokeFunction: false } }))).toMatchObject({ status: 403 });
    expect(refused(requestOf({}), settings({ permissions: { invokeFunctionUrl: false } }))).toMatchObject({ status: 403 });
  });
});

describe('CORS', () => {
  const cors = {
    allowOrigins: ['https://a.example'],
    allowMethods: ['GET'],
    allowHeaders: ['x-tag'],
    exposeHeaders: ['x-total'],
    maxAge: 60,
    allowCredentials: true,
  };
  const own = settings({ authType: 'AWS_IAM', cors });
  const preflight = (origin: string) =>
    requestOf({
      method: 'OPTIONS',
      headers: [
        ['Origin', origin],
        ['Access-Control-Request-Method', 'GET'],
      ],
    });
  test('preflights are answered by Lambda, before any signature', () => {
    const response = refused(preflight('https://a.example'), own)!;
    expect(response.status).toBe(200);
    expect(headersOf(response)).toMatchObject({
      'access-control-allow-origin': 'https://a.example',
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET',
      'access-control-allow-headers': 'x-tag',
      'access-control-max-age': '60',
      vary: 'Origin',
    });
    expect(headersOf(refused(preflight('https://b.example'), own)!)).not.toHaveProperty('access-control-allow-origin');
  });
  test('without settings, OPTIONS goes to the function', () => expect(refused(preflight('https://a.example'), open)).toBeNull());
  test("the settings win over the function's headers", () => {
    const request = requestOf({ headers: [['Origin', 'https://a.example']] });
    const { response, ignored } = returned({ statusCode: 200, headers: { 'Access-Control-Allow-Origin': '*' } }, own, request);
    expect(response.headers.filter(([name]) => name.toLowerCase() === 'access-control-allow-origin')).toEqual([
      ['Access-Control-Allow-Origin', 'https://a.example'],
    ]);
    expect(headersOf(response)['access-control-expose-headers']).toBe('x-total');
    expect(ignored).toEqual([
      { path: 'headers["Access-Control-Allow-Origin"]', why: 'The URL has CORS settings of its own, and they win.' },
    ]);
  });
  test('a wildcard is named as such', () => {
    const any = settings({ cors: { allowOrigins: ['*'] } });
    expect(headersOf(returned({}, any, requestOf({ headers: [['Origin', 'https://x']] })).response)['access-control-allow-origin']).toBe(
      '*',
    );
  });
});

test.each([
  [{ invokeMode: 'RESPONSE_STREAM' }, /RESPONSE_STREAM is left out/],
  [{ qualifier: 'live' }, /^qualifier isn't taken here: aliases are left out/],
  [{ cors: { allowMethods: ['OPTIONS'] } }, /allowMethods|must be|method/],
  [{ cors: { maxAge: 86_401 } }, /at most 86400/],
  [{ authType: 'JWT' }, /"NONE" or "AWS_IAM"/],
])('%j is refused', (own, says) => {
  const parsed = functionUrlConfig.safeParse(own, { reportInput: true });
  expect(parsed.success ? '' : problemOf(parsed.error).problem).toMatch(says);
});

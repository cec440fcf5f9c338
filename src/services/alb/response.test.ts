import { describe, expect, test } from 'vitest';
import type { Json } from '../../base/json.ts';
import type { HttpResponse } from '../../sim/http.ts';
import type { DoorResult } from '../../sim/service.ts';
import { config } from './config.ts';
import { ownPage } from './own-answers.ts';
import { type Mapped, mapResult } from './response.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const single = config.parse({});
const multi = config.parse({ multiValueHeadersEnabled: true });
const map = (result: DoorResult, own = single, method = 'GET'): Mapped => mapResult(result, own, NOW, method);
const returned = (value: Json, own = single, method = 'GET'): Mapped => map({ payload: JSON.stringify(value) }, own, method);
const bytesOf = ({ headers, body }: HttpResponse, line: string): number =>
  [line, ...headers.map(([name, value]) => `${name}: ${value}`), '', body].join('\r\n').length;

describe("the load balancer's own pages", () => {
  test('502 has 122 bytes, 277 with its header block (fact sheet A5)', () => {
    const page = ownPage(502, single, NOW);
    expect(page.body).toHaveLength(122);
    expect(page.headers).toEqual([
      ['Server', 'awselb/2.0'],
      ['Date', 'Mon, 23 Nov 2026 12:00:00 GMT'],
      ['Content-Type', 'text/html'],
      ['Content-Length', '122'],
      ['Connection', 'keep-alive'],
    ]);
    expect(bytesOf(page, 'HTTP/1.1 502 Bad Gateway')).toBe(277);
  });

  test.each([
    [400, 122],
    [403, 118],
    [405, 122],
    [413, 148],
    [500, 142],
    [503, 162],
    [504, 132],
    [301, 134],
    [302, 110],
  ])('%i has %i bytes', (status, length) => expect(ownPage(status, single, NOW).body).toHaveLength(length));
});

describe('a result', () => {
  test('becomes the response of worked example A7 (1)', () => {
    const { response, failure, ignored } = returned({
      statusCode: 201,
      statusDescription: '201 Created',
      headers: { 'Content-Type': 'application/json', 'Set-Cookie': 'sid=abc; HttpOnly' },
      body: '{"ok":true}',
      isBase64Encoded: false,
    });
    expect(response).toEqual({
      status: 201,
      statusText: 'Created',
      headers: [
        ['Server', 'awselb/2.0'],
        ['Date', 'Mon, 23 Nov 2026 12:00:00 GMT'],
        ['Content-Type', 'application/json'],
        ['Content-Length', '11'],
        ['Connection', 'keep-alive'],
        ['Set-Cookie', 'sid=abc; HttpOnly'],
      ],
      body: '{"ok":true}',
      isBase64: false,
    });
    expect(failure).toBeNull();
    expect(ignored).toEqual([]);
  });

  test('becomes the response of worked example A7 (2): two cookies, bytes, no Connection of its own', () => {
    const { response, ignored } = returned(
      {
        statusCode: 200,
        multiValueHeaders: { 'Content-Type': ['image/gif'], 'Set-Cookie': ['x=1; Secure', 'y=2; Path=/'], Connection: ['close'] },
        body: 'R0lGODlh',
        isBase64Encoded: true,
      },
      multi,
    );
    expect(response).toMatchObject({ status: 200, body: 'R0lGODlh', isBase64: true });
    expect(response.headers.slice(2)).toEqual([
      ['Content-Type', 'image/gif'],
      ['Content-Length', '6'],
      ['Connection', 'keep-alive'],
      ['Set-Cookie', 'x=1; Secure'],
      ['Set-Cookie', 'y=2; Path=/'],
    ]);
    expect(ignored).toEqual([
      { path: 'multiValueHeaders.Connection', why: 'It speaks about one connection only, so the load balancer leaves it out.' },
    ]);
  });

  test('A7 (3): with the switch off, multiValueHeaders are lost and the body becomes a download', () => {
    const { response, ignored, why } = returned({ statusCode: 200, multiValueHeaders: { 'Content-Type': ['text/html'] }, body: 'x' });
    expect(response.status).toBe(200);
    expect(response.headers).toContainEqual(['Content-Type', 'application/octet-stream']);
    expect(ignored).toEqual([
      { path: 'multiValueHeaders', why: 'The target group has multi-value headers off, so it reads headers and not multiValueHeaders.' },
    ]);
    expect(why).toBe(ignored[0]!.why);
  });

  test('the mirror image is disputed; here headers are lost the same way (serverless-http#283, against powertools-python#1450)', () => {
    const { response, ignored } = returned({ statusCode: 200, headers: { 'Content-Type': 'text/html' } }, multi);
    expect(response.status).toBe(200);
    expect(ignored.map(({ path }) => path)).toEqual(['headers']);
  });

  test('unknown keys are ignored, unlike at a REST API (serverless-http#244)', () => {
    const { response, ignored } = returned({ statusCode: 200, cookies: ['a=1'], 'content-type': 'x' });
    expect(response.status).toBe(200);
    expect(ignored.map(({ path }) => path)).toEqual(['cookies', '["content-type"]']);
  });

  test('two spellings of one name both go out (Mangum and serverless-wsgi do so)', () => {
    const { response } = returned({ statusCode: 200, headers: { 'set-cookie': 'a=1', 'Set-Cookie': 'b=2' } });
    expect(response.headers.slice(-2)).toEqual([
      ['set-cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ]);
  });

  test('the Server header can be switched off', () => {
    const { response } = mapResult({ payload: '{"statusCode":200}' }, config.parse({ responseServerEnabled: false }), NOW, 'GET');
    expect(response.headers.map(([name]) => name)).not.toContain('Server');
  });

  test('has no body for HEAD, and none for 204 and 304', () => {
    const head = returned({ statusCode: 200, body: 'abc' }, single, 'HEAD');
    expect(head.response.body).toBe('');
    expect(head.response.headers).toContainEqual(['Content-Length', '3']);
    expect(head.ignored).toEqual([{ path: 'body', why: 'A response to HEAD has no body.' }]);
    const bare = returned({ statusCode: 204, body: 'abc' });
    expect(bare.response.body).toBe('');
    expect(bare.response.headers.map(([name]) => name)).not.toContain('Content-Length');
  });

  test.each([
    ['statusCode as text (A7 (4))', { statusCode: '200', body: 'x' }],
    ['no statusCode (adyen-commercetools#1249)', { headers: {} }],
    ['a string', 'hello'],
    ['null', null],
    ['a list', [1]],
    ['headers null (aws-lambda-go-api-proxy#79)', { statusCode: 200, headers: null }],
    ['a boolean header (lambda-api#117)', { statusCode: 200, headers: { 'access-control-allow-credentials': true } }],
    ['a number as a header (lambda-dispatch#52)', { statusCode: 200, headers: { age: 12 } }],
    ['body null (aws-lambda-go#438)', { statusCode: 200, body: null }],
    ['body an object', { statusCode: 200, body: {} }],
    ['statusDescription null (aws-lambda-dotnet#507)', { statusCode: 200, statusDescription: null }],
    ['status 99', { statusCode: 99 }],
    ['status 200.5', { statusCode: 200.5 }],
    ['bad base64', { statusCode: 200, body: '*', isBase64Encoded: true }],
    ['isBase64Encoded as text', { statusCode: 200, isBase64Encoded: 'true' }],
    ['headers over 32 K', { statusCode: 200, headers: { a: 'x'.repeat(33_000) } }],
    ['a line end in a header', { statusCode: 200, headers: { a: 'x\r\nb: c' } }],
  ])('502 and LambdaInvalidResponse for %s', (_, value) => {
    const { response, failure } = returned(value as Json);
    expect(response.status).toBe(502);
    expect(response.body).toContain('<h1>502 Bad Gateway</h1>');
    expect(failure).toMatchObject({ errorReason: 'LambdaInvalidResponse', metric: 'LambdaUserError' });
  });

  test.each([
    ['a string instead of a list', { 'content-type': 'text/html' }],
    ['null', null],
  ])('502 in multi-value mode for multiValueHeaders with %s', (_, multiValueHeaders) =>
    expect(returned({ statusCode: 200, multiValueHeaders }, multi).response.status).toBe(502),
  );

  test('multiValueHeaders null does no harm while headers are read: Go always sends it', () =>
    expect(returned({ statusCode: 200, headers: {}, multiValueHeaders: null }).response.status).toBe(200));
});

describe('failures (fact sheet A5)', () => {
  const error = (code: string, status: number, fault: 'client' | 'server' = 'client') => ({ error: { code, message: 'm', status, fault } });
  test.each([
    ['a thrown error', { payload: '{"errorType":"TypeError"}', functionError: 'Unhandled' }, 502, 'LambdaUnhandled', 'LambdaUserError'],
    ['a throttle', error('TooManyRequestsException', 429), 502, 'LambdaThrottling', 'LambdaUserError'],
    ['no permission', error('AccessDeniedException', 403), 502, 'LambdaAccessDenied', 'LambdaUserError'],
    ['no function', error('ResourceNotFoundException', 404), 502, 'LambdaResourceNotFound', 'LambdaUserError'],
    ['a network interface', error('ENILimitReachedException', 502, 'server'), 502, 'LambdaENILimitReachedException', 'LambdaUserError'],
    ['Lambda itself', error('ServiceException', 500, 'server'), 502, 'LambdaServiceException', 'LambdaInternalError'],
    ['no way to Lambda', error('ECONNREFUSED', 0), 504, 'LambdaConnectionError', 'LambdaInternalError'],
    ['silence', { gaveUp: true }, 504, 'LambdaConnectionTimeout', 'LambdaInternalError'],
    [
      '1 MB of JSON',
      { payload: JSON.stringify({ statusCode: 200, body: 'x'.repeat(1_048_600) }) },
      502,
      'LambdaResponseTooLarge',
      'LambdaUserError',
    ],
  ] as const)('%s', (_, result, status, errorReason, metric) => {
    const { response, failure } = map(result as DoorResult);
    expect(response.status).toBe(status);
    expect(failure).toMatchObject({ errorReason, metric });
  });
});

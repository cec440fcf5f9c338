import { APIGatewayRequestAuthorizerEventSchema, APIGatewayTokenAuthorizerEventSchema } from '@aws-lambda-powertools/parser/schemas';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../base/json.ts';
import { replies, throws } from '../../hosts/scripted.ts';
import { executeArn } from '../../parts/execute-api.ts';
import type { Run } from '../../simulate.ts';
import { unlikeSignature } from '../event-signatures.harness.ts';
import { type GatewayPlay, playGateway, saidIn, statusesOf } from '../gateway-run.test-support.ts';
import { heardBy } from '../http-requests.test-support.ts';
import { restApi } from './index.ts';

type Play = Omit<GatewayPlay, 'wire' | 'handler'> & {
  readonly methods?: JsonObject;
  /** What the function called orders does with an event. */
  readonly orders?: GatewayPlay['handler'];
};

const play = ({ methods = {}, orders, ...more }: Play): Promise<Run> =>
  playGateway(restApi, 'orders', { ...more, wire: methods, handler: orders });

const wordsOf = (run: Run): readonly string[] =>
  run.trace.records.filter((record) => record.node === 'shop' && record.shape !== 'level').map((record) => record.word);
const eventsOf = (run: Run): readonly JsonObject[] =>
  saidIn(run, 'lambda.invoke').map(({ event }) => JSON.parse(event as string) as JsonObject);

describe('an exchange', () => {
  test('goes to the function and comes back as one item, each record with its cause', async () => {
    const run = await play({ requests: [{ target: '/prod/orders' }] });
    expect(heardBy(run)).toMatchObject([{ status: 200, body: 'ok' }]);
    expect(wordsOf(run)).toEqual(['rest-api.request', 'rest-api.send', 'rest-api.response', 'rest-api.reply']);
    const own = run.trace.records.filter(({ node, shape }) => node === 'shop' && shape !== 'level');
    for (const record of own) expect(record.items).toEqual(['req-1']);
    for (const record of own) expect(record.cause).not.toBeNull();
    expect(own[1]).toMatchObject({ wire: 'w1', to: 'orders', cause: own[0]!.seq });
    expect(own[3]).toMatchObject({ wire: 'w0', to: 'client', back: true, cause: own[2]!.seq });
    const [request] = saidIn(run, 'rest-api.request');
    expect(request!['event']).toBe(saidIn(run, 'lambda.invoke')[0]!['event']);
  });

  test('shows the function its trace id in full (recorded-facts 2.10)', async () => {
    const run = await play({ requests: [{ target: '/prod/x' }] });
    const trace = heardBy(run)[0]!.headers.find(([name]) => name === 'X-Amzn-Trace-Id')![1];
    expect(trace).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=1:[0-9a-f]{8}:0$/);
  });

  test('counts what is in flight and what went wrong', async () => {
    const run = await play({ requests: [{ target: '/prod/x' }, { target: '/nowhere' }], methods: { methods: ['GET /x'] } });
    expect(saidIn(run, 'rest-api.in-flight').map(({ count }) => count)).toEqual([1, 0, 1, 0]);
    expect(saidIn(run, 'rest-api.errors')).toEqual([{ kind: '4xx', count: 1 }]);
  });
});

describe('when the function is not done in time', () => {
  test('the client gets 504 after 29 s, and what the function does then is told as late', async () => {
    const run = await play({ requests: [{ target: '/prod/x' }], orders: () => replies({ statusCode: 200 }, 31_000) });
    expect(heardBy(run)).toMatchObject([{ status: 504, body: '{"message": "Endpoint request timed out"}' }]);
    expect(wordsOf(run).slice(2)).toEqual(['rest-api.timed-out', 'rest-api.response', 'rest-api.reply', 'rest-api.late']);
    expect(saidIn(run, 'rest-api.late')).toMatchObject([{ item: 'req-1', isError: false }]);
    expect(saidIn(run, 'lambda.done')).toHaveLength(1);
    const [timedOut, response] = run.trace.records.filter(({ word }) => word === 'rest-api.timed-out' || word === 'rest-api.response');
    expect(response).toMatchObject({ outcome: 'timeout', cause: timedOut!.seq });
    const open = run.trace.records.find(({ word }) => word === 'rest-api.send')!;
    expect(timedOut!.at - open.at).toBe(29_000_000);
  });

  test('a shorter timeout counts, and one above 29 s is refused', async () => {
    const run = await play({ requests: [{ target: '/prod/x' }], methods: { timeoutInMillis: 50 }, orders: () => replies({}, 100) });
    expect(statusesOf(run)).toEqual([504]);
    await expect(play({ requests: [], methods: { timeoutInMillis: 30_000 } })).rejects.toThrow(
      'wires.1.config.timeoutInMillis: An integration waits at most 29000 ms',
    );
  });
});

describe('what the function or Lambda does wrong', () => {
  test.each([
    ['an error', () => throws({ errorType: 'Error', errorMessage: 'boom', trace: [] }), 502, 'rest-api.failed'],
    ['a list', () => replies([]), 502, 'rest-api.malformed'],
  ] as const)('%s gives %#', async (_, orders, status, word) => {
    const run = await play({ requests: [{ target: '/prod/x' }], orders });
    expect(statusesOf(run)).toEqual([status]);
    expect(saidIn(run, word)).toHaveLength(1);
    expect(saidIn(run, 'rest-api.response')[0]).toMatchObject({ result: expect.any(String), why: expect.any(String) });
  });

  test("the function's own timeout is a 502", async () => {
    const run = await play({ requests: [{ target: '/prod/x' }], config: { timeout: 1 }, orders: () => replies({}, 5_000) });
    expect(statusesOf(run)).toEqual([502]);
  });

  test('a throttled function is a 500 (front-doors B4)', async () => {
    const run = await play({ requests: [{ target: '/prod/x' }], config: { reservedConcurrentExecutions: 0 } });
    expect(statusesOf(run)).toEqual([500]);
    expect(saidIn(run, 'rest-api.not-invoked')).toHaveLength(1);
  });
});

describe('throttling', () => {
  test('empties the bucket and fills it with time', async () => {
    const run = await play({
      api: { throttlingRateLimit: 1, throttlingBurstLimit: 2 },
      requests: [
        { target: '/prod/x', at: '0s' },
        { target: '/prod/x', at: '0s' },
        { target: '/prod/x', at: '0s' },
        { target: '/prod/x', at: '1s' },
      ],
    });
    expect([...statusesOf(run)].sort()).toEqual([200, 200, 200, 429]);
    expect(saidIn(run, 'rest-api.throttled')).toHaveLength(1);
  });
});

test('CORS preflight is a MOCK: no function, no trace header (front-doors B6)', async () => {
  const run = await play({
    api: { cors: { allowOrigin: 'https://a.example' } },
    methods: { methods: ['GET /x', 'POST /x'] },
    requests: [{ method: 'OPTIONS', target: '/prod/x' }],
  });
  const [response] = heardBy(run);
  expect(response).toMatchObject({ status: 200, body: '' });
  expect(response!.headers).toContainEqual(['Access-Control-Allow-Origin', 'https://a.example']);
  expect(response!.headers).toContainEqual(['Access-Control-Allow-Methods', 'GET,OPTIONS,POST']);
  expect(response!.headers.map(([name]) => name)).not.toContain('X-Amzn-Trace-Id');
  expect(saidIn(run, 'lambda.invoke')).toEqual([]);
});

test('routes that AWS would not take are told at the start', async () => {
  await expect(play({ requests: [], methods: { methods: ['GET /a/{x}', 'GET /a/{y}'] } })).rejects.toThrow(
    "GET /a/{y} can't be told from GET /a/{x}",
  );
});

describe('a Lambda authorizer', () => {
  const arn = (path: string, method = 'GET') => executeArn('shop', 'prod', method, path);
  const policy = (effect: string, resource: Json, more: JsonObject = {}): Json => ({
    principalId: 'u1',
    policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: resource }] },
    ...more,
  });
  const guarded = { methods: { authorizer: 'authorizer' }, authorizer: {} };
  const withToken = (target: string, at = '0s', token = 'Bearer t') => ({ target, at, headers: [['authorization', token] as const] });

  test('of type TOKEN gets the token, and its context goes on as strings', async () => {
    let seen: JsonObject = {};
    const run = await play({
      ...guarded,
      requests: [withToken('/prod/items/42')],
      guard: (event) => {
        seen = event;
        return replies(policy('Allow', arn('/items/*'), { context: { n: 1, yes: true, s: 'x' } }), 5);
      },
    });
    expect(statusesOf(run)).toEqual([200]);
    expect(seen).toEqual({ type: 'TOKEN', authorizationToken: 'Bearer t', methodArn: arn('/items/42') });
    expect(unlikeSignature('authorizer.rest.token', seen)).toEqual([]);
    expect(APIGatewayTokenAuthorizerEventSchema.safeParse(seen).error).toBeUndefined();
    const event = eventsOf(run)[1]!;
    expect((event['requestContext'] as JsonObject)['authorizer']).toEqual({
      n: '1',
      yes: 'true',
      s: 'x',
      principalId: 'u1',
      integrationLatency: expect.any(Number),
    });
    expect(wordsOf(run)).toEqual([
      'rest-api.request',
      'rest-api.authorize',
      'rest-api.authorized',
      'rest-api.send',
      'rest-api.response',
      'rest-api.reply',
    ]);
    expect(saidIn(run, 'rest-api.response')[0]!['event']).toBe(saidIn(run, 'rest-api.authorized')[0]!['event']);
    expect(saidIn(run, 'rest-api.authorized')[0]!['event']).toBe(saidIn(run, 'lambda.invoke')[1]!['event']);
  });

  test('of type REQUEST gets the whole request, with what is absent as empty objects', async () => {
    let seen: JsonObject = {};
    const run = await play({
      methods: { methods: ['GET /items'], authorizer: 'authorizer' },
      api: { variables: { env: 'dev' } },
      authorizer: { type: 'REQUEST', identitySource: 'method.request.querystring.token,stageVariables.env' },
      requests: [{ target: '/prod/items?token=a&x=1', headers: [['User-Agent', 'curl/8']] }],
      guard: (event) => {
        seen = event;
        return replies(policy('Allow', '*'));
      },
    });
    expect(statusesOf(run)).toEqual([200]);
    expect(seen).toMatchObject({
      type: 'REQUEST',
      methodArn: arn('/items'),
      path: '/items',
      queryStringParameters: { token: 'a', x: '1' },
    });
    expect(unlikeSignature('authorizer.rest.request', seen)).toEqual([]);
    expect(APIGatewayRequestAuthorizerEventSchema.safeParse(seen).error).toBeUndefined();
  });

  test.each([
    ['an Allow for another method', policy('Allow', arn('/other')), 403, '{"Message":"User is not authorized to access this resource"}'],
    ['a Deny', policy('Deny', '*'), 403, '{"Message":"User is not authorized to access this resource with an explicit deny"}'],
    ['no policy', { principalId: 'u' }, 500, '{"message":null}'],
    ['no principal', { policyDocument: {} }, 500, '{"message":null}'],
    ['an object in its context', policy('Allow', '*', { context: { o: {} } }), 500, '{"message":null}'],
    ['nothing', null, 500, '{"message":null}'],
  ] as const)('that returns %s', async (_, returned, status, body) => {
    const run = await play({ ...guarded, requests: [withToken('/prod/items')], guard: () => replies(returned as Json) });
    expect(heardBy(run)).toMatchObject([{ status, body }]);
    expect(saidIn(run, 'lambda.invoke')).toHaveLength(1);
  });

  test('that throws Unauthorized gives 401, any other error 500 (front-doors B8)', async () => {
    const run = await play({
      ...guarded,
      requests: [withToken('/prod/a', '0s', 'one'), withToken('/prod/a', '1s', 'two'), { target: '/prod/a', at: '2s' }],
      guard: ({ authorizationToken }) =>
        throws({ errorType: 'Error', errorMessage: authorizationToken === 'one' ? 'Unauthorized' : 'boom', trace: [] }),
    });
    expect(heardBy(run)).toMatchObject([
      { status: 401, body: '{"message":"Unauthorized"}' },
      { status: 500, body: '{"message":null}' },
      { status: 401, body: '{"message":"Unauthorized"}' },
    ]);
    expect(saidIn(run, 'lambda.invoke')).toHaveLength(2);
  });

  test('is asked once while its answer is kept; a policy for one method then denies another', async () => {
    const run = await play({
      ...guarded,
      requests: [withToken('/prod/a', '0s'), withToken('/prod/a', '10s'), withToken('/prod/b', '20s'), withToken('/prod/a', '301s')],
      guard: ({ methodArn }) => replies(policy('Allow', methodArn as string)),
    });
    expect(statusesOf(run)).toEqual([200, 200, 403, 200]);
    expect(saidIn(run, 'rest-api.cached')).toHaveLength(2);
    expect(eventsOf(run).filter(({ type }) => type === 'TOKEN')).toHaveLength(2);
  });

  test('is asked every time with the cache off', async () => {
    const run = await play({
      ...guarded,
      authorizer: { authorizerResultTtlInSeconds: 0 },
      requests: [withToken('/prod/a'), withToken('/prod/a', '1s')],
      guard: () => replies(policy('Allow', '*')),
    });
    expect(eventsOf(run).filter(({ type }) => type === 'TOKEN')).toHaveLength(2);
  });

  test('that no wire leads to is a 500', async () => {
    const run = await play({ methods: { authorizer: 'nobody' }, requests: [{ target: '/prod/x' }] });
    expect(heardBy(run)).toMatchObject([{ status: 500, body: '{"message":null}' }]);
  });
});

test('refuses aloud what is not modelled', async () => {
  await expect(play({ requests: [], methods: { type: 'AWS' } })).rejects.toThrow('Only AWS_PROXY');
  await expect(play({ requests: [], methods: { requestTemplates: {} } })).rejects.toThrow(
    "requestTemplates isn't taken here: mapping templates",
  );
  await expect(play({ requests: [], api: { endpointConfiguration: { types: ['PRIVATE'] } } })).rejects.toThrow('needs a VPC');
  await expect(play({ requests: [], authorizer: { identityValidationExpression: '.*' } })).rejects.toThrow(
    'regular expressions of a shared link',
  );
  await expect(play({ requests: [], methods: { methods: ['FETCH /'] } })).rejects.toThrow("FETCH isn't a method that API Gateway takes");
});

import { APIGatewayRequestAuthorizerEventV2Schema } from '@aws-lambda-powertools/parser/schemas/api-gatewayv2';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../base/json.ts';
import { replies, throws } from '../../hosts/scripted.ts';
import { executeArn } from '../../parts/execute-api.ts';
import type { Run } from '../../simulate.ts';
import { unlikeSignature } from '../event-signatures.harness.ts';
import { type GatewayPlay, playGateway, saidIn, statusesOf } from '../gateway-run.test-support.ts';
import { heardBy } from '../http-requests.test-support.ts';
import { httpApi } from './index.ts';

type Play = Omit<GatewayPlay, 'wire' | 'handler'> & {
  readonly routes?: JsonObject;
  /** What the function called pets does with an event. */
  readonly pets?: GatewayPlay['handler'];
};

const play = ({ routes = {}, pets, ...more }: Play): Promise<Run> => playGateway(httpApi, 'pets', { ...more, wire: routes, handler: pets });

const lastEvent = (run: Run): JsonObject => JSON.parse(saidIn(run, 'lambda.invoke').at(-1)!['event'] as string) as JsonObject;

test('an exchange goes to the function and comes back as one item, each record with its cause', async () => {
  const run = await play({ requests: [{ target: '/pets' }] });
  expect(heardBy(run)).toMatchObject([{ status: 200, body: 'ok' }]);
  const own = run.trace.records.filter(({ node, shape }) => node === 'shop' && shape !== 'level');
  expect(own.map(({ word }) => word)).toEqual(['http-api.request', 'http-api.send', 'http-api.response', 'http-api.reply']);
  for (const record of own) expect(record.items).toEqual(['req-1']);
  expect(own[1]).toMatchObject({ wire: 'w1', cause: own[0]!.seq });
  expect(own[3]).toMatchObject({ wire: 'w0', back: true, cause: own[2]!.seq });
});

test('after 30 s the client gets 503, and the function goes on', async () => {
  const run = await play({ requests: [{ target: '/' }], pets: () => replies('done', 31_000) });
  expect(heardBy(run)).toMatchObject([{ status: 503, body: '{"message":"Service Unavailable"}' }]);
  expect(saidIn(run, 'http-api.late')).toHaveLength(1);
  await expect(play({ requests: [], routes: { timeoutInMillis: 30_001 } })).rejects.toThrow('An HTTP API waits at most 30000 ms');
});

test('what goes wrong has its status and its word (front-doors C4)', async () => {
  const thrown = await play({ requests: [{}], pets: () => throws({ errorType: 'Error', errorMessage: 'boom', trace: [] }) });
  expect([statusesOf(thrown), saidIn(thrown, 'http-api.failed').length]).toEqual([[500], 1]);
  const throttled = await play({ requests: [{}], config: { reservedConcurrentExecutions: 0 } });
  expect([statusesOf(throttled), saidIn(throttled, 'http-api.not-invoked').length]).toEqual([[503], 1]);
  const nowhere = await play({ requests: [{ target: '/x' }], routes: { routes: ['GET /y'] } });
  expect([statusesOf(nowhere), saidIn(nowhere, 'http-api.unmatched').length]).toEqual([[404], 1]);
  const burst = await play({ api: { throttlingBurstLimit: 1, throttlingRateLimit: 1 }, requests: [{ at: '0s' }, { at: '0s' }] });
  expect([[...statusesOf(burst)].sort(), saidIn(burst, 'http-api.throttled').length]).toEqual([[200, 429], 1]);
});

describe('a Lambda authorizer', () => {
  const arn = (path: string) => executeArn('shop', '$default', 'GET', path);
  const policy = (effect: string, resource: Json, more: JsonObject = {}): Json => ({
    principalId: 'u1',
    policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: resource }] },
    ...more,
  });
  const withToken = (target: string, at = '0s') => ({ target, at, headers: [['authorization', 't'] as const] });
  const guarded = { routes: { authorizer: 'authorizer', routes: ['GET /{proxy+}'] } };

  test('with simple responses hands on its context, objects and all', async () => {
    let seen: JsonObject = {};
    const run = await play({
      ...guarded,
      authorizer: { enableSimpleResponses: true },
      requests: [withToken('/pets?a=1')],
      guard: (event) => {
        seen = event;
        return replies({ isAuthorized: true, context: { user: { id: 1 } } });
      },
    });
    expect(statusesOf(run)).toEqual([200]);
    expect(seen).toMatchObject({
      version: '2.0',
      type: 'REQUEST',
      routeArn: arn('/pets'),
      identitySource: ['t'],
      routeKey: 'GET /{proxy+}',
    });
    expect(unlikeSignature('authorizer.http.v2', seen)).toEqual([]);
    expect(APIGatewayRequestAuthorizerEventV2Schema.safeParse(seen).error).toBeUndefined();
    expect(lastEvent(run)['requestContext']).toMatchObject({ authorizer: { lambda: { user: { id: 1 } } } });
  });

  test.each([
    [{ isAuthorized: false }, true, 403, '{"message":"Forbidden"}'],
    [{ isAuthorized: 'yes' }, true, 500, '{"message":"Internal Server Error"}'],
    [{ isAuthorized: true }, false, 500, '{"message":"Internal Server Error"}'],
    [policy('Allow', '*'), false, 200, 'ok'],
    [policy('Allow', arn('/pets')), false, 200, 'ok'],
    [policy('Allow', arn('/other')), false, 403, '{"message":"Forbidden"}'],
    [policy('Deny', '*'), false, 403, '{"message":"Forbidden"}'],
  ])('that returns %j with simple responses %s', async (returned, enableSimpleResponses, status, body) => {
    const run = await play({
      ...guarded,
      authorizer: { enableSimpleResponses },
      requests: [withToken('/pets')],
      guard: () => replies(returned as Json),
    });
    expect(heardBy(run)).toMatchObject([{ status, body }]);
  });

  test('is not asked when an identity source is missing', async () => {
    const run = await play({ ...guarded, authorizer: {}, requests: [{ target: '/pets' }] });
    expect(heardBy(run)).toMatchObject([{ status: 401, body: '{"message":"Unauthorized"}' }]);
    expect(saidIn(run, 'lambda.invoke')).toEqual([]);
  });

  test('has 10 s', async () => {
    const run = await play({
      ...guarded,
      authorizer: {},
      requests: [withToken('/pets')],
      guard: () => replies(policy('Allow', '*'), 11_000),
    });
    expect(statusesOf(run)).toEqual([500]);
    expect(saidIn(run, 'http-api.late')).toHaveLength(1);
  });

  test('is asked every time, unless its answers are kept', async () => {
    const requests = [withToken('/a', '0s'), withToken('/a', '5s'), withToken('/b', '8s')];
    const guard = ({ routeArn }: JsonObject) => replies(policy('Allow', routeArn as string));
    const always = await play({ ...guarded, authorizer: {}, requests, guard });
    expect([statusesOf(always), saidIn(always, 'lambda.invoke').length]).toEqual([[200, 200, 200], 6]);
    const kept = await play({ ...guarded, authorizer: { authorizerResultTtlInSeconds: 60 }, requests, guard });
    expect([statusesOf(kept), saidIn(kept, 'lambda.invoke').length]).toEqual([[200, 200, 403], 3]);
  });

  test('of payload 1.0 gets the request like a REST authorizer', async () => {
    let seen: JsonObject = {};
    const run = await play({
      routes: { authorizer: 'authorizer', routes: ['GET /pets'], payloadFormatVersion: '1.0' },
      api: { stageVariables: { a: 'b' } },
      authorizer: { authorizerPayloadFormatVersion: '1.0' },
      requests: [withToken('/pets')],
      guard: (event) => {
        seen = event;
        return replies(policy('Allow', '*', { context: { k: 1 } }));
      },
    });
    expect(statusesOf(run)).toEqual([200]);
    expect(seen).toMatchObject({ version: '1.0', type: 'REQUEST', methodArn: arn('/pets'), identitySource: 't', authorizationToken: 't' });
    expect(unlikeSignature('authorizer.rest.request', seen)).toEqual([]);
    expect(lastEvent(run)['requestContext']).toMatchObject({ authorizer: { k: 1, principalId: 'u1' } });
  });
});

test('refuses aloud what is not modelled', async () => {
  await expect(play({ requests: [], authorizer: { authorizerType: 'JWT' } })).rejects.toThrow("A JWT authorizer needs an issuer's keys");
  await expect(play({ requests: [], routes: { integrationType: 'HTTP_PROXY' } })).rejects.toThrow('Only AWS_PROXY');
  await expect(play({ requests: [], api: { corsConfiguration: { allowOrigins: ['*'], allowCredentials: true } } })).rejects.toThrow(
    "Credentials can't be allowed for the origin *",
  );
  await expect(play({ requests: [], routes: { authorizationType: 'JWT' } })).rejects.toThrow('JWT and AWS_IAM are not modelled');
});

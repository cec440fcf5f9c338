import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../base/json.ts';
import { replies, type Script, scriptedHost, throws } from '../../hosts/scripted.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { HttpRequest } from '../../sim/http.ts';
import type { Registry } from '../../sim/service.ts';
import { type Run, simulate } from '../../simulate.ts';
import { dataInFull } from '../../trace/jsonl.ts';
import { anyRequestWithBody, doorScenario, heardBy, probe, requestOf } from '../http-requests.test-support.ts';
import { lambda } from '../lambda/index.ts';
import { httpSeen, recordedCases, unmet } from '../recorded-cases.harness.ts';
import { functionUrl } from './index.ts';

const registry: Registry = { probe, 'function-url': functionUrl, lambda };

async function runOf(
  config: Json,
  requests: readonly Partial<HttpRequest>[],
  script: Script,
  functions = [{ id: 'cart', kind: 'lambda', config: {} }],
): Promise<Run> {
  const scenario = doorScenario({ id: 'cart-url', kind: 'function-url', config }, requests.map(requestOf), functions);
  expect(parseScenario(scenario, registry)).toMatchObject({ ok: true });
  const run = await simulate(scenario, scriptedHost(script), registry);
  await run.advance('idle');
  return run;
}

const returning =
  (value: Json): Script =>
  (_code, delivery) =>
    delivery.on === 'invoke' ? replies(value, 10) : {};

describe('recorded cases', () => {
  const cases = recordedCases('furl');
  test('are seen', () => expect(cases).toHaveLength(9));
  test.each(cases.map((one) => [one.id, one] as const))('%s', async (_, { given, when, expect: wanted }) => {
    const thrown = given['functionThrows'] as JsonObject | undefined;
    const script: Script = (_code, delivery) =>
      delivery.on !== 'invoke' ? {} : thrown ? throws(thrown) : replies(given['functionReturns'] ?? null);
    const permissions = given['resourcePolicy'] === undefined ? {} : { permissions: { invokeFunctionUrl: false, invokeFunction: false } };
    const run = await runOf(
      { authType: given['authType'] as string, invokeMode: given['invokeMode'] as string, ...permissions },
      [when['http'] as Partial<HttpRequest>],
      script,
    );
    const { records, texts } = run.trace;
    const opened = records.find((record) => record.word === 'function-url.request')!;
    const event = dataInFull(opened.data, texts)['event'];
    const lines = records.flatMap((record) => (record.shape === 'log' ? [record.text] : []));
    const seen = {
      http: httpSeen(heardBy(run)[0]!),
      event: event === undefined ? null : (JSON.parse(event as string) as Json),
      logs: { lines },
    };
    expect(unmet(wanted, seen)).toEqual([]);
  });
});

describe('an exchange', () => {
  test('is one item, there and back', async () => {
    const run = await runOf({}, [{ target: '/a' }], returning('hi'));
    const own = run.trace.records.filter((record) => record.node === 'cart-url');
    expect(own.map((record) => record.word)).toEqual([
      'function-url.request',
      'function-url.in-flight',
      'function-url.send',
      'function-url.in-flight',
      'function-url.response',
      'function-url.reply',
    ]);
    for (const record of own) if (record.shape !== 'level') expect(record.items).toEqual(['req-1']);
    expect(heardBy(run)[0]).toMatchObject({ status: 200, body: 'hi' });
  });

  test('a throttle is a 429', async () => {
    const run = await runOf({}, [{}], returning(null), [{ id: 'cart', kind: 'lambda', config: { reservedConcurrentExecutions: 0 } }]);
    expect(heardBy(run)[0]).toMatchObject({ status: 429 });
    expect(JSON.parse(heardBy(run)[0]!.body)).toMatchObject({
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      message: 'Rate Exceeded.',
    });
    expect(run.trace.records.find((record) => record.word === 'function-url.response')).toMatchObject({ outcome: 'throttled' });
  });

  test('a URL without a function is one that AWS does not know (recorded-facts 4.5)', async () => {
    const run = await runOf({}, [{}], returning(null), []);
    expect(heardBy(run)[0]).toMatchObject({ status: 403, body: '{"Message":null}' });
  });

  test('a second function is refused by the document', () => {
    const two = ['a', 'b'].map((id) => ({ id, kind: 'lambda' }));
    const parsed = parseScenario(doorScenario({ id: 'u', kind: 'function-url' }, [], two), registry);
    expect(parsed).toMatchObject({
      ok: false,
      problem: 'The wire w2 is one too many. A function URL belongs to one function: wire it to that one.',
    });
  });
});

test('whatever is asked and returned, every request is answered once and every span closes', async () => {
  const shape = fc.array(fc.tuple(anyRequestWithBody, fc.jsonValue({ maxDepth: 2 })), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(shape, async (asked) => {
      let nth = 0;
      const script: Script = (_code, delivery) => {
        if (delivery.on !== 'invoke') return {};
        const value = asked[nth++ % asked.length]![1] as Json;
        return replies(nth % 2 === 0 ? value : { statusCode: 200, headers: value, cookies: value, body: 'x' });
      };
      const run = await runOf(
        { cors: { allowOrigins: ['*'] } },
        asked.map(([request]) => request),
        script,
      );
      expect(heardBy(run)).toHaveLength(asked.length);
      const { records } = run.trace;
      const opened = records.filter(({ word }) => word === 'function-url.request').map(({ seq }) => seq);
      expect(records.flatMap((record) => (record.word === 'function-url.response' && record.shape === 'close' ? [record.of] : []))).toEqual(
        opened,
      );
    }),
    { numRuns: 40 },
  );
});

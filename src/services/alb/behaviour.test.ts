import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { micros, SECOND } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { replies, type Script, scriptedHost, throws } from '../../hosts/scripted.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { HttpRequest } from '../../sim/http.ts';
import type { Registry } from '../../sim/service.ts';
import { type Run, simulate } from '../../simulate.ts';
import { dataInFull } from '../../trace/jsonl.ts';
import type { Record } from '../../trace/record.ts';
import { anyRequestWithBody, doorScenario, heardBy, probe, requestOf } from '../http-requests.test-support.ts';
import { lambda } from '../lambda/index.ts';
import { alb } from './index.ts';

const registry: Registry = { probe, alb, lambda };
const cart = { id: 'cart', kind: 'lambda' };

/** A host whose functions answer events with what `reply` makes of them. */
const answering = (reply: (event: { readonly [key: string]: Json }) => Json, ms = 0) =>
  scriptedHost((_code, delivery) => (delivery.on === 'invoke' ? replies(reply(JSON.parse(delivery.event)), ms) : {}));

async function runOf(
  config: Json,
  requests: readonly Partial<HttpRequest>[],
  script: Script | ReturnType<typeof answering>,
  wire: Json = {},
): Promise<Run> {
  const scenario = doorScenario({ id: 'shop-alb', kind: 'alb', config }, requests.map(requestOf), [cart], wire);
  const parsed = parseScenario(scenario, registry);
  expect(parsed).toMatchObject({ ok: true });
  const run = await simulate(scenario, typeof script === 'function' ? scriptedHost(script) : script, registry);
  await run.advance('idle');
  return run;
}

const said = (run: Run, word: string): readonly { readonly [key: string]: Json }[] =>
  run.trace.records.filter((record) => record.word === word).map((record) => dataInFull(record.data, run.trace.texts));
const wordsOf = (run: Run, node = 'shop-alb'): readonly string[] =>
  run.trace.records.filter((record) => record.node === node).map((record) => record.word);

describe('an exchange', () => {
  test('goes to the function and comes back, as one item, each record with its cause', async () => {
    const run = await runOf(
      {},
      [{ target: '/cart?item=1&item=2' }],
      answering(() => ({ statusCode: 200, body: 'ok' }), 20),
    );
    expect(heardBy(run)).toMatchObject([{ status: 200, body: 'ok' }]);
    expect(wordsOf(run)).toEqual(['alb.request', 'alb.in-flight', 'alb.send', 'alb.in-flight', 'alb.response', 'alb.reply']);
    const records = run.trace.records.filter((record) => record.node === 'shop-alb');
    const [request, , send, , response, reply] = records as unknown as [Record, Record, Record, Record, Record, Record];
    for (const record of [request, send, response, reply]) expect(record.items).toEqual(['req-1']);
    expect(send).toMatchObject({ wire: 'w1', to: 'cart', cause: request.seq });
    expect(reply).toMatchObject({ wire: 'w0', to: 'client', back: true });
    expect(response).toMatchObject({ of: request.seq, outcome: 'ok' });
    expect(said(run, 'alb.response')[0]).toMatchObject({
      status: 200,
      result: '{"statusCode":200,"body":"ok"}',
      metrics: ['RequestCount', 'HTTPCode_Target_2XX_Count', 'LambdaTargetProcessedBytes'],
    });
    expect(JSON.parse(said(run, 'alb.request')[0]!['event'] as string)).toMatchObject({ queryStringParameters: { item: '2' } });
    expect(run.trace.records.find((record) => record.word === 'lambda.invoke')!.items).toEqual(['req-1']);
  });

  test('flips with the switch: reconfigured between two requests, event and response change as AWS documents', async () => {
    const scenario = doorScenario(
      { id: 'shop-alb', kind: 'alb' },
      [requestOf({ target: '/cart?item=1&item=2' }), requestOf({ target: '/cart?item=1&item=2' })],
      [cart],
    );
    const both = { statusCode: 200, headers: { 'set-cookie': 'a=1' }, multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] }, body: '' };
    const flip = { at: '500ms', node: 'shop-alb', do: 'configure', with: { multiValueHeadersEnabled: true } };
    const run = await simulate(
      { ...scenario, script: [...scenario.script, flip] },
      answering(() => both),
      registry,
    );
    await run.advance('idle');
    const events = said(run, 'alb.request').map((data) => JSON.parse(data['event'] as string));
    expect(events[0]).toMatchObject({ queryStringParameters: { item: '2' } });
    expect(events[1]).toMatchObject({ multiValueQueryStringParameters: { item: ['1', '2'] } });
    const cookies = heardBy(run).map(({ headers }) => headers.filter(([name]) => name === 'set-cookie').map(([, value]) => value));
    expect(cookies).toEqual([['a=1'], ['a=1', 'b=2']]);
  });

  test('the wire may say otherwise than the load balancer', async () => {
    const run = await runOf(
      {},
      [{}],
      answering(() => ({ statusCode: 200 })),
      { multiValueHeadersEnabled: true },
    );
    expect(JSON.parse(said(run, 'alb.request')[0]!['event'] as string)).toHaveProperty('multiValueHeaders');
  });

  test('a thrown error is a 502 with its reason and its metrics', async () => {
    const run = await runOf({}, [{}], (_code, delivery) =>
      delivery.on === 'invoke' ? throws({ errorType: 'TypeError', errorMessage: 'no', trace: [] }) : {},
    );
    expect(heardBy(run)[0]).toMatchObject({ status: 502 });
    expect(said(run, 'alb.response')[0]).toMatchObject({
      errorReason: 'LambdaUnhandled',
      metrics: ['RequestCount', 'LambdaUserError', 'HTTPCode_ELB_5XX_Count', 'HTTPCode_ELB_502_Count'],
    });
    expect(said(run, 'alb.5xx')).toEqual([{ name: 'shop-alb', count: 1 }]);
  });

  test('a timeout is told apart in the trace, not to the client', async () => {
    const run = await runOf(
      {},
      [{}],
      answering(() => ({ statusCode: 200 }), 60_000),
    );
    expect(heardBy(run)[0]).toMatchObject({ status: 502 });
    expect(run.trace.records.find((record) => record.word === 'alb.response')).toMatchObject({ outcome: 'timeout' });
  });

  test('a throttle is a 502, not a 429', async () => {
    const scenario = doorScenario(
      { id: 'shop-alb', kind: 'alb' },
      [requestOf({})],
      [{ ...cart, config: { reservedConcurrentExecutions: 0 } }],
    );
    const run = await simulate(
      scenario,
      answering(() => null),
      registry,
    );
    await run.advance('idle');
    expect(heardBy(run)[0]).toMatchObject({ status: 502 });
    expect(said(run, 'alb.response')[0]).toMatchObject({ errorReason: 'LambdaThrottling' });
    expect(run.trace.records.find((record) => record.word === 'alb.response')).toMatchObject({ outcome: 'throttled' });
  });
});

describe('what never reaches a function', () => {
  test('is answered at once, with why', async () => {
    const run = await runOf(
      {},
      [{ method: 'TRACE' }],
      answering(() => null),
    );
    expect(heardBy(run)[0]).toMatchObject({ status: 405 });
    expect(wordsOf(run)).toEqual(['alb.request', 'alb.rejected', 'alb.response', 'alb.reply']);
    expect(said(run, 'alb.response')[0]).toMatchObject({ metrics: ['HTTPCode_ELB_4XX_Count'] });
  });

  test('a rule answers by itself, and is counted as what it is', async () => {
    const actions = [{ type: 'fixed-response', fixedResponseConfig: { statusCode: '404', messageBody: 'no' } }];
    const rule = { priority: 3, conditions: [{ field: 'path-pattern', pathPatternConfig: { values: ['/old*'] } }], actions };
    const run = await runOf(
      { rules: [rule] },
      [{ target: '/old/1' }, { target: '/new' }],
      answering(() => ({ statusCode: 200 })),
    );
    expect(heardBy(run).map(({ status }) => status)).toEqual([404, 200]);
    expect(said(run, 'alb.ruled')).toEqual([{ name: 'shop-alb', item: 'req-1', rule: 3, action: 'fixed-response' }]);
    expect(said(run, 'alb.response')[0]).toMatchObject({ metrics: ['HTTP_Fixed_Response_Count', 'HTTPCode_ELB_4XX_Count'] });
  });

  test('an empty target group is a 503', async () => {
    const forward = { type: 'forward', forwardConfig: { targetGroups: [{ targetGroupName: 'gone' }] } };
    const run = await runOf(
      { defaultActions: [forward] },
      [{}],
      answering(() => null),
    );
    expect(heardBy(run)[0]).toMatchObject({ status: 503 });
    expect(said(run, 'alb.rejected')[0]!['why']).toMatch(/^The target group gone has no function/);
  });
});

test('weights split requests between two functions by the dice of this node', async () => {
  const targetGroups = [
    { targetGroupName: 'blue', weight: 9 },
    { targetGroupName: 'green', weight: 1 },
  ];
  const functions = ['blue', 'green'].map((id) => ({ id, kind: 'lambda' }));
  const requests = Array.from({ length: 200 }, () => requestOf({}));
  const door = { id: 'shop-alb', kind: 'alb', config: { defaultActions: [{ type: 'forward', forwardConfig: { targetGroups } }] } };
  const run = await simulate(
    doorScenario(door, requests, functions),
    answering(() => ({ statusCode: 200 })),
    registry,
  );
  await run.advance('idle');
  const blue = said(run, 'alb.request').filter(({ group }) => group === 'blue').length;
  expect(blue).toBeGreaterThan(160);
  expect(blue).toBeLessThan(197);
});

describe('health checks', () => {
  const wire = {
    healthCheckEnabled: true,
    healthCheckIntervalSeconds: 10,
    healthCheckTimeoutSeconds: 2,
    healthyThresholdCount: 2,
    matcher: { httpCode: '200-299' },
  };
  async function checked(reply: (nth: number) => Json, seconds: number, ms = 0): Promise<Run> {
    let nth = 0;
    const scenario = doorScenario({ id: 'shop-alb', kind: 'alb' }, [], [cart], wire);
    const run = await simulate(
      scenario,
      answering(() => reply(nth++), ms),
      registry,
    );
    await run.advance(micros(seconds * SECOND));
    return run;
  }

  test('are off by default', async () => {
    const run = await runOf(
      {},
      [],
      answering(() => null),
    );
    expect(run.trace.records).toEqual([]);
  });

  test('send AWS’s event and turn a new target healthy at the first pass', async () => {
    const run = await checked(() => ({ statusCode: 200 }), 5);
    expect(said(run, 'alb.health').map(({ health }) => health)).toEqual(['initial', 'healthy']);
    expect(JSON.parse(said(run, 'lambda.invoke')[0]!['event'] as string)).toEqual({
      requestContext: { elb: { targetGroupArn: expect.stringContaining('targetgroup/cart/') } },
      httpMethod: 'GET',
      path: '/',
      queryStringParameters: {},
      headers: { 'user-agent': 'ELB-HealthChecker/2.0' },
      body: '',
      isBase64Encoded: false,
    });
  });

  test('follow the thresholds both ways', async () => {
    const run = await checked((nth) => ({ statusCode: nth === 0 || nth > 2 ? 200 : 500 }), 55);
    expect(said(run, 'alb.checked').map(({ passed }) => passed)).toEqual([true, false, false, true, true, true]);
    expect(said(run, 'alb.health').map(({ health }) => health)).toEqual(['initial', 'healthy', 'unhealthy', 'healthy']);
  });

  test('time out, and hear the answer late', async () => {
    const run = await checked(() => ({ statusCode: 200 }), 9, 2500);
    expect(said(run, 'alb.checked')).toMatchObject([{ passed: false, saw: 'no answer in time (Target.Timeout)' }]);
    expect(wordsOf(run)).toContain('alb.late');
  });

  test('leave an unhealthy lone target in service, and keep no run from being idle', async () => {
    const scenario = doorScenario({ id: 'shop-alb', kind: 'alb' }, [requestOf({})], [cart], wire);
    const late = { ...scenario, script: scenario.script.map((one) => ({ ...one, at: '60s' })) };
    const run = await simulate(
      late,
      answering(() => ({ statusCode: 500 })),
      registry,
    );
    const reached = await run.advance('idle');
    expect(said(run, 'alb.health').at(-1)).toMatchObject({ health: 'unhealthy' });
    expect(heardBy(run)).toMatchObject([{ status: 500 }]);
    expect(reached.stop).toBe('idle');
  });
});

test('whatever is asked and returned, every request is answered once and every span closes', async () => {
  const shape = fc.array(fc.tuple(anyRequestWithBody, fc.jsonValue({ maxDepth: 2 })), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(shape, fc.boolean(), async (asked, multiValueHeadersEnabled) => {
      let nth = 0;
      const returned = (): Json => {
        const value = asked[nth++ % asked.length]![1] as Json;
        return nth % 2 === 0 ? value : { statusCode: 200, headers: value, multiValueHeaders: value, body: 'x' };
      };
      const run = await runOf(
        { multiValueHeadersEnabled },
        asked.map(([request]) => request),
        answering(returned),
      );
      expect(heardBy(run)).toHaveLength(asked.length);
      const opened = run.trace.records.filter(({ word }) => word === 'alb.request').map(({ seq }) => seq);
      expect(
        run.trace.records.flatMap((record) => (record.word === 'alb.response' && record.shape === 'close' ? [record.of] : [])),
      ).toEqual(opened);
      expect(said(run, 'alb.in-flight').at(-1)?.['count'] ?? 0).toBe(0);
    }),
    { numRuns: 40 },
  );
});

import { expect, test } from 'vitest';
import { replies, type Script, scriptedHost, throws } from '../../hosts/scripted.ts';
import { judge } from '../../lessons/judge.ts';
import { checksOf } from '../../scenario/check.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Registry } from '../../sim/service.ts';
import { simulate } from '../../simulate.ts';
import { httpClient } from '../http-client/index.ts';
import { doorScenario, probe, proseOf, requestOf } from '../http-requests.test-support.ts';
import { lambda } from '../lambda/index.ts';
import { alb } from './index.ts';
import { albLesson } from './lesson.ts';

const registry: Registry = { 'http-client': httpClient, probe, alb, lambda };

/** The lesson's handler, played by a script. */
const handler: Script = (_code, delivery) => {
  if (delivery.on !== 'invoke') return { cpuMs: 14 };
  const event = JSON.parse(delivery.event);
  const query = event.multiValueQueryStringParameters ?? event.queryStringParameters;
  const cookies = ['sid=9c2e; HttpOnly', 'cart=2'];
  return replies({
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'set-cookie': cookies[0]! },
    multiValueHeaders: { 'content-type': ['application/json'], 'set-cookie': cookies },
    body: JSON.stringify({ items: query.item }),
  });
};

test('the lesson, and the same request again after the switch was flipped', async () => {
  const parsed = parseScenario(albLesson, registry);
  if (!parsed.ok) throw new Error(`${parsed.path}: ${parsed.problem}`);
  const run = await simulate(parsed.scenario, scriptedHost(handler), registry);
  await run.advance('idle');
  const [both, answered] = checksOf(parsed.scenario);
  expect(judge(both!, run.trace, true)).toMatchObject({ held: false });
  expect(judge(answered!, run.trace, true)).toMatchObject({ held: true });
  run.act({ node: 'shop-alb', do: 'configure', with: { multiValueHeadersEnabled: true } });
  run.act({ ...albLesson.script[0]!, node: 'shopper' });
  await run.advance('idle');
  expect(judge(both!, run.trace, true)).toMatchObject({ held: true });
  const responses = run.trace.records
    .filter(({ word }) => word === 'http-client.response')
    .map(({ data }) => run.trace.texts[(data['response'] as unknown as { $text: number }).$text]!);
  expect(responses.map((text) => JSON.parse(text).headers.filter(([name]: [string]) => name === 'set-cookie').length)).toEqual([1, 2]);
  expect(responses.map((text) => JSON.parse(text).body)).toEqual(['{"items":"2"}', '{"items":["1","2"]}']);
  await expect(proseOf(run, registry, ['shopper', 'shop-alb'])).toMatchFileSnapshot('lesson.golden.txt');
});

test('what goes wrong: a throw, a wrong shape, a refusal, a rule, an empty group, a health check', async () => {
  const rules = [
    {
      priority: 5,
      conditions: [{ field: 'path-pattern', pathPatternConfig: { values: ['/old*'] } }],
      actions: [{ type: 'redirect', redirectConfig: { path: '/new', statusCode: 'HTTP_302' } }],
    },
    {
      priority: 6,
      conditions: [{ field: 'path-pattern', pathPatternConfig: { values: ['/gone'] } }],
      actions: [{ type: 'forward', forwardConfig: { targetGroups: [{ targetGroupName: 'gone' }] } }],
    },
  ];
  const targets = ['/boom', '/shape', '/old/1', '/gone'];
  const requests = [...targets.map((target) => requestOf({ target })), requestOf({ method: 'TRACE' })];
  const wire = { healthCheckEnabled: true, healthCheckIntervalSeconds: 5, healthCheckTimeoutSeconds: 2 };
  const scenario = doorScenario({ id: 'shop-alb', kind: 'alb', config: { rules } }, requests, [{ id: 'cart', kind: 'lambda' }], wire);
  const script: Script = (_code, delivery) => {
    if (delivery.on !== 'invoke') return { cpuMs: 5 };
    const { path } = JSON.parse(delivery.event) as { path: string };
    if (path === '/boom') return throws({ errorType: 'Error', errorMessage: 'boom', trace: [] });
    return replies(path === '/shape' ? { statusCode: '200' } : { statusCode: 503 }, 30);
  };
  const run = await simulate(scenario, scriptedHost(script), registry);
  await run.advance(6_000_000 as never);
  await expect(proseOf(run, registry, ['shop-alb'])).toMatchFileSnapshot('failures.golden.txt');
});

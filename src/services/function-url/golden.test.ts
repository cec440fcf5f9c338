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
import { functionUrl } from './index.ts';
import { functionUrlLesson } from './lesson.ts';

const registry: Registry = { 'http-client': httpClient, probe, 'function-url': functionUrl, lambda };

test('the lesson', async () => {
  const parsed = parseScenario(functionUrlLesson, registry);
  if (!parsed.ok) throw new Error(`${parsed.path}: ${parsed.problem}`);
  const script: Script = (_code, delivery) => {
    if (delivery.on !== 'invoke') return { cpuMs: 14 };
    const event = JSON.parse(delivery.event);
    return replies({ path: [event.rawPath, event.requestContext.http.path], query: event.queryStringParameters, cookies: event.cookies });
  };
  const run = await simulate(parsed.scenario, scriptedHost(script), registry);
  await run.advance('idle');
  // The last check is the lesson's task: to say the status that is inferred here.
  const verdicts = checksOf(parsed.scenario).map((check) => judge(check, run.trace, true).held);
  expect(verdicts).toEqual([true, true, false]);
  await expect(proseOf(run, registry, ['client', 'cart-url'])).toMatchFileSnapshot('lesson.golden.txt');
});

test('an answer, a throw, a preflight, and a signature that is missing once the URL asks for one', async () => {
  const preflight = requestOf({
    method: 'OPTIONS',
    headers: [
      ['Origin', 'https://a.example'],
      ['Access-Control-Request-Method', 'GET'],
    ],
  });
  const scenario = doorScenario(
    { id: 'cart-url', kind: 'function-url', config: { cors: { allowOrigins: ['*'] } } },
    [requestOf({ target: '/ok' }), requestOf({ target: '/boom' }), preflight, requestOf({ target: '/ok' })],
    [{ id: 'cart', kind: 'lambda' }],
  );
  const closed = { at: '2500ms', node: 'cart-url', do: 'configure', with: { authType: 'AWS_IAM' } };
  const script: Script = (_code, delivery) => {
    if (delivery.on !== 'invoke') return { cpuMs: 5 };
    return delivery.event.includes('/boom') ? throws({ errorType: 'Error', errorMessage: 'boom', trace: [] }) : replies('hi', 30);
  };
  const run = await simulate({ ...scenario, script: [...scenario.script, closed] }, scriptedHost(script), registry);
  await run.advance('idle');
  await expect(proseOf(run, registry, ['cart-url'])).toMatchFileSnapshot('failures.golden.txt');
});

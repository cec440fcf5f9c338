import { afterAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../base/json.ts';
import { nodeHost } from '../../hosts/node-host.ts';
import { judge } from '../../lessons/judge.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { simulate } from '../../simulate.ts';
import { registry } from '../index.ts';
import { lambdaLesson } from './lesson.ts';
import { call, payloadOf, scenarioOf, tell, testRegistry } from './run.test-support.ts';

const host = nodeHost();
afterAll(() => host.close());

const run = (code: string, sends = [call('0s')], config: JsonObject = {}) =>
  tell(scenarioOf(sends, { files: { 'index.mjs': code }, ...config }), host);

const sends = (...payloads: readonly JsonObject[]) =>
  payloads.map((payload, i) => call(`${i * 10}s`, { payload: JSON.stringify(payload) }));

describe('the lesson with real code', () => {
  it('holds its checks', async () => {
    const running = await simulate(lambdaLesson, host, testRegistry);
    await running.advance('idle');
    for (const check of lambdaLesson.checks!) {
      const verdict = judge(check as never, running.trace, true);
      expect(verdict, verdict.saw).toMatchObject({ held: true });
    }
  });
});

describe('code in an environment', () => {
  it('sees its log stream in module code, and one trace header an invocation (recorded-facts 6.13)', async () => {
    const code = `const stream = process.env.AWS_LAMBDA_LOG_STREAM_NAME;
const traced = process.env._X_AMZN_TRACE_ID ?? 'unset';
export const handler = async () => ({ stream, traced, trace: process.env._X_AMZN_TRACE_ID, node: process.env.AWS_EXECUTION_ENV });`;
    const story = await run(code, sends({}, {}));
    const [first, second] = story.heard.map(payloadOf);
    expect(first).toMatchObject({
      stream: story.of('lambda.environment')[0]?.full['stream'],
      traced: 'unset',
      node: 'AWS_Lambda_nodejs24.x',
    });
    expect(first!['trace']).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/);
    expect(second!['trace']).not.toBe(first!['trace']);
  });

  it('goes on in a later invocation with what it left unawaited, under that one’s request id (lambda-core A2)', async () => {
    const code = `const later = async (n) => { await new Promise((done) => setTimeout(done, 200)); console.log('sent', n); };
export const handler = async (event) => { later(event.n); return event.n; };`;
    const story = await run(code, sends({ n: 1 }, { n: 2 }));
    const [line] = story.of('lambda.log');
    const second = story.of('lambda.invoke')[1]!;
    expect(line?.items).toEqual(['req-2']);
    expect(line?.shape === 'log' && line.text.split('\t').slice(1)).toEqual([second.full['requestId'], 'INFO', 'sent 1']);
  });

  it('throws, and the payload and the log line have Node’s shapes (lambda-core A10)', async () => {
    const story = await run(`export const handler = async () => {\n  throw new TypeError('boom');\n};`);
    const payload = payloadOf(story.heard[0]);
    expect(payload).toMatchObject({ errorType: 'TypeError', errorMessage: 'boom' });
    expect((payload['trace'] as string[])[1]).toMatch(/at .*handler \(file:\/\/\/var\/task\/index\.mjs:2:9\)/);
    expect(story.log().find((line) => line.includes('Invoke Error'))).toMatch(
      /\tERROR\tInvoke Error \t\{"errorType":"TypeError","errorMessage":"boom","stack":\[/,
    );
  });

  it('throws in module code: INIT twice, its output twice, the error once (lambda-core A1, A3)', async () => {
    const story = await run(`console.log('starting');\nthrow new Error('no config');`);
    expect(payloadOf(story.heard[0])).toMatchObject({ errorType: 'Error', errorMessage: 'no config' });
    expect(story.log().map((line) => /INIT_START|starting|Init Error|INIT_REPORT|START|END|REPORT/.exec(line)?.[0])).toEqual([
      'INIT_START',
      'starting',
      'Init Error',
      'INIT_REPORT',
      'starting',
      'Init Error',
      'INIT_REPORT',
      'START',
      'END',
      'REPORT',
    ]);
  });

  it('has a syntax error: the editor gets the place, the caller the error (lambda-core A9)', async () => {
    const story = await run('export const handler = async () => {\n  return 1 +;\n};');
    expect(payloadOf(story.heard[0])).toMatchObject({ errorType: 'Runtime.UserCodeSyntaxError' });
    expect(Object.keys(payloadOf(story.heard[0]))).toEqual(['errorType', 'errorMessage', 'trace']);
    expect(JSON.parse(story.of('lambda.init-failed')[0]?.full['error'] as string)).toMatchObject({ fault: { file: 'index.mjs', line: 2 } });
    expect(story.log().filter((line) => line.includes('Error Type: Runtime.UserCodeSyntaxError')).length).toBe(3);
  });

  it('spins: while (true) times out at its timeout exactly, and the next event starts over', async () => {
    const story = await run(
      'export const handler = async (event) => { while (event.spin) {} return 1; };',
      sends({ spin: true }, { spin: false }),
    );
    expect(payloadOf(story.heard[0])['errorType']).toBe('Sandbox.Timedout');
    expect(story.of('lambda.timed-out')[0]?.full['durationMs']).toBe(3000);
    expect(payloadOf(story.heard[1])).toBe(1);
    expect(story.of('lambda.init').length).toBe(2);
  });

  it('recurses without end: one fixed outcome', async () => {
    const story = await run('const down = (n) => down(n + 1) + 1;\nexport const handler = async () => down(0);', [call('0s')], {
      memorySize: 1769,
    });
    expect(payloadOf(story.heard[0])).toMatchObject({ errorType: 'RangeError', errorMessage: 'Maximum call stack size exceeded' });
    expect(story.of('lambda.overflowed').length).toBe(1);
    expect(story.log().filter((line) => line.includes('Invoke Error')).length).toBe(1);
  });

  it('fetches what is not there', async () => {
    const code = `export const handler = async () => fetch('http://nowhere.example.com/x').catch((error) => error.cause?.code ?? String(error));`;
    const story = await run(code);
    expect(payloadOf(story.heard[0])).toBe('ENOTFOUND');
    expect(story.of('lambda.fetch')[0]?.full).toMatchObject({ method: 'GET' });
  });

  it('calls another function through its URL: an exchange of its own on the same journey', async () => {
    const config = { authType: 'NONE' };
    const { host: hostOf, config: schema } = registry['function-url']!;
    const url = `https://${hostOf!('b-url', schema.parse(config))}/x?y=1`;
    const scenario: Scenario = {
      ...scenarioOf([]),
      nodes: [
        {
          id: 'a',
          kind: 'lambda',
          config: { files: { 'index.mjs': `export const handler = async () => (await fetch('${url}')).json();` } },
        },
        { id: 'b-url', kind: 'function-url', config },
        {
          id: 'b',
          kind: 'lambda',
          config: { files: { 'index.mjs': 'export const handler = async (event) => ({ path: event.rawPath });' } },
        },
      ],
      wires: [{ id: 'w', from: 'b-url', to: 'b' }],
      script: [{ at: '0s', node: 'a', do: 'invoke' }],
    };
    const running = await simulate(scenario, host);
    await running.advance('idle');
    const invocations = running.trace.records.filter(({ word }) => word === 'lambda.invoke');
    expect(invocations.map(({ node, items }) => [node, items])).toEqual([
      ['a', ['test-1']],
      ['b', ['fetch-1', 'test-1']],
    ]);
    const done = running.trace.records.filter(({ word, node }) => word === 'lambda.done' && node === 'a')[0]!;
    expect(running.trace.texts[(done.data['result'] as { $text: number }).$text]).toBe('{"path":"/x"}');
  });

  it('logs as JSON when it is set to, below its level not at all (lambda-core A8)', async () => {
    const code = `export const handler = async () => { console.debug('no'); console.info('yes', 1); console.error(new Error('oh')); };`;
    const story = await run(code, [call('0s')], { loggingConfig: { logFormat: 'JSON' } });
    const own = story.of('lambda.log').map((record) => (record.shape === 'log' ? (JSON.parse(record.text) as JsonObject) : {}));
    expect(own[0]).toMatchObject({ level: 'INFO', message: 'yes 1', requestId: story.of('lambda.invoke')[0]?.full['requestId'] });
    expect(own[1]).toMatchObject({ level: 'ERROR', message: { errorType: 'Error', errorMessage: 'oh' } });
    expect(own.length).toBe(2);
  });

  it('is slower with less memory and costs what its time costs', async () => {
    const code = 'export const handler = async () => { let n = 0; for (let i = 0; i < 300_000; i++) n += i; return n; };';
    const took = async (memorySize: number) => {
      const { full } = (await run(code, [call('0s')], { memorySize })).of('lambda.done')[0]!;
      return full['durationMs'] as number;
    };
    const [small, middle, full, more] = [await took(128), await took(884), await took(1769), await took(3538)];
    expect(small / full).toBeCloseTo(1769 / 128, 1);
    expect(middle / full).toBeCloseTo(1769 / 884, 1);
    expect(more).toBe(full);
  });

  it('waits for an empty event loop with a callback on Node 22, and may not have one on Node 24 (lambda-core A9)', async () => {
    const code = `exports.handler = (event, context, callback) => { setTimeout(() => {}, 800); callback(null, 'done'); };`;
    const older = await run('', [call('0s')], { runtime: 'nodejs22.x', files: { 'index.js': code } });
    expect(payloadOf(older.heard[0])).toBe('done');
    expect(older.of('lambda.done')[0]?.full['durationMs']).toBeGreaterThanOrEqual(800);
    const newer = await run('', [call('0s')], { runtime: 'nodejs24.x', files: { 'index.js': code } });
    expect(payloadOf(newer.heard[0])).toMatchObject({ errorType: 'Runtime.CallbackHandlerDeprecated' });
  });

  it('tells the same trace twice', async () => {
    const code = `import { randomUUID } from 'node:crypto';
export const handler = async (event) => { await new Promise((done) => setTimeout(done, Math.random() * 100)); return [randomUUID(), Date.now(), event]; };`;
    const script = [call('0s'), call('0s'), call('1s'), call('1s'), call('1s')];
    expect((await run(code, script)).lines).toEqual((await run(code, script)).lines);
  });
});

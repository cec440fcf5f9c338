import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../base/json.ts';
import { replies, type Script, scriptedHost, throws } from '../../hosts/scripted.ts';
import type { HandlerHost } from '../../sim/handler-host.ts';
import { call, configure, payloadOf, scenarioOf, tell, testEvent } from './run.test-support.ts';

const INIT = { cpuMs: 30 };
/** Module code takes 30 ms of CPU; each event waits as long as it says. */
const sleeper: Script = (_code, delivery) =>
  delivery.on === 'init' ? INIT : delivery.on === 'invoke' ? replies({ ok: true }, Number(JSON.parse(delivery.event).ms ?? 0)) : {};
const ID = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const sleeps = (ms: number) => ({ payload: JSON.stringify({ ms }) });
const rows = (told: readonly { readonly full: object }[]) => told.map(({ full }) => (full as { env: string }).env);

describe('a cold start and a warm one', () => {
  it('print INIT_START, START, END and REPORT tab for tab (recorded-facts 7.1, 7.2; lambda-core A6)', async () => {
    const { log } = await tell(scenarioOf([call('0s', sleeps(12.5)), call('2s', sleeps(12.5))]), sleeper);
    const lines = log();
    expect(lines[0]).toMatch(
      /^INIT_START Runtime Version: nodejs:24\.mainline\.v31\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}$/,
    );
    expect(lines[1]).toMatch(new RegExp(`^START RequestId: ${ID} Version: \\$LATEST$`));
    expect(lines[2]).toMatch(new RegExp(`^END RequestId: ${ID}$`));
    expect(lines[3]).toMatch(
      new RegExp(
        `^REPORT RequestId: ${ID}\tDuration: 12\\.50 ms\tBilled Duration: 163 ms\tMemory Size: 128 MB\tMax Memory Used: 59 MB\tInit Duration: 150\\.00 ms\t$`,
      ),
    );
    expect(lines[6]).toMatch(
      new RegExp(`^REPORT RequestId: ${ID}\tDuration: 12\\.50 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 59 MB\t$`),
    );
    expect(lines.length).toBe(7);
  });

  it('run module code once, in a stream with AWS’s name', async () => {
    const story = await tell(scenarioOf([call('0s'), call('2s'), call('4s')]), sleeper);
    expect(story.of('lambda.init').length).toBe(1);
    expect(new Set(story.records.flatMap((record) => (record.shape === 'log' ? [record.stream] : []))).size).toBe(1);
    expect(story.of('lambda.environment')[0]?.full['stream']).toMatch(/^2026\/11\/23\/\[\$LATEST\][0-9a-f]{32}$/);
  });

  it('spend time before INIT that is not billed', async () => {
    const story = await tell(scenarioOf([call('0s')], { model: { createTime: 200, runtimeInitTime: 50 } }), sleeper);
    expect(story.of('lambda.init')[0]?.at).toBe(201_000);
    expect(story.of('lambda.initialized')[0]?.full['durationMs']).toBe(80);
    expect(story.of('lambda.done')[0]?.full).toMatchObject({ billedMs: 80, initMs: 80, durationMs: 0 });
  });

  it('compute on memory / 1769 MB of a vCPU in the handler, and in INIT on a full one (lambda-core A1, B)', async () => {
    const shares = async (config: { [key: string]: number | object }) => {
      const host = scriptedHost(sleeper);
      const seen: number[] = [];
      const watched: HandlerHost = {
        ...host,
        turn: (env, input) => {
          seen.push(20 / input.nsPerTick);
          return host.turn(env, input);
        },
      };
      await tell(scenarioOf([call('0s')], config as JsonObject), watched);
      return seen.map((share) => Math.round(share * 10_000) / 10_000);
    };
    expect(await shares({ memorySize: 128 })).toEqual([1, 0.0724]);
    expect(await shares({ memorySize: 1769 })).toEqual([1, 1]);
    expect(await shares({ memorySize: 10_240, model: { initVcpu: 0.5 } })).toEqual([0.5, 1]);
  });

  it('answer the caller with the payload, the version and the request id (recorded-facts 6.9)', async () => {
    const { heard, of } = await tell(scenarioOf([call('0s')]), sleeper);
    expect(heard).toEqual([
      {
        ok: true,
        output: {
          statusCode: 200,
          payload: '{"ok":true}',
          executedVersion: '$LATEST',
          requestId: of('lambda.invoke')[0]?.full['requestId'],
        },
      },
    ]);
  });
});

describe('environments', () => {
  it('run one event each; the one used last is taken first', async () => {
    const story = await tell(
      scenarioOf([call('0s', sleeps(500)), call('0s', sleeps(900)), call('3s', sleeps(10)), call('4s', sleeps(10))]),
      sleeper,
    );
    expect(rows(story.of('lambda.invoke'))).toEqual(['hello A', 'hello B', 'hello B', 'hello B']);
  });

  it('expire after their idle life, and a chore it is', async () => {
    const story = await tell(scenarioOf([call('0s'), call('400s'), call('1000s')], { model: { idleLife: 420 } }), sleeper, 2_000_000_000);
    expect(story.of('lambda.environment').map(({ at }) => at)).toEqual([1000, 1_000_001_000]);
    expect(story.of('lambda.expired').map(({ at }) => at)).toEqual([820_001_000, 1_420_231_000]);
    expect(story.of('lambda.environments').map(({ full }) => full['count'])).toEqual([1, 0, 1, 0]);
  });

  it('carry a timer over the freeze: it fires in the next event, under that event’s items', async () => {
    const leaves: Script = (_code, delivery, nth) =>
      delivery.on === 'init'
        ? INIT
        : nth === 1
          ? { deeds: [{ is: 'settled', result: '1' }], waitMs: 100, next: { deeds: [{ is: 'log', level: 'INFO', text: 'late' }] } }
          : replies(2, 50);
    const story = await tell(scenarioOf([call('0s'), call('5s')]), leaves);
    const late = story.of('lambda.log')[0]!;
    expect([late.at, late.items]).toEqual([5_001_000, ['req-2']]);
    expect(late.full['requestId']).toBe(story.of('lambda.invoke')[1]?.full['requestId']);
    expect(story.of('lambda.timer')[0]?.items).toEqual(['req-1']);
  });

  it('retire when code or settings change, busy ones after their event (recorded-facts 8.6)', async () => {
    const story = await tell(
      scenarioOf([
        call('0s'),
        call('2s', sleeps(1000)),
        call('2s', sleeps(10)),
        configure('2500ms', { memorySize: 256 }),
        call('2600ms', sleeps(10)),
      ]),
      sleeper,
    );
    expect(story.of('lambda.retired').map((record) => [record.full['env'], record.at])).toEqual([
      ['hello B', 2_500_000],
      ['hello A', 3_001_000],
    ]);
    expect(story.of('lambda.done').map(({ full }) => [full['env'], full['memorySize']])).toEqual([
      ['hello A', 128],
      ['hello B', 128],
      ['hello C', 256],
      ['hello A', 128],
    ]);
    expect(story.of('lambda.updated')[0]?.full['leaving']).toBe(1);
  });
});

describe('errors', () => {
  it('that a handler throws keep the environment, give 200 and FunctionError (recorded-facts 6.1, 6.2)', async () => {
    const error = {
      errorType: 'TypeError',
      errorMessage: 'boom',
      trace: ['TypeError: boom', '    at handler (file:///var/task/index.mjs:1:1)'],
    };
    const story = await tell(scenarioOf([call('0s'), call('1s')]), (_code, delivery) => (delivery.on === 'init' ? INIT : throws(error)));
    expect(story.heard[0]).toMatchObject({ ok: true, output: { statusCode: 200, functionError: 'Unhandled', executedVersion: '$LATEST' } });
    expect(payloadOf(story.heard[0])).toEqual(error);
    expect(story.of('lambda.environment').length).toBe(1);
    expect(story.of('lambda.init').length).toBe(1);
    expect(
      story
        .log()
        .filter((line) => line.startsWith('REPORT'))
        .every((line) => line.endsWith('\t')),
    ).toBe(true);
  });

  it('of time: Sandbox.Timedout, Status: timeout, and a reset that the next event pays for (recorded-facts 6.3; lambda-core A3, A6)', async () => {
    const story = await tell(scenarioOf([call('0s', sleeps(2000)), call('5s', sleeps(10))], { timeout: 1 }), sleeper);
    const id = story.of('lambda.invoke')[0]?.full['requestId'];
    const [first, second] = story.heard;
    expect((first as { output: object }).output).toMatchObject({
      functionError: 'Unhandled',
      payload: `{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: ${id} Error: Task timed out after 1.00 seconds"}`,
    });
    expect(payloadOf(second)).toEqual({ ok: true });
    const reports = story.log().filter((line) => line.startsWith('REPORT'));
    expect(reports[0]).toMatch(/\tDuration: 1000\.00 ms\tBilled Duration: 1150 ms\t.*\tInit Duration: 150\.00 ms\tStatus: timeout$/);
    // The INIT that is run again counts into Duration and shows no Init Duration. Module code gets the handler's share of a vCPU.
    expect(reports[1]).toMatch(/\tDuration: 160\.00 ms\tBilled Duration: 160 ms\tMemory Size: 128 MB\tMax Memory Used: 59 MB\t$/);
    expect(rows(story.of('lambda.invoke'))).toEqual(['hello A', 'hello A']);
    expect(story.of('lambda.invoke')[1]?.at).toBe(5_001_000 + 150_000);
    expect(story.of('lambda.reset').length).toBe(1);
    expect(story.log().filter((line) => line.includes('INIT_START')).length).toBe(1);
  });

  it('of time, when the handler computes: at the deadline exactly', async () => {
    const story = await tell(scenarioOf([call('0s')], { timeout: 1, memorySize: 1769 }), (_code, delivery) =>
      delivery.on === 'init' ? INIT : { cpuMs: 1500, deeds: [{ is: 'settled', result: '1' }] },
    );
    expect(story.of('lambda.overran').length).toBe(1);
    expect(story.of('lambda.timed-out')[0]?.full).toMatchObject({ durationMs: 1000, billedMs: 1150 });
  });

  it('of a handler that spins: its word says so, and it runs to its timeout', async () => {
    const story = await tell(scenarioOf([call('0s')], { timeout: 900, memorySize: 1769 }), (_code, delivery) =>
      delivery.on === 'init' ? INIT : { cpuMs: 1e6, deeds: [{ is: 'settled', result: '1' }] },
    );
    expect(story.of('lambda.spun').length).toBe(1);
    expect(story.of('lambda.timed-out')[0]?.full).toMatchObject({ durationMs: 900_000, billedMs: 900_150 });
  });

  it.each([
    [0, 'Runtime exited without providing a reason'],
    [127, 'Runtime exited with error: exit status 127'],
  ])('of a process that exits with %i (recorded-facts 6.4)', async (code, message) => {
    const story = await tell(scenarioOf([call('0s'), call('3s')]), (_code, delivery) =>
      delivery.on === 'init' ? INIT : { deeds: [{ is: 'exit', code }] },
    );
    const id = story.of('lambda.invoke')[0]?.full['requestId'];
    expect((story.heard[0] as { output: object }).output).toMatchObject({
      payload: `{"errorType":"Runtime.ExitError","errorMessage":"RequestId: ${id} Error: ${message}"}`,
    });
    expect(story.log().filter((line) => line.startsWith('REPORT'))[0]).toMatch(
      /\tInit Duration: 150\.00 ms\tStatus: error\tError Type: Runtime\.ExitError$/,
    );
    expect(story.of('lambda.init').length).toBe(2);
  });

  it('that come after the answer leave the answer as it was, and cost the process (lambda-core A9)', async () => {
    const story = await tell(scenarioOf([call('0s'), call('3s')]), (_code, delivery) =>
      delivery.on === 'init'
        ? INIT
        : {
            deeds: [
              { is: 'settled', result: '"fine"' },
              { is: 'failed', error: { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'x', trace: [] }, fatal: true },
            ],
          },
    );
    expect((story.heard[0] as { output: object }).output).toMatchObject({ payload: '"fine"' });
    expect((story.heard[0] as { output: { functionError?: string } }).output.functionError).toBeUndefined();
    expect(story.of('lambda.init').length).toBe(2);
  });

  it('that take the process down are posted first (lambda-core A9: uncaught exception)', async () => {
    const error = { errorType: 'Error', errorMessage: 'in a timer', trace: [] };
    const story = await tell(scenarioOf([call('0s')]), (_code, delivery) =>
      delivery.on === 'init'
        ? INIT
        : {
            deeds: [
              { is: 'failed', error, fatal: true },
              { is: 'exit', code: 129 },
            ],
          },
    );
    expect(payloadOf(story.heard[0])).toEqual(error);
    expect(story.of('lambda.exited')[0]?.full['errorType']).toBe('Runtime.ExitError');
  });

  it('of a result that is too large: 6,291,556 bytes pass, one more does not, the environment stays (recorded-facts 6.6)', async () => {
    const sized: Script = (_code, delivery) =>
      delivery.on === 'init' ? INIT : delivery.on === 'invoke' ? replies('é'.repeat(Number(delivery.event))) : {};
    const fits = (6_291_556 - 2) / 2;
    const story = await tell(
      scenarioOf([call('0s', { payload: String(fits) }), call('1s', { payload: String(fits + 1) }), call('2s', { payload: '1' })]),
      sized,
    );
    expect(story.heard.map((answer) => (answer as { output: { functionError?: string } }).output.functionError)).toEqual([
      undefined,
      'Unhandled',
      undefined,
    ]);
    expect((story.heard[1] as { output: object }).output).toMatchObject({
      payload:
        '{"errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes).","errorType":"Function.ResponseSizeTooLarge"}',
    });
    expect(story.of('lambda.init').length).toBe(1);
  });

  it('of memory: the process is killed, even when it had an answer by then (lambda-core A6, A10)', async () => {
    const story = await tell(scenarioOf([call('0s')]), (_code, delivery) =>
      delivery.on === 'init' ? INIT : { ...replies('big'), memoryKb: 140_000 },
    );
    expect(payloadOf(story.heard[0])).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/Runtime exited with error: signal: killed$/),
    });
    expect(story.log().at(-1)).toMatch(
      /Max Memory Used: 128 MB\tInit Duration: 150\.00 ms\tStatus: error\tError Type: Runtime\.OutOfMemory$/,
    );
    expect(story.of('lambda.out-of-memory').length).toBe(1);
  });
});

describe('INIT that fails', () => {
  const error = { errorType: 'Error', errorMessage: 'bad start', trace: ['Error: bad start'] };
  const broken: Script = (_code, delivery) =>
    delivery.on === 'init'
      ? {
          cpuMs: 30,
          deeds: [
            { is: 'log', level: 'ERROR', text: 'bad start' },
            { is: 'failed', error, fatal: true },
          ],
        }
      : {};

  it('is run again inside the invocation, then fails it (lambda-core A3)', async () => {
    const { log, heard, of } = await tell(scenarioOf([call('0s'), call('2s')]), broken);
    const lines = log();
    expect(lines.map((line) => line.split(/[ \t]/)[0])).toEqual([
      'INIT_START',
      'bad',
      'INIT_REPORT',
      'bad',
      'INIT_REPORT',
      'START',
      'END',
      'REPORT',
      'bad',
      'INIT_REPORT',
      'START',
      'END',
      'REPORT',
    ]);
    expect(lines[2]).toBe('INIT_REPORT Init Duration: 150.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.Unknown');
    expect(lines[4]).toBe('INIT_REPORT Init Duration: 150.00 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.Unknown');
    expect(lines[7]).toMatch(
      /\tDuration: 150\.00 ms\tBilled Duration: 150 ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tStatus: error\tError Type: Runtime\.Unknown$/,
    );
    expect(payloadOf(heard[0])).toEqual(error);
    expect((heard[0] as { output: object }).output).toMatchObject({ functionError: 'Unhandled', statusCode: 200 });
    expect(of('lambda.environment').length).toBe(1);
  });

  it('once only serves the invocation all the same, without Init Duration (lambda-core A3)', async () => {
    let tries = 0;
    const story = await tell(scenarioOf([call('0s')]), (code, delivery, nth) =>
      delivery.on === 'init' && ++tries === 1 ? broken(code, delivery, nth) : sleeper(code, delivery, nth),
    );
    expect(payloadOf(story.heard[0])).toEqual({ ok: true });
    expect(story.log().at(-1)).toMatch(/\tDuration: 150\.00 ms\tBilled Duration: 150 ms\tMemory Size: 128 MB\tMax Memory Used: 59 MB\t$/);
  });

  it('at its 10 s limit is retried on the function’s time (lambda-core A1, A3)', async () => {
    const slow: Script = (_code, delivery) =>
      delivery.on === 'init'
        ? { waitMs: 12_000, deeds: [{ is: 'log', level: 'INFO', text: 'x' }], next: { deeds: [{ is: 'ready' }] } }
        : replies(1);
    const short = await tell(scenarioOf([call('0s')]), slow);
    expect(short.log().filter((line) => line.startsWith('INIT_REPORT'))).toEqual([
      'INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout',
      'INIT_REPORT Init Duration: 3000.00 ms\tPhase: invoke\tStatus: timeout',
    ]);
    expect(payloadOf(short.heard[0])).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/Task timed out after 3\.00 seconds$/),
    });
    expect(short.log().at(-1)).toMatch(
      /\tDuration: 3000\.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tMax Memory Used: 59 MB\tStatus: timeout$/,
    );
    const long = await tell(scenarioOf([call('0s')], { timeout: 15 }), slow);
    expect(long.log().at(-1)).toMatch(
      /\tDuration: 12120\.00 ms\tBilled Duration: 12120 ms\tMemory Size: 128 MB\tMax Memory Used: 59 MB\t$/,
    );
    expect(payloadOf(long.heard[0])).toBe(1);
  });

  it('of code that can’t be compiled prints the runtime’s line, and keeps the fault out of the payload', async () => {
    const fault = { file: 'index.mjs', line: 3, column: 7, message: 'Unexpected token' };
    const host = {
      prepare: async () => ({ faulty: fault }),
      create: () => {},
      turn: async () => Promise.reject(new Error('never')),
      peek: async () => ({ variables: [], lines: {} }),
      discard: () => {},
    };
    const story = await tell(scenarioOf([call('0s')]), host as never);
    expect(payloadOf(story.heard[0])).toEqual({
      errorType: 'Runtime.UserCodeSyntaxError',
      errorMessage: 'SyntaxError: Unexpected token',
      trace: ['Runtime.UserCodeSyntaxError: SyntaxError: Unexpected token', '    at /var/task/index.mjs:3:7'],
    });
    expect(story.log()[1]).toMatch(/^2026-11-23T09:00:00\.\d{3}Z\t-\tERROR\tInit Error \t\{"errorType":"Runtime\.UserCodeSyntaxError"/);
    expect(JSON.parse(story.of('lambda.init-failed')[0]?.full['error'] as string)).toMatchObject({ fault });
  });
});

describe('the Invoke API', () => {
  it.each([
    [
      { qualifier: 'live' },
      404,
      'ResourceNotFoundException',
      'Function not found: arn:aws:lambda:us-east-1:123456789012:function:hello:live',
    ],
    [
      { payload: '\u0099xyz' },
      400,
      'InvalidRequestContentException',
      /^Could not parse request body into json: Could not parse payload into json: Unexpected character \(\(CTRL-CHAR, code 153\)\)/,
    ],
    [{ payload: 'xyz' }, 400, 'InvalidRequestContentException', /Unrecognized token 'xyz': was expecting/],
    [{ invocationType: 'Event' }, 501, 'NotImplementedException', /does not invoke asynchronously yet/],
    [{ clientContext: '%%' }, 400, 'InvalidRequestContentException', 'Client context must be a valid Base64-encoded JSON object.'],
    [{ action: 'lambda:ListFunctions' }, 404, 'UnknownOperationException', /does not know lambda:ListFunctions/],
    [
      { payload: `"${'x'.repeat(6_999_998)}"` },
      413,
      'RequestTooLargeException',
      '7000000 byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes)',
    ],
  ])('refuses before code runs (%#) (lambda-core C)', async (input, status, code, message) => {
    const story = await tell(scenarioOf([call('0s', input)]), sleeper);
    expect(story.heard[0]).toMatchObject({
      ok: false,
      error: { status, code, message: typeof message === 'string' ? message : expect.stringMatching(message) },
    });
    expect(story.of('lambda.environment').length).toBe(0);
    expect(story.of('lambda.refused').length).toBe(1);
  });

  it('checks only, for a dry run (recorded-facts 6.9)', async () => {
    const story = await tell(scenarioOf([call('0s', { invocationType: 'DryRun' })]), sleeper);
    expect(story.heard[0]).toMatchObject({ ok: true, output: { statusCode: 204, payload: '' } });
    expect((story.heard[0] as { output: { executedVersion?: string } }).output.executedVersion).toBeUndefined();
    expect(story.of('lambda.environment').length).toBe(0);
  });

  it('takes an empty body as {} and keeps $LATEST in the ARN when it was said (lambda-core C; recorded-facts 6.10)', async () => {
    const story = await tell(
      scenarioOf([call('0s', { payload: '' }), call('1s', { qualifier: '$LATEST', clientContext: 'eyJjdXN0b20iOnsiYSI6ImIifX0=' })]),
      sleeper,
    );
    const [first, second] = story.of('lambda.invoke').map(({ full }) => [full['event'], JSON.parse(full['context'] as string)]);
    expect(first?.[0]).toBe('{}');
    expect(first?.[1]).toMatchObject({
      functionName: 'hello',
      memoryLimitInMB: '128',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:hello',
    });
    expect(second?.[1]).toMatchObject({
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:hello:$LATEST',
      clientContext: { custom: { a: 'b' } },
    });
  });

  it('throttles at reserved concurrency with AWS’s reason, zero included (recorded-facts 8.1)', async () => {
    const error = {
      code: 'TooManyRequestsException',
      message: 'Rate Exceeded.',
      status: 429,
      detail: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded', Type: 'User' },
    };
    const zero = await tell(scenarioOf([call('0s')], { reservedConcurrentExecutions: 0 }), sleeper);
    expect(zero.heard[0]).toMatchObject({ ok: false, error });
    const one = await tell(
      scenarioOf([call('0s', sleeps(500)), call('100ms'), call('2s'), testEvent('3s', { times: 3 })], { reservedConcurrentExecutions: 1 }),
      sleeper,
    );
    expect(one.heard.map(({ ok }) => ok)).toEqual([false, true, true]);
    expect(one.of('lambda.throttles').map(({ full }) => full['count'])).toEqual([1, 2, 3]);
  });

  it('gives the last 4 KB of the log as it was asked for, without INIT_START (recorded-facts 7.3)', async () => {
    const chatty: Script = (_code, delivery) =>
      delivery.on === 'init'
        ? { deeds: [{ is: 'log', level: 'INFO', text: 'module' }, { is: 'ready' }] }
        : {
            deeds: [
              { is: 'log', level: 'INFO', text: 'x'.repeat(5000) },
              { is: 'settled', result: '1' },
            ],
          };
    const story = await tell(scenarioOf([call('0s', { logType: 'Tail' }), call('1s')]), chatty);
    const tail = Buffer.from((story.heard[0] as unknown as { output: { logResult: string } }).output.logResult, 'base64').toString();
    expect(tail.length).toBe(4096);
    expect(tail).toMatch(/x\nEND RequestId: .*\nREPORT .*\t\n$/);
    expect((story.heard[1] as { output: { logResult?: string } }).output.logResult).toBeUndefined();
  });
});

describe('JSON logs', () => {
  const logged = async (loggingConfig: { [key: string]: string }, script: Script = sleeper) =>
    (await tell(scenarioOf([call('0s')], { loggingConfig: { logFormat: 'JSON', ...loggingConfig } }), script))
      .log()
      .map((line) => JSON.parse(line) as { type: string; record: object });

  it('have initStart, start and report at INFO (lambda-core A7)', async () => {
    const events = await logged({});
    expect(events.map(({ type }) => type)).toEqual(['platform.initStart', 'platform.start', 'platform.report']);
    expect(events[2]?.record).toMatchObject({
      metrics: { durationMs: 0, billedDurationMs: 150, memorySizeMB: 128, maxMemoryUsedMB: 59, initDurationMs: 150 },
      status: 'success',
    });
    expect(events[0]).toMatchObject({
      time: '2026-11-23T09:00:00.081Z',
      record: { phase: 'init', instanceId: expect.stringMatching(/^2026\/11\/23\/hello\[\$LATEST\]/) },
    });
  });

  it('have more at DEBUG and only trouble at WARN', async () => {
    expect((await logged({ systemLogLevel: 'DEBUG' })).map(({ type }) => type)).toEqual([
      'platform.initStart',
      'platform.initRuntimeDone',
      'platform.initReport',
      'platform.start',
      'platform.runtimeDone',
      'platform.report',
    ]);
    expect(await logged({ systemLogLevel: 'WARN' })).toEqual([]);
  });

  it('leave out what the handler prints below its level', async () => {
    const levels: Script = (_code, delivery) =>
      delivery.on === 'init'
        ? INIT
        : {
            deeds: [
              ...['DEBUG', 'INFO', 'WARN'].map((level) => ({ is: 'log' as const, level, text: `{"type":"${level}"}` })),
              { is: 'settled', result: '1' },
            ],
          };
    const types = (await logged({ applicationLogLevel: 'WARN', systemLogLevel: 'WARN' }, levels)).map(({ type }) => type);
    expect(types).toEqual(['WARN']);
  });
});

describe('calls that code makes', () => {
  const request = {
    method: 'GET',
    target: '/x',
    headers: [['Host', 'nowhere.example.com']] as const,
    body: '',
    isBase64: false,
    sourceIp: '',
  };
  const fetches: Script = (_code, delivery) =>
    delivery.on === 'init'
      ? INIT
      : delivery.on === 'invoke'
        ? { deeds: [{ is: 'call', call: 7, request }] }
        : { deeds: [{ is: 'settled', result: JSON.stringify(delivery) }] };

  it('wait for their answer, which tells the errno when nobody has the name', async () => {
    const story = await tell(scenarioOf([call('0s')]), fetches);
    expect(payloadOf(story.heard[0])).toEqual({
      on: 'answer',
      call: 7,
      response: { errno: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND nowhere.example.com' },
    });
    expect(story.of('lambda.fetched')[0]).toMatchObject({ outcome: 'error', full: { status: 'ENOTFOUND' } });
    expect(story.of('lambda.wait').length).toBe(1);
    expect(story.of('lambda.fetch')[0]?.items).toEqual(['req-1', 'fetch-1']);
  });

  it('left unawaited are heard after the next thaw', async () => {
    const left: Script = (_code, delivery, nth) =>
      delivery.on === 'init'
        ? INIT
        : delivery.on === 'answer'
          ? { deeds: [{ is: 'log', level: 'INFO', text: 'heard' }] }
          : nth === 1
            ? {
                deeds: [
                  { is: 'call', call: 1, request },
                  { is: 'settled', result: '1' },
                ],
              }
            : replies(2);
    const story = await tell(scenarioOf([call('0s'), call('5s')]), left);
    const heard = story.of('lambda.log')[0]!;
    expect([heard.at, heard.items]).toEqual([5_001_000, ['req-2']]);
    expect(story.of('lambda.fetched')[0]?.at).toBeLessThan(1_000_000);
  });

  it('are dropped when the process that asked has ended', async () => {
    const gone: Script = (_code, delivery) =>
      delivery.on === 'init'
        ? INIT
        : {
            deeds: [
              { is: 'call', call: 1, request },
              { is: 'exit', code: 0 },
            ],
          };
    const story = await tell(scenarioOf([call('0s'), call('5s')]), gone);
    expect(story.of('lambda.fetched').map((record) => record.shape === 'close' && record.outcome)).toEqual(['dropped', 'dropped']);
  });
});

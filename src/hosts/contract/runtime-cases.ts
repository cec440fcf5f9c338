import type { Effect, HandlerHost } from '../../sim/handler-host.ts';
import { type Case, handles, messageOf } from './case.ts';
import { linesOf, resultOf, roomOf, same } from './driven-room.ts';

/** Lambda's runtime client for Node. Facts: recorded-facts 6 and lambda-core A8 to A11. */

type Files = { readonly [path: string]: string };

interface Story {
  readonly files: Files;
  readonly runtime?: string;
  readonly handler?: string;
  readonly env?: Files;
}

/** All effects of init and, if it went well, of one invocation. */
async function story(
  host: HandlerHost,
  { files, runtime = 'nodejs22.x', handler = 'index.handler', env = {} }: Story,
): Promise<readonly Effect[]> {
  const room = await roomOf(host, files, { runtime, handler, env });
  const init = await room.init();
  while (room.last?.end.wakeAt && !room.last.effects.some((effect) => effect.is === 'ready')) await room.go();
  const isReady = init.effects.some((effect) => effect.is === 'ready');
  const effects = [...init.effects, ...(isReady ? await room.run({}) : [])];
  room.close();
  return effects;
}

/** What became of it: the last effect that says so. */
function fateOf(effects: readonly Effect[]): unknown {
  const fate = effects.findLast((effect) => ['settled', 'failed', 'exit'].includes(effect.is));
  if (fate?.is === 'settled') return fate.result;
  if (fate?.is === 'failed') return { ...fate.error, trace: undefined, fault: undefined, ...(fate.fatal && { fatal: true }) };
  return fate?.is === 'exit' ? `exit ${fate.code}` : undefined;
}

function ends(name: string, plot: Story, fate: unknown, logged?: readonly (string | RegExp)[]): Case {
  return {
    name,
    async run(host) {
      const effects = await story(host, plot);
      const lines = linesOf(effects).map(messageOf);
      const isLogged = (line: string, want: string | RegExp): boolean => (typeof want === 'string' ? line === want : want.test(line));
      const wrong = logged && (lines.length !== logged.length || !lines.every((line, i) => isLogged(line, logged[i]!)));
      return [...same('fate', fateOf(effects), fate), ...(wrong ? [`logged ${JSON.stringify(lines)}`] : [])];
    },
  };
}

const esm = (code: string, runtime?: string, env?: Files): Story => ({
  files: { 'index.mjs': code },
  ...(runtime && { runtime }),
  ...(env && { env }),
});
const cjs = (code: string, runtime?: string): Story => ({ files: { 'index.js': code }, ...(runtime && { runtime }) });

const STYLES: readonly Case[] = [
  ends('posts what an async handler returns', esm('export const handler = async () => ({ a: 1 });'), '{"a":1}', []),
  ends('posts null for undefined', esm('export const handler = async () => {};'), 'null'),
  ends('takes a thenable as a promise', cjs('exports.handler = () => ({ then: (ok) => ok(7) });'), '7'),
  ends('ignores what a sync handler returns on Node 22', cjs('exports.handler = () => 5;'), 'null'),
  ends('uses what a sync handler returns on Node 24', cjs('exports.handler = () => 5;', 'nodejs24.x'), '5'),
  ends(
    'waits for an empty event loop after a callback',
    cjs('exports.handler = (e, c, cb) => { setTimeout(() => console.log("last"), 50); cb(null, 1); };'),
    '1',
    [/callback-based function handlers/, 'last'],
  ),
  ends(
    'answers at once when callbackWaitsForEmptyEventLoop is false',
    cjs(
      'exports.handler = (e, c, cb) => { c.callbackWaitsForEmptyEventLoop = false; setTimeout(() => console.log("last"), 50); cb(null, 1); };',
    ),
    '1',
    [/callback-based function handlers/],
  ),
  ends(
    'counts only the first of callback and done',
    cjs('exports.handler = (e, c, cb) => { c.succeed("first"); cb(null, "second"); c.fail(new Error("third")); };'),
    '"first"',
  ),
  ends('posts handled for fail() without an error', cjs('exports.handler = (e, c) => c.fail();'), {
    errorType: 'string',
    errorMessage: 'handled',
  }),
  ends(
    'refuses handlers of three parameters on Node 24 at init',
    cjs('exports.handler = async (e, c, cb) => 1;', 'nodejs24.x'),
    {
      errorType: 'Runtime.CallbackHandlerDeprecated',
      errorMessage:
        'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
      fatal: true,
    },
    [/^Init Error \t\{/],
  ),
  ends('reports a promise that never settles on Node 22', esm('export const handler = async () => new Promise(() => {});'), {
    errorType: 'Runtime.NodeJsExit',
    errorMessage:
      'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes',
  }),
  ends('answers null for a returned promise that never settles on Node 22', cjs('exports.handler = () => new Promise(() => {});'), 'null'),
  ends(
    'exits with 0 for a promise that never settles on Node 24',
    esm('export const handler = async () => new Promise(() => {});', 'nodejs24.x'),
    'exit 0',
  ),
  ends(
    'waits for top-level await',
    esm('const x = await new Promise((r) => setTimeout(() => r(3), 10)); export const handler = async () => x;'),
    undefined,
  ),
];

const FAULTS: readonly Case[] = [
  ends(
    'shapes a thrown error',
    esm('export const handler = async () => { throw new TypeError("boom"); };'),
    { errorType: 'TypeError', errorMessage: 'boom' },
    [
      /^Invoke Error \t\{"errorType":"TypeError","errorMessage":"boom","stack":\["TypeError: boom"," {4}at Runtime\.handler \(file:\/\/\/var\/task\/index\.mjs:1:44\)"," {4}at Runtime\.handleOnceNonStreaming \(file:\/\/\/var\/runtime\/index\.mjs:1173:29\)"\]\}$/,
    ],
  ),
  ends(
    'shapes a subclass with its own name and code',
    esm(
      'class E extends Error { constructor() { super("m"); this.name = "MyError"; this.code = "C1"; this.extra = [1]; } } export const handler = async () => { throw new E(); };',
    ),
    { errorType: 'MyError', errorMessage: 'm' },
    [/^Invoke Error \t\{"errorType":"MyError","errorMessage":"m","code":"C1","name":"MyError","extra":\[1\],"stack":\[/],
  ),
  ends(
    'shapes a thrown string',
    esm('export const handler = async () => { throw "plain"; };'),
    { errorType: 'string', errorMessage: 'plain' },
    [/^Invoke Error \t\{"errorType":"Error","errorMessage":"plain"/],
  ),
  ends('shapes a thrown object', esm('export const handler = async () => { throw { a: 1 }; };'), {
    errorType: 'object',
    errorMessage: '[object Object]',
  }),
  ends('refuses a result with a BigInt on Node 22', esm('export const handler = async () => 1n;'), {
    errorType: 'Error',
    errorMessage: 'Unable to stringify response body',
  }),
  ends('refuses a result with a BigInt on Node 24', esm('export const handler = async () => 1n;', 'nodejs24.x'), {
    errorType: 'Runtime.JSONStringifyError',
    errorMessage: 'Unable to stringify response body',
  }),
  ends(
    'reports an unhandled rejection on Node 22 and exits',
    esm('export const handler = () => { Promise.reject(new Error("boom")); return new Promise((r) => setTimeout(r, 10)); };'),
    {
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: 'Error: boom',
      fatal: true,
    },
    [
      /^Unhandled Promise Rejection \t\{"errorType":"Runtime\.UnhandledPromiseRejection","errorMessage":"Error: boom","reason":\{"errorType":"Error","errorMessage":"boom","stack":\[.*\]\},"promise":\{\},"stack":\[/,
    ],
  ),
  ends(
    'crashes on an unhandled rejection on Node 24',
    esm('export const handler = () => { Promise.reject(new Error("boom")); return new Promise((r) => setTimeout(r, 10)); };', 'nodejs24.x'),
    'exit 1',
    [
      'file:///var/task/index.mjs:1',
      /^export const handler/,
      / {46}\^/,
      'Error: boom',
      /^ {4}at BufferedInvokeProcessor\.handler/,
      ...Array(7).fill(/^ {4}at /),
      'Node.js v24.11.0',
    ],
  ),
  ends(
    'reports an uncaught exception on Node 22 and exits',
    esm('export const handler = () => new Promise(() => setTimeout(() => { throw new RangeError("late"); }, 5));'),
    { errorType: 'RangeError', errorMessage: 'late', fatal: true },
    [/^Uncaught Exception \t\{"errorType":"RangeError"/],
  ),
  ends(
    'crashes on an uncaught exception on Node 24',
    esm('export const handler = () => new Promise(() => setTimeout(() => { throw new RangeError("late"); }, 5));', 'nodejs24.x'),
    'exit 1',
  ),
  ends(
    'posts success before a forgotten rejection takes Node 22 down',
    esm('export const handler = async () => { Promise.reject(new Error("x")); return 1; };'),
    { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: x', fatal: true },
  ),
  ends(
    'lets a forgotten rejection win on Node 24',
    esm('export const handler = async () => { Promise.reject(new Error("x")); return 1; };', 'nodejs24.x'),
    'exit 1',
  ),
  ends(
    'leaves a handled rejection alone',
    esm(
      'export const handler = async () => { const p = Promise.reject(new Error("x")); await p.catch(() => {}); await new Promise((r) => setTimeout(r, 5)); return 1; };',
    ),
    '1',
    [],
  ),
  ends(
    'exits by process.exit',
    esm('export const handler = async () => { process.on("exit", (c) => console.log("bye", c)); process.exit(3); };'),
    'exit 3',
    ['bye 3'],
  ),
  ends(
    'fails init with what module code throws',
    esm('throw new Error("at load"); export const handler = 1;'),
    { errorType: 'Error', errorMessage: 'at load', fatal: true },
    [/^Uncaught Exception \t\{"errorType":"Error","errorMessage":"at load"/],
  ),
  ends(
    'names a missing handler',
    { files: { 'index.mjs': 'export const a = 1;' } },
    { errorType: 'Runtime.HandlerNotFound', errorMessage: 'index.handler is undefined or not exported', fatal: true },
  ),
  ends(
    'names a handler that is no function',
    { files: { 'index.mjs': 'export const handler = 1;' } },
    { errorType: 'Runtime.HandlerNotFound', errorMessage: 'index.handler is not a function', fatal: true },
  ),
  ends(
    'finds a nested handler in a folder',
    { files: { 'src/app.mjs': 'export const api = { get: async () => "got" };' }, handler: 'src/app.api.get' },
    '"got"',
  ),
  ends(
    'names a missing module',
    { files: { 'other.mjs': '' } },
    {
      errorType: 'Runtime.ImportModuleError',
      errorMessage: "Error: Cannot find module 'index'\nRequire stack:\n- /var/runtime/index.mjs",
      fatal: true,
    },
  ),
  ends('names a package that is missing', cjs('require("left-pad"); exports.handler = async () => 1;'), {
    errorType: 'Runtime.ImportModuleError',
    errorMessage: "Error: Cannot find module 'left-pad'\nRequire stack:\n- /var/task/index.js\n- /var/runtime/index.mjs",
    fatal: true,
  }),
  ends(
    'refuses a malformed handler name',
    { files: { 'index.mjs': '' }, handler: 'index' },
    { errorType: 'Runtime.MalformedHandlerName', errorMessage: 'Bad handler', fatal: true },
  ),
  ends(
    'exits with 13 when top-level await never settles',
    esm('await new Promise(() => {}); export const handler = async () => 1;'),
    'exit 13',
  ),
  ends('refuses response streaming by name', esm('export const handler = awslambda.streamifyResponse(async () => {});'), {
    errorType: 'Coldstart.NotModelled',
    errorMessage:
      'awslambda.streamifyResponse is not available in Coldstart yet: response streaming is not modelled. Return the whole response from an async handler instead.',
    fatal: true,
  }),
];

const LOGS: readonly Case[] = [
  {
    name: 'prefixes console lines with time, id and level',
    async run(host) {
      const room = await roomOf(host, {
        'index.mjs':
          'console.log("module"); export const handler = async () => { console.trace("t"); console.debug("d"); console.info("i"); console.warn("w"); console.error("e"); console.log("%s is %d", "x", 4, { a: [1] }); process.stdout.write("raw\\nline"); };',
      });
      const init = await room.init();
      const effects = await room.run({}, 'id-9');
      room.close();
      const lines = [...linesOf(init.effects), ...linesOf(effects)].map((line) => line.split('\t'));
      return [
        ...same(
          'times',
          lines.slice(0, 7).every(([time]) => /^2026-11-23T09:00:00\.\d{3}Z$/.test(time as string)),
          true,
        ),
        ...same(
          'lines',
          lines.map((line) => (line.length > 1 ? line.slice(1) : line)),
          [
            ['undefined', 'INFO', 'module'],
            ['id-9', 'TRACE', 't'],
            ['id-9', 'DEBUG', 'd'],
            ['id-9', 'INFO', 'i'],
            ['id-9', 'WARN', 'w'],
            ['id-9', 'ERROR', 'e'],
            ['id-9', 'INFO', 'x is 4 { a: [ 1 ] }'],
            ['raw'],
            ['line'],
          ],
        ),
      ];
    },
  },
  {
    name: 'writes the JSON log format and filters by level',
    async run(host) {
      const room = await roomOf(
        host,
        {
          'index.mjs':
            'export const handler = async () => { console.debug("no"); console.log({ a: 1 }); console.error("x", new TypeError("bad")); console.warn("%d", 1); };',
        },
        { env: { AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: 'INFO' } },
      );
      await room.init();
      const lines = linesOf(await room.run({}, 'id-1')).map((line) => JSON.parse(line) as { [key: string]: unknown });
      room.close();
      return [
        ...same(
          'keys',
          lines.map((line) => Object.keys(line).join()),
          [
            'timestamp,level,requestId,message',
            'timestamp,level,requestId,message,errorType,errorMessage,stackTrace',
            'timestamp,level,requestId,message',
          ],
        ),
        ...same(
          'messages',
          lines.map((line) => [line['level'], line['message'] === undefined ? null : (line['errorType'] ?? line['message'])]),
          [
            ['INFO', { a: 1 }],
            ['ERROR', 'TypeError'],
            ['WARN', '1'],
          ],
        ),
      ];
    },
  },
  {
    name: 'gives the context its recorded keys in their order (6.11)',
    async run(host) {
      const code =
        'export const handler = async (e, c) => [Object.keys(JSON.parse(JSON.stringify(c))).join(), typeof c.getRemainingTimeInMillis(), c.getRemainingTimeInMillis() <= 3000, process.env._X_AMZN_TRACE_ID, process.env.AWS_LAMBDA_LOG_STREAM_NAME];';
      const want =
        'callbackWaitsForEmptyEventLoop,functionVersion,functionName,memoryLimitInMB,logGroupName,logStreamName,invokedFunctionArn,awsRequestId';
      const room = await roomOf(host, { 'index.mjs': code });
      await room.go([{ on: 'init', env: { AWS_LAMBDA_LOG_STREAM_NAME: 'stream' } }]);
      const result = resultOf(await room.run({}));
      room.close();
      return same('context', JSON.parse(result ?? 'null'), [want, 'number', true, 'Root=1-5759e988-bd862e3fe1be46a994272793', 'stream']);
    },
  },
  handles('has no callback members in the context of Node 24', {
    code: 'export const handler = async (e, c) => [Object.keys(JSON.parse(JSON.stringify(c))).join(), "done" in c];',
    runtime: 'nodejs24.x',
    results: [
      '["invokedFunctionArn,awsRequestId,xRayTraceId,functionName,functionVersion,memoryLimitInMB,logGroupName,logStreamName",false]',
    ],
  }),
];

export const RUNTIME_CASES: readonly Case[] = [...STYLES, ...FAULTS, ...LOGS];

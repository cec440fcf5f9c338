import { afterAll, describe, expect, it } from 'vitest';
import { nodeHost } from '../../hosts/node-host.ts';
import { type Plot, play } from './truth.test-support.ts';

const host = nodeHost();
afterAll(() => host.close());
const told = (plot: Plot) => play(host, plot);
const LEGACY = 'nodejs20.x';
const HANDLED =
  '{"errorType":"handled","errorMessage":"callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack"';

describe('payloads of errors', () => {
  const throwing = (what: string, runtime: 'nodejs20.x' | 'nodejs24.x') =>
    told({ code: `export const handler = async () => { ${what} };`, runtime }).then(({ payloads }) => payloads[0]);

  it('takes what looks like an error for one in version 3 only', async () => {
    const code = `throw { name: 'N', message: 'M', stack: 'S' };`;
    expect(await throwing(code, LEGACY)).toBe('{"errorType":"N","errorMessage":"M","trace":["S"]}');
    expect(await throwing(code, 'nodejs24.x')).toBe('{"errorType":"object","errorMessage":"[object Object]","trace":[]}');
  });

  it('trips over an error without a stack in version 3 only', async () => {
    const code = `const e = new Error('bare'); delete e.stack; throw e;`;
    expect(await throwing(code, LEGACY)).toBe(`${HANDLED}}`);
    expect(await throwing(code, 'nodejs24.x')).toBe('{"errorType":"Error","errorMessage":"bare","trace":[]}');
  });

  it('says handled for nothing in version 3, and undefined in version 4', async () => {
    expect(await throwing('throw undefined;', LEGACY)).toBe('{"errorType":"string","errorMessage":"handled","trace":[]}');
    expect(await throwing('throw undefined;', 'nodejs24.x')).toBe('{"errorType":"undefined","errorMessage":"undefined","trace":[]}');
  });

  it('leaves an own property called fault where the function put it', async () => {
    const { payloads, lines } = await told({
      code: `export const handler = async () => { throw Object.assign(new Error('x'), { fault: 'mine', stack: 'Error: x' }); };`,
    });
    expect(payloads).toEqual(['{"errorType":"Error","errorMessage":"x","trace":["Error: x"]}']);
    expect(lines).toEqual(['T\tID\tERROR\tInvoke Error \t{"errorType":"Error","errorMessage":"x","fault":"mine","stack":["Error: x"]}']);
  });

  it('logs the payload of an error that has no JSON', async () => {
    const { lines } = await told({
      code: `export const handler = async () => { const e = new Error('round'); e.stack = 'Error: round'; e.self = e; throw e; };`,
    });
    expect(lines).toEqual(['T\tID\tERROR\tInvoke Error \t{"errorType":"Error","errorMessage":"round","trace":["Error: round"]}']);
  });

  it('refuses results that have no JSON text', async () => {
    const { payloads } = await told({ code: `export const handler = async (e) => [() => 1, Symbol('s')][e];`, events: [0, 1] });
    for (const payload of payloads) expect(payload).toMatch(/^\{"errorType":"TypeError","errorMessage":"Wrong arguments"/);
  });

  it('ends the process for a callback’s result that has no JSON (version 3)', async () => {
    const { lines, story } = await told({ runtime: LEGACY, file: 'index.js', code: `exports.handler = (e, c, cb) => cb(null, 1n);` });
    expect(lines[0]).toContain('Uncaught Exception \t{"errorType":"Error","errorMessage":"Unable to stringify response body"');
    expect(story.of('lambda.exited').length).toBe(1);
  });

  it('shows the name of the runtime’s own errors as a property in version 4', async () => {
    const { lines } = await told({ code: `export const handler = async () => 1n;` });
    expect(lines[0]).toContain(
      '{"errorType":"Runtime.JSONStringifyError","errorMessage":"Unable to stringify response body","name":"Runtime.JSONStringifyError"',
    );
  });
});

describe('stack frames', () => {
  const sleep = 'const sleep = (ms) => new Promise((r) => setTimeout(r, ms));\n';
  const traceOf = async (plot: Plot): Promise<readonly string[]> =>
    (JSON.parse((await told(plot)).payloads[0]!) as { trace: string[] }).trace;

  it('end with the client’s own', async () => {
    const code = `function inner() {\n  throw new Error('x');\n}\nexport const handler = async () => {\n  inner();\n};`;
    expect(await traceOf({ code, runtime: LEGACY })).toEqual([
      'Error: x',
      '    at inner (file:///var/task/index.mjs:2:9)',
      '    at Runtime.handler (file:///var/task/index.mjs:5:3)',
      '    at Runtime.handleOnceNonStreaming (file:///var/runtime/index.mjs:1173:29)',
    ]);
    expect(await traceOf({ code })).toEqual([
      'Error: x',
      '    at inner (file:///var/task/index.mjs:2:9)',
      '    at BufferedInvokeProcessor.handler (file:///var/task/index.mjs:5:3)',
      '    at BufferedInvokeProcessor.processInvoke (file:///var/runtime/index.mjs:1094:33)',
      '    at file:///var/runtime/index.mjs:1180:98',
      '    at InvokeStoreSingle.run (file:///var/runtime/index.mjs:85:12)',
      '    at _Runtime.runWithInvokeContext (file:///var/runtime/index.mjs:1193:24)',
      '    at async _Runtime.processSingleConcurrent (file:///var/runtime/index.mjs:1180:7)',
      '    at async _Runtime.start (file:///var/runtime/index.mjs:1167:7)',
      '    at async ignition (file:///var/runtime/index.mjs:1636:5)',
    ]);
  });

  it('go on asynchronously after an await', async () => {
    const code = `${sleep}async function inner() {\n  await sleep(1);\n  throw new Error('x');\n}\nexport const handler = async () => {\n  await inner();\n};`;
    expect(await traceOf({ code, runtime: LEGACY })).toEqual([
      'Error: x',
      '    at inner (file:///var/task/index.mjs:4:9)',
      '    at async Runtime.handler (file:///var/task/index.mjs:7:3)',
    ]);
    expect((await traceOf({ code })).slice(2, 4)).toEqual([
      '    at async BufferedInvokeProcessor.handler (file:///var/task/index.mjs:7:3)',
      '    at async BufferedInvokeProcessor.processInvoke (file:///var/runtime/index.mjs:1094:22)',
    ]);
  });

  it('are ten at most, whosever they are', async () => {
    const code = `const f = (n) => { if (n === 0) throw new Error('deep'); f(n - 1); };\nexport const handler = async () => { f(6); };`;
    expect((await traceOf({ code })).length).toBe(11);
  });

  it('name timers as Node does', async () => {
    const timer = (callback: string) =>
      ({ runtime: LEGACY, code: `${sleep}export const handler = async () => {\n${callback}; await sleep(20); };` }) as const;
    expect((await traceOf(timer(`setTimeout(() => { throw new Error('q') }, 1)`)))[1]).toBe(
      '    at Timeout._onTimeout (file:///var/task/index.mjs:3:26)',
    );
    expect((await traceOf(timer(`setTimeout(function named() { throw new Error('q') }, 1)`)))[1]).toBe(
      '    at Timeout.named [as _onTimeout] (file:///var/task/index.mjs:3:37)',
    );
    expect((await traceOf(timer(`setImmediate(() => { throw new Error('q') })`)))[1]).toBe(
      '    at Immediate.<anonymous> (file:///var/task/index.mjs:3:28)',
    );
  });
});

describe('what nobody catches', () => {
  const sleep = 'const sleep = (ms) => new Promise((r) => setTimeout(r, ms));\n';

  it('reaches no listener of the function’s own in version 3, which exits first', async () => {
    const code = `${sleep}process.on('uncaughtException', () => console.log('mine'));\nexport const handler = async () => { setTimeout(() => { throw new Error('t') }, 5); await sleep(30); return 'on'; };`;
    const legacy = await told({ code, runtime: LEGACY });
    expect(legacy.lines.map((line) => line.split('\t')[3])).toEqual(['Uncaught Exception ']);
    const modern = await told({ code });
    expect(modern.lines).toEqual(['T\tID\tINFO\tmine']);
    expect(modern.payloads).toEqual(['"on"']);
  });

  it('shows the line and the place in version 4, as Node does', async () => {
    const code = `${sleep}export const handler = async () => {\n  setTimeout(() => {\n    throw Object.assign(new TypeError('late'), { code: 'E1' });\n  }, 5);\n  await sleep(30);\n};`;
    expect((await told({ code })).lines).toEqual([
      'file:///var/task/index.mjs:4',
      `    throw Object.assign(new TypeError('late'), { code: 'E1' });`,
      `                        ^`,
      `TypeError: late`,
      `    at Timeout._onTimeout (file:///var/task/index.mjs:4:25) {`,
      `  code: 'E1'`,
      `}`,
      `Node.js v24.11.0`,
    ]);
  });

  it('names an object by its class when a rejection has no error', async () => {
    const code = `${sleep}export const handler = async () => { Promise.reject({ a: 1 }); await sleep(30); };`;
    expect((await told({ code })).lines.join('\n')).toContain('The promise rejected with the reason "#<Object>".');
  });

  it('has no message when a rejection has no reason (version 3), and says where Node stood', async () => {
    const code = `${sleep}export const handler = async () => { Promise.reject(); await sleep(30); };`;
    const [payload] = (await told({ code, runtime: LEGACY })).payloads;
    const { errorMessage, trace } = JSON.parse(payload!) as { errorMessage: string; trace: string[] };
    expect(errorMessage).toBe('');
    expect(trace.slice(0, 3)).toEqual([
      'Runtime.UnhandledPromiseRejection',
      '    at process.<anonymous> (file:///var/runtime/index.mjs:1276:17)',
      '    at process.emit (node:events:524:28)',
    ]);
  });

  it('tells signals from exits (lambda-core A10)', async () => {
    const code = `export const handler = async (e) => { if (e === 'abort') process.abort(); process.kill(process.pid, e); await new Promise((r) => setTimeout(r, 9)); };`;
    const { payloads } = await told({ code, events: ['abort', 'SIGTERM', 'SIGKILL'] });
    expect(payloads.map((payload) => (JSON.parse(payload) as { errorMessage: string }).errorMessage)).toEqual([
      'RequestId: ID Error: Runtime exited with error: signal: aborted (core dumped)',
      'RequestId: ID Error: Runtime exited with error: signal: terminated',
      'RequestId: ID Error: Runtime exited with error: signal: killed',
    ]);
  });

  it('runs exit listeners of a process that ends by itself (version 4)', async () => {
    const code = `process.exitCode = 5; process.on('exit', (c) => console.log('bye', c)); export const handler = () => new Promise(() => {});`;
    const { lines, payloads } = await told({ code });
    expect(lines).toEqual(['T\tID\tINFO\tbye 5']);
    expect(payloads[0]).toContain('exit status 5');
  });
});

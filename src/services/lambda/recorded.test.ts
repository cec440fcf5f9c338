import { afterAll, describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../base/json.ts';
import { nodeHost } from '../../hosts/node-host.ts';
import type { Stimulus } from '../../sim/scenario.ts';
import type { Answer } from '../../sim/signal.ts';
import { type RecordedCase, recordedCases, type Seen, unmet } from '../recorded-cases.harness.ts';
import { call, payloadOf, type Story, scenarioOf, tell } from './run.test-support.ts';

/** A case's handler as code, the function's settings, and what is sent. */
interface Play {
  readonly code: string;
  readonly config?: JsonObject;
  readonly sends?: readonly Stimulus[];
}

const SURVIVOR = `import { readFileSync, writeFileSync } from 'node:fs';
let n = 0;
export const handler = async (event) => {
  if (event.do === 'write') writeFileSync('/tmp/f', 'written');
  if (event.do === 'set') n = 42;
  if (event.do === 'sleep') await new Promise((done) => setTimeout(done, 2000));
  return { content: event.do === 'read' ? readFileSync('/tmp/f', 'utf8') : '', n };
};`;

const PLAYS: { readonly [id: string]: (given: RecordedCase['given']) => Play } = {
  'inv-03': ({ timeoutSeconds, handlerSleepsSeconds }) => ({
    config: { timeout: timeoutSeconds as number },
    code: `export const handler = () => new Promise((done) => setTimeout(done, ${handlerSleepsSeconds as number} * 1000));`,
  }),
  'inv-04': ({ handlerExits }) => ({ code: `export const handler = async () => process.exit(${handlerExits as number});` }),
  'inv-07': ({ handlerReturnsStringBytes }) => ({
    config: { memorySize: 1769, timeout: 30 },
    code: `export const handler = async () => 'x'.repeat(${handlerReturnsStringBytes as number});`,
    sends: [call('0s'), call('10s')],
  }),
  'inv-09': () => ({ code: 'export const handler = async () => 1;', sends: [call('0s', { payload: '\u0099xyz' })] }),
  'inv-13': () => ({ code: 'export const handler = async () => {};' }),
  // Recorded in 2022 with Node 16, whose context Node 20 and 22 still have.
  'inv-15': ({ memoryMB }) => ({
    config: { runtime: 'nodejs22.x', memorySize: memoryMB as number },
    code: 'export const handler = async (event, context) => context;',
    sends: [call('0s', { clientContext: 'eyJjdXN0b20iOnsiYSI6ImIifX0=' })],
  }),
  'inv-16': ({ timeoutSeconds }) => ({
    config: { timeout: timeoutSeconds as number },
    code: SURVIVOR,
    sends: ['write', 'set', 'sleep', 'read', 'read'].map((what, i) => call(`${i * 5}s`, { payload: JSON.stringify({ do: what }) })),
  }),
  'inv-17': ({ handler, module }) => ({
    config: { handler: handler as string, files: { 'index.js': module as string } },
    code: '',
  }),
  'inv-19': ({ memoryMB }) => ({
    config: { memorySize: memoryMB as number, timeout: 60 },
    code: 'const held = [];\nexport const handler = async () => { for (let i = 0; i < 40; i++) held.push(new Uint8Array(4_000_000).fill(1)); };',
  }),
  // The platform's own lines don't hang on the runtime: recorded with Python, played with Node.
  'log-01': ({ memoryMB }) => ({
    config: { memorySize: memoryMB as number },
    code: "export const handler = async () => { console.log('hi'); };",
    sends: [call('0s', { logType: 'Tail' })],
  }),
  'conc-01': ({ reserved }) => ({
    config: { reservedConcurrentExecutions: reserved as number },
    code: 'export const handler = async () => 1;',
  }),
};

const host = nodeHost();
afterAll(() => host.close());

function invokeSeen(answer: Answer): Json {
  if (!answer.ok) return { error: { code: answer.error.code } };
  const { statusCode, functionError, executedVersion, payload } = answer.output as { [key: string]: Json };
  const seen: { [key: string]: Json } = { StatusCode: statusCode!, payload: payloadOf(answer), payloadRaw: payload! };
  if (functionError !== undefined) seen['FunctionError'] = functionError;
  if (executedVersion !== undefined) seen['ExecutedVersion'] = executedVersion;
  return seen;
}

function seenIn(story: Story): Seen {
  const seen: { [target: string]: Json } = {};
  for (const [i, answer] of story.heard.entries()) {
    seen[`invoke[${i}]`] = invokeSeen(answer);
    if (i === 0) seen['invoke'] = invokeSeen(answer);
    if (!answer.ok) {
      const { code, message, status, detail } = answer.error;
      seen['error'] = { code, message, httpStatus: status, ...detail };
    } else if (typeof (answer.output as JsonObject)['logResult'] === 'string') {
      const text = Buffer.from((answer.output as { logResult: string }).logResult, 'base64').toString();
      seen['logTail'] = { line: text.replace(/\n$/, '').split('\n') };
    }
  }
  const lines = story.log();
  seen['logs'] = { lines, reportLine: lines.find((line) => line.startsWith('REPORT')) ?? '' };
  const first = story.heard[0];
  if (first?.ok) {
    const payload = payloadOf(first);
    seen['context'] = isObject(payload) ? { ...(payload as JsonObject), jsonKeys: payload as JsonObject } : null;
  }
  return seen;
}

describe('recorded on AWS', () => {
  const cases = recordedCases('invoke', 'logs', 'concurrency');
  it('every case is played here, or says what it waits for', () => {
    expect(cases.length).toBe(18);
    expect(cases.filter(({ id, later }) => !later && !PLAYS[id])).toEqual([]);
  });

  for (const { id, topic, given, expect: expected, source } of cases.filter((one) => PLAYS[one.id])) {
    it(`${id} ${topic} (${source})`, async () => {
      const { code, config, sends } = PLAYS[id]!(given);
      const story = await tell(scenarioOf(sends ?? [call('0s')], { files: { 'index.mjs': code }, ...config }), host);
      expect(unmet(expected, seenIn(story))).toEqual([]);
    });
  }
});

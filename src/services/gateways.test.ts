import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Json } from '../base/json.ts';
import { replies, type Scripted, scriptedHost, throws } from '../hosts/scripted.ts';
import type { Scenario } from '../sim/scenario.ts';
import { type Run, simulate } from '../simulate.ts';
import { toJsonLine } from '../trace/jsonl.ts';
import { anyRequestWithBody, heardBy, probe, requestOf } from './http-requests.test-support.ts';
import { registry } from './index.ts';

/** What both kinds of API promise, whatever is asked, granted and returned. */
vi.setConfig({ testTimeout: 60_000 });

const policy = (effect: string): Json => ({
  principalId: 'u',
  policyDocument: { Statement: [{ Action: '*', Effect: effect, Resource: '*' }] },
});
const failing = throws({ errorType: 'Error', errorMessage: 'Unauthorized', trace: [] });
const anyResult: fc.Arbitrary<Scripted> = fc.oneof(
  fc.jsonValue().map((value) => replies(value as Json)),
  fc.constantFrom<Scripted>(replies({ statusCode: 200, body: 'ok' }), replies({}, 31_000), replies({}, 70_000), failing),
);
const anyGrant: fc.Arbitrary<Scripted> = fc.oneof(
  fc.constantFrom(
    replies(policy('Allow')),
    replies(policy('Allow'), 12_000),
    replies(policy('Deny')),
    replies(policy('Allow'), 29_500),
    failing,
  ),
  fc.jsonValue().map((value) => replies(value as Json)),
);

const anyPlay = fc.record({
  kind: fc.constantFrom('rest-api', 'http-api'),
  requests: fc.array(anyRequestWithBody, { minLength: 1, maxLength: 5 }),
  isGuarded: fc.boolean(),
  isCrowded: fc.boolean(),
  result: anyResult,
  grant: anyGrant,
});
type Play = typeof anyPlay extends fc.Arbitrary<infer T> ? T : never;

async function runOf({ kind, requests, isGuarded, isCrowded, result, grant }: Play): Promise<Run> {
  const authorizer = isGuarded ? { authorizer: 'authorizer' } : {};
  const ttl = { authorizerResultTtlInSeconds: 10, ...(kind === 'http-api' && { identitySource: ['$context.stage'] }) };
  const scenario: Scenario = {
    format: 1,
    model: '2026-11',
    title: 't',
    seed: 7,
    startsAt: '2026-11-23T09:00:00.000Z',
    nodes: [
      { id: 'client', kind: 'probe' },
      { id: 'api', kind, config: isCrowded ? { throttlingBurstLimit: 1, throttlingRateLimit: 1 } : {} },
      { id: 'shop', kind: 'lambda', config: { timeout: 60, handler: 'index.shop' } },
      { id: 'guard', kind: 'lambda', config: { timeout: 60, handler: 'index.guard' } },
    ],
    wires: [
      { id: 'w0', from: 'client', to: 'api' },
      { id: 'w1', from: 'api', to: 'shop', config: authorizer },
      {
        id: 'w2',
        from: 'api',
        out: 'authorizer',
        to: 'guard',
        config: kind === 'rest-api' ? { ...ttl, type: 'REQUEST', identitySource: 'context.stage' } : ttl,
      },
    ],
    script: requests.map((request, i) => ({
      at: `${i * 400}ms`,
      node: 'client',
      do: 'send',
      with: { ...request, target: kind === 'rest-api' ? `/prod${request.target}` : request.target } as unknown as Json,
    })),
  };
  const host = scriptedHost((code, delivery) => (delivery.on === 'invoke' ? (code.handler === 'index.guard' ? grant : result) : {}));
  const run = await simulate(scenario, host, { ...registry, probe });
  await run.advance('idle');
  return run;
}

describe('an API', () => {
  test('answers every request exactly once, closes what it opened, and ends with nothing in flight', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlay, async (play) => {
        const run = await runOf(play);
        const { records } = run.trace;
        const own = records.filter(({ node }) => node === 'api');
        expect(heardBy(run)).toHaveLength(play.requests.length);
        const opened = own.flatMap((record) => (record.shape === 'open' ? [record.seq] : []));
        const closed = own.flatMap((record) => (record.shape === 'close' ? [record.of] : []));
        expect([...closed].sort((a, b) => a - b)).toEqual(opened);
        const inFlight = own.flatMap((record) =>
          record.shape === 'level' && record.gauge === 'in flight' ? [record.value as number] : [],
        );
        expect(Math.min(...inFlight)).toBeGreaterThanOrEqual(0);
        expect(inFlight.at(-1)).toBe(0);
        for (const record of own) if (record.cause !== null) expect(record.cause).toBeLessThan(record.seq);
        for (const { status } of heardBy(run)) expect(status).toBeGreaterThanOrEqual(100);
      }),
      { numRuns: 60 },
    );
  });

  test('gives the same trace twice', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlay, async (play) => {
        const [one, two] = await Promise.all([runOf(play), runOf(play)]);
        const linesOf = ({ trace }: Run): readonly string[] => trace.records.map((record) => toJsonLine(record, trace.texts));
        expect(linesOf(one)).toEqual(linesOf(two));
      }),
      { numRuns: 20 },
    );
  });

  test.each([
    ['rest-api', 'methods'],
    ['http-api', 'routes'],
  ])('%s says at the start when two wires claim one route, and the first counts', async (kind, key) => {
    const scenario: Scenario = {
      format: 1,
      model: '2026-11',
      title: 't',
      seed: 7,
      startsAt: '2026-11-23T09:00:00.000Z',
      nodes: [
        { id: 'client', kind: 'probe' },
        { id: 'api', kind },
        { id: 'one', kind: 'lambda' },
        { id: 'two', kind: 'lambda' },
      ],
      wires: [
        { id: 'w0', from: 'client', to: 'api' },
        { id: 'w1', from: 'api', to: 'one', config: { [key]: ['GET /{a}'] } },
        { id: 'w2', from: 'api', to: 'two', config: { [key]: ['GET /{b}', 'GET /c'] } },
      ],
      script: ['x', 'c'].map((path, i) => {
        const target = kind === 'rest-api' ? `/prod/${path}` : `/${path}`;
        return { at: `${i}s`, node: 'client', do: 'send', with: { ...requestOf({ target }) } as unknown as Json };
      }),
    };
    const run = await simulate(
      scenario,
      scriptedHost((_, { on }) => (on === 'invoke' ? replies({ statusCode: 200 }) : {})),
      { ...registry, probe },
    );
    await run.advance('idle');
    const said = run.trace.records.filter(({ word }) => word === `${kind}.conflict`);
    expect(said.map(({ data }) => data['why'])).toEqual(["GET /{b} can't be told from GET /{a}; the first counts."]);
    const asked = run.trace.records.flatMap((record) => (record.shape === 'travel' && record.word === `${kind}.send` ? [record.to] : []));
    expect(asked).toEqual(['one', 'two']);
  });
});

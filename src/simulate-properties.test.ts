import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hash32, randomOf } from './base/random.ts';
import { replies, type Scripted, scriptedHost, throws } from './hosts/scripted.ts';
import { parseScenario } from './scenario/parse.ts';
import { registry, vocabulary } from './services/index.ts';
import type { HandlerHost } from './sim/handler-host.ts';
import type { Scenario, Stimulus } from './sim/scenario.ts';
import { simulate } from './simulate.ts';
import { toJsonLine } from './trace/jsonl.ts';
import type { Trace } from './trace/log.ts';
import type { Close, Open } from './trace/record.ts';

/** Promises that hold for every scenario, tried on generated ones. */

const doors = Object.values(registry)
  .filter((service) => service.ports.in.some((port) => port.speaks.includes('http')))
  .map((service) => service.kind);

const stimulus = fc.oneof(
  fc
    .record({
      method: fc.constantFrom('GET', 'POST'),
      target: fc.constantFrom('/', '/a?b=1&b=2', '/prod/x'),
      times: fc.integer({ min: 1, max: 4 }),
      parallel: fc.integer({ min: 1, max: 4 }),
      every: fc.constantFrom('5ms', '700ms', '9s'),
    })
    .map((input) => ({ node: 'client', do: 'request', with: input })),
  fc
    .record({ target: fc.constant('/'), perSecond: fc.constantFrom(1, 20), forSeconds: fc.constantFrom(0.5, 2) })
    .map((input) => ({ node: 'client', do: 'load', with: input })),
  fc.record({ event: fc.constantFrom({}, { a: [1] }) }).map((input) => ({ node: 'f', do: 'invoke', with: input })),
  fc
    .record({ memorySize: fc.constantFrom(128, 1769, 4096), timeout: fc.constantFrom(1, 3, 60) })
    .map((input) => ({ node: 'f', do: 'configure', with: input })),
);

const scenario = fc
  .record({
    door: fc.constantFrom(...doors),
    seed: fc.nat(1_000_000),
    reserved: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    script: fc.array(fc.tuple(fc.constantFrom('0s', '1ms', '400ms', '2s', '15s', '500s'), stimulus), { minLength: 1, maxLength: 6 }),
  })
  .map(
    ({ door, seed, reserved, script }): Scenario => ({
      format: 1,
      model: '2026-11',
      title: 'generated',
      seed,
      startsAt: '2026-11-23T09:00:00.000Z',
      nodes: [
        { id: 'client', kind: 'http-client' },
        { id: 'door', kind: door },
        { id: 'f', kind: 'lambda', config: reserved === undefined ? {} : { reservedConcurrentExecutions: reserved } },
      ],
      wires: [
        { id: 'w1', from: 'client', to: 'door' },
        { id: 'w2', from: 'door', to: 'f' },
      ],
      script: script.map(([at, what]): Stimulus => ({ at, ...what })),
    }),
  );

/** What a handler may do, drawn by the event and its turn, so that every host draws the same. */
function fate(event: string, nth: number): Scripted {
  switch (hash32(`${event}/${nth}`) % 9) {
    case 0:
      return throws({ errorType: 'Error', errorMessage: 'drawn', trace: [] });
    case 1:
      return { deeds: [{ is: 'exit', code: 1 }] };
    case 2:
      return {};
    case 3:
      return { cpuMs: 400, ...replies({ statusCode: 200 }) };
    case 4:
      return { cpuMs: 1e9 };
    case 5:
      return {
        deeds: [{ is: 'settled', result: '{"statusCode":200}' }],
        waitMs: 900,
        next: { deeds: [{ is: 'log', level: 'INFO', text: 'ghost' }] },
      };
    case 6:
      return replies({ statusCode: 200, body: 'late' }, 2500);
    default:
      return replies({ statusCode: 200, body: 'ok' }, hash32(event) % 90);
  }
}

const host = (): HandlerHost =>
  scriptedHost((_code, delivery, nth) => {
    if (delivery.on === 'init') {
      // By the log stream, which is each incarnation's own, since every environment gets its INIT first.
      const isFaulty = hash32(JSON.stringify(delivery.env)) % 5 === 0;
      return isFaulty ? throws({ errorType: 'Error', errorMessage: 'init', trace: [] }) : { cpuMs: 12 };
    }
    return delivery.on === 'invoke' ? fate(delivery.event, nth) : {};
  });

function slow(inner: HandlerHost, seed: number): HandlerHost {
  const random = randomOf(seed);
  return {
    ...inner,
    async turn(env, input) {
      for (let hops = Math.floor(random() * 6); hops > 0; hops--) await new Promise((done) => setImmediate(done));
      return inner.turn(env, input);
    },
  };
}

async function play(document: Scenario, using: HandlerHost): Promise<Trace> {
  const parsed = parseScenario(document);
  if (!parsed.ok) throw new Error(`${parsed.path}: ${parsed.problem}`);
  const run = await simulate(parsed.scenario, using);
  expect((await run.advance('idle')).stop).toBe('idle');
  return run.trace;
}

const lines = (trace: Trace): string[] => trace.records.map((record) => toJsonLine(record, trace.texts));

function checkSpans({ records }: Trace): void {
  const open = new Map<number, Open>();
  const closed = new Set<number>();
  for (const record of records) {
    if (record.shape === 'open') {
      open.set(record.seq, record);
      if (record.within !== undefined) expect(open.has(record.within), `${record.word} stands within a span that is over`).toBe(true);
    }
    if (record.shape === 'close') {
      expect(open.has(record.of), `${record.word} closes what is not open`).toBe(true);
      expect(open.get(record.of)!.node).toBe(record.node);
      open.delete(record.of);
      closed.add(record.of);
    }
  }
  // At rest only environments are left, with what freezes inside them.
  for (const left of open.values()) expect(left.row.startsWith('f '), `${left.word} of ${left.row} never closes`).toBe(true);
}

function checkExchanges({ records }: Trace): void {
  const closes = new Map(
    records.filter((record): record is Close => record.shape === 'close').map((record) => [record.of as number, record]),
  );
  for (const record of records) {
    if (record.shape !== 'open' || !('request' in record.data)) continue;
    expect(closes.has(record.seq), `${record.word} ${record.items} is never answered`).toBe(true);
  }
}

function checkOneAtATime({ records }: Trace): void {
  const busy = new Map<string, number>();
  for (const record of records) {
    if (record.word === 'lambda.invoke' && record.shape === 'open') {
      expect(busy.has(record.row), `${record.row} runs two events at once`).toBe(false);
      busy.set(record.row, record.seq);
    }
    if (record.shape === 'close') for (const [row, span] of busy) if (span === record.of) busy.delete(row);
  }
}

describe('every scenario', () => {
  test('knows front doors', () => expect(doors.length).toBeGreaterThanOrEqual(2));

  test('gives one trace, run twice and on a slow host', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, fc.nat(), async (document, seed) => {
        const one = lines(await play(document, host()));
        expect(lines(await play(document, host()))).toEqual(one);
        expect(lines(await play(document, slow(host(), seed)))).toEqual(one);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  test('keeps time, causes, spans, exchanges and environments in order', async () => {
    const words = new Set<string>();
    await fc.assert(
      fc.asyncProperty(scenario, async (document) => {
        const trace = await play(document, host());
        let before = 0;
        const began = trace.records.findIndex((record) => record.word === 'sim.stimulus');
        for (const [i, record] of trace.records.entries()) {
          expect(record.seq).toBe(i);
          expect(record.at).toBeGreaterThanOrEqual(before);
          before = record.at;
          if (record.cause !== null) expect(record.cause).toBeLessThan(record.seq);
          else expect(record.word === 'sim.stimulus' || i < began, `${record.word} came from nowhere`).toBe(true);
          words.add(record.word);
          expect(vocabulary[record.word]?.shape).toBe(record.shape);
        }
        checkSpans(trace);
        checkExchanges(trace);
        checkOneAtATime(trace);
      }),
      { numRuns: 80 },
    );
    // The scenarios get into every kind of trouble that is claimed here.
    for (const trouble of ['init-failed', 'failed', 'timed-out', 'exited', 'throttled', 'expired', 'reset', 'retired'])
      expect(words).toContain(`lambda.${trouble}`);
  }, 120_000);

  test('never runs more events at once than are reserved', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (document) => {
        const reserved = (document.nodes[2]!.config as { reservedConcurrentExecutions?: number }).reservedConcurrentExecutions ?? 1000;
        const trace = await play(document, host());
        const ends = new Map(
          trace.records.filter((record): record is Close => record.shape === 'close').map((record) => [record.of as number, record.at]),
        );
        const invokes = trace.records.filter((record): record is Open => record.word === 'lambda.invoke' && record.shape === 'open');
        for (const invoke of invokes) {
          const together = invokes.filter(
            (other) => other.at <= invoke.at && (ends.get(other.seq) ?? Number.POSITIVE_INFINITY) > invoke.at,
          );
          expect(together.length).toBeLessThanOrEqual(reserved);
        }
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});

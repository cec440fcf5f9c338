import { describe, expect, it } from 'vitest';
import { type Random, randomOf } from '../../base/random.ts';
import { type Script, type Scripted, scriptedHost } from '../../hosts/scripted.ts';
import type { HandlerHost } from '../../sim/handler-host.ts';
import type { Stimulus } from '../../sim/scenario.ts';
import { call, configure, type Story, scenarioOf, tell, testEvent } from './run.test-support.ts';

const SEEDS = Array.from({ length: 60 }, (_, i) => i + 1);
const pick = <T>(random: Random, of: readonly T[]): T => of[Math.floor(random() * of.length)]!;

/** What a handler may do, drawn from a stream: answer, throw, sleep, leave timers behind, exit, run out of time or memory, fail in INIT. */
function life(seed: number): Script {
  const random = randomOf(seed);
  const decided = new Map<string, Scripted>();
  const decide = (isInit: boolean): Scripted => {
    if (isInit)
      return random() < 0.15
        ? { cpuMs: 5, deeds: [{ is: 'failed', error: { errorType: 'Error', errorMessage: 'x', trace: [] }, fatal: true }] }
        : { cpuMs: 20 };
    const error = { errorType: 'Error', errorMessage: 'x', trace: [] };
    return pick<Scripted>(random, [
      { cpuMs: 3, deeds: [{ is: 'settled', result: '1' }] },
      { waitMs: 300, next: { cpuMs: 2, deeds: [{ is: 'settled', result: '2' }] } },
      { waitMs: 1500, next: { deeds: [{ is: 'settled', result: '3' }] } },
      { cpuMs: 4, deeds: [{ is: 'failed', error }] },
      { cpuMs: 1, deeds: [{ is: 'exit', code: 1 }] },
      { cpuMs: 5000, deeds: [{ is: 'settled', result: '4' }] },
      { deeds: [{ is: 'settled', result: '5' }], waitMs: 700, next: { deeds: [{ is: 'log', level: 'INFO', text: 'left over' }] } },
      { deeds: [{ is: 'settled', result: '6' }], memoryKb: 200_000 },
      {
        deeds: [
          { is: 'tmp', path: '/tmp/a', bytes: 3, text: 'abc' },
          { is: 'settled', result: '7' },
          { is: 'exit', code: 0 },
        ],
      },
    ]);
  };
  // The same event gives the same deeds, whichever run asks.
  return (_code, delivery, nth) => {
    const key = delivery.on === 'invoke' ? delivery.event : `${delivery.on} ${nth} ${decided.size % 5}`;
    const found = decided.get(key) ?? decide(delivery.on === 'init');
    if (delivery.on === 'invoke') decided.set(key, found);
    return found;
  };
}

function scriptOf(seed: number): Stimulus[] {
  const random = randomOf(seed * 7919);
  const script: Stimulus[] = [];
  for (let i = 0; i < 25; i++) {
    const at = `${Math.floor(random() * 20_000)}ms`;
    const roll = random();
    if (roll < 0.05) script.push(configure(at, { memorySize: pick(random, [128, 256, 1769]) }));
    else if (roll < 0.15) script.push(testEvent(at, { event: { n: i }, times: 2 }));
    else
      script.push(
        call(at, { payload: JSON.stringify({ n: i }), ...(random() < 0.1 && { invocationType: pick(random, ['Event', 'DryRun']) }) }),
      );
  }
  return script;
}

const run = (seed: number, wrap: (host: HandlerHost) => HandlerHost = (host) => host): Promise<Story> =>
  tell(
    scenarioOf(scriptOf(seed), { timeout: 2, ...(seed % 3 === 0 && { reservedConcurrentExecutions: 2 }) }, seed),
    wrap(scriptedHost(life(seed))),
    2_000_000_000,
  );

/** A host that takes its time in no particular order. */
function slow(seed: number): (host: HandlerHost) => HandlerHost {
  const random = randomOf(seed);
  return (host) => ({
    ...host,
    async turn(env, input) {
      const answer = await host.turn(env, input);
      for (let hops = Math.floor(random() * 12); hops > 0; hops--) await new Promise((done) => setImmediate(done));
      return answer;
    },
  });
}

describe('Lambda, over 60 seeds of mixed fortunes', () => {
  it('answers every call exactly once', async () => {
    for (const seed of SEEDS) {
      const story = await run(seed);
      expect(story.heard.length, `seed ${seed}`).toBe(scriptOf(seed).filter(({ do: what }) => what === 'call').length);
    }
  });

  it('runs one event at a time in an environment, and no more at once than is reserved', async () => {
    for (const seed of SEEDS) {
      const busy = new Map<string, number>();
      const rowOf = new Map<number, string>();
      for (const record of (await run(seed)).records) {
        if (record.word === 'lambda.invoke' && record.shape === 'open') {
          rowOf.set(record.seq, record.row);
          busy.set(record.row, (busy.get(record.row) ?? 0) + 1);
          expect(busy.get(record.row), `seed ${seed}, record ${record.seq}`).toBe(1);
          if (seed % 3 === 0) expect([...busy.values()].reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(2);
        } else if (record.shape === 'close' && rowOf.has(record.of)) busy.set(rowOf.get(record.of)!, 0);
      }
      expect(rowOf.size).toBeGreaterThan(0);
    }
  });

  it('nests and closes its spans: all are closed once the last environment has expired', async () => {
    for (const seed of SEEDS) {
      const open = new Map<number, { within: number | undefined; row: string }>();
      for (const record of (await run(seed)).records) {
        if (record.shape === 'open') {
          if (record.within !== undefined)
            expect(open.has(record.within), `seed ${seed}: ${record.word} opens within a closed span`).toBe(true);
          open.set(record.seq, { within: record.within, row: record.row });
        } else if (record.shape === 'close') {
          expect(open.delete(record.of), `seed ${seed}: ${record.word} closes twice`).toBe(true);
          for (const { within } of open.values())
            expect(within, `seed ${seed}: ${record.word} closes around an open span`).not.toBe(record.of);
        }
      }
      expect([...open.values()], `seed ${seed}`).toEqual([]);
    }
  });

  it('bills at least the duration, with the price of what is billed', async () => {
    for (const seed of SEEDS) {
      for (const record of (await run(seed)).records) {
        if (record.shape !== 'close' || typeof record.full['billedMs'] !== 'number') continue;
        const { durationMs, billedMs, costPicoUsd, initMs } = record.full as {
          durationMs: number;
          billedMs: number;
          costPicoUsd: number;
          initMs?: number;
        };
        expect(billedMs).toBe(Math.max(1, Math.ceil(durationMs + (initMs ?? 0) - 1e-9)));
        expect(costPicoUsd).toBeGreaterThan(200_000);
        expect(durationMs).toBeLessThanOrEqual(2000);
      }
    }
  });

  it('tells the same trace when it is run twice, and when the host is slow', async () => {
    for (const seed of SEEDS.slice(0, 25)) {
      const once = await run(seed);
      expect((await run(seed)).lines, `seed ${seed}`).toEqual(once.lines);
    }
    for (const seed of SEEDS.slice(0, 25)) {
      // A slow host plays turns in another order, so what a delivery does must hang on the delivery alone.
      const steady: Script = (_code, delivery, nth) =>
        delivery.on === 'init'
          ? { cpuMs: 5 }
          : delivery.on === 'invoke'
            ? life(Number(JSON.parse(delivery.event).n) + seed)(_code, delivery, nth)
            : {};
      const scenario = scenarioOf(scriptOf(seed), { timeout: 2 }, seed);
      const plain = await tell(scenario, scriptedHost(steady));
      expect((await tell(scenario, slow(seed)(scriptedHost(steady)))).lines, `seed ${seed}`).toEqual(plain.lines);
    }
  });

  it('uses every word that it declares but those of calls, which code makes', async () => {
    const said = new Set<string>();
    for (const seed of SEEDS) for (const { word } of (await run(seed)).records) said.add(word);
    for (const word of [
      'lambda.reset',
      'lambda.restarted',
      'lambda.throttled',
      'lambda.retired',
      'lambda.expired',
      'lambda.out-of-memory',
      'lambda.timer-over',
      'lambda.tmp',
      'lambda.init-failed',
      'lambda.dry-run',
      'lambda.refused',
    ]) {
      expect(said, word).toContain(word);
    }
  });
});

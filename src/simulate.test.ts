import { describe, expect, test } from 'vitest';
import { envId, micros } from './base/ids.ts';
import { randomOf } from './base/random.ts';
import { z } from './base/z.ts';
import { replies, scriptedHost } from './hosts/scripted.ts';
import { parseScenario } from './scenario/parse.ts';
import type { HandlerHost } from './sim/handler-host.ts';
import type { Scenario } from './sim/scenario.ts';
import { defineService, type Registry, word } from './sim/service.ts';
import { simulate } from './simulate.ts';
import { toJsonLine } from './trace/jsonl.ts';

/** A service that calls its wire on a stimulus and says what came back. */
const caller = defineService({
  kind: 'caller',
  title: 'Caller',
  group: 'Clients',
  config: z
    .object({ patience: z.number().default(0), limit: z.number().default(1_000_000) })
    .refine(({ patience, limit }) => patience <= limit, { path: ['patience'], message: 'patience goes up to the limit' }),
  words: {
    'caller.sent': word({ shape: 'mark', sentence: () => 'It sends.' }),
    'caller.heard': word({ shape: 'mark', sentence: () => 'It hears.' }),
    'caller.late': word({ shape: 'mark', sentence: () => 'Too late.' }),
  },
  ports: {
    in: [],
    out: [
      { name: 'out', speaks: ['invoke'], why: 'It calls runners.', wire: { config: z.object({}).optional(), look: 'waits', requires: [] } },
    ],
  },
  stimuli: { go: z.object({ n: z.number().default(1) }) },
  face: { form: 'plain', icon: 'user', fills: {}, meters: [], sentence: '', facts: '' },
  arn: (id) => `arn:test:${id}`,
  behaviour: async () => ({
    create: () => ({}),
    receive(_state, signal, world) {
      if (signal.on === 'stimulus' && signal.do === 'go') {
        const { n } = signal.with as { n: number };
        for (let i = 0; i < n; i++) {
          const item = world.item('req');
          world.say({ word: 'caller.sent', shape: 'mark', items: [item], data: { dice: world.random() } });
          const patience = world.config.patience;
          world.call(
            world.wires('out')[0]!.id,
            { action: 'run', input: i, as: { account: '1' }, items: [item] },
            patience ? { giveUpAfter: micros(patience) } : {},
          );
        }
      }
      if (signal.on === 'answer') world.say({ word: 'caller.heard', shape: 'mark', data: { answer: JSON.stringify(signal.answer) } });
      if (signal.on === 'late') world.say({ word: 'caller.late', shape: 'mark', data: { answer: JSON.stringify(signal.answer) } });
    },
  }),
});

interface Room {
  readonly env: string;
  call: number | null;
}

/** A service that gives each call a fresh environment, which runs it in one or two turns. */
const runner = defineService({
  kind: 'runner',
  title: 'Runner',
  group: 'Compute',
  runsCode: true,
  config: z.object({}),
  words: {
    'runner.did': word({ shape: 'mark', sentence: () => 'It did.' }),
    'runner.timer': word({ shape: 'mark', sentence: () => 'Timer.' }),
  },
  ports: { in: [{ name: 'in', speaks: ['invoke'], why: 'It runs.' }], out: [] },
  stimuli: {},
  face: { form: 'building', icon: 'box', fills: {}, meters: [], sentence: '', facts: '' },
  arn: (id) => `arn:test:${id}`,
  behaviour: async () => ({
    create: (): Room[] => [],
    receive(rooms, signal, world) {
      const until = micros(world.now + 10_000_000);
      if (signal.on === 'call') {
        const env = envId(`${world.self} ${rooms.length}`);
        rooms.push({ env, call: signal.call });
        world.env.create(env, { runtime: 'x', handler: 'h', files: {}, layers: [], env: {} }, null);
        world.env.resume(env, [{ on: 'init' }, { on: 'invoke', event: JSON.stringify(signal.request.input), context: {} }], until, 1);
      } else if (signal.on === 'effect') {
        const room = rooms.find((candidate) => candidate.env === signal.env)!;
        world.say({
          word: signal.effect.is === 'timer' ? 'runner.timer' : 'runner.did',
          shape: 'mark',
          data: { is: signal.effect.is, env: room.env },
        });
        if (signal.effect.is === 'settled') {
          world.answer(room.call! as never, { ok: true, output: signal.effect.result });
          room.call = null;
        }
      } else if (signal.on === 'turned' && signal.end.wakeAt !== null) world.wake(signal.end.wakeAt - world.now, signal.env);
      else if (signal.on === 'wake') world.env.resume(envId(signal.tag as string), [], until, 1);
    },
  }),
});

const registry: Registry = { caller, runner };

const scenarioOf = (script: Scenario['script'], config: { patience?: number } = {}, seed = 1): Scenario => ({
  format: 1,
  model: '2026-11',
  title: 't',
  seed,
  startsAt: '2026-11-23T09:00:00.000Z',
  nodes: [
    { id: 'c', kind: 'caller', config },
    { id: 'r', kind: 'runner' },
  ],
  wires: [{ id: 'w', from: 'c', to: 'r' }],
  script,
});

const host = () =>
  scriptedHost((_code, delivery, nth) =>
    delivery.on === 'init' ? { cpuMs: 3 } : replies(nth, delivery.on === 'invoke' ? Number(delivery.event) % 3 : 0),
  );

/** A host whose answers come back in any order in real time. */
function slow(inner: HandlerHost, seed: number): HandlerHost {
  const random = randomOf(seed);
  return {
    ...inner,
    async turn(env, input) {
      for (let hops = Math.floor(random() * 20); hops > 0; hops--) await new Promise((done) => setImmediate(done));
      return inner.turn(env, input);
    },
  };
}

async function traceOf(scenario: Scenario, using: HandlerHost): Promise<string[]> {
  const run = await simulate(scenario, using, registry);
  await run.advance('idle');
  return run.trace.records.map((record) => toJsonLine(record, run.trace.texts));
}

describe('a run', () => {
  test('is the same however slow the host is, over 40 seeds', async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const scenario = scenarioOf(
        [
          { at: '0s', node: 'c', do: 'go', with: { n: 7 } },
          { at: '1ms', node: 'c', do: 'go', with: { n: 5 } },
        ],
        {},
        seed,
      );
      const plain = await traceOf(scenario, host());
      expect(plain.length).toBeGreaterThan(50);
      expect(await traceOf(scenario, slow(host(), seed))).toEqual(plain);
    }
  });

  test('gives one order whether an act is live or replayed, over 40 instants', async () => {
    for (let ms = 1; ms <= 40; ms++) {
      const base = scenarioOf([{ at: '0s', node: 'c', do: 'go', with: { n: 4 } }]);
      const live = await simulate(base, slow(host(), ms), registry);
      await live.advance(micros(ms * 250));
      const acted = live.act({ node: 'c', do: 'go', with: { n: 2 } });
      expect(acted).toEqual({ at: ms * 250 });
      await live.advance('idle');
      const replay = await traceOf(
        { ...base, script: [...base.script, { at: `${ms * 250}µs`, node: 'c', do: 'go', with: { n: 2 } }] },
        host(),
      );
      expect(live.trace.records.map((record) => toJsonLine(record, live.trace.texts))).toEqual(replay);
    }
  });

  test('does not depend on how it is cut into stretches', async () => {
    const scenario = scenarioOf([{ at: '0s', node: 'c', do: 'go', with: { n: 9 } }]);
    const whole = await traceOf(scenario, host());
    const run = await simulate(scenario, host(), registry);
    for (let at = 0; at < 20_000; at += 137) await run.advance(micros(at), 3);
    await run.advance('idle');
    expect(run.trace.records.map((record) => toJsonLine(record, run.trace.texts))).toEqual(whole);
  });

  test('keeps causes before effects and time from going back', async () => {
    const run = await simulate(scenarioOf([{ at: '0s', node: 'c', do: 'go', with: { n: 20 } }]), host(), registry);
    await run.advance('idle');
    let before = 0;
    for (const [i, record] of run.trace.records.entries()) {
      expect(record.seq).toBe(i);
      expect(record.at).toBeGreaterThanOrEqual(before);
      if (record.word === 'sim.stimulus') expect(record.cause).toBeNull();
      else expect(record.cause).toBeLessThan(record.seq);
      before = record.at;
    }
  });

  test('names as cause of what a timer did the record that set the timer', async () => {
    const run = await simulate(scenarioOf([{ at: '0s', node: 'c', do: 'go', with: { n: 2 } }]), host(), registry);
    await run.advance('idle');
    const { records } = run.trace;
    const settled = records.filter((record) => record.data['is'] === 'settled').at(-1)!;
    expect(records[settled.cause!]!.word).toBe('runner.timer');
  });

  test('gives up on a slow answer, and hears it late', async () => {
    const run = await simulate(scenarioOf([{ at: '0s', node: 'c', do: 'go', with: { n: 1 } }], { patience: 2000 }), host(), registry);
    await run.advance('idle');
    expect(run.trace.records.filter((record) => record.node === 'c').map((record) => [record.word, record.at])).toEqual([
      ['sim.stimulus', 0],
      ['caller.sent', 0],
      ['caller.heard', 2000],
      ['caller.late', 5000],
    ]);
  });

  test('does not run what is due at `until` itself', async () => {
    const run = await simulate(scenarioOf([{ at: '5ms', node: 'c', do: 'go' }]), host(), registry);
    await run.advance(micros(5000));
    expect(run.trace.records).toEqual([]);
    expect(run.horizon).toBe(5000);
    await run.advance(micros(5001));
    expect(run.trace.records.length).toBeGreaterThan(0);
  });

  test('comes to rest where time would no longer be exact', async () => {
    const request = { method: 'GET', times: 100_000, every: '60000d' };
    const parsed = parseScenario({
      format: 1,
      nodes: ['http-client', 'function-url', 'lambda'].map((kind) => ({ id: kind, kind })),
      wires: [
        { id: 'w', from: 'http-client', to: 'function-url' },
        { id: 'v', from: 'function-url', to: 'lambda' },
      ],
      script: [{ at: '1d', node: 'http-client', do: 'request', with: request }],
    });
    if (!parsed.ok) throw new Error(parsed.problem);
    const run = await simulate(
      parsed.scenario,
      scriptedHost(() => replies('ok')),
    );
    expect((await run.advance('idle')).stop).toBe('idle');
    const sent = run.trace.records.filter((record) => record.word === 'http-client.request');
    expect(sent.map((record) => record.at / 86_400e6)).toEqual([1, 60_001]);
  });

  test('refuses an act that the service does not know, and names what it can do', async () => {
    const run = await simulate(scenarioOf([]), host(), registry);
    expect(run.act({ node: 'c', do: 'sing' })).toEqual({ path: 'do', problem: "Caller can't sing; it can go or configure." });
    expect(run.act({ node: 'x', do: 'go' })).toEqual({ path: 'node', problem: 'There is no node called x.' });
    expect(run.act({ node: 'c', do: 'go', with: { n: 'two' } })).toMatchObject({ path: 'with.n' });
  });

  test('refuses a change of settings that does not fit those that wait for the same instant, or that come later', async () => {
    const scenario = scenarioOf([{ at: '1s', node: 'c', do: 'configure', with: { patience: 7 } }]);
    const run = await simulate(scenario, host(), registry);
    expect(run.act({ node: 'c', do: 'configure', with: { limit: 10 } })).toEqual({ at: 0 });
    expect(run.act({ node: 'c', do: 'configure', with: { patience: 11 } })).toMatchObject({ path: 'with.patience' });
    expect(run.act({ node: 'c', do: 'configure', with: { limit: 5 } })).toEqual({
      path: 'with',
      problem: 'The script changes settings of c at 1s, and then: patience goes up to the limit.',
    });
    expect((await run.advance('idle')).stop).toBe('idle');
  });

  test("leaves another node's dice alone when a node is added", async () => {
    const scenario = scenarioOf([{ at: '0s', node: 'c', do: 'go', with: { n: 5 } }]);
    const dice = async (of: Scenario) =>
      (await traceOf(of, host())).filter((line) => line.includes('"dice"')).map((line) => line.replace(/.*"dice"/, ''));
    expect(await dice({ ...scenario, nodes: [{ id: 'a', kind: 'caller' }, ...scenario.nodes] })).toEqual(await dice(scenario));
  });
});

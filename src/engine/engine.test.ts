import { expect, test } from 'vitest';
import { envId, micros } from '../base/ids.ts';
import { z } from '../base/z.ts';
import { replies, scriptedHost } from '../hosts/scripted.ts';
import { defineService, type Registry, word } from '../sim/service.ts';
import type { Record } from '../trace/record.ts';
import { engineOf, type RunHost } from './engine.ts';

/** A service with one environment, which is resumed at each stimulus. */
const runner = defineService({
  kind: 'runner',
  title: 'Runner',
  group: 'Compute',
  runsCode: true,
  config: z.object({}),
  words: { 'runner.did': word({ shape: 'mark', sentence: () => 'It did.' }) },
  ports: { in: [], out: [] },
  stimuli: { go: z.object({ size: z.number().default(1) }) },
  face: { form: 'building', icon: 'box', fills: {}, meters: [], sentence: '', facts: '' },
  arn: (id) => `arn:test:${id}`,
  behaviour: async () => ({
    create: () => ({ made: false }),
    receive(state: { made: boolean }, signal, world) {
      const env = envId(`${world.self} A`);
      if (signal.on === 'stimulus') {
        if (!state.made) world.env.create(env, { runtime: 'x', handler: 'h', files: {}, layers: [], env: {} }, null);
        state.made = true;
        world.env.resume(env, [{ on: 'invoke', event: '{}', context: {} }], micros(world.now + 1e7), 1);
        const { size } = signal.with as { size: number };
        world.say({ word: 'runner.did', shape: 'mark', data: { event: world.text('x'.repeat(size)) } });
      }
      if (signal.on === 'effect') world.say({ word: 'runner.did', shape: 'mark', data: { is: signal.effect.is } });
    },
  }),
});
const registry: Registry = { runner };

const document = (times: readonly string[], size = 1): string =>
  JSON.stringify({
    format: 1,
    model: '2026-11',
    title: 't',
    seed: 1,
    startsAt: '2026-11-23T09:00:00.000Z',
    nodes: [{ id: 'r', kind: 'runner' }],
    wires: [],
    script: times.map((at) => ({ at, node: 'r', do: 'go', with: { size } })),
  });

/** Hosts that answer each look with how many turns the environment has had, and count those that weren't given back. */
function countingHosts(): { open: number; hosts: () => RunHost } {
  const state = {
    open: 0,
    hosts(): RunHost {
      state.open++;
      let turns = 0;
      const host = scriptedHost(() => {
        turns++;
        return replies('ok');
      });
      return {
        ...host,
        peek: async () => ({ variables: [{ file: 'index.mjs', name: 'turns', shown: String(turns) }], lines: {} }),
        end: () => void state.open--,
      };
    },
  };
  return state;
}

const opened = async (engine: ReturnType<typeof engineOf>, text: string): Promise<number> => {
  const answer = await engine.open(text);
  if ('problem' in answer) throw new Error(answer.problem);
  return answer.run;
};

test('a document with a fault gives the path to it and opens nothing', async () => {
  const counting = countingHosts();
  const engine = engineOf(counting.hosts, () => 0, registry);
  expect(await engine.open('{"format":1,"nodes":7}')).toMatchObject({ problem: expect.any(String) });
  expect(counting.open).toBe(0);
});

test('each batch carries on where the one before it ended, whatever its size', async () => {
  const times = Array.from({ length: 30 }, (_, i) => `${i}s`);
  const whole = engineOf(countingHosts().hosts, () => 0, registry);
  const { records: all } = await whole.advance(await opened(whole, document(times)), 'idle', 10_000);
  const engine = engineOf(countingHosts().hosts, () => 0, registry);
  const run = await opened(engine, document(times));
  const seen: Record[] = [];
  let stop = 'asked';
  while (stop === 'asked') {
    const batch = await engine.advance(run, 'idle', 7);
    expect(batch.from).toBe(seen.length);
    seen.push(...batch.records);
    stop = batch.stop;
  }
  expect(stop).toBe('idle');
  expect(seen).toEqual(all);
});

test('a slow engine answers after its slice of wall time, so that the page may pause it', async () => {
  let now = 0;
  const engine = engineOf(
    countingHosts().hosts,
    () => {
      now += 50;
      return now;
    },
    registry,
  );
  const run = await opened(engine, document(Array.from({ length: 2000 }, (_, i) => `${i}ms`)));
  const batch = await engine.advance(run, 'idle', 100_000);
  expect(batch.stop).toBe('asked');
  expect(batch.records.length).toBeLessThan(1000);
});

test('a look at the horizon asks the environment; an earlier one replays in a second run, the acts of the reader included', async () => {
  const counting = countingHosts();
  const engine = engineOf(counting.hosts, () => 0, registry);
  const run = await opened(engine, document(['0s', '2s']));
  await engine.advance(run, micros(5_000_000), 1000);
  expect(await engine.act(run, { node: 'r', do: 'go' })).toEqual({ at: 5_000_000 });
  await engine.advance(run, micros(9_000_000), 1000);
  const turnsAt = async (at: number): Promise<string> => {
    const peek = await engine.look(run, envId('r A'), micros(at));
    return 'gone' in peek ? peek.gone : peek.variables[0]!.shown;
  };
  expect(await turnsAt(9_000_000)).toBe('3');
  expect(counting.open).toBe(1);
  expect(await turnsAt(6_000_000)).toBe('3');
  expect(await turnsAt(2_000_000)).toBe('2');
  expect(await turnsAt(1_999_999)).toBe('1');
  expect(counting.open).toBe(2);
  await engine.close(run);
  expect(counting.open).toBe(0);
  expect(await engine.look(run, envId('r A'), micros(0))).toMatchObject({ gone: expect.any(String) });
});

test('a look behind an act that came after the last look sees what the act did', async () => {
  const engine = engineOf(countingHosts().hosts, () => 0, registry);
  const run = await opened(engine, document(['0s']));
  const turnsAt = async (at: number): Promise<string> => {
    const peek = await engine.look(run, envId('r A'), micros(at));
    return 'gone' in peek ? peek.gone : peek.variables[0]!.shown;
  };
  await engine.advance(run, micros(3_000_000), 1000);
  expect(await turnsAt(1_000_000)).toBe('1');
  await engine.act(run, { node: 'r', do: 'go' });
  await engine.advance(run, micros(9_000_000), 1000);
  expect(await turnsAt(5_000_000)).toBe('2');
});

test('an act that no node understands is refused with a sentence, and the run goes on', async () => {
  const engine = engineOf(countingHosts().hosts, () => 0, registry);
  const run = await opened(engine, document(['0s']));
  await engine.advance(run, 'idle', 100);
  expect(await engine.act(run, { node: 'nobody', do: 'go' })).toMatchObject({ problem: expect.any(String) });
  expect(await engine.act(run, { node: 'r', do: 'go' })).toHaveProperty('at');
  expect((await engine.advance(run, 'idle', 100)).stop).toBe('idle');
});

test('payloads beyond what a tab can hold end the run with a sentence', async () => {
  const engine = engineOf(countingHosts().hosts, () => 0, registry);
  const script = Array.from({ length: 40 }, (_, i) => `${i}s`);
  const big = JSON.parse(document(script)) as { script: { with: { size: number } }[] };
  for (const [i, entry] of big.script.entries()) entry.with.size = 10_000_000 + i;
  const run = await opened(engine, JSON.stringify(big));
  let batch = await engine.advance(run, 'idle', 5);
  while (batch.stop === 'asked') batch = await engine.advance(run, 'idle', 5);
  expect(batch).toMatchObject({ stop: 'full', sentence: expect.stringContaining('200 MB') });
  expect((await engine.advance(run, 'idle', 5)).stop).toBe('full');
});

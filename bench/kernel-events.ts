import { z } from 'zod';
import { scriptedHost } from '../src/hosts/scripted.ts';
import type { Scenario } from '../src/sim/scenario.ts';
import { defineService, type Registry, word } from '../src/sim/service.ts';
import { simulate } from '../src/simulate.ts';

/** A node that calls the next one as soon as it is called: nothing but kernel work, with one record for every second event. */
const relay = defineService({
  kind: 'relay',
  title: 'Relay',
  group: 'Clients',
  config: z.strictObject({}),
  words: { 'relay.passed': word({ shape: 'mark', sentence: () => 'It passes on.' }) },
  ports: {
    in: [{ name: 'in', speaks: ['http'], why: '' }],
    out: [{ name: 'out', speaks: ['http'], why: '', wire: { config: z.strictObject({}), look: 'hands', requires: [] } }],
  },
  stimuli: { go: z.strictObject({ hops: z.int() }) },
  face: { form: 'plain', icon: 'box', fills: {}, meters: [], sentence: '', facts: '' },
  arn: (id) => id,
  behaviour: async () => ({
    create: () => ({ wire: '' }),
    receive(state, signal, world) {
      state.wire ||= world.wires('out')[0]!.id;
      const pass = (hops: number): void => {
        if (hops > 0) world.call(state.wire, { action: 'x', input: hops - 1, as: { account: '1' } });
      };
      if (signal.on === 'stimulus') pass((signal.with as { hops: number }).hops);
      if (signal.on === 'call') {
        world.say({ word: 'relay.passed', shape: 'mark', data: {} });
        world.answer(signal.call, { ok: true, output: null });
        pass(signal.request.input as number);
      }
    },
  }),
});

/** Kernel events per second of wall time (calls and answers), without user code. */
export async function kernelEventsPerSecond(calls = 400_000): Promise<number> {
  const registry: Registry = { relay };
  const scenario: Scenario = {
    format: 1,
    model: '2026-11',
    title: '',
    seed: 1,
    startsAt: '2026-11-23T09:00:00.000Z',
    nodes: ['a', 'b', 'c'].map((id) => ({ id, kind: 'relay' })),
    wires: [
      { id: 'ab', from: 'a', to: 'b' },
      { id: 'bc', from: 'b', to: 'c' },
      { id: 'ca', from: 'c', to: 'a' },
    ],
    script: ['a', 'b', 'c'].map((node) => ({ at: '0s', node, do: 'go', with: { hops: Math.floor(calls / 3) } })),
  };
  const run = await simulate(scenario, scriptedHost(() => ({})), registry);
  const from = performance.now();
  await run.advance('idle');
  return (2 * calls) / ((performance.now() - from) / 1000);
}

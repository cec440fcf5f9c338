import { micros } from '../../src/base/ids.ts';
import { z } from '../../src/base/z.ts';
import { scriptedHost } from '../../src/hosts/scripted.ts';
import { canvasOf } from '../../src/projections/canvas.ts';
import { captionAt } from '../../src/projections/explanation.ts';
import { happenedAt } from '../../src/projections/playhead.ts';
import { syntheticTrace, syntheticVocabulary } from '../../src/projections/synthetic-trace.ts';
import { defineService, type Registry, word } from '../../src/sim/service.ts';
import { simulate } from '../../src/simulate.ts';

/** Figures that need no browser; bundled first, since module wrappers of a dev server would slow them. */

/** Signals a second that the kernel delivers to a service which calls itself, waits and says one record in ten. */
export async function kernelEventsPerSecond(signals: number): Promise<number> {
  let received = 0;
  const echo = defineService({
    kind: 'echo',
    title: 'Echo',
    group: 'Clients',
    config: z.object({}),
    words: { 'echo.heard': word({ shape: 'mark', sentence: () => 'It hears.' }) },
    ports: {
      in: [{ name: 'in', speaks: ['deliver'], why: 'It listens.' }],
      out: [{ name: 'out', speaks: ['deliver'], why: 'It calls.', wire: { config: z.object({}).optional(), look: 'hands', requires: [] } }],
    },
    stimuli: { go: z.object({}) },
    face: { form: 'plain', icon: 'user', fills: {}, meters: [], sentence: '', facts: '' },
    arn: (id) => `arn:test:${id}`,
    behaviour: async () => ({
      create: () => null,
      receive(_state, signal, world) {
        received++;
        if (received % 10 === 0) world.say({ word: 'echo.heard', shape: 'mark', data: {} });
        if (received >= signals) return;
        const [wire] = world.wires('out');
        if ((signal.on === 'stimulus' || signal.on === 'answer') && wire)
          world.call(wire.id, { action: 'echo:Say', input: null, as: { account: '1' } });
        if (signal.on === 'call') world.wake(10, signal.call);
        if (signal.on === 'wake') world.answer(signal.tag as never, { ok: true, output: null });
      },
    }),
  });
  const registry: Registry = { echo };
  const pairs = Array.from({ length: 16 }, (_, i) => i);
  const scenario = {
    format: 1 as const,
    model: '2026-11',
    title: 'bench',
    seed: 1,
    startsAt: '2026-11-23T09:00:00.000Z',
    nodes: pairs.flatMap((i) => [
      { id: `a${i}`, kind: 'echo' },
      { id: `b${i}`, kind: 'echo' },
    ]),
    wires: pairs.map((i) => ({ id: `w${i}`, from: `a${i}`, to: `b${i}` })),
    script: pairs.map((i) => ({ at: '0s', node: `a${i}`, do: 'go', with: {} })),
  };
  const run = await simulate(
    scenario,
    scriptedHost(() => ({})),
    registry,
  );
  const began = performance.now();
  await run.advance('idle');
  return (received / (performance.now() - began)) * 1000;
}

/** Milliseconds to put the canvas and the caption at a random instant of a long trace: the slowest and the middle of many. */
export function seek(records: number): { readonly slowest: number; readonly middle: number; readonly readingOnce: number } {
  const trace = syntheticTrace({ seed: 1, records, functions: 4, roomsPerFunction: 12 });
  const began = performance.now();
  const canvas = canvasOf(syntheticVocabulary);
  canvas.extend(trace);
  const readingOnce = performance.now() - began;
  const nodes = [...new Set(trace.records.map((record) => record.node))];
  const end = trace.records.at(-1)!.at;
  const took: number[] = [];
  for (let i = 0; i < 200; i++) {
    const at = micros(Math.floor((end * ((i * 7919) % 200)) / 200));
    const start = performance.now();
    happenedAt(trace.records, at);
    for (const node of nodes) canvas.roomsOf(node, at);
    captionAt(trace, syntheticVocabulary, at);
    took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  return { slowest: took.at(-1)!, middle: took[100]!, readingOnce };
}

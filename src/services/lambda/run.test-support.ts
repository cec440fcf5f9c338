import type { JsonObject } from '../../base/json.ts';
import { z } from '../../base/z.ts';
import { type Script, scriptedHost } from '../../hosts/scripted.ts';
import type { Invoke } from '../../parts/invoke.ts';
import type { HandlerHost } from '../../sim/handler-host.ts';
import type { Scenario, Stimulus } from '../../sim/scenario.ts';
import { defineService, type Registry, word } from '../../sim/service.ts';
import type { Answer } from '../../sim/signal.ts';
import { simulate } from '../../simulate.ts';
import { dataInFull, toJsonLine } from '../../trace/jsonl.ts';
import type { Record } from '../../trace/record.ts';
import { lambda } from './index.ts';

/** A caller of the Invoke API, for tests: it says every answer as JSON. */
const caller = defineService({
  kind: 'caller',
  title: 'Caller',
  group: 'Clients',
  config: z.object({}),
  words: { 'caller.heard': word({ shape: 'mark', sentence: () => 'It hears.' }) },
  ports: {
    in: [],
    out: [{ name: 'calls', speaks: ['invoke'], why: '', wire: { config: z.object({}).prefault({}), look: 'waits', requires: [] } }],
  },
  stimuli: { call: z.any() },
  face: { form: 'plain', icon: 'user', fills: {}, meters: [], sentence: '', facts: '' },
  arn: (id) => `arn:test:${id}`,
  behaviour: async () => ({
    create: () => null,
    receive(_state, signal, world) {
      if (signal.on === 'stimulus') {
        const { action, service, ...input } = signal.with as JsonObject & { action?: string; service?: string };
        const as = service === undefined ? { account: '1' } : { account: '1', service };
        const items = [world.item('req')];
        world.call(world.wires('calls')[0]!.id, {
          action: action ?? 'lambda:Invoke',
          input: { payload: '{}', ...input } as Invoke,
          as,
          items,
        });
      } else if (signal.on === 'answer') {
        world.say({ shape: 'mark', word: 'caller.heard', data: { answer: world.text(JSON.stringify(signal.answer)) } });
      }
    },
  }),
});

export const testRegistry: Registry = { lambda, caller };

/** A caller wired to a function called hello. */
export const scenarioOf = (script: readonly Stimulus[], config: JsonObject = {}, seed = 1): Scenario => ({
  format: 1,
  model: '2026-11',
  title: 't',
  seed,
  startsAt: '2026-11-23T09:00:00.000Z',
  nodes: [
    { id: 'caller', kind: 'caller' },
    { id: 'hello', kind: 'lambda', config },
  ],
  wires: [{ id: 'w', from: 'caller', to: 'hello' }],
  script,
});

export const call = (at: string, input: JsonObject = {}): Stimulus => ({ at, node: 'caller', do: 'call', with: input });
export const testEvent = (at: string, input: JsonObject = {}): Stimulus => ({ at, node: 'hello', do: 'invoke', with: input });
export const configure = (at: string, config: JsonObject): Stimulus => ({ at, node: 'hello', do: 'configure', with: config });

/** A record with its texts in full. */
export type Told = Record & { readonly full: JsonObject };

/** What a run told, and the ways in which tests look at it. */
export interface Story {
  readonly records: readonly Told[];
  readonly lines: readonly string[];
  of(word: string): readonly Told[];
  /** Log lines in order, of one row or of all. */
  log(row?: string): readonly string[];
  /** What the caller heard, in order. */
  readonly heard: readonly Answer[];
}

/** Runs a scenario to idle, and on to `until` µs when chores matter. */
export async function tell(scenario: Scenario, host: HandlerHost | Script, until?: number): Promise<Story> {
  const running = await simulate(scenario, typeof host === 'function' ? scriptedHost(host) : host, testRegistry);
  const reached = await running.advance('idle');
  if (reached.stop !== 'idle') throw new Error(`the run stopped: ${reached.sentence}`);
  if (until !== undefined) await running.advance(until as never);
  const { records, texts } = running.trace;
  const told = records.map((record) => ({ ...record, full: dataInFull(record.data, texts) }) as Told);
  return {
    records: told,
    lines: records.map((record) => toJsonLine(record, texts)),
    of: (name) => told.filter((record) => record.word === name),
    log: (row) => told.flatMap((record) => (record.shape === 'log' && (row === undefined || record.row === row) ? [record.text] : [])),
    heard: told.filter(({ word: name }) => name === 'caller.heard').map(({ full }) => JSON.parse(full['answer'] as string) as Answer),
  };
}

/** The payload of an answer, parsed. */
export function payloadOf(answer: Answer | undefined): JsonObject {
  if (!answer?.ok) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return JSON.parse((answer.output as JsonObject)['payload'] as string) as JsonObject;
}

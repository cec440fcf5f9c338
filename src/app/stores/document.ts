import type { Parsed } from '../../scenario/parse.ts';
import type { registry } from '../../services/index.ts';

/** The whole experiment as one document, as the page holds it. */
export type Scenario = Extract<Parsed, { readonly ok: true }>['scenario'];
export type ScenarioNode = Scenario['nodes'][number];
export type ScenarioWire = Scenario['wires'][number];
export type Stimulus = Scenario['script'][number];
/** What the page knows of a service: its schema, ports, words and face, never its behaviour. */
export type Service = (typeof registry)[string];

/** The document of an empty canvas. */
export const EMPTY: Scenario = {
  format: 1,
  model: '2026-11',
  title: 'Untitled',
  seed: 1,
  startsAt: '2026-11-23T09:00:00.000Z',
  nodes: [],
  wires: [],
  script: [],
};

import type { Scenario } from './document.ts';

/** The part of a document that a run depends on: moving a node or renaming the document replays nothing. */
export function physicsOf(scenario: Scenario): string {
  const { model, seed, startsAt, nodes, wires, script } = scenario;
  return JSON.stringify({ model, seed, startsAt, nodes: nodes.map(({ at: _, ...node }) => node), wires, script });
}

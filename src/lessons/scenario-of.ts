import type { Scenario } from '../sim/scenario.ts';

/** A scenario of today's model, with what lessons rarely change filled in. */
export function scenarioOf(parts: Pick<Scenario, 'title' | 'nodes' | 'wires' | 'script'> & Partial<Scenario>): Scenario {
  return { format: 1, model: '2026-11', seed: 1, startsAt: '2026-11-23T09:00:00.000Z', ...parts };
}

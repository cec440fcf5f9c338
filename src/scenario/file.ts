import type { Scenario } from '../sim/scenario.ts';
import { compact } from './compact.ts';

/** The scenario as a file that a person can read and keep under version control; `parseScenario` reads it back. */
export function toFile(scenario: Scenario): { readonly name: string; readonly text: string } {
  const slug = scenario.title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return { name: `${slug || 'scenario'}.coldstart.json`, text: `${JSON.stringify(compact(scenario), null, 2)}\n` };
}

import type { Scenario } from '../sim/scenario.ts';
import { compact } from './compact.ts';

/** A file's name from a title: lower case, hyphens, and what kind of file it is. */
export function fileName(title: string, ending: string): string {
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${slug || 'scenario'}.${ending}`;
}

/** The scenario as a file that a person can read and keep under version control; `parseScenario` reads it back. */
export function toFile(scenario: Scenario): { readonly name: string; readonly text: string } {
  return { name: fileName(scenario.title, 'coldstart.json'), text: `${JSON.stringify(compact(scenario), null, 2)}\n` };
}

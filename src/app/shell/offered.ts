import { type Experiment, experiments } from '../../lessons/experiments.ts';
import { parseScenario } from '../../scenario/parse.ts';

let found: readonly Experiment[] | undefined;

/** The experiments that this page can run: only real ones are offered. */
export function offered(): readonly Experiment[] {
  found ??= experiments.filter(({ scenario }) => parseScenario(scenario).ok);
  return found;
}

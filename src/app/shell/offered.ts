import { type Experiment, experiments } from '../../lessons/experiments.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { useDesk } from '../stores/desk.ts';
import { openDocument } from '../stores/scenario.ts';

let found: readonly Experiment[] | undefined;

/** The experiments that this page can run: only real ones are offered. */
export function offered(): readonly Experiment[] {
  found ??= experiments.filter(({ scenario }) => parseScenario(scenario).ok);
  return found;
}

/** Opens an experiment at the speed at which it can be followed, and shows it; false when this page can't read it. */
export function openExperiment({ scenario, speed }: Experiment): boolean {
  if (!openDocument(scenario, 'lesson')) return false;
  useDesk.setState({ speed: speed ?? 1, page: { is: 'canvas' } });
  return true;
}

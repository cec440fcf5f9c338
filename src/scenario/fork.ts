import { formatDuration, parseDuration } from '../base/duration.ts';
import type { Micros } from '../base/ids.ts';
import type { Scenario, Stimulus } from '../sim/scenario.ts';

/** The document in which a reader does something at an instant: the author's script stays, the reader's own acts at or
 * after that instant are another future and go. Pure; the old document is kept beside it by whoever calls. */
export function fork(scenario: Scenario, at: Micros, stimulus: Omit<Stimulus, 'at' | 'by'>): Scenario {
  const kept = scenario.script.filter((entry) => entry.by !== 'reader' || parseDuration(entry.at)! < at);
  return { ...scenario, script: [...kept, { ...stimulus, at: formatDuration(at), by: 'reader' }] };
}

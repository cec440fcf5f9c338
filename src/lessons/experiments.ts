import { albLesson } from '../services/alb/lesson.ts';
import type { Scenario } from '../sim/scenario.ts';
import { firstVisit } from './first-visit.ts';
import { fourDoors } from './four-doors.ts';
import { ghostLog } from './ghost-log.ts';
import { timeout } from './timeout.ts';

/** A scenario that Coldstart brings along. `icon` is a face's icon name; `about` one sentence for a list. */
export interface Experiment {
  readonly id: string;
  readonly about: string;
  readonly icon: string;
  readonly scenario: Scenario;
  /** Virtual seconds a second when it is opened, where all is over too soon to be seen; 1 without. */
  readonly speed?: number;
}

/** What a reader may open from the first page, in the order in which it is shown. */
export const experiments: readonly Experiment[] = [
  { id: 'cold-starts', about: 'How many rooms does Lambda open?', icon: 'clock', scenario: firstVisit },
  { id: 'sent-twice', about: 'A load balancer and one name, sent twice.', icon: 'split', scenario: albLesson, speed: 0.1 },
  { id: 'four-doors', about: 'The same request through each front door.', icon: 'door-open', scenario: fourDoors, speed: 0.25 },
  { id: 'ghost-log', about: 'A promise that nobody awaits.', icon: 'ghost', scenario: ghostLog },
  { id: 'timeout', about: 'Memory is lost, /tmp stays.', icon: 'timer', scenario: timeout, speed: 0.25 },
];

export { firstVisit };

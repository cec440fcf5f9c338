import { albLesson } from '../services/alb/lesson.ts';
import { functionUrlLesson } from '../services/function-url/lesson.ts';
import { httpApiLesson } from '../services/http-api/lesson.ts';
import { httpClientLesson } from '../services/http-client/lesson.ts';
import { lambdaLesson } from '../services/lambda/lesson.ts';
import { restApiLesson } from '../services/rest-api/lesson.ts';
import type { Scenario } from '../sim/scenario.ts';
import { firstVisit } from './first-visit.ts';
import { fourDoors } from './four-doors.ts';
import { ghostLog } from './ghost-log.ts';
import { timeout } from './timeout.ts';

/** A scenario that Coldstart brings along. `about` is one sentence for a list; `on` the kinds of node that it is about. */
export interface Lesson {
  readonly id: string;
  readonly about: string;
  readonly icon: string;
  readonly on: readonly string[];
  readonly scenario: Scenario;
  /** Virtual seconds a second when it is opened, where all is over too soon to be seen; 1 without. */
  readonly speed?: number;
}

/** Lessons that a reader looks for in one place. */
export interface LessonGroup {
  readonly title: string;
  readonly lessons: readonly Lesson[];
}

/** Every lesson, in the order in which it is offered: the function first, then the doors one by one, then who knocks at them. */
export const lessonGroups: readonly LessonGroup[] = [
  {
    title: 'The rooms of a function',
    lessons: [
      { id: 'cold-starts', about: 'How many rooms does Lambda open?', icon: 'clock', on: ['lambda'], scenario: firstVisit },
      { id: 'cold-then-warm', about: 'Which events wait, and which find a room?', icon: 'room', on: ['lambda'], scenario: lambdaLesson },
      { id: 'ghost-log', about: 'A promise that nobody awaits.', icon: 'ghost', on: ['lambda'], scenario: ghostLog },
      { id: 'timeout', about: 'Memory is lost, /tmp stays.', icon: 'timer', on: ['lambda'], scenario: timeout, speed: 0.25 },
    ],
  },
  {
    title: 'Front doors',
    lessons: [
      {
        id: 'four-doors',
        about: 'The same request through each front door.',
        icon: 'door-open',
        on: ['alb', 'rest-api', 'http-api', 'function-url'],
        scenario: fourDoors,
        speed: 0.25,
      },
      {
        id: 'sent-twice',
        about: 'A load balancer keeps the last value, or all.',
        icon: 'split',
        on: ['alb'],
        scenario: albLesson,
        speed: 0.1,
      },
      {
        id: 'late-success',
        about: 'The gateway gave up, the code did not.',
        icon: 'door-open',
        on: ['rest-api'],
        scenario: restApiLesson,
        speed: 5,
      },
      { id: 'five-results', about: 'Five results, and what each becomes.', icon: 'door-closed', on: ['http-api'], scenario: httpApiLesson },
      {
        id: 'own-address',
        about: 'What is joined, decoded and inferred.',
        icon: 'link',
        on: ['function-url'],
        scenario: functionUrlLesson,
        speed: 0.1,
      },
    ],
  },
  {
    title: 'Who knocks',
    lessons: [
      {
        id: 'every-byte',
        about: 'One request, then three at once.',
        icon: 'person',
        on: ['http-client'],
        scenario: httpClientLesson,
        speed: 0.5,
      },
    ],
  },
];

/** The same without their groups. */
export const lessons: readonly Lesson[] = lessonGroups.flatMap((group) => group.lessons);

import type { Scenario } from '../../sim/scenario.ts';

const HANDLER = `let events = 0; // lives as long as the environment

export const handler = async (event) => {
  events += 1;
  console.log(\`event \${events} in this environment\`);
  await new Promise((done) => setTimeout(done, 500));
  return { statusCode: 200, body: String(events) };
};
`;

const NOTES = `A function runs in **execution environments**: rooms, which are built when they are needed and stay for a while.

Guess first. Then press play, and see which events wait for a room to be built and which find one warm.`;

/** The smallest scenario that shows a function off: one event builds a room, the next finds it warm, and two at once need two rooms. */
export const lambdaLesson: Scenario = {
  format: 1,
  model: '2026-11',
  title: 'Cold once, then warm',
  seed: 1,
  startsAt: '2026-11-23T09:00:00.000Z',
  nodes: [{ id: 'hello', kind: 'lambda', at: [240, 80], config: { files: { 'index.mjs': HANDLER } } }],
  wires: [],
  script: [
    { at: '0s', node: 'hello', do: 'invoke' },
    { at: '2s', node: 'hello', do: 'invoke' },
    { at: '4s', node: 'hello', do: 'invoke', with: { times: 2 } },
  ],
  notes: NOTES,
  checks: [
    {
      say: 'Two events at once need two rooms, and no more.',
      count: { word: 'lambda.environment' },
      is: { min: 2, max: 2 },
      guess: 'Four events come, the last two of them at once. How many rooms does Lambda build?',
      choices: [1, 2, 3, 4],
      hints: ['An execution environment, a room, takes one event at a time. How many events come at the same instant?'],
    },
    { say: 'Module code runs once in each.', count: { word: 'lambda.init' }, is: { min: 2, max: 2 } },
    {
      say: 'All four events are answered.',
      count: { word: 'lambda.done', where: [{ path: 'data.result.statusCode', is: 200 }] },
      is: { min: 4, max: 4 },
    },
  ],
};

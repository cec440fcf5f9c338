import type { Scenario } from '../../sim/scenario.ts';

const HANDLER = `// Books a seat. The slow way takes longer than API Gateway waits.
export const handler = async (event) => {
  const { seat } = event.pathParameters;
  const slow = event.queryStringParameters?.slow;
  await new Promise((done) => setTimeout(done, slow ? 31_000 : 200));
  console.log('booked seat', seat);
  return { statusCode: 201, body: JSON.stringify({ seat }) };
};
`;

const NOTES = `The second visitor books the slow way, which takes 31 seconds. API Gateway gives up after 29. What does the function do?

Guess, run it to the end, then touch **book** and make the slow way quick enough that nobody is told 504.`;

/** The smallest scenario that shows a REST API off: its client gets a 504 after 29 s, and the function books the seat all the
 * same; the task is to let nobody be told so. */
export const restApiLesson: Scenario = {
  format: 1,
  model: '2026-11',
  title: 'The 504 that succeeded',
  seed: 1,
  startsAt: '2026-11-23T09:00:00.000Z',
  nodes: [
    { id: 'visitor', kind: 'http-client', at: [0, 103] },
    { id: 'box-office', kind: 'rest-api', at: [250, 100] },
    { id: 'book', kind: 'lambda', at: [480, 21], config: { timeout: 60, files: { 'index.mjs': HANDLER } } },
  ],
  wires: [
    { id: 'w1', from: 'visitor', to: 'box-office' },
    { id: 'w2', from: 'box-office', to: 'book', config: { methods: ['POST /seats/{seat}'] } },
  ],
  script: [
    { at: '0s', node: 'visitor', do: 'request', with: { method: 'POST', target: '/prod/seats/12A' } },
    { at: '2s', node: 'visitor', do: 'request', with: { method: 'POST', target: '/prod/seats/12B?slow=1' } },
    { at: '40s', node: 'visitor', do: 'request', with: { method: 'GET', target: '/prod/seats/12B' } },
  ],
  notes: NOTES,
  checks: [
    {
      say: 'Both seats are booked.',
      count: { word: 'lambda.done' },
      is: { min: 2, max: 2 },
      guess: 'One visitor waits for 29 seconds and gets a 504. How many seats are booked in the end?',
      choices: [0, 1, 2],
    },
    {
      say: 'Nobody is told 504 for a seat that is booked.',
      never: { word: 'rest-api.late' },
      hints: [
        'API Gateway waits for 29 seconds. How long does the slow way take?',
        'In book, let the slow way take less than 29,000 ms, and run again.',
      ],
    },
    {
      say: 'A method that the API lacks is answered with 403.',
      count: { word: 'rest-api.unmatched', where: [{ path: 'data.status', is: 403 }] },
      is: { min: 1, max: 1 },
    },
  ],
};

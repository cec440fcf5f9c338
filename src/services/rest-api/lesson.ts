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

/** The smallest scenario that shows a REST API off: its client gets a 504 after 29 s, and the function books the seat all the same. */
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
  checks: [
    {
      say: 'One request ends with 504 after 29 seconds.',
      count: { word: 'rest-api.response', where: [{ path: 'data.status', is: 504 }] },
      is: { min: 1, max: 1 },
    },
    { say: 'The function finishes it all the same.', count: { word: 'rest-api.late' }, is: { min: 1, max: 1 } },
    { say: 'Both seats are booked.', count: { word: 'lambda.done' }, is: { min: 2, max: 2 } },
    {
      say: 'A method that the API lacks is answered with 403.',
      count: { word: 'rest-api.unmatched', where: [{ path: 'data.status', is: 403 }] },
      is: { min: 1, max: 1 },
    },
  ],
};

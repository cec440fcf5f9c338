import type { Scenario } from '../../sim/scenario.ts';

const HANDLER = `// The last part of the path says what to return.
const answers = {
  bare: { item: 'tea' },
  whole: { statusCode: 200, body: '<b>tea</b>' },
  cookies: { statusCode: 200, cookies: ['sid=7f3a', 'theme=dark'], body: 'two cookies' },
  lost: { statusCode: 200, multiValueHeaders: { 'set-cookie': ['sid=7f3a', 'theme=dark'] }, body: 'no cookie' },
  wrong: { statusCode: 200, body: { item: 'tea' } },
};

export const handler = async (event) => {
  console.log(event.routeKey, event.rawPath);
  return answers[event.pathParameters.what];
};
`;

const asked = ['bare', 'whole', 'cookies', 'lost', 'wrong'];

const NOTES = `The function returns five different values. An HTTP API makes a response of each: some it takes as they are, some it infers, one it can't read.

Guess, press play, then touch **answers** and mend the value that became a 500.`;

/** The smallest scenario that shows an HTTP API off: five results of a function, and what each becomes; the task is to mend the one that
 * can't be read. */
export const httpApiLesson: Scenario = {
  format: 1,
  model: '2026-11',
  title: 'What an HTTP API makes of it',
  seed: 1,
  startsAt: '2026-11-23T09:00:00.000Z',
  nodes: [
    { id: 'shopper', kind: 'http-client', at: [0, 103] },
    { id: 'shop', kind: 'http-api', at: [250, 100] },
    { id: 'answers', kind: 'lambda', at: [480, 21], config: { files: { 'index.mjs': HANDLER } } },
  ],
  wires: [
    { id: 'w1', from: 'shopper', to: 'shop' },
    { id: 'w2', from: 'shop', to: 'answers', config: { routes: ['GET /{what}'] } },
  ],
  script: [
    ...asked.map((what, i) => ({ at: `${i}s`, node: 'shopper', do: 'request', with: { target: `/${what}` } })),
    { at: '5s', node: 'shopper', do: 'request', with: { method: 'POST', target: '/bare' } },
  ],
  notes: NOTES,
  checks: [
    {
      say: 'At least four are answered with 200.',
      count: { word: 'http-client.response', where: [{ path: 'data.status', is: 200 }] },
      is: { min: 4 },
      guess: 'Six requests are sent. How many are answered with 200?',
      choices: [2, 3, 4, 5],
    },
    {
      say: 'Every result of the function is one that the API can read.',
      never: { word: 'http-api.malformed' },
      hints: ['One of the five answers has a body that is no string.', 'In wrong, put JSON.stringify around the body.'],
    },
    { say: 'A method without a route is a 404, and no code runs.', count: { word: 'http-api.unmatched' }, is: { min: 1, max: 1 } },
  ],
};

import { scenarioOf } from './scenario-of.ts';

const GHOST = `// The analytics call is not awaited, so the room freezes before it is done.
let requests = 0;

export const handler = async (event, context) => {
  const mine = ++requests;
  sendAnalytics(mine);
  return { statusCode: 200, body: 'request ' + mine };
};

const sendAnalytics = async (request) => {
  await new Promise((resolve) => setTimeout(resolve, 200));
  console.log('analytics of request', request, 'sent');
};
`;

/** A promise left unawaited resumes inside somebody else's request, or never. */
export const ghostLog = scenarioOf({
  title: 'Ghost log',
  nodes: [
    { id: 'visitors', kind: 'http-client', at: [0, 103] },
    { id: 'page-url', kind: 'function-url', at: [250, 100] },
    { id: 'page', kind: 'lambda', at: [480, 21], config: { files: { 'index.mjs': GHOST } } },
  ],
  wires: [
    { id: 'w1', from: 'visitors', to: 'page-url' },
    { id: 'w2', from: 'page-url', to: 'page' },
  ],
  script: [{ at: '0s', node: 'visitors', do: 'request', with: { target: '/', times: 3, every: '10s' } }],
  notes: `Each request starts its analytics and answers at once, without awaiting them. Guess what becomes of them, then press play.

Then touch **page** and change its code so that all three are sent.`,
  checks: [
    {
      say: 'The analytics of all three requests are sent.',
      count: { word: 'lambda.log', node: 'page', where: [{ path: 'text', has: 'analytics' }] },
      is: { min: 3, max: 3 },
      guess: 'Three requests come, ten seconds apart. How many of the analytics are sent?',
      choices: [0, 1, 2, 3],
      hints: ['When does the room freeze, and what was still on its way then?', 'Await what must be done before the answer.'],
    },
  ],
});

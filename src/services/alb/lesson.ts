import type { Scenario } from '../../sim/scenario.ts';

const HANDLER = `// Returns what it saw, and two cookies.
export const handler = async (event) => {
  const query = event.multiValueQueryStringParameters ?? event.queryStringParameters;
  const cookies = ['sid=9c2e; HttpOnly', 'cart=2'];
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'set-cookie': cookies[0] },
    multiValueHeaders: { 'content-type': ['application/json'], 'set-cookie': cookies },
    body: JSON.stringify({ items: query.item }),
  };
};
`;

const NOTES = `One name, sent twice: \`item=1&item=2\`. Guess what the function sees, then press play.

Then touch **shop-alb** and switch its multi-value headers on, so that both items and both cookies come through.`;

/** The smallest scenario that shows a load balancer off: one name sent twice, two cookies back. With multi-value headers off the
 * function sees the last item and the client gets one cookie; the task is to switch them on, so that both come through. */
export const albLesson: Scenario = {
  format: 1,
  model: '2026-11',
  title: 'One name, sent twice',
  seed: 1,
  startsAt: '2026-11-23T09:00:00.000Z',
  nodes: [
    { id: 'shopper', kind: 'http-client', at: [0, 103] },
    { id: 'shop-alb', kind: 'alb', at: [250, 100] },
    { id: 'cart', kind: 'lambda', at: [480, 21], config: { files: { 'index.mjs': HANDLER } } },
  ],
  wires: [
    { id: 'w1', from: 'shopper', to: 'shop-alb' },
    { id: 'w2', from: 'shop-alb', to: 'cart' },
  ],
  script: [
    {
      at: '0s',
      node: 'shopper',
      do: 'request',
      with: {
        method: 'GET',
        target: '/cart?item=1&item=2',
        headers: [
          ['X-Tag', 'one'],
          ['X-Tag', 'two'],
          ['Cookie', 'sid=7f3a; theme=dark'],
        ],
      },
    },
  ],
  notes: NOTES,
  checks: [
    {
      say: 'Both items reach the function.',
      count: { word: 'alb.request', where: [{ path: 'data.event.multiValueQueryStringParameters.item', is: ['1', '2'] }] },
      is: { min: 1 },
      guess: 'The shopper sends item=1 and item=2. Will the function see both?',
      hints: [
        'A load balancer keeps the last value of a name, unless it is told to send all of them.',
        'The switch stands in the sentence of shop-alb: press the word behind “multi-value headers”.',
      ],
    },
    {
      say: 'The request is answered.',
      count: { word: 'http-client.response', where: [{ path: 'data.status', is: 200 }] },
      is: { min: 1, max: 1 },
    },
  ],
};

import type { Scenario } from '../../sim/scenario.ts';

const HANDLER = `// No statusCode: the whole value becomes the body.
export const handler = async (event) => ({
  path: [event.rawPath, event.requestContext.http.path],
  query: event.queryStringParameters,
  cookies: event.cookies,
});
`;

const NOTES = `A function URL is an address of the function's own. Guess, then press play, and look at the event: what is joined, what is decoded, what isn't.

The function says no status, so Lambda infers 200. Touch **cart**, edit its code, and answer with **201** instead.`;

/** The smallest scenario that shows a function URL off: what is decoded and what isn't, repeats joined by a comma, and a response
 * that Lambda infers; the task is to say the status oneself. */
export const functionUrlLesson: Scenario = {
  format: 1,
  model: '2026-11',
  title: 'An address of its own',
  seed: 1,
  startsAt: '2026-11-23T09:00:00.000Z',
  nodes: [
    { id: 'client', kind: 'http-client', at: [0, 103] },
    { id: 'cart-url', kind: 'function-url', at: [250, 100] },
    { id: 'cart', kind: 'lambda', at: [480, 21], config: { files: { 'index.mjs': HANDLER } } },
  ],
  wires: [
    { id: 'w1', from: 'client', to: 'cart-url' },
    { id: 'w2', from: 'cart-url', to: 'cart' },
  ],
  script: [
    {
      at: '0s',
      node: 'client',
      do: 'request',
      with: { target: '/green%20tea?item=1&item=2', headers: [['Cookie', 'sid=7f3a; theme=dark']] },
    },
  ],
  notes: NOTES,
  checks: [
    {
      say: 'Both items reach the function, joined by a comma.',
      count: {
        word: 'function-url.request',
        where: [{ path: 'data.event.queryStringParameters.item', is: '1,2' }],
      },
      is: { min: 1, max: 1 },
      guess: 'The client sends item=1 and item=2. Will the function see both?',
    },
    {
      say: 'The path is decoded in one place only.',
      count: {
        word: 'function-url.request',
        where: [
          { path: 'data.event.rawPath', is: '/green%20tea' },
          { path: 'data.event.requestContext.http.path', is: '/green tea' },
        ],
      },
      is: { min: 1, max: 1 },
    },
    {
      say: 'The client gets a 201.',
      count: { word: 'http-client.response', where: [{ path: 'data.status', is: 201 }] },
      is: { min: 1, max: 1 },
      hints: [
        'Without a statusCode the whole value becomes the body, and the status is inferred to be 200.',
        'Return { statusCode: 201, body: JSON.stringify(…) }, with what is returned now in place of the dots.',
      ],
    },
  ],
};

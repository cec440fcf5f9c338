import type { Scenario } from '../../sim/scenario.ts';

const HANDLER = `export const handler = async (event) => ({
  statusCode: 200,
  headers: { 'content-type': 'text/plain' },
  body: \`\${event.requestContext.http.method} \${event.rawPath} with \${event.body ?? 'no body'}\`,
});
`;

const NOTES = `A client sends what you write, byte for byte. Guess, press play, and count the rooms.

Then touch **client**, edit its first request, and send a second header \`X-Tag: two\` beneath the first.`;

/** The smallest scenario that shows a client off: one request as curl would send it, then a form three times at once; the task
 * is to send a header twice. */
export const httpClientLesson: Scenario = {
  format: 1,
  model: '2026-11',
  title: 'Every byte that you send',
  seed: 1,
  startsAt: '2026-11-23T09:00:00.000Z',
  nodes: [
    { id: 'client', kind: 'http-client', at: [0, 103] },
    { id: 'hello-url', kind: 'function-url', at: [250, 100], config: { authType: 'NONE' } },
    { id: 'hello', kind: 'lambda', at: [480, 21], config: { files: { 'index.mjs': HANDLER } } },
  ],
  wires: [
    { id: 'w1', from: 'client', to: 'hello-url' },
    { id: 'w2', from: 'hello-url', to: 'hello' },
  ],
  script: [
    { at: '0s', node: 'client', do: 'request', with: { target: '/cart?item=1&item=2', headers: [['X-Tag', 'one']] } },
    {
      at: '2s',
      node: 'client',
      do: 'request',
      with: { method: 'POST', target: '/cart', body: { form: [['item', 'green tea']] }, parallel: 3 },
    },
  ],
  notes: NOTES,
  checks: [
    {
      say: 'Four requests are answered.',
      count: { word: 'http-client.response', where: [{ path: 'data.status', is: 200 }] },
      is: { min: 4 },
    },
    {
      say: 'Three forms at once keep three rooms busy.',
      count: { word: 'lambda.environment' },
      is: { min: 3, max: 3 },
      guess: 'One request comes, and two seconds later a form three times at once. How many rooms are built in all?',
      choices: [1, 2, 3, 4],
    },
    {
      say: 'A header that is sent twice arrives joined: one,two.',
      count: { word: 'function-url.request', where: [{ path: 'data.event.headers.x-tag', is: 'one,two' }] },
      is: { min: 1 },
      hints: [
        'Touch client: its script holds the two requests, and each can be edited as the text that goes over the wire.',
        'Under X-Tag: one write a second line, X-Tag: two, and run again.',
      ],
    },
  ],
};

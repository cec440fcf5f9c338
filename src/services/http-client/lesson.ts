import type { Scenario } from '../../sim/scenario.ts';

const HANDLER = `export const handler = async (event) => ({
  statusCode: 200,
  headers: { 'content-type': 'text/plain' },
  body: \`\${event.requestContext.http.method} \${event.rawPath} with \${event.body ?? 'no body'}\`,
});
`;

/** The smallest scenario that shows a client off: one request as curl would send it, then a form three times at once. */
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
  checks: [
    {
      say: 'Four requests are answered.',
      count: { word: 'http-client.response', where: [{ path: 'data.status', is: 200 }] },
      is: { min: 4, max: 4 },
    },
  ],
};

import { scenarioOf } from './scenario-of.ts';

const HELLO = `// Each request takes TAKES_MS: the function waits for a slow partner.
const takesMs = Number(process.env.TAKES_MS);

export const handler = async (event) => {
  await new Promise((resolve) => setTimeout(resolve, takesMs));
  return { statusCode: 200, body: 'hello' };
};
`;

/** The running example of the first page: requests at an even pace, a function that takes its time, and so many rooms. */
export const firstVisit = scenarioOf({
  title: 'Requests, rooms and cold starts',
  nodes: [
    { id: 'visitors', kind: 'http-client', at: [0, 103] },
    { id: 'hello-url', kind: 'function-url', at: [250, 100] },
    {
      id: 'hello',
      kind: 'lambda',
      at: [480, 21],
      config: { runtime: 'nodejs22.x', memorySize: 512, environment: { variables: { TAKES_MS: '500' } }, files: { 'index.mjs': HELLO } },
    },
  ],
  wires: [
    { id: 'w1', from: 'visitors', to: 'hello-url' },
    { id: 'w2', from: 'hello-url', to: 'hello' },
  ],
  script: [{ at: '0s', node: 'visitors', do: 'load', with: { target: '/', perSecond: 3, forSeconds: 10 } }],
});

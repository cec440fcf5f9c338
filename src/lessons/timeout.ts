import { scenarioOf } from './scenario-of.ts';

const SLOW = `import { writeFileSync, readFileSync, existsSync } from 'node:fs';

let visits = 0;

export const handler = async (event) => {
  visits += 1;
  const kept = existsSync('/tmp/visits') ? Number(readFileSync('/tmp/visits', 'utf8')) : 0;
  writeFileSync('/tmp/visits', String(kept + 1));
  console.log('in memory', visits, 'in /tmp', kept + 1);
  const slow = event.queryStringParameters?.slow;
  await new Promise((resolve) => setTimeout(resolve, slow ? 5000 : 50));
  return { statusCode: 200, body: JSON.stringify({ visits, kept: kept + 1 }) };
};
`;

/** A timeout ends the process: memory is lost, /tmp stays, and the next request waits for INIT again. */
export const timeout = scenarioOf({
  title: 'What a timeout takes away',
  nodes: [
    { id: 'visitors', kind: 'http-client', at: [0, 103] },
    { id: 'report-url', kind: 'function-url', at: [250, 100] },
    { id: 'report', kind: 'lambda', at: [480, 21], config: { memorySize: 256, timeout: 2, files: { 'index.mjs': SLOW } } },
  ],
  wires: [
    { id: 'w1', from: 'visitors', to: 'report-url' },
    { id: 'w2', from: 'report-url', to: 'report' },
  ],
  script: [
    { at: '0s', node: 'visitors', do: 'request', with: { target: '/' } },
    { at: '1s', node: 'visitors', do: 'request', with: { target: '/?slow=1' } },
    { at: '5s', node: 'visitors', do: 'request', with: { target: '/' } },
  ],
  notes: `The second request is slow, and the function is given two seconds. Guess what its timeout takes away, then press play and read the log: what is in memory, and what is in \`/tmp\`.`,
  checks: [
    { say: 'One request times out.', count: { word: 'lambda.timed-out' }, is: { min: 1, max: 1 } },
    {
      say: 'INIT runs twice in the same room.',
      count: { word: 'lambda.init' },
      is: { min: 2, max: 2 },
      guess: 'Three requests come one after the other. How often does INIT run?',
      choices: [1, 2, 3],
    },
  ],
});

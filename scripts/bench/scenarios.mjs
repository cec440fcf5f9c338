/** The handler that every figure and every peer runs: it reads the request and answers with JSON. */
export const HANDLER = `exports.handler = async (event) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ path: event.path ?? event.rawPath, item: event.queryStringParameters?.item ?? null }),
});
`;

const base = { format: 1, model: '2026-11', title: 'Bench', seed: 1, startsAt: '2026-11-23T09:00:00.000Z' };

/** A client, a load balancer and a function; \`request\` says what the client does. */
export const behindAlb = (request, code = HANDLER, config = {}) =>
  JSON.stringify({
    ...base,
    nodes: [
      { id: 'client', kind: 'http-client' },
      { id: 'alb', kind: 'alb' },
      { id: 'fn', kind: 'lambda', config: { runtime: 'nodejs22.x', handler: 'index.handler', files: { 'index.js': code }, ...config } },
    ],
    wires: [
      { id: 'w1', from: 'client', to: 'alb' },
      { id: 'w2', from: 'alb', to: 'fn' },
    ],
    script: [{ at: '0s', node: 'client', do: 'request', with: { target: '/cart?item=1', headers: [['x-tag', 'a']], ...request } }],
  });

/** Fifty nodes and a load that keeps about five hundred tokens on the wires. */
export function busyCanvas() {
  const groups = Array.from({ length: 16 }, (_, i) => i);
  return JSON.stringify({
    ...base,
    nodes: [
      ...groups.flatMap((i) => [
        { id: `client${i}`, kind: 'http-client', at: [0, i * 140] },
        { id: `alb${i}`, kind: 'alb', at: [260, i * 140] },
        { id: `fn${i}`, kind: 'lambda', at: [520, i * 140], config: { handler: 'index.handler', files: { 'index.js': HANDLER } } },
      ]),
      { id: 'spare1', kind: 'lambda', at: [800, 0], config: { files: { 'index.js': HANDLER } } },
      { id: 'spare2', kind: 'lambda', at: [800, 200], config: { files: { 'index.js': HANDLER } } },
    ],
    wires: groups.flatMap((i) => [
      { id: `c${i}`, from: `client${i}`, to: `alb${i}` },
      { id: `f${i}`, from: `alb${i}`, to: `fn${i}` },
    ]),
    // At the pace of life a token is shown for 450 ms, so about eight stand on each of the 64 ways along a wire.
    script: groups.map((i) => ({ at: '0s', node: `client${i}`, do: 'request', with: { target: '/', times: 200, every: '57ms' } })),
  });
}

import { replies, scriptedHost } from '../src/hosts/scripted.ts';
import { parseScenario } from '../src/scenario/parse.ts';
import { simulate } from '../src/simulate.ts';

/** Requests per second of wall time from 16 clients through a load balancer to canned answers: all of Coldstart but user code. */
export async function warmInvocationsPerSecond(requests = 16_000): Promise<number> {
  const parsed = parseScenario({
    format: 1,
    model: '2026-11',
    nodes: [
      { id: 'client', kind: 'http-client' },
      { id: 'shop', kind: 'alb', config: { multiValueHeadersEnabled: true } },
      { id: 'cart', kind: 'lambda' },
    ],
    wires: [
      { id: 'w1', from: 'client', to: 'shop' },
      { id: 'w2', from: 'shop', to: 'cart' },
    ],
    script: [{ at: '0s', node: 'client', do: 'request', with: { target: '/cart?item=1&item=2', times: requests, parallel: 16, every: '1s' } }],
  });
  if (!parsed.ok) throw new Error(`${parsed.path}: ${parsed.problem}`);
  const run = await simulate(
    parsed.scenario,
    scriptedHost((_code, delivery) => (delivery.on === 'invoke' ? replies({ statusCode: 200, body: 'ok' }) : {})),
  );
  const from = performance.now();
  await run.advance('idle');
  const took = (performance.now() - from) / 1000;
  return requests / took;
}

import { parseJson } from '../../src/base/json.ts';
import { type Script, type Scripted, throws } from '../../src/hosts/scripted.ts';

const HANDLER = `import { price } from './prices.mjs';

export const handler = async (event) => {
  const cart = await price(event);
  return { statusCode: 201, multiValueHeaders: { 'set-cookie': ['sid=9c2e; HttpOnly', 'cart=0'] }, body: JSON.stringify(cart) };
};
`;

const headers = [
  ['Accept', 'text/html'],
  ['Accept', 'application/json'],
  ['Content-Type', 'application/json'],
  ['X-Tag', 'one'],
  ['X-Tag', 'two'],
  ['Cookie', 'sid=7f3a; theme=dark'],
];
const request = (at: string, target: string, more: object = {}) => ({
  at,
  node: 'shopper',
  do: 'request',
  with: { method: 'POST', target, headers, body: { json: { order: 4417, express: true } }, ...more },
});

/** A checkout behind a load balancer with all that can happen to it: cold starts, waits, a throw, a timeout, throttles, idle time. */
export const checkout = {
  format: 1,
  model: '2026-11',
  title: 'Checkout, with one bad order',
  seed: 1,
  startsAt: '2026-11-23T09:00:00.000Z',
  nodes: [
    { id: 'shopper', kind: 'http-client', at: [0, 80] },
    { id: 'shop-alb', kind: 'alb', at: [240, 80] },
    {
      id: 'checkout',
      kind: 'lambda',
      at: [460, 40],
      config: { timeout: 2, memorySize: 512, reservedConcurrentExecutions: 3, files: { 'index.mjs': HANDLER } },
    },
  ],
  wires: [
    { id: 'w1', from: 'shopper', to: 'shop-alb', config: {} },
    { id: 'w2', from: 'shop-alb', to: 'checkout', config: {} },
  ],
  script: [
    request('0s', '/checkout?item=mug&item=green%20tea&q=caf%C3%A9+x'),
    request('700ms', '/checkout?item=cup'),
    request('850ms', '/checkout?item=pot'),
    request('1200ms', '/checkout?item=bad'),
    request('1500ms', '/checkout?item=mug', { parallel: 4 }),
    request('31s', '/checkout?item=slow'),
    request('31500ms', '/checkout?item=mug'),
    request('34s', '/checkout?item=pot'),
    request('62s', '/checkout?item=bad'),
    request('62400ms', '/checkout?item=mug&item=green%20tea&q=caf%C3%A9+x'),
  ],
};

const done = {
  statusCode: 201,
  headers: { 'Content-Type': 'application/json' },
  multiValueHeaders: { 'set-cookie': ['sid=9c2e; HttpOnly', 'cart=0'] },
  body: '{"order":4417}',
};

/** What the checkout's handler does, without running it. */
export const checkoutScript: Script = (_code, delivery): Scripted => {
  if (delivery.on === 'init') return { cpuMs: 180, deeds: [{ is: 'log', level: 'INFO', text: 'prices loaded, 7 rates' }, { is: 'ready' }] };
  if (delivery.on !== 'invoke') return {};
  const event = JSON.stringify(parseJson(delivery.event));
  if (event.includes('slow')) return { cpuMs: 20, waitMs: 5_000, next: { deeds: [{ is: 'settled', result: '{}' }] } };
  if (event.includes('bad')) {
    const error = {
      errorType: 'TypeError',
      errorMessage: "Cannot read properties of undefined (reading 'map')",
      trace: ["TypeError: Cannot read properties of undefined (reading 'map')", '    at handler (file:///var/task/index.mjs:3:9)'],
    };
    return { cpuMs: 60, waitMs: 40, next: { ...throws(error), cpuMs: 8 } };
  }
  const settled: Scripted = { cpuMs: 25, deeds: [{ is: 'settled', result: JSON.stringify(done) }] };
  return {
    cpuMs: 45,
    deeds: [{ is: 'log', level: 'INFO', text: 'pricing 2 items\n  mug, 1\n  green tea, 1' }],
    waitMs: 120,
    next: settled,
  };
};

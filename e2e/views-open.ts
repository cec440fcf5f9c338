import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { encodeLink } from '../src/scenario/link.ts';
import { parseScenario } from '../src/scenario/parse.ts';

const HANDLER = `let handled = 0;

export const handler = async (event) => {
  handled += 1;
  const query = event.multiValueQueryStringParameters ?? event.queryStringParameters ?? {};
  console.log('order', handled);
  if (String(query.item) === 'bad') return order.lines.map((line) => line.grams);
  await new Promise((done) => setTimeout(done, 200));
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'set-cookie': 'sid=9c2e; HttpOnly' },
    multiValueHeaders: { 'content-type': ['application/json'], 'set-cookie': ['sid=9c2e; HttpOnly', 'cart=2'] },
    body: JSON.stringify({ items: query.item }),
  };
};
`;

const get = (at: string, target: string, more: object = {}) => ({
  at,
  node: 'shopper',
  do: 'request',
  with: {
    method: 'GET',
    target,
    headers: [
      ['X-Tag', 'one'],
      ['X-Tag', 'two'],
      ['Cookie', 'sid=7f3a; theme=dark'],
    ],
    ...more,
  },
});

/** A cart behind a load balancer: a cold start, two at once, a throw, an idle half minute, a warm start. */
export const cart = {
  format: 1,
  model: '2026-11',
  title: 'A cart behind a load balancer',
  seed: 1,
  startsAt: '2026-11-23T09:00:00.000Z',
  nodes: [
    { id: 'shopper', kind: 'http-client', at: [0, 80] },
    { id: 'shop-alb', kind: 'alb', at: [240, 80] },
    { id: 'cart', kind: 'lambda', at: [460, 40], config: { files: { 'index.mjs': HANDLER } } },
  ],
  wires: [
    { id: 'w1', from: 'shopper', to: 'shop-alb' },
    { id: 'w2', from: 'shop-alb', to: 'cart' },
  ],
  script: [
    get('0s', '/cart?item=1&item=2'),
    get('1s', '/cart?item=3', { parallel: 2 }),
    get('2s', '/cart?item=bad'),
    get('32s', '/cart?item=1&item=2'),
  ],
};

/** Opens the cart (or one that was changed a little) from a link, agrees to run its code and waits until all of it has happened. */
export async function openCart(page: Page, change: (scenario: typeof cart) => void = () => undefined): Promise<void> {
  const changed = structuredClone(cart);
  change(changed);
  const parsed = parseScenario(changed);
  if (!parsed.ok) throw new Error(`${parsed.path}: ${parsed.problem}`);
  await page.goto(`#${encodeLink(parsed.scenario)}`);
  await page.getByRole('button', { name: 'Run to idle' }).click();
  await page.getByRole('button', { name: 'Run it' }).click();
  await expect(page.getByRole('button', { name: 'Run to idle' })).toBeDisabled({ timeout: 20_000 });
  await expect(page.getByRole('slider', { name: 'Playhead' })).toHaveAttribute('aria-valuetext', /^(\d\d:\d\d)\.\d{3} of \1/);
}

/** No known accessibility fault, in the page as it is. */
export async function expectAccessible(page: Page, within = 'main, .deck'): Promise<void> {
  const builder = new AxeBuilder({ page });
  const found = await (within ? within.split(', ').reduce((axe, part) => axe.include(part), builder) : builder).analyze();
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)).toEqual([]);
}

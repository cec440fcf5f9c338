import { expect, type Page, test } from '@playwright/test';
import { encodeLink } from '../src/scenario/link.ts';
import { parseScenario } from '../src/scenario/parse.ts';
import { nodeOf } from './app-pages.ts';
import { cart, expectAccessible, openCart } from './views-open.ts';

/** Computes for longer than a reader waits without a word, in four rooms at once. */
const BUSY = `export const handler = async () => {
  let sum = 0;
  for (let i = 0; i < 120_000_000; i++) sum += i;
  return { statusCode: 200, body: String(sum) };
};
`;

/** Opens the cart with the busy handler and steps until the engine has more to do than a step usually takes. */
async function stepIntoComputing(page: Page): Promise<void> {
  const busy = structuredClone(cart);
  Object.assign(busy.nodes[2]!.config!, { memorySize: 1769, timeout: 60, files: { 'index.mjs': BUSY } });
  Object.assign(busy.script[0]!.with, { parallel: 4 });
  busy.script = [busy.script[0]!];
  const parsed = parseScenario(busy);
  if (!parsed.ok) throw new Error(`${parsed.path}: ${parsed.problem}`);
  await page.goto(`#${encodeLink(parsed.scenario)}`);
  await page.getByRole('button', { name: 'Step forward' }).click();
  await page.getByRole('button', { name: 'Run it' }).click();
  const stop = page.getByRole('button', { name: 'Stop here' });
  const clock = page.getByRole('timer');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  for (let steps = 0; steps < 40 && !(await stop.isVisible()); steps++) {
    const before = await clock.textContent();
    await page.keyboard.press('Period');
    await expect.poll(async () => (await stop.isVisible()) || (await clock.textContent()) !== before).toBe(true);
  }
  await expect(page.getByText('The engine is computing. It has come to')).toBeVisible();
}

test('a step over long computing tells how far the engine is, and arrives', async ({ page }) => {
  await stepIntoComputing(page);
  const clock = page.getByRole('timer');
  const before = await clock.textContent();
  await expectAccessible(page);
  await expect(page.getByRole('button', { name: 'Stop here' })).toHaveCount(0, { timeout: 40_000 });
  await expect(clock).not.toHaveText(before ?? '');
});

test('a step over long computing can be stopped: the playhead stays, and the next step goes on', async ({ page }) => {
  await stepIntoComputing(page);
  const clock = page.getByRole('timer');
  const before = await clock.textContent();
  await page.getByRole('button', { name: 'Stop here' }).click();
  await expect(page.getByText('The engine is computing')).toHaveCount(0, { timeout: 40_000 });
  await expect(clock).toHaveText(before ?? '');
  await page.keyboard.press('Period');
  await expect(clock).not.toHaveText(before ?? '');
});

test('a step past all that happens says so, and what is sent then is sent at the playhead', async ({ page }) => {
  await openCart(page);
  const told = page.getByText('Nothing more comes within a day.');
  await expect(async () => {
    await page.keyboard.press('Period');
    await expect(told).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const clock = page.getByRole('timer');
  const last = (await clock.textContent())!.slice(0, 5);
  await page.keyboard.press('Period');
  await expect(told).toBeVisible();
  await expect(clock).toContainText(last);
  await nodeOf(page, 'shopper').click();
  await page.getByRole('button', { name: 'Send now' }).first().click();
  await expect(page.getByRole('region', { name: 'Script' }).getByRole('listitem')).toHaveCount(5);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.keyboard.press('End');
  await expect(nodeOf(page, 'shopper')).toContainText('2xx: 5');
  await expect(clock).toContainText(last);
});

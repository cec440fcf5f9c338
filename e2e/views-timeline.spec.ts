import { expect, test } from '@playwright/test';
import { expectAccessible, openCart } from './views-open.ts';

test.beforeEach(({ page }) => openCart(page));

test('the playhead is one slider: keys move it, clock and rows follow', async ({ page }) => {
  const playhead = page.getByRole('slider', { name: 'Playhead' });
  await playhead.focus();
  await page.keyboard.press('Home');
  await expect(playhead).toHaveAttribute('aria-valuenow', '0');
  await expect(page.getByRole('row', { name: /^cart A/ })).toContainText('not begun');
  await page.keyboard.press('ArrowRight');
  expect(Number(await playhead.getAttribute('aria-valuenow'))).toBeGreaterThan(0);
  await page.keyboard.press('End');
  await expect(page.getByRole('row', { name: /^cart A/ })).toContainText(/frozen|INVOKE|idle/);
  await expect(page.getByRole('table', { name: /Every row at/ })).toContainText('cart B');
});

test('the whole run can be grabbed: a press on it puts the playhead there', async ({ page }) => {
  const playhead = page.getByRole('slider', { name: 'Playhead' });
  const box = (await playhead.boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  const now = Number(await playhead.getAttribute('aria-valuenow'));
  const end = Number(await playhead.getAttribute('aria-valuemax'));
  expect(now / end).toBeGreaterThan(0.45);
  expect(now / end).toBeLessThan(0.55);
});

test('a bar tells what it is, and a click on it points the caption at its record', async ({ page }) => {
  await page.getByRole('slider', { name: 'Playhead' }).focus();
  await page.keyboard.press('Home');
  const rows = (await page.getByRole('group', { name: 'Rows of the timeline' }).boundingBox())!;
  const labels = await page.locator('.tl-labels > div').allTextContents();
  const y = rows.y + 72 + 23 * labels.indexOf('cartA') + 12;
  let told = '';
  for (let x = rows.x + 190; x < rows.x + rows.width - 20 && !told.includes('waiting'); x += 8) {
    await page.mouse.move(x, y);
    await page.waitForTimeout(30);
    const tip = page.locator('.tl-tip');
    told = (await tip.count()) > 0 ? ((await tip.textContent()) ?? '') : '';
    if (told.includes('waiting')) await page.mouse.click(x, y);
  }
  expect(told).toMatch(/^cart A, waiting \d+ ms/);
  await expect(page.locator('.caption')).toContainText('cart A');
});

test('a log line moves the playhead, and a stack frame opens the editor at its line', async ({ page }) => {
  const log = page.getByRole('log');
  const line = log.locator('.log-row', { hasText: 'ReferenceError' }).first();
  // The list measures its rows once the fonts are there, so a first press may meet another line.
  await expect(async () => {
    await line.locator('.t').click();
    await expect(page.getByRole('slider', { name: 'Playhead' })).toHaveAttribute('aria-valuetext', /^00:02\./, { timeout: 3000 });
  }).toPass();
  await expect(log.locator('.log-row.ghost').first()).toBeVisible();
  await log.locator('.log-row.open .frame').first().click();
  await expect(page.getByText('index.mjs').first()).toBeVisible();
});

test('logs are found by text, by level and by request', async ({ page }) => {
  const log = page.getByRole('log');
  await page.getByRole('searchbox', { name: 'Find in the logs' }).fill('REPORT');
  await expect(log.locator('.log-row')).toHaveCount(5);
  await page.getByRole('searchbox', { name: 'Find in the logs' }).fill('');
  await page.getByRole('combobox', { name: 'Level' }).selectOption('ERROR');
  await expect(log.locator('.log-row')).toHaveCount(1);
  await log.locator('.log-row .t').click();
  await page.getByRole('combobox', { name: 'Level' }).selectOption('');
  await page.getByRole('button', { name: 'Only this request' }).click();
  await expect(log.locator('.log-row').first()).toContainText('START');
  await expect(page.getByRole('button', { name: /^Only request/ })).toBeVisible();
});

test('why is a chain of clicks that ends at the script', async ({ page }) => {
  const why = page.getByRole('region', { name: 'Why is it so?' });
  await expect(why.locator('li')).not.toHaveCount(0);
  expect(await why.locator('li').count()).toBeLessThanOrEqual(4);
  await why.locator('li button').first().click();
  for (let i = 0; i < 12 && (await why.getByRole('button', { name: 'And why that?' }).count()) > 0; i++) {
    await why.getByRole('button', { name: 'And why that?' }).click();
  }
  await expect(why).toContainText('It all began with the script.');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`timeline, logs and explanation have no known accessibility fault, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.getByRole('slider', { name: 'Playhead' }).focus();
    await page.keyboard.press('PageDown');
    await expectAccessible(page, '.records, .why-note');
  });
}

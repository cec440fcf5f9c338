import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

async function violations(page: Page): Promise<readonly string[]> {
  // React Flow's and Monaco's own inner elements are left to them.
  const { violations: found } = await new AxeBuilder({ page }).exclude('.monaco-editor').analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`pages and sheets have no fault that axe knows, ${colorScheme}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ colorScheme, ...(baseURL !== undefined && { baseURL }) });
    const page = await context.newPage();
    await page.goto('./');
    await expect(page.getByRole('heading', { name: /So Lambda opens three rooms/ })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Open this one on the canvas' }).click();
    await page.locator('.react-flow__node[data-id="hello"]').click();
    await page.getByText('All settings').click();
    await page.keyboard.press('Escape');
    await page.waitForTimeout(500);
    expect(await violations(page)).toEqual([]);
    for (const name of ['Share', 'My work', 'Help and keys']) {
      await page.getByRole('button', { name }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await page.waitForTimeout(350);
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await context.close();
  });
}

test('on a phone the page is a player', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...(baseURL !== undefined && { baseURL }) });
  const page = await context.newPage();
  await page.goto('./');
  await expect(page.getByRole('heading', { name: 'Requests, rooms and cold starts' })).toBeVisible();
  await page.getByRole('button', { name: 'Why?' }).click();
  await expect(page.getByRole('region', { name: 'Why is it so?' })).toBeVisible();
  await page.getByRole('button', { name: 'Use the dark theme' }).click();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByText('Cold start').first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.getByRole('button', { name: 'One handler, four front doors' }).click();
  await expect(page.getByText('four times slower')).toBeVisible();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByRole('region', { name: 'shop-alb', exact: true })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await context.close();
});

for (const width of [390, 360]) {
  test(`on a phone of ${width} px every pace stands on one line, clear of the keys`, async ({ page }) => {
    await page.setViewportSize({ width, height: 780 });
    await page.goto('./');
    const speed = page.getByRole('slider', { name: 'Speed' });
    await speed.focus();
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowDown');
    const keys = (await page.getByRole('button', { name: 'Step back' }).boundingBox())!;
    const said: string[] = [];
    for (let i = 0; i < 12; i++) {
      const words = await page.locator('.pace').evaluate((pace) => {
        const range = document.createRange();
        range.selectNodeContents(pace);
        const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ bottom }) => Math.round(bottom / 12)));
        const { right, top } = range.getBoundingClientRect();
        return { text: pace.textContent ?? '', lines: lines.size, right, top };
      });
      said.push(words.text);
      expect(words, words.text).toMatchObject({ lines: 1 });
      expect(words.right < keys.x || words.top >= keys.y + keys.height, words.text).toBe(true);
      expect(words.right).toBeLessThan(width);
      await page.keyboard.press('ArrowUp');
    }
    expect(new Set(said).size).toBe(12);
    expect(said).toContain('0.25× four times slower');
  });
}

import { expect, type Page, test } from '@playwright/test';
import { nodeOf } from './app-pages.ts';
import { expectAccessible, openCart } from './views-open.ts';

const fold = (page: Page) => page.getByRole('button', { name: 'Logs', exact: true });
const boxOf = async (page: Page, name: string) => (await page.getByRole('region', { name, exact: true }).boundingBox())!;
const playhead = (page: Page) => page.getByRole('slider', { name: 'Playhead' });

test('at 1180 the logs stand beside the timeline; one pixel less, and they fold under the caption', async ({ page }) => {
  await page.setViewportSize({ width: 1180, height: 800 });
  await openCart(page);
  let [logs, timeline] = [await boxOf(page, 'Logs'), await boxOf(page, 'Timeline')];
  expect(logs.y).toBe(timeline.y);
  expect(logs.x).toBeGreaterThanOrEqual(timeline.x + timeline.width);
  expect(logs.width).toBeGreaterThan(380);
  await expect(fold(page)).toHaveCount(0);
  await expect(page.getByRole('complementary', { name: 'About the selection' })).toBeVisible();

  await page.setViewportSize({ width: 1179, height: 800 });
  await expect(fold(page)).toHaveAttribute('aria-expanded', 'false');
  [logs, timeline] = [await boxOf(page, 'Logs'), await boxOf(page, 'Timeline')];
  const caption = (await page.locator('.caption').boundingBox())!;
  expect(logs.y).toBeGreaterThanOrEqual(caption.y + caption.height);
  expect(timeline.y).toBeGreaterThanOrEqual(logs.y + logs.height);
  expect(timeline.width).toBeGreaterThan(1100);
  await expect(page.getByRole('complementary', { name: 'About the selection' })).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`at 1024 the last line is in sight, the rest is a press away, ${colorScheme}`, async ({ page }) => {
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openCart(page);
    const lines = page.getByRole('log').locator('.log-row');
    await expect(lines.filter({ hasText: 'REPORT' }).last()).toBeInViewport({ ratio: 0.9 });
    await expect(page.getByRole('searchbox', { name: 'Find in the logs' })).toHaveCount(0);
    await expectAccessible(page);

    // The folded line is the one that was printed last at the playhead.
    await playhead(page).focus();
    await page.keyboard.press('Home');
    await expect(lines.filter({ hasText: 'REPORT' }).first()).not.toBeInViewport();

    await fold(page).press('Enter');
    await expect(fold(page)).toBeFocused();
    await expect(fold(page)).toHaveAttribute('aria-expanded', 'true');
    await page.getByRole('searchbox', { name: 'Find in the logs' }).fill('order 2');
    await expect(lines).toHaveCount(2);
    await lines.last().locator('.t').click();
    await expect(playhead(page)).toHaveAttribute('aria-valuetext', /^00:02\./);
    await expect(page.getByRole('button', { name: 'Go to its cause' })).toBeInViewport({ ratio: 1 });
    await expectAccessible(page);
    await fold(page).click();
    await expect(page.getByText('filtered')).toBeVisible();
    await expect(lines.last()).toContainText('02.003');
    await expect(lines.last()).toBeInViewport({ ratio: 0.9 });

    // A press on the folded line is a press on a line: it opens where it can be read.
    await lines.last().locator('.t').click();
    await expect(fold(page)).toHaveAttribute('aria-expanded', 'true');
    expect(await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight])).toEqual([1024, 768]);
  });
}

test('the one stroke is unbroken: down through the rows, along their foot, up at the right and under the last line', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await openCart(page);
  const part = async (name: string) => (await page.locator(name).boundingBox())!;
  for (const isOpen of [false, true]) {
    if (isOpen) await fold(page).click();
    const [down, foot, rise, over] = [
      await part('.tl-stroke > .down'),
      await part('.tl-stroke > .elbow:not(.halo)'),
      await part('.tl-stroke > .rise'),
      await part('.log-stroke > .over'),
    ];
    expect(down.y + down.height).toBeCloseTo(foot.y + foot.height, 0);
    expect(foot.x + foot.width).toBeCloseTo(rise.x + rise.width, 0);
    expect(rise.y + rise.height).toBeCloseTo(foot.y + foot.height, 0);
    expect(rise.y).toBeLessThanOrEqual(over.y + over.height);
    expect(over.x + over.width).toBeCloseTo(rise.x + rise.width, 0);
  }
});

test('at 1024 a request is read from the caption, from a bar of the timeline and by one key', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await openCart(page);
  const heading = page.getByRole('heading', { name: /^req-\d, on its way into cart/ });
  const back = async (): Promise<void> => {
    await page.keyboard.press('Escape');
    await expect(playhead(page)).toBeVisible();
  };
  await expect(page.locator('.caption')).toContainText('req-5');
  await page.getByRole('button', { name: 'Read req-5' }).click();
  await expect(heading).toContainText('req-5');
  await back();

  // A press on a bar lets the caption tell of it, and offer it.
  const rows = (await page.getByRole('group', { name: 'Rows of the timeline' }).boundingBox())!;
  const labels = await page.locator('.tl-labels > div').allTextContents();
  const y = rows.y + 72 + 23 * labels.indexOf('shop-alb') + 12;
  await page.mouse.click(rows.x + 200, y);
  await expect(page.getByRole('button', { name: 'Read req-1' })).toBeVisible();
  await page.mouse.dblclick(rows.x + 200, y);
  await expect(heading).toContainText('req-1');
  await back();

  await page.keyboard.press('r');
  await expect(heading).toContainText('req-1');
  await back();
});

test('the key that reads a request leaves what is typed alone', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await openCart(page);
  await nodeOf(page, 'cart').press('Enter');
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('ca');
  await name.pressSequentially('rrier');
  await expect(name).toHaveValue('carrier');
});

import { expect, type Page, test } from '@playwright/test';
import { nodeOf } from './app-pages.ts';
import { expectAccessible, openCart } from './views-open.ts';

const projector = (page: Page) => page.getByRole('button', { name: 'Projector' });
const sizeOf = (page: Page, selector: string): Promise<number> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
const heightOf = async (page: Page): Promise<number> => (await page.locator('.room').first().boundingBox())!.height;

/** What reaches over the page's edge, or holds more words than are shown, among what must be read or pressed. */
const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const shown = [
      ...document.querySelectorAll<HTMLElement>('header button, .transport button, .log-filter *, .shelf *, .tl-cost, .clock, .pace'),
    ];
    return shown
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        const isOver = left < 0 || right > innerWidth;
        const isClipped = element.matches('button, select, .clock, .pace') && element.scrollWidth > element.clientWidth + 1;
        return width > 0 && (isOver || isClipped);
      })
      .map((element) => `${element.className || element.tagName}: ${element.textContent}`);
  });

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
] as const) {
  test(`projector mode enlarges type, walls and tokens, cuts nothing off and is kept, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openCart(page);
    const before = await heightOf(page);
    await projector(page).click();
    await expect(projector(page)).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(() => heightOf(page)).toBeCloseTo(before * 1.25, 0);
    expect(await sizeOf(page, '.caption')).toBeCloseTo((width === 1440 ? 22 : 19) * 1.25, 1);
    expect(await sizeOf(page, '.log-row')).toBeCloseTo(13.5 * 1.25, 1);
    expect(await cutOff(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    for (const id of ['shopper', 'shop-alb', 'cart']) await expect(nodeOf(page, id)).toBeInViewport({ ratio: 1 });
    // What the run costs stands beside the strip of the whole run, not on it.
    const [cost, strip] = [(await page.locator('.tl-cost').boundingBox())!, (await page.locator('.tl-scrubber').boundingBox())!];
    expect(cost.x + cost.width).toBeLessThanOrEqual(strip.x + 6);
    await nodeOf(page, 'cart').press('Enter');
    await expectAccessible(page, '');
    await page.reload();
    await expect(projector(page)).toHaveAttribute('aria-pressed', 'true');
    await projector(page).press('Enter');
    await expect(projector(page)).toHaveAttribute('aria-pressed', 'false');
    expect(await sizeOf(page, '.caption')).toBeCloseTo(width === 1440 ? 22 : 19, 1);
  });
}

test('in projector mode a request has its title, its neighbours and its doors side by side', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openCart(page);
  await projector(page).click();
  await page.getByRole('button', { name: /^Read req-5/ }).click();
  const [later, doors] = [page.getByRole('button', { name: 'Earlier' }), page.getByRole('group', { name: 'Same request through' })];
  const [top, choice] = [(await later.boundingBox())!, (await doors.boundingBox())!];
  const isApart = top.y + top.height <= choice.y + 1 || top.x + top.width <= choice.x;
  expect(isApart).toBe(true);
  await expectAccessible(page, '');
});

test('in projector mode the shelf is one word, by pointer and by key', async ({ page }) => {
  await openCart(page);
  await projector(page).click();
  const shelf = page.getByRole('navigation', { name: 'Add to the canvas' });
  await expect(shelf.getByRole('button')).toHaveText(['Add']);
  await shelf.getByRole('button', { name: 'Add' }).press('Enter');
  await expect(shelf.getByRole('button', { name: 'Function URL' })).toBeVisible();
  expect(await cutOff(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(shelf.getByRole('button')).toHaveText(['Add']);
  await shelf.getByRole('button', { name: 'Add' }).press('Enter');
  await shelf.getByRole('button', { name: 'Function URL' }).press('Enter');
  await expect(nodeOf(page, 'url')).toBeFocused();
  await expect(shelf.getByRole('button')).toHaveText(['Add']);
});

test('a phone has its player and no projector', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('coldstart.projector', 'on'));
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./');
  await expect(page.getByRole('heading', { name: 'Requests, rooms and cold starts' })).toBeVisible();
  await expect(projector(page)).toHaveCount(0);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--zoom').trim())).toBe('1');
});

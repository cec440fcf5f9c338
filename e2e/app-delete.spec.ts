import { expect, type Page, test } from '@playwright/test';
import { nodeOf } from './app-pages.ts';
import { openCart } from './views-open.ts';

/** What has the focus: a node by its name, anything else by its words; `body` when nothing has. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const now = document.activeElement as HTMLElement | null;
    if (!now || now === document.body) return 'body';
    return now.dataset['id'] ?? now.textContent ?? '';
  });

/** Asks whether the focus has been nowhere at any change of the page since. */
async function watchFocus(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => {
    const seen = window as unknown as { wasNowhere: boolean };
    seen.wasNowhere = false;
    const look = (): void => {
      seen.wasNowhere ||= document.activeElement === document.body;
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  });
  return () => page.evaluate(() => (window as unknown as { wasNowhere: boolean }).wasNowhere);
}

const wire = (page: Page, id: string) => page.locator(`.react-flow__edge[data-id="${id}"]`);

for (const width of [1440, 1024]) {
  test(`deleting from the note hands the keyboard to a neighbour, at ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await openCart(page);
    await wire(page, 'w2').focus();
    await page.keyboard.press('Enter');
    const remove = page.getByRole('button', { name: 'Delete this wire' });
    await remove.focus();
    const wasNowhere = await watchFocus(page);
    await page.keyboard.press('Enter');
    await expect(wire(page, 'w2')).toHaveCount(0);
    expect(await focused(page)).toBe('shop-alb');
    await nodeOf(page, 'cart').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Delete cart' }).press('Enter');
    await expect(nodeOf(page, 'cart')).toHaveCount(0);
    // Nothing led to it any longer: what stands before it in the list.
    expect(await focused(page)).toBe('shop-alb');
    await nodeOf(page, 'shop-alb').press('Enter');
    await page.getByRole('button', { name: 'Delete shop-alb' }).click();
    await expect(nodeOf(page, 'shop-alb')).toHaveCount(0);
    expect(await focused(page)).toBe('shopper');
    expect(await wasNowhere()).toBe(false);
  });
}

test('the Delete key in a room, on a wire and on a node hands the keyboard on; the last goes to the shelf', async ({ page }) => {
  await openCart(page);
  const wasNowhere = await watchFocus(page);
  await nodeOf(page, 'cart').focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: /^Room A/ })).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(nodeOf(page, 'cart')).toHaveCount(0);
  await expect.poll(() => focused(page)).toBe('shop-alb');
  // No later hand may take it away again.
  await page.waitForTimeout(400);
  expect(await focused(page)).toBe('shop-alb');
  await wire(page, 'w1').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await expect(wire(page, 'w1')).toHaveCount(0);
  expect(await focused(page)).toBe('shopper');
  for (const [id, next] of [
    ['shop-alb', 'shopper'],
    ['shopper', 'HTTP client'],
  ] as const) {
    await nodeOf(page, id).press('Enter');
    await page.keyboard.press('Delete');
    await expect(nodeOf(page, id)).toHaveCount(0);
    expect(await focused(page)).toBe(next);
  }
  expect(await wasNowhere()).toBe(false);
});

test('a function that is deleted beside its code takes the reader back to the canvas', async ({ page }) => {
  await openCart(page);
  await nodeOf(page, 'cart').press('Enter');
  await page.getByRole('button', { name: 'Edit code' }).click();
  await expect(page.getByRole('region', { name: 'Code of cart' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete cart' }).press('Enter');
  await expect(nodeOf(page, 'shop-alb')).toBeFocused();
});

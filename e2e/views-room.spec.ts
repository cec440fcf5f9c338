import { expect, test } from '@playwright/test';
import { expectAccessible, openCart } from './views-open.ts';

test.beforeEach(async ({ page }) => {
  await openCart(page);
  await page.getByRole('row', { name: /^cart A/ }).waitFor({ state: 'attached' });
  await page.locator('.room', { hasText: 'A' }).first().dblclick();
  await page.getByRole('heading', { name: /^cart A is .* old and has worked for/ }).waitFor();
});

test('an opened room tells its age, its life, whom it served and what its variables hold', async ({ page }) => {
  await expect(page.getByRole('list', { name: 'Its life up to now' })).toContainText('frozen');
  await expect(page.getByRole('region', { name: 'Last requests' })).toContainText('req-1');
  await expect(page.getByRole('region', { name: 'Module variables' })).toContainText('handled');
  await expect(page.getByRole('log', { name: 'Lines of this room' })).toContainText('REPORT');
});

test('what it served leads to the request, and the room has no known accessibility fault', async ({ page }) => {
  await expectAccessible(page, 'main');
  await page.getByRole('region', { name: 'Last requests' }).getByRole('button', { name: 'req-1' }).click();
  await expect(page.getByRole('heading', { name: 'req-1, on its way into cart' })).toBeVisible();
});

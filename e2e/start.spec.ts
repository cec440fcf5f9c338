import { expect, test } from './app-page.ts';

test('the app starts from any folder of a plain host, and asks nobody else for anything', async ({ app, page }) => {
  await app.open();
  await expect(page.locator('#root')).not.toBeEmpty();
  await page.waitForLoadState('networkidle');
});

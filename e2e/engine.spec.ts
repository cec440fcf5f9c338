import { expect, test } from '@playwright/test';

test.beforeEach(({ page }) => page.goto('harness.html'));

test('the engine answers from inside its frame, and a bad document gives the path to its fault', async ({ page }) => {
  expect(await page.evaluate(() => window.engine.open('{"format":1,"nodes":7}'))).toMatchObject({ problem: expect.any(String) });
  expect(await page.evaluate(() => window.engine.pulse())).toEqual(expect.any(Number));
  const frame = page.locator('iframe');
  await expect(frame).toHaveAttribute('sandbox', 'allow-scripts');
});

test('the sandbox refuses to run when it is opened on its own', async ({ page }) => {
  await page.goto('sandbox.html');
  await expect(page.locator('body')).toHaveText('This page only works inside Coldstart.');
});

import { expect, test } from '@playwright/test';
import { nodeOf } from './app-pages.ts';

test('things are dragged in from the shelf, wired by dragging, and moved', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Start with an empty canvas' }).click();
  const shelf = page.getByRole('navigation', { name: 'Add to the canvas' });
  const canvas = page.getByRole('region', { name: 'Canvas' });
  await shelf.getByRole('button', { name: 'Function URL' }).dragTo(canvas, { targetPosition: { x: 220, y: 200 } });
  await expect(nodeOf(page, 'url')).toBeVisible();
  await page.waitForTimeout(400);
  await shelf.getByRole('button', { name: 'Lambda function' }).dragTo(canvas, { targetPosition: { x: 760, y: 120 } });
  await expect(nodeOf(page, 'lambda')).toBeVisible();

  await nodeOf(page, 'url').hover();
  await nodeOf(page, 'url').locator('.react-flow__handle-right').dragTo(nodeOf(page, 'lambda').locator('.react-flow__handle-left'));
  await expect(page.locator('.react-flow__edge')).toHaveCount(1);

  const before = await nodeOf(page, 'lambda').boundingBox();
  await nodeOf(page, 'lambda').locator('.node-head').hover();
  await page.mouse.down();
  await page.mouse.move(before!.x + 60, before!.y + 120, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => (await nodeOf(page, 'lambda').boundingBox())!.y).toBeGreaterThan(before!.y + 60);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await nodeOf(page, 'lambda').boundingBox())!.y).toBeCloseTo(before!.y, 0);
});

test('a wire that is dragged where it does not fit says why', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Open this one on the canvas' }).click();
  await nodeOf(page, 'visitors').hover();
  await nodeOf(page, 'visitors').locator('.react-flow__handle-right').dragTo(nodeOf(page, 'hello').locator('.react-flow__handle-left'));
  await expect(page.getByText(/visitors can't be wired to hello. An HTTP client speaks to a front door/)).toBeVisible();
  await expect(page.locator('.react-flow__edge')).toHaveCount(2);
});

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

test('the first thing that is dropped stays where it was let go, and a deleted node hands the keyboard to its neighbour', async ({
  page,
}) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Start with an empty canvas' }).click();
  const shelf = page.getByRole('navigation', { name: 'Add to the canvas' });
  const canvas = page.getByRole('region', { name: 'Canvas' });
  const pane = (await canvas.boundingBox())!;
  await shelf.getByRole('button', { name: 'Function URL' }).dragTo(canvas, { targetPosition: { x: 300, y: 200 } });
  await page.waitForTimeout(300);
  const dropped = (await nodeOf(page, 'url').boundingBox())!;
  expect(dropped.x).toBeCloseTo(pane.x + 300 - 80, -1);
  expect(dropped.y).toBeCloseTo(pane.y + 200 - 60, -1);

  // Added by key, it stands whole in sight and has the keyboard.
  for (let n = 0; n < 4; n++) {
    await shelf.getByRole('button', { name: 'Lambda function' }).press('Enter');
    const id = n === 0 ? 'lambda' : `lambda-${n + 1}`;
    await expect(nodeOf(page, id)).toBeFocused();
    const box = (await nodeOf(page, id).boundingBox())!;
    expect(box.x + box.width).toBeLessThanOrEqual(pane.x + pane.width);
  }
  await page.keyboard.press('Delete');
  await expect(nodeOf(page, 'lambda-3')).toBeFocused();
});

test('nothing is left on a wire once a short run is over', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Open this one on the canvas' }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForTimeout(400);
  await page.keyboard.press('End');
  const inked = () =>
    page.locator('.tokens canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value) => value > 0);
    });
  await expect.poll(inked).toBe(false);
});

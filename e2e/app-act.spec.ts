import { expect, test } from '@playwright/test';
import { nodeOf } from './app-pages.ts';

test('a request is sent at the live edge as it is, and in the past by a fork that undo takes back', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Open this one on the canvas' }).click();
  await page.keyboard.press('End');
  await expect(nodeOf(page, 'visitors')).toContainText('2xx: 30');
  await nodeOf(page, 'visitors').click();
  await page.getByRole('button', { name: 'Add a request' }).click();
  await page.getByRole('button', { name: 'Delete this entry' }).click();
  const entries = page.getByRole('region', { name: 'Script' }).getByRole('listitem');
  await expect(entries).toHaveCount(1);

  await page.getByRole('button', { name: 'Send now' }).first().click();
  await expect(entries).toHaveCount(2);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.keyboard.press('End');
  await expect(nodeOf(page, 'visitors')).toContainText('2xx: 60');

  await page.keyboard.press('Home');
  for (let i = 0; i < 12; i++) await page.keyboard.press('Period');
  await page.getByRole('button', { name: 'Send now' }).first().click();
  await expect(page.getByText('You acted in the past')).toBeVisible();
  await expect(entries).toHaveCount(2);
  await page.getByRole('button', { name: 'Pause' }).click();
});

test('an example becomes own work at its first change', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Open this one on the canvas' }).click();
  await nodeOf(page, 'hello').click();
  await page.getByRole('slider', { name: 'Memory' }).focus();
  await page.keyboard.press('End');
  await expect(nodeOf(page, 'hello')).toContainText('10,240 MB');
  await page.getByLabel('Title of this scenario').fill('My rooms');
  await page.getByRole('button', { name: 'My work' }).click();
  await expect(
    page
      .getByRole('dialog')
      .getByRole('button', { name: /My rooms/ })
      .first(),
  ).toBeVisible();
});

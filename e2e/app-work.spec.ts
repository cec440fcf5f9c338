import { expect, test } from '@playwright/test';
import { add, nodeOf } from './app-pages.ts';

test('own work is kept, listed and opened again; a link opens beside it and waits for consent', async ({ page, context }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Start with an empty canvas' }).click();
  await add(page, 'Lambda function');
  await page.getByLabel('Title of this scenario').fill('Mine');
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(link).toContain('#c1.');
  await expect(page.getByText(`${link.length.toLocaleString('en')} characters`)).toBeVisible();
  await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.waitForTimeout(600);

  const other = await context.newPage();
  await other.goto(link);
  await expect(nodeOf(other, 'lambda')).toBeVisible();
  await other.keyboard.press('Space');
  await expect(other.getByRole('dialog', { name: /Run “Mine”/ })).toBeVisible();
  await other.getByRole('button', { name: 'Look at it first' }).click();
  await other.getByRole('button', { name: 'My work' }).click();
  await expect(other.getByRole('dialog').getByRole('listitem')).toHaveCount(1);

  await page.goto('./');
  await expect(page.getByLabel('Title of this scenario')).toHaveValue('Mine');
  await expect(nodeOf(page, 'lambda')).toBeVisible();
});

test('a broken link says so and leaves own work alone', async ({ page }) => {
  await page.goto('./#c1.thisIsNoLink');
  await expect(page.getByRole('alert')).toContainText("This link can't be read");
  await page.goto('./#c99.abc');
  await expect(page.getByRole('alert')).toContainText('newer version');
});

test('two tabs on one piece of work never overwrite each other', async ({ page, context }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Start with an empty canvas' }).click();
  await add(page, 'Lambda function');
  await page.getByLabel('Title of this scenario').fill('Shared');
  await page.waitForTimeout(700);
  const other = await context.newPage();
  await other.goto('./');
  await expect(other.getByLabel('Title of this scenario')).toHaveValue('Shared');
  await add(other, 'Function URL');
  await other.waitForTimeout(700);
  await add(page, 'HTTP client');
  await expect(page.getByLabel('Title of this scenario')).toHaveValue('Shared, other tab');
  await page.waitForTimeout(700);
  await page.getByRole('button', { name: 'My work' }).click();
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(2);
});

test('a link that was only renamed still asks before its code runs, also after a reload', async ({ page, context }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Start with an empty canvas' }).click();
  await add(page, 'Lambda function');
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  const other = await context.newPage();
  await other.goto(link);
  await other.getByLabel('Title of this scenario').fill('Renamed');
  await other.waitForTimeout(700);
  await other.reload();
  await expect(other.getByLabel('Title of this scenario')).toHaveValue('Renamed');
  await other.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(other.getByRole('dialog', { name: /Run “Renamed”/ })).toBeVisible();
  await other.getByRole('button', { name: 'Run it' }).click();
  await expect(other.getByRole('dialog')).toHaveCount(0);
  await other.waitForTimeout(700);
  await other.reload();
  await other.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(other.getByRole('dialog')).toHaveCount(0);
});

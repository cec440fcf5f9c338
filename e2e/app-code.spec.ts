import { expect, test } from '@playwright/test';
import { add } from './app-pages.ts';

test('code is edited in tabs, checked against types, and its faults stand at their lines', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Start with an empty canvas' }).click();
  await add(page, 'Lambda function');
  await page.getByRole('button', { name: 'Add an invoke' }).click();
  await page.getByRole('button', { name: 'Edit code' }).click();
  const editor = page.locator('.monaco-editor').first();
  await expect(editor.locator('.view-lines')).toContainText('handler', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Add a file' }).click();
  await page.getByLabel('Name of the file').fill('lib.mjs');
  await page.getByLabel('Name of the file').press('Enter');
  await expect(page.getByRole('tab', { name: 'lib.mjs' })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('tab', { name: 'index.mjs' }).click();
  await editor.locator('.view-lines').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText("export const handler = async () => { throw new TypeError('no lines'); };");
  await page.getByRole('button', { name: 'Run again', exact: true }).click();
  await expect(page.getByRole('button', { name: /Line 1 TypeError: no lines/ })).toBeVisible({ timeout: 20_000 });
});

test("the editor knows Node's and Lambda's types: planted errors are found, and nothing else", async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Start with an empty canvas' }).click();
  await add(page, 'Lambda function');
  await page.getByRole('button', { name: 'Edit code' }).click();
  const editor = page.locator('.monaco-editor').first();
  await expect(editor.locator('.view-lines')).toContainText('handler', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Add a file' }).click();
  await page.getByLabel('Name of the file').fill('typed.ts');
  await page.getByLabel('Name of the file').press('Enter');
  await editor.locator('.view-lines').click();
  await page.keyboard.insertText("import type { ALBEvent } from 'aws-lambda'; import { createHash } from 'node:crypto';");
  await page.keyboard.press('Enter');
  await page.keyboard.insertText("export const digest: number = createHash('md5').update('x').digest('hex');");
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('export const method = (event: ALBEvent): string => event.httpMethod;');
  await expect(editor.locator('.squiggly-error')).toHaveCount(1, { timeout: 30_000 });
  await page.waitForTimeout(1500);
  await expect(editor.locator('.squiggly-error')).toHaveCount(1);
});

import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, type Page, test } from '@playwright/test';

/** The whole main job as a stranger does it: send, flip the switch, edit, share; a second browser and the command line agree. */

const ROOT = fileURLToPath(new URL('..', import.meta.url));

async function traceOf(page: Page, path: string): Promise<string> {
  await page.getByRole('button', { name: 'Run to idle' }).click();
  await expect(page.getByRole('button', { name: 'Run to idle' })).toBeDisabled();
  await page.getByRole('button', { name: 'Share' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export the trace' }).click()]);
  await download.saveAs(path);
  return readFileSync(path, 'utf8');
}

test('a request becomes an event, a handler runs, its answer becomes HTTP, and the link carries it all', async ({
  page,
  browser,
}, info) => {
  test.setTimeout(120_000);
  await page.goto('./');
  await page.getByText('One name, sent twice').first().click();
  await page.getByRole('button', { name: 'Run to idle' }).click();
  await page.getByText(/Read req-1 part by part/).click();

  const request = page.getByRole('region', { name: /HTTP request/ });
  const event = page.getByRole('region', { name: /^Event/ });
  const response = page.getByRole('region', { name: /HTTP response/ });
  await expect(request).toContainText('GET /cart?item=1&item=2');
  await expect(request.getByText('one', { exact: true })).toBeVisible();
  await expect(request).toContainText('X-Tag: two');
  await expect(event).toContainText('"queryStringParameters"');
  await expect(event).not.toContainText('multiValueHeaders');
  await expect(response.getByText(/^set-cookie/i)).toHaveCount(1);

  await page.getByRole('switch', { name: /multi-value/i }).click();
  await expect(event).toContainText('"multiValueQueryStringParameters"');
  await expect(event).toContainText(/"item": \[\s*"1",\s*"2"\s*\]/);
  await expect(event).toContainText(/"x-tag": \[\s*"one",\s*"two"\s*\]/);
  await expect(event).not.toContainText('"queryStringParameters"');
  await expect(response.getByText(/^set-cookie/i)).toHaveCount(2);

  await page.getByText('Back to the canvas').click();
  await page.getByText('cart', { exact: true }).first().click();
  await page.getByText('Edit code').click();
  await page.locator('.monaco-editor').first().waitFor();
  await page.locator('.monaco-editor .view-line', { hasText: 'items: query.item' }).click();
  await page.keyboard.press('End');
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(', edited: true');
  await page
    .getByText(/Back to the canvas|Canvas/)
    .first()
    .click();

  const mine = await traceOf(page, info.outputPath('first.jsonl'));
  expect(mine).toContain('edited');
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(link.length).toBeLessThan(2_000);

  const stranger = await browser.newContext();
  const second = await stranger.newPage();
  await second.goto(link);
  await second.getByRole('button', { name: 'Play' }).click();
  await second.getByRole('button', { name: 'Run it' }).click();
  expect(await traceOf(second, info.outputPath('second.jsonl'))).toBe(mine);
  await stranger.close();

  const file = info.outputPath('link.txt');
  writeFileSync(file, link);
  const { stdout } = await promisify(execFile)('node', ['scripts/simulate.mjs', file, '--format', 'jsonl'], {
    cwd: ROOT,
    maxBuffer: 1e8,
  }).catch((error) => error);
  expect(stdout).toBe(mine);
});

import { expect, test } from '@playwright/test';
import { add, nodeOf, wireTo } from './app-pages.ts';

test.beforeEach(async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Start with an empty canvas' }).click();
});

test('builds a client, a door and a function by keyboard, wires them, sends a request, and finds it in the log', async ({ page }) => {
  await add(page, 'Lambda function');
  await add(page, 'Function URL');
  await wireTo(page, 'lambda');
  await add(page, 'HTTP client');
  await wireTo(page, 'url');
  await nodeOf(page, 'client').click();
  await page.getByRole('button', { name: 'Add a request' }).click();
  const raw = page.getByLabel('Raw request, or a curl command');
  await raw.fill("curl 'https://shop.example.com/cart?item=1&item=2' -H 'X-Tag: one' -H 'X-Tag: two'");
  await expect(raw).toHaveValue(/^GET \/cart\?item=1&item=2 HTTP\/1\.1\nHost: shop\.example\.com\nX-Tag: one\nX-Tag: two/);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(nodeOf(page, 'lambda').getByText('environment')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Logs' }).getByText('REPORT RequestId')).toBeVisible();
});

test('a wire that does not fit says why, and what would', async ({ page }) => {
  await add(page, 'Lambda function');
  await add(page, 'HTTP client');
  await page.getByLabel('Wire to').selectOption('lambda');
  await expect(page.getByText('A function itself does not speak HTTP')).toBeVisible();
  await expect(page.locator('.react-flow__edge')).toHaveCount(0);
});

test('undo takes back, redo does again, delete removes with its wires', async ({ page }) => {
  await add(page, 'Lambda function');
  await add(page, 'Function URL');
  await wireTo(page, 'lambda');
  await expect(page.locator('.react-flow__edge')).toHaveCount(1);
  await nodeOf(page, 'url').click();
  await page.keyboard.press('Delete');
  await expect(nodeOf(page, 'url')).toHaveCount(0);
  await expect(page.locator('.react-flow__edge')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.react-flow__edge')).toHaveCount(1);
  await page.keyboard.press('Control+Shift+z');
  await expect(nodeOf(page, 'url')).toHaveCount(0);
});

test('numbers in a sentence are sliders: arrows, typing, Escape', async ({ page }) => {
  await add(page, 'Lambda function');
  const memory = page.getByRole('slider', { name: 'Memory' });
  await memory.focus();
  await page.keyboard.press('ArrowRight');
  await expect(memory).toHaveText('192 MB');
  await page.keyboard.press('Escape');
  await expect(memory).toHaveText('128 MB');
  await page.keyboard.press('Enter');
  await page.keyboard.type('1769');
  await page.keyboard.press('Enter');
  await expect(memory).toHaveText('1,769 MB');
  await expect(nodeOf(page, 'lambda')).toContainText('1,769 MB');
});

test('a setting that AWS would refuse is refused in place', async ({ page }) => {
  await add(page, 'Lambda function');
  await page.getByText('All settings').click();
  const timeout = page.getByRole('textbox', { name: 'Timeout' });
  await timeout.fill('901');
  await timeout.press('Enter');
  await expect(page.getByRole('alert')).toContainText('900');
  await timeout.fill('900');
  await timeout.press('Enter');
  await expect(page.getByRole('slider', { name: 'Timeout' })).toHaveText('900 s');
});

test('a list entry may be unsound while it is filled in, and says what is wrong until then', async ({ page }) => {
  await add(page, 'HTTP client');
  await page.getByRole('button', { name: 'Add a request' }).click();
  await page.getByLabel('Raw request, or a curl command').fill('POST /orders HTTP/1.1\nno header');
  await page.getByLabel('Raw request, or a curl command').blur();
  await expect(page.getByRole('alert')).toContainText('Name: value');
  await page.getByLabel('Raw request, or a curl command').fill('POST /orders HTTP/1.1\nA: b\n\nhello');
  await page.getByLabel('Raw request, or a curl command').blur();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /POST \/orders/ })).toBeVisible();

  await add(page, 'Application Load Balancer');
  await page.getByText('All settings').click();
  await page.getByRole('group', { name: 'Rules' }).getByRole('button', { name: 'Add' }).first().click();
  await expect(page.getByRole('group', { name: 'Rules' }).getByRole('alert').first()).toBeVisible();
});

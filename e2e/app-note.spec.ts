import { expect, test } from './app-page.ts';
import { add } from './app-pages.ts';

test.beforeEach(async ({ page, app }) => {
  await app.open();
  await page.getByRole('button', { name: 'Start with an empty canvas' }).click();
});

test('a typed number that is out of range is refused aloud and stays in hand until it is mended', async ({ page, app }) => {
  await add(page, 'Lambda function');
  await page.getByRole('slider', { name: 'Memory' }).press('Enter');
  await page.keyboard.type('99999');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('Memory is 128 to 10,240 MB; 99,999 is too much.');
  await app.expectAccessible();
  await page.getByLabel('Memory, from 128 to 10240').fill('1,769 MB');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('slider', { name: 'Memory' })).toHaveText('1,769 MB');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('settings have one name each, one choice is one choice, and a new variable takes the focus', async ({ page, app }) => {
  await add(page, 'Lambda function');
  await page.getByText('All settings').click();
  await expect(page.getByRole('textbox', { name: 'Memory', exact: true })).toHaveValue('128');
  await page.getByRole('textbox', { name: 'Memory', exact: true }).fill('1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('Memory must be at least 128; it is 1.');
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Architecture' }).selectOption('arm64');
  await expect(page.getByRole('combobox', { name: 'Architecture' })).toHaveValue('arm64');
  await page.getByRole('group', { name: 'Variables', exact: true }).getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('textbox', { name: 'Name 1' })).toBeFocused();
  await app.expectAccessible();
});

test('a request has its kind of body from the start, room to be written in, and says how many it makes', async ({ page, app }) => {
  await add(page, 'HTTP client');
  await page.getByRole('button', { name: 'Add a request' }).click();
  await page.getByLabel('Kind of body').selectOption('form');
  await page.getByRole('group', { name: 'Form' }).getByRole('button', { name: 'Add' }).click();
  await page.getByLabel('Kind of body').selectOption('json');
  await page.getByRole('button', { name: 'Write it on a wide sheet' }).click();
  const sheet = page.getByRole('dialog', { name: 'Raw request' });
  const raw = sheet.getByLabel('Raw request, or a curl command');
  expect((await raw.boundingBox())!.width).toBeGreaterThan(700);
  await raw.fill('POST /orders HTTP/1.1\n\n{"id": 1');
  await raw.blur();
  await expect(sheet.getByRole('alert')).toContainText("The body isn't JSON");
  await raw.fill('POST /orders HTTP/1.1\n\n{"id": 1}');
  await raw.blur();
  await expect(sheet.getByRole('alert')).toHaveCount(0);
  await app.expectAccessible();
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: 'Times: not set; set it' })
    .or(page.getByRole('slider', { name: 'Times' }))
    .press('Enter');
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await page.getByRole('slider', { name: 'At once' }).press('ArrowUp');
  await expect(page.getByText('3 requests in 2 beats; the last begins 1s after the first.')).toBeVisible();
  await app.expectAccessible();
});

test('a second request comes a second later, and opens in view', async ({ page }) => {
  await add(page, 'HTTP client');
  await page.getByRole('button', { name: 'Add a request' }).click();
  await page.getByRole('button', { name: 'Add a request' }).click();
  const entries = page.getByRole('region', { name: 'Script' }).getByRole('listitem');
  await expect(entries.last().getByRole('button', { name: '1s GET /' })).toBeInViewport();
  await page.getByRole('button', { name: 'Copy this entry' }).click();
  await expect(entries.last().getByRole('button', { name: '2s GET /' })).toBeInViewport();
});

test('own work is deleted only after a question', async ({ page, app }) => {
  await add(page, 'Lambda function');
  await page.getByLabel('Title of this scenario').fill('Mine');
  await page.waitForTimeout(700);
  await page.getByRole('button', { name: 'My work' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'Delete Mine' }).click();
  await expect(sheet.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await app.expectAccessible();
  await page.keyboard.press('Enter');
  await expect(sheet.getByRole('button', { name: 'Delete Mine' })).toBeFocused();
  await page.keyboard.press('Enter');
  await sheet.getByRole('button', { name: 'Delete it' }).click();
  await expect(sheet.getByText('Nothing yet.')).toBeVisible();
});

test('the editor is accessible down to the number of its last line', async ({ page, app }) => {
  await add(page, 'Lambda function');
  await page.getByRole('button', { name: 'Edit code' }).click();
  await expect(page.locator('.line-numbers').first()).toBeVisible();
  await app.expectAccessible();
});

test('why it is so stands right after the sentence of what is selected', async ({ page }) => {
  await add(page, 'Lambda function');
  await page.getByRole('button', { name: 'Add an invoke' }).click();
  await page.getByRole('button', { name: '0s invoke' }).click();
  await page.keyboard.press('End');
  const why = page.getByRole('region', { name: 'Why is it so?' });
  await expect(why).toBeInViewport();
  expect((await why.boundingBox())!.y).toBeLessThan((await page.getByRole('region', { name: 'Script' }).boundingBox())!.y);
});

import { expect, test } from '@playwright/test';
import { expectAccessible, openCart } from './views-open.ts';

test.beforeEach(async ({ page }) => {
  await openCart(page);
  await page.getByRole('button', { name: /^Read req-\d+ part by part$/ }).click();
  await page.getByRole('heading', { name: /on its way into cart/ }).waitFor();
});

test('request, event and answer stand side by side, and a part is traced to its place', async ({ page }) => {
  const request = page.getByRole('region', { name: /HTTP request/ });
  await expect(request).toContainText('GET /cart?item=1&item=2 HTTP/1.1');
  await request.getByRole('button', { name: /two: becomes headers/ }).focus();
  await expect(page.getByRole('region', { name: /^Event/ }).locator('.inked')).toHaveText('"two"');
  await expect(page.locator('.rq-threads .inked')).toHaveCount(1);
  await expect(request.locator('.lost').first()).toHaveText('item=1');
  await expect(request).toContainText('last value wins');
  await expect(page.getByRole('region', { name: /HTTP response/ })).toContainText('200 OK');
});

test('the switch in the sentence flips the load balancer, and the run plays again with it', async ({ page }) => {
  const event = page.getByRole('region', { name: /^Event/ });
  await expect(event).toContainText('"queryStringParameters"');
  const turn = page.getByRole('switch', { name: 'Multi-value headers' });
  await expect(turn).not.toBeChecked();
  await turn.click();
  await expect(event).toContainText('"multiValueQueryStringParameters"', { timeout: 15_000 });
  await expect(event).toContainText('["1", "2"]');
  await expect(turn).toBeChecked();
  const response = page.getByRole('region', { name: /HTTP response/ });
  await expect(response.locator('div', { hasText: /^set-cookie/i })).toHaveCount(2);
});

test('the same request through five front doors, asked of the doors themselves', async ({ page }) => {
  const table = page.getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveCount(6);
  const row = table.getByRole('row', { name: /^item=1&item=2/ });
  await expect(row.getByRole('cell')).toHaveText([/"1".*"2"/s, /\["1","2"\]/, /"2" and \["1","2"\]/, /"1,2"/, /"1,2"/]);
  await expect(table.getByRole('row', { name: /^Handler throws/ }).getByRole('cell')).toHaveText([
    '502, HTML',
    '502, HTML',
    '502, JSON',
    '500, JSON',
    /^502, /,
  ]);
  await expect(
    table
      .getByRole('row', { name: /^Longest wait/ })
      .getByRole('cell')
      .nth(2),
  ).toHaveText('29 s, then 504');
});

test('with multi-value headers on, what came back is traced to the block that was read', async ({ page }) => {
  await page.getByRole('switch', { name: 'Multi-value headers' }).click();
  const response = page.getByRole('region', { name: /HTTP response/ });
  await expect(response.getByRole('button', { name: /^application\/json: comes from multiValueHeaders/ })).toBeVisible({ timeout: 15_000 });
  await expect(response.getByRole('button', { name: /comes from headers/ })).toHaveCount(0);
  await expect(page.locator('.rq-json > .lost .rq-part')).toHaveCount(0);
});

test('the same exchange is read through another door, by keyboard, and back', async ({ page }) => {
  const doors = page.getByRole('group', { name: 'Same request through' });
  const event = page.getByRole('region', { name: /^Event/ });
  await expect(doors.getByRole('radio')).toHaveCount(5);
  await doors.getByRole('radio', { name: 'ALB, single value' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(doors.getByRole('radio', { name: 'ALB, multi-value' })).toBeChecked();
  await expect(event).toContainText('["1", "2"]');
  await expect(page.getByRole('status').filter({ hasText: 'As it would be' })).toContainText('Nothing was sent');
  await expect(page.getByRole('region', { name: /HTTP response/ }).locator('div', { hasText: /^set-cookie/i })).toHaveCount(2);
  await page
    .getByRole('table')
    .getByRole('button', { name: /REST API/ })
    .click();
  await expect(event).toContainText('"resource"');
  await expectAccessible(page, 'main');
  await page.getByRole('button', { name: 'Back to shop-alb' }).click();
  await expect(doors.getByRole('radio', { name: 'ALB, single value' })).toBeChecked();
  await expect(event).toContainText('"elb"');
});

test('at 1440 by 900 all of the exchange and the beginning of the table stand on one screen', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('switch', { name: 'Multi-value headers' }).click();
  const cookies = page.getByRole('region', { name: /HTTP response/ }).locator('div', { hasText: /^set-cookie/i });
  await expect(cookies).toHaveCount(2, { timeout: 15_000 });
  await expect(cookies.last()).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('columnheader', { name: /REST API/ })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('row', { name: /^X-Tag: one/ })).toBeInViewport({ ratio: 0.9 });
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(900);
});

test('at 1024 request, event and response stand side by side', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  const tops = await Promise.all(
    [/^HTTP request/, /^Event/, /^Response/].map(async (name) => (await page.getByRole('region', { name }).boundingBox())!.y),
  );
  expect(new Set(tops.map(Math.round)).size).toBe(1);
});

test('earlier and later exchanges, and Escape back to the canvas', async ({ page }) => {
  await page.getByRole('button', { name: 'Earlier' }).click();
  await expect(page.getByRole('region', { name: /Error, what the function reported|Response/ })).toContainText('ReferenceError');
  await expect(page.getByRole('region', { name: /HTTP response/ })).toContainText('502 Bad Gateway');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('slider', { name: 'Playhead' })).toBeVisible();
});

for (const width of [1440, 1024]) {
  test(`the request view has no known accessibility fault and fits ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await expectAccessible(page, 'main');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}

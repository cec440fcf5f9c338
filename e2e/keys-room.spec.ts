import { expect, type Page, test } from '@playwright/test';
import { nodeOf } from './app-pages.ts';
import { expectAccessible, openCart } from './views-open.ts';

const CROWD = 40;

/** What has the focus, as a screen reader is told. */
const heard = (page: Page): Promise<string | null> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);

test('rooms are reached from their function by arrows, opened by Enter and left by Escape', async ({ page }) => {
  await openCart(page);
  const cart = nodeOf(page, 'cart');
  await cart.focus();
  await page.keyboard.press('ArrowDown');
  expect(await heard(page)).toMatch(/^Room A: Frozen, /);
  await expect(page.getByRole('button', { name: /^Room A/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('complementary', { name: 'About the selection' })).toContainText('cart A');
  await page.keyboard.press('ArrowDown');
  expect(await heard(page)).toMatch(/^Room B: /);
  await expectAccessible(page, 'main');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^cart B is .* old and has worked for/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(cart).toBeFocused();
  await page.keyboard.press('ArrowUp');
  expect(await heard(page)).toMatch(/^Room B: /);
  await page.keyboard.press('Home');
  expect(await heard(page)).toMatch(/^Room A: /);
  await page.keyboard.press('Escape');
  await expect(cart).toBeFocused();
  await expect(page.getByRole('complementary', { name: 'About the selection' }).getByRole('textbox', { name: 'Name' })).toHaveValue('cart');
});

test('a function without rooms still moves by arrows, and one with rooms by Shift and arrows', async ({ page }) => {
  await openCart(page);
  const places = async (): Promise<readonly (number | undefined)[]> => {
    const boxes = [await nodeOf(page, 'shop-alb').boundingBox(), await nodeOf(page, 'cart').boundingBox()];
    return boxes.map((box) => box?.y);
  };
  const before = await places();
  await nodeOf(page, 'shop-alb').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => (await places())[0]).toBeGreaterThan(before[0]!);
  await nodeOf(page, 'cart').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(async () => (await places())[1]).toBeGreaterThan(before[1]!);
});

test('a room that has the focus is gone at an earlier instant: its function takes the focus', async ({ page }) => {
  await openCart(page);
  await nodeOf(page, 'cart').focus();
  await page.keyboard.press('ArrowUp');
  expect(await heard(page)).toMatch(/^Room B: /);
  // To the instant before anything has happened.
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowUp');
  while ((await heard(page))?.startsWith('Room B')) await page.keyboard.press(',');
  await expect(nodeOf(page, 'cart')).toBeFocused();
});

test(`each of ${CROWD} rooms can be gone to, those of the strip too`, async ({ page }) => {
  await openCart(page, (cart) => {
    const [first] = cart.script;
    Object.assign(first!.with, { parallel: CROWD });
    cart.script = [first!];
  });
  await nodeOf(page, 'cart').focus();
  await page.keyboard.press('ArrowDown');
  const seen = new Set<string>();
  for (let i = 0; i < CROWD; i++) {
    seen.add((await heard(page)) ?? '');
    await page.keyboard.press('ArrowRight');
  }
  expect([...seen].filter((name) => /^Room [A-Z]+: /.test(name))).toHaveLength(CROWD);
  await expect(page.getByRole('group', { name: /^36 more rooms/ })).toBeVisible();
  await expectAccessible(page, 'main');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^cart AN is/ })).toBeFocused();
});

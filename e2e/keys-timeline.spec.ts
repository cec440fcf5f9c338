import { createHash } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, openCart } from './views-open.ts';

/** The words that are read out of the bar that has the focus. */
const heard = (page: Page) => page.locator('.tl [aria-live]');
const bars = (page: Page) => page.getByRole('application', { name: 'Bars of the timeline' });
const playhead = (page: Page) => page.getByRole('slider', { name: 'Playhead' });
/** What the canvas shows, as a short text that can be compared. */
const picture = async (page: Page): Promise<string> => {
  const shown = await page.locator('.tl canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  return createHash('sha256').update(shown).digest('hex');
};

test.beforeEach(({ page }) => openCart(page));

/** Puts the keyboard on the first bar of a row. */
async function goToRow(page: Page, name: RegExp): Promise<void> {
  await bars(page).focus();
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowUp');
  for (let i = 0; i < 6 && !name.test((await heard(page).textContent()) ?? ''); i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
}

test('arrows go over every bar of a row, each said by name, and no further than its ends', async ({ page }) => {
  await goToRow(page, /^cart A/);
  await expect(heard(page)).toHaveText(/^cart A, INIT .*, from 00:00\.\d{3}$/);
  const said: string[] = [];
  for (let i = 0; i < 60; i++) {
    const text = (await heard(page).textContent()) ?? '';
    if (said.at(-1) === text) break;
    said.push(text);
    await page.keyboard.press('ArrowRight');
  }
  // It is made, serves two requests that each wait, and freezes after each.
  const served = ['INVOKE', 'waiting', 'INVOKE', 'frozen'];
  expect(said.map((text) => /^cart A, (\w+)/.exec(text)?.[1])).toEqual(['INIT', 'INIT', ...served, ...served]);
  expect(said.filter((text) => text.includes('INVOKE') && text.endsWith(', billed'))).not.toHaveLength(0);
  expect(said.at(-1)).toContain('cart A, frozen');
  await page.keyboard.press('Home');
  await expect(heard(page)).toHaveText(said[0]!);
  await page.keyboard.press('End');
  await expect(heard(page)).toHaveText(said.at(-1)!);
});

test('Enter does what a click does: the playhead goes there, the caption tells of it and the note shows the room', async ({ page }) => {
  await goToRow(page, /^cart B/);
  await expect(heard(page)).toHaveText(/^cart B, INIT/);
  const from = /from (\S+?)(,|$)/.exec((await heard(page).textContent())!)![1]!;
  await page.keyboard.press('Enter');
  await expect(playhead(page)).toHaveAttribute('aria-valuetext', new RegExp(`^${from.replace('.', '\\.')} of `));
  await expect(page.locator('.caption')).toContainText('cart B');
  await expect(page.getByRole('complementary', { name: 'About the selection' })).toContainText('cart B');
  await expect(bars(page)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(heard(page)).toContainText('still to come');
});

test('Shift and Enter open the request of a bar, as a double click does', async ({ page }) => {
  await goToRow(page, /^shop-alb/);
  await expect(heard(page)).toContainText('req-1');
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByRole('heading', { name: /^req-1, on its way/ })).toBeVisible();
});

test('the bar in focus is marked in the picture, and the mark goes with the focus', async ({ page }) => {
  await playhead(page).focus();
  const plain = await picture(page);
  await goToRow(page, /^cart A/);
  const first = await picture(page);
  expect(first).not.toBe(plain);
  await page.keyboard.press('ArrowRight');
  expect(await picture(page)).not.toBe(first);
  await expect(page.locator('.tl-tip')).toContainText('cart A');
  await page.keyboard.press('Shift+Tab');
  await expect(playhead(page)).toBeFocused();
  expect(await picture(page)).toBe(plain);
  await expect(page.locator('.tl-tip')).toHaveCount(0);
});

test('a bar that gets the focus comes into sight', async ({ page }) => {
  await goToRow(page, /^cart A/);
  // So far in that the end of the run is out of sight.
  for (let i = 0; i < 14; i++) await page.keyboard.press('+');
  const before = await picture(page);
  await page.keyboard.press('End');
  expect(await picture(page)).not.toBe(before);
  const [tip, rows] = [(await page.locator('.tl-tip').boundingBox())!, (await page.locator('.tl').boundingBox())!];
  // Clear of the edges: where the bar was drawn, and not where it would be out of sight.
  expect(tip.x).toBeGreaterThan(rows.x + 250);
  expect(tip.x + tip.width).toBeLessThan(rows.x + rows.width - 50);
});

test('the timeline with a bar in focus has no fault that axe knows', async ({ page }) => {
  await goToRow(page, /^cart A/);
  await expectAccessible(page, '.records');
});

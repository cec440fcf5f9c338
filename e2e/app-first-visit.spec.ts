import { expect, test } from '@playwright/test';

test('the first page runs the real engine, and its picture answers to its numbers', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { name: /So Lambda opens three rooms/ })).toBeVisible();
  await page.getByRole('slider', { name: 'Requests a second' }).focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('heading', { name: /Requests arrive 6 a second/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: /So Lambda opens (five|six) rooms/ })).toBeVisible();
  const rooms = page.getByRole('button', { name: /^Room \w:/ });
  const said = () => rooms.evaluateAll((all) => all.map((room) => room.getAttribute('aria-label')).join());
  const still = await said();
  await page.getByRole('button', { name: 'Send the first request' }).click();
  await expect(page.getByRole('button', { name: 'Stop here' })).toBeVisible();
  // Which request a room has is true for half a second only, so what is seen is that the rooms change, and change again.
  await expect.poll(said).not.toBe(still);
  const later = await said();
  await expect.poll(said).not.toBe(later);
  expect(await said()).toMatch(/request \d+/i);
});

test('time plays, pauses, steps and runs to idle by keys alone', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Open this one on the canvas' }).click();
  const clock = page.getByRole('timer');
  await expect(clock).toHaveText('00:00.000');
  await page.keyboard.press('Period');
  await expect(clock).not.toHaveText('00:00.000');
  const first = await clock.textContent();
  await page.keyboard.press('Period');
  await expect(clock).not.toHaveText(first ?? '');
  await page.keyboard.press('Comma');
  await expect(clock).toHaveText(first ?? '');
  await page.keyboard.press('End');
  await expect(clock).toHaveText(/00:(09|10)\./);
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(clock).not.toHaveText('00:00.000');
  await page.keyboard.press('Space');
  const stands = await clock.textContent();
  await page.waitForTimeout(300);
  await expect(clock).toHaveText(stands ?? '');
});

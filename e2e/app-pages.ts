import { expect, type Page } from '@playwright/test';

/** Drags something in from the shelf by key and gives it its name in the note. */
export async function add(page: Page, title: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Add to the canvas' }).getByRole('button', { name: title, exact: true }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible();
}

/** Wires the selected node to another by the note, as the keyboard does. */
export async function wireTo(page: Page, to: string): Promise<void> {
  await page.getByLabel('Wire to').selectOption(to);
}

/** The canvas node of that name. */
export const nodeOf = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);

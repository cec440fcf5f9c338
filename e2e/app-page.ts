import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

/** What a test of the app gets: the page, opened; whatever it complains about fails the test when it ends. */
export interface AppPage {
  /** Opens the app, with a fragment (a link) or none. */
  open(fragment?: string): Promise<void>;
  /** Fails with the list of what axe finds on the page as it is now. */
  expectAccessible(): Promise<void>;
  /** A complaint that this test provokes on purpose. */
  allow(complaint: RegExp): void;
}

/** `app` opens the built app from its folder deep in a plain static host, and fails on console errors, on uncaught errors and on
 * any request that leaves the site. */
export const test = base.extend<{ app: AppPage }>({
  app: async ({ page, baseURL }, use) => {
    const complaints: string[] = [];
    const allowed: RegExp[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => complaints.push(`uncaught: ${error.stack ?? error.message}`));
    const site = new URL(baseURL!).origin;
    page.on('request', (request) => {
      const url = request.url();
      if (/^https?:/.test(url) && !url.startsWith(`${site}/`)) complaints.push(`left the site: ${url}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
    });
    await use({
      async open(fragment = '') {
        await page.goto(`./${fragment === '' || fragment.startsWith('#') ? fragment : `#${fragment}`}`);
      },
      expectAccessible: () => expectAccessible(page),
      allow: (complaint) => void allowed.push(complaint),
    });
    expect(complaints.filter((complaint) => !allowed.some((pattern) => pattern.test(complaint)))).toEqual([]);
  },
});

/** Fails with one line for each thing that axe finds. */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((found) => `${found.id}: ${found.help} (${found.nodes.map((node) => node.target.join(' ')).join(', ')})`)).toEqual(
    [],
  );
}

export { expect };

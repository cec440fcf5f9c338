import { test as base, expect, type Page } from '@playwright/test';
import { type Listener, listener } from './listener.ts';
import { BENIGN, FINE } from './scenario.ts';

/** How a run in the harness page ended. `results` are the payloads of the invocations, `logs` the lines that handlers printed. */
export interface Ran {
  readonly stop: string;
  readonly sentence: string | undefined;
  readonly results: readonly string[];
  readonly errors: readonly string[];
  readonly logs: readonly string[];
  readonly deaths: readonly string[];
  readonly tookMs: number;
}

/** Runs a document to idle in the page, as the app would; what ends the run comes back as data, never as a rejection. */
export const run = (page: Page, document: string): Promise<Ran> => page.evaluate(runHere, document);

/** Runs a document, then a benign one, and hears of both in another tab. Chromium gives the sandbox a process of its own, and a test
 * that watches a page takes the end of any of its frames' processes for the end of the page (seen with Playwright, 2026-11-25). */
export async function runHeardBeside(page: Page, document: string): Promise<{ readonly ran: Ran; readonly after: Ran }> {
  const beside = await page.context().newPage();
  await beside.goto('harness.html');
  const heard = await beside.evaluateHandle(() => ({
    told: new Promise((resolve) => new BroadcastChannel('ran').addEventListener('message', ({ data }) => resolve(data))),
  }));
  await page.evaluate(`{
    const runHere = ${runHere};
    const [hostile, benign] = ${JSON.stringify([document, BENIGN])};
    void runHere(hostile)
      .then(async (ran) => ({ ran, after: await runHere(benign) }))
      .then((both) => new BroadcastChannel('ran').postMessage(both));
  }`);
  const told = await heard.evaluate(({ told: both }) => both);
  await beside.close();
  return told as { readonly ran: Ran; readonly after: Ran };
}

async function runHere(text: string): Promise<Ran> {
  const began = performance.now();
  const before = window.deaths.length;
  const results: string[] = [];
  const errors: string[] = [];
  const logs: string[] = [];
  const ended = (stop: string, sentence?: string): Ran => ({
    stop,
    sentence,
    results,
    errors,
    logs,
    deaths: window.deaths.slice(before),
    tookMs: performance.now() - began,
  });
  const opened = await window.engine.open(text);
  if ('problem' in opened) return ended('refused', `${opened.path}: ${opened.problem}`);
  const texts: string[] = [];
  for (;;) {
    const batch = await window.engine.advance(opened.run, 'idle', 5000);
    texts.push(...batch.texts);
    for (const record of batch.records) {
      const data = record.data as { readonly [key: string]: { readonly $text?: number } | undefined };
      const result = data['result']?.$text;
      const error = data['error']?.$text;
      if (result !== undefined) results.push(texts[result] ?? '');
      if (error !== undefined) errors.push(texts[error] ?? '');
      if (record.shape === 'log') logs.push(record.text);
    }
    if (batch.stop === 'asked') continue;
    await window.engine.close(opened.run);
    return ended(batch.stop, batch.sentence);
  }
}

/** Serves `body` as what runs beside user code, to this page only. */
export async function withBootstrap(page: Page, body: string): Promise<void> {
  await page.route('**/sandbox/bootstrap.js*', (route) => route.fulfill({ contentType: 'text/javascript', body }));
}

/** Serves the real bootstrap again; what runs next is a new sandbox's. */
export async function withoutBootstrap(page: Page): Promise<void> {
  await page.unroute('**/sandbox/bootstrap.js*');
}

/** The page lives, answers a click within a frame or so, and the sandbox runs a benign scenario as if nothing had been. */
export async function expectUsable(page: Page): Promise<void> {
  const clicked = page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const button = document.createElement('button');
        button.onclick = () => {
          button.remove();
          resolve(true);
        };
        document.body.append(button);
        button.click();
      }),
  );
  expect(await clicked).toBe(true);
  expectBenign(await run(page, BENIGN));
}

/** The benign scenario ran as if nothing had been. */
export function expectBenign(ran: Ran): void {
  expect(ran).toMatchObject({ stop: 'idle', deaths: [] });
  expect(ran.results).toContain(FINE);
}

/** The harness page, and a listener that must have heard nothing when the test is over. */
export const test = base.extend<{ listening: Listener }>({
  page: async ({ page }, use) => {
    await page.goto('harness.html');
    await use(page);
  },
  listening: async ({ page }, use) => {
    const listening = await listener();
    await use(listening);
    // One more round trip through the browser, so that what was on its way has arrived.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 300)))).catch(() => undefined);
    const heard = [...listening.heard];
    await listening.close();
    expect(heard).toEqual([]);
  },
});

export { expect };

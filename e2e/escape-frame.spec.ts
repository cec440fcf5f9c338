// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are programs as text, run inside the sandbox
import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, expectUsable, run, test } from './escape/page.ts';
import { BENIGN } from './escape/scenario.ts';
import { WINDOW_VECTORS } from './escape/window-vectors.ts';

/** The worst case: the engine itself, or the frame's own window, belongs to the attacker. The page believes none of it, and the
 * next sandbox is a sound one. */

async function withEngine(page: Page, reply: string): Promise<void> {
  const body = `
onmessage = ({ ports: [port] }) => {
  const answer = (id, value) => port.postMessage({ id, type: 'RAW', value });
  port.onmessage = ({ data: { id, path } }) => {
    const method = path.join('.');
    if (method === 'pulse') return answer(id, 1);
    ${reply}
  };
};`;
  await page.route('**/sandbox/engine.js*', (route) => route.fulfill({ contentType: 'text/javascript', body }));
}

async function recovers(page: Page): Promise<void> {
  await page.unrouteAll();
  // The texts are loaded once a page, so a sound sandbox needs a client of its own.
  await page.reload();
  await expectUsable(page);
}

const OPENED = "if (method === 'open') return answer(id, { run: 1 });";
const BATCH = "{ from: 0, records: '[]', textsFrom: 0, texts: [], horizon: 0, stop: 'idle' }";
const MARK = "{ seq: 0, at: 0, cause: null, node: 'fn', word: 'lambda.invoke', shape: 'mark', data: {} }";

const REPLIES: { readonly [what: string]: string } = {
  'nothing that it should to open': 'answer(id, 7);',
  'a proxy':
    "const { port1, port2 } = new MessageChannel(); port.postMessage({ id, type: 'HANDLER', name: 'proxy', value: port2 }, [port2]);",
  'a handler that nobody knows': "port.postMessage({ id, type: 'HANDLER', name: 'toString', value: 1 });",
  'a thrown thing with a prototype in it':
    "port.postMessage({ id, type: 'HANDLER', name: 'throw', value: { isError: true, value: { message: 'x', stack: 'y', ['__proto__']: { polluted: true }, constructor: { prototype: { polluted: true } } } } });",
  'a batch that is not next': `${OPENED} answer(id, { ...${BATCH}, from: 5 });`,
  'records of another shape': `${OPENED} answer(id, { ...${BATCH}, records: JSON.stringify([{ ...${MARK}, shape: 'html', data: { html: '<img src=x onerror=alert(1)>' } }]) });`,
  'data with a prototype in it': `${OPENED} answer(id, { ...${BATCH}, records: JSON.stringify([{ ...${MARK}, data: JSON.parse('{"__proto__":{"polluted":true}}') }]) });`,
  'a sentence that is an object': `${OPENED} answer(id, { ...${BATCH}, stop: 'died', sentence: { toString: 1 } });`,
};

for (const [what, reply] of Object.entries(REPLIES)) {
  test(`an engine that answers ${what} is removed`, async ({ page }) => {
    await withEngine(page, reply);
    const ran = await run(page, BENIGN);
    expect(['died', 'refused']).toContain(ran.stop);
    expect(ran.deaths).toHaveLength(1);
    expect(ran.deaths[0]).toMatch(/Your scenario is intact/);
    await expect(page.locator('iframe')).toHaveCount(0);
    expect(await page.evaluate(() => ({}) as { polluted?: boolean })).toEqual({});
    expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
    await recovers(page);
  });
}

test('an engine that falls silent is noticed by its pulse and removed', async ({ page }) => {
  await withEngine(page, 'for (;;);');
  const ran = await run(page, BENIGN);
  expect(ran.deaths[0]).toMatch(/stopped answering.*Your scenario is intact/);
  await recovers(page);
});

test('an engine that does not start is removed', async ({ page }) => {
  await page.route('**/sandbox/engine.js*', (route) => route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("no")' }));
  const ran = await run(page, BENIGN);
  expect(ran.stop).toBe('refused');
  expect(ran.deaths[0]).toMatch(/broke.*Your scenario is intact/);
  await recovers(page);
});

test('a site with a missing file says so', async ({ page }) => {
  await page.route('**/sandbox/bootstrap.js*', (route) => route.fulfill({ status: 404 }));
  expect((await run(page, BENIGN)).sentence).toMatch(/bootstrap.js.*404/);
  await page.unrouteAll();
  await expectUsable(page);
});

test("code in the frame's own window reaches no network, no storage and nothing of the page", async ({ page, listening }) => {
  listening.forgive('TCP connection');
  const address = page.url();
  const tries = WINDOW_VECTORS.map(
    (code, i) =>
      `try { const URL = 'http://127.0.0.1:${listening.port}/${i}'; Promise.resolve(${code.includes(';') && !code.startsWith('(') ? `(() => { ${code} })()` : code}).catch(() => 0); } catch {}`,
  );
  const script = `parent.postMessage({ is: 'up' }, '*');\n${tries.join('\n')}`;
  await page.route('**/sandbox.html*', async (route) => {
    const sound = await (await route.fetch()).text();
    const hash = createHash('sha256').update(script).digest('base64');
    const body = sound
      .replace(/'sha256-[^']*'/, `'sha256-${hash}'`)
      .replace(/(<script>)[\s\S]*(<\/script>)/, (_all, before, after) => before + script + after);
    await route.fulfill({ body, contentType: 'text/html' });
  });
  const ran = await run(page, BENIGN);
  expect(ran.stop).toBe('refused');
  expect(ran.deaths[0]).toMatch(/Your scenario is intact/);
  expect(page.url()).toBe(address);
  expect(page.context().pages()).toHaveLength(1);
  expect(await page.evaluate(() => [document.cookie, localStorage.length])).toEqual(['', 0]);
  await recovers(page);
});

import { listener } from './escape/listener.ts';
import { hostileBootstrap } from './escape/mini-bootstrap.ts';
import { tryAll } from './escape/network-vectors.ts';
import { expect, expectUsable, run, test, withBootstrap } from './escape/page.ts';
import { handlerOf, scenarioOf } from './escape/scenario.ts';

/**
 * Two walls, each tried by itself. A handler meets both: what the bootstrap hides, and the frame. A hostile bootstrap stands for
 * code that got past the first wall: it has a worker's every global, and only the frame's policy holds it.
 */

test.describe('a handler', () => {
  test('reaches no network by any way', async ({ page, listening }) => {
    const ran = await run(page, handlerOf(tryAll(listening.port)));
    expect(ran).toMatchObject({ stop: 'idle', deaths: [] });
    expect(ran.results).toHaveLength(1);
    await expectUsable(page);
  });
});

test.describe('code that got past the bootstrap, with all globals of a worker,', () => {
  test('reaches no network by any way', async ({ page, listening }) => {
    await withBootstrap(page, hostileBootstrap(tryAll(listening.port)));
    const ran = await run(page, scenarioOf({ 'index.js': '' }));
    expect(ran).toMatchObject({ stop: 'idle', deaths: [] });
    expect(Object.keys(JSON.parse(ran.results[0]!) as object).length).toBeGreaterThan(35);
    await expectUsable(page);
  });
});

test('without the policy of the frame the same code is heard, so the silence above means something', async ({ page }) => {
  const control = await listener();
  await withBootstrap(page, hostileBootstrap(tryAll(control.port)));
  await page.route('**/sandbox.html*', async (route) => {
    const sound = await (await route.fetch()).text();
    await route.fulfill({ body: sound.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''), contentType: 'text/html' });
  });
  expect(await run(page, scenarioOf({ 'index.js': '' }))).toMatchObject({ stop: 'idle', deaths: [] });
  await expect.poll(() => control.heard.length).toBeGreaterThan(2);
  await control.close();
});

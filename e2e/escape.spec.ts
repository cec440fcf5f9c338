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
    const ended = JSON.parse(ran.results[0]!) as { [vector: string]: string };
    expect(Object.keys(ended).length).toBeGreaterThan(35);
    console.log(ended);
  });
});

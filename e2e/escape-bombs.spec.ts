import { hostileBootstrap } from './escape/mini-bootstrap.ts';
import { expect, expectBenign, expectUsable, run, runHeardBeside, test, withBootstrap } from './escape/page.ts';
import { scenarioOf } from './escape/scenario.ts';

/** Code that got past the bootstrap and tries to take the machine with it: the page stays, the scenario stays, a new run works. */

const NOTHING = scenarioOf({ 'index.js': '' });
const INTACT = /Your scenario is intact/;
test.describe.configure({ mode: 'serial', timeout: 120_000 });

test('a flood of messages ends the environment that sends it', async ({ page }) => {
  await withBootstrap(page, hostileBootstrap("for (;;) say('flood');"));
  const ran = await run(page, NOTHING);
  expect(ran.stop).toBe('died');
  expect([ran.sentence, ...ran.deaths].join()).toMatch(INTACT);
  await expectUsable(page);
});

test('a flood of large messages ends the environment or the sandbox, never the page', async ({ page }) => {
  await withBootstrap(page, hostileBootstrap("const big = 'x'.repeat(1e7); for (let i = 0; i < 2000; i++) say(big + i); return 1;"));
  const ran = await run(page, NOTHING);
  expect(ran.stop).toBe('died');
  expect([ran.sentence, ...ran.deaths].join()).toMatch(INTACT);
  await expectUsable(page);
});

test('a memory bomb kills at most the sandbox, and the page says so', async ({ page }) => {
  await withBootstrap(page, hostileBootstrap('const hoard = []; for (;;) hoard.push(new Array(1e6).fill(hoard.length));'));
  const { ran, after } = await runHeardBeside(page, NOTHING);
  expect(['died', 'stuck']).toContain(ran.stop);
  expect([ran.sentence, ...ran.deaths].join()).toMatch(INTACT);
  expectBenign(after);
});

test('a loop that nothing meters is stopped by the watchdog', async ({ page }) => {
  await withBootstrap(page, hostileBootstrap('for (;;);'));
  const ran = await run(page, NOTHING);
  expect(ran).toMatchObject({ stop: 'stuck', deaths: [] });
  expect(ran.sentence).toMatch(/fn A.*real time.*Your scenario is intact/);
  await expectUsable(page);
});

test('an environment that never answers is stopped by the watchdog', async ({ page }) => {
  await withBootstrap(page, hostileBootstrap('await new Promise(() => 0);'));
  expect(await run(page, NOTHING)).toMatchObject({ stop: 'stuck', deaths: [] });
  await expectUsable(page);
});

test('a worker that closes itself is stopped by the watchdog', async ({ page }) => {
  await withBootstrap(page, hostileBootstrap('close(); await new Promise(() => 0);'));
  expect(await run(page, NOTHING)).toMatchObject({ stop: 'stuck', deaths: [] });
  await expectUsable(page);
});

test('a bomb of nested workers goes with the environment that made them', async ({ page }) => {
  const bomb = `
    const url = URL.createObjectURL(new Blob(['for (;;);']));
    for (let i = 0; i < 40; i++) new Worker(url);
    await new Promise(() => 0);`;
  await withBootstrap(page, hostileBootstrap(bomb));
  const ran = await run(page, NOTHING);
  expect(['died', 'stuck']).toContain(ran.stop);
  expect([ran.sentence, ...ran.deaths].join()).toMatch(INTACT);
  await expectUsable(page);
});

test('a bootstrap that does not even start ends the run with a sentence', async ({ page }) => {
  await withBootstrap(page, 'this is no script');
  const ran = await run(page, NOTHING);
  expect(ran).toMatchObject({ stop: 'died', deaths: [] });
  expect(ran.sentence).toMatch(INTACT);
});

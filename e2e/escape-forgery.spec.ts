import { hostileBootstrap } from './escape/mini-bootstrap.ts';
import { expect, expectUsable, run, test, withBootstrap } from './escape/page.ts';
import { scenarioOf } from './escape/scenario.ts';

/** Code that got hold of the environment's own line to the engine and forges what comes along it. */

const NOTHING = scenarioOf({ 'index.js': '' });
const END = "{ how: 'quiet', ticks: 0, wakeAt: null, waitingOn: [], memoryKb: 1 }";
const answer = (effects: string, end = END, turn = 'input.turn'): string =>
  `say({ is: 'answer', answer: { turn: ${turn}, effects: ${effects}, end: ${end} } });`;
const settled = "{ offset: 0, by: 0, is: 'settled', result: '1' }";

const FORGERIES: { readonly [what: string]: string } = {
  'an answer to another turn': answer('[]', END, 'input.turn + 1'),
  'a second boot': "say({ is: 'booted' });",
  'a look that nobody asked for': "say({ is: 'peeked', ask: 0, peek: { variables: [], lines: {} } });",
  'no message at all': 'say(undefined);',
  'a text': "say('answer');",
  'an unknown kind': "say({ is: '__proto__' });",
  'more ticks than the budget': answer('[]', END.replace('ticks: 0', 'ticks: 1e15')),
  'negative ticks': answer('[]', END.replace('ticks: 0', 'ticks: -1')),
  'a wake in the past': answer('[]', END.replace('wakeAt: null', 'wakeAt: 0')),
  'an effect after the end': answer(`[{ ...${settled}, offset: 99 }]`),
  'effects out of order': answer(`[{ ...${settled}, offset: 1 }, ${settled}]`, END.replace('ticks: 0', 'ticks: 10')),
  'an effect of an unknown kind': answer("[{ offset: 0, by: 0, is: 'constructor' }]"),
  'an effect of a delivery that was not made': answer(`[{ ...${settled}, by: 7 }]`),
  'a result that is no text': answer(`[{ ...${settled}, result: { toString: 1 } }]`),
  'an error that is no JSON': answer("[{ offset: 0, by: 0, is: 'failed', error: 'nope' }]"),
  'a request with a thousand and one headers': answer(
    "[{ offset: 0, by: 0, is: 'call', call: 0, request: { method: 'GET', target: '/', headers: Array.from({ length: 1001 }, () => ['a', 'b']), body: '', isBase64: false, sourceIp: '' } }]",
  ),
  'a million effects': answer(`Array.from({ length: 1e6 }, () => (${settled}))`),
  'a sparse list of effects': answer('Array(1000)'),
  'a list with a huge length': answer('(() => { const list = []; list.length = 4294967295; return list; })()'),
  'effects that are no list': answer('{ length: 3 }'),
  'a map for an end': answer('[]', 'new Map()'),
  'a cycle': 'const loop = {}; loop.is = loop; say(loop);',
  'bytes that can not be read': 'say(new Uint8Array(8).buffer);',
  'a port': 'const { port1 } = new MessageChannel(); postMessage({ is: "answer", answer: port1 }, [port1]);',
  'a script error outside of everything': 'setTimeout(() => { throw new Error("loose"); }, 0); await new Promise(() => 0);',
  'an unhandled rejection, then silence':
    'Promise.reject(new Error("loose")); await new Promise((resolve) => setTimeout(resolve, 50)); say(null);',
  'the end of its own worker, after a forged word': 'say({ is: "peeked", ask: -1 }); close();',
};

for (const [what, code] of Object.entries(FORGERIES)) {
  test(`${what} ends the environment and the run, with a sentence`, async ({ page }) => {
    await withBootstrap(page, hostileBootstrap(`${code} return 'got away';`));
    const ran = await run(page, NOTHING);
    expect(ran.stop).toBe('died');
    expect(ran.sentence).toMatch(/fn A.*Your scenario is intact/);
    // The engine found out; the sandbox itself needn't go.
    expect(ran.deaths).toEqual([]);
    await expectUsable(page);
  });
}

test('an answer to no turn ends the environment: the next invocation that goes to it ends the run', async ({ page }) => {
  await withBootstrap(
    page,
    hostileBootstrap(`${answer('[{ offset: 0, by: input.deliveries.length - 1, is: "settled", result: "1" }]').repeat(2)}`),
  );
  const document = JSON.parse(NOTHING) as { script: { at: string }[] };
  document.script.push({ ...document.script[0]!, at: '1s' });
  const ran = await run(page, JSON.stringify(document));
  expect(ran).toMatchObject({ stop: 'died', results: ['1'], deaths: [] });
  expect(ran.sentence).toMatch(/(nobody asked for|another turn).*Your scenario is intact/);
  await expectUsable(page);
});

test('a forged message before anything was asked ends only the spare that sent it', async ({ page }) => {
  await withBootstrap(page, hostileBootstrap("return 'fine';", "if (Math.random() < 0.5) say({ is: 'answer', answer: {} });"));
  const ran = await run(page, NOTHING);
  expect(['idle', 'died']).toContain(ran.stop);
  expect(ran.deaths).toEqual([]);
});

test('getters, methods and prototypes do not survive the way out', async ({ page }) => {
  const trap =
    "const trap = Object.create({ is: 'answer' }, { is: { enumerable: true, get() { return 'answer'; } }, answer: { enumerable: true, value: { turn: input.turn } } });";
  await withBootstrap(page, hostileBootstrap(`${trap} say(trap); return 'got away';`));
  expect((await run(page, NOTHING)).stop).toBe('died');
  await expectUsable(page);
});

test("another environment's line can't be reached: a broadcast is heard by nobody", async ({ page }) => {
  await page.evaluate(() => {
    for (const name of ['x', 'coldstart']) new BroadcastChannel(name).onmessage = () => window.deaths.push('heard a broadcast');
    window.addEventListener('message', (event) => {
      if (event.data === 'from a worker') window.deaths.push('heard a worker');
    });
    window.addEventListener('storage', () => window.deaths.push('heard the storage'));
  });
  const shout = `
    const made = [];
    for (const name of ['x', 'coldstart']) { const channel = new BroadcastChannel(name); channel.postMessage('hello'); made.push(channel); }
    const stores = {};
    for (const [name, open] of [
      ['indexedDB', () => new Promise((resolve, reject) => { const r = indexedDB.open('x'); r.onsuccess = () => resolve('opened'); r.onerror = () => reject(r.error); })],
      ['caches', () => caches.open('x')],
      ['opfs', () => navigator.storage.getDirectory()],
      ['localStorage', () => localStorage.setItem('x', 'y')],
      ['cookies', () => cookieStore.set('x', 'y')],
    ]) stores[name] = await Promise.resolve().then(open).then(() => 'opened', (error) => 'refused: ' + error.name);
    await new Promise((resolve) => setTimeout(resolve, 100));
    return stores;`;
  await withBootstrap(page, hostileBootstrap(shout));
  const ran = await run(page, NOTHING);
  expect(ran).toMatchObject({ stop: 'idle', deaths: [] });
  for (const outcome of Object.values(JSON.parse(ran.results[0]!) as object)) expect(outcome).toMatch(/^refused/);
});

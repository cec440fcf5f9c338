import { expect, expectUsable, run, test } from './escape/page.ts';
import { handlerOf, scenarioOf } from './escape/scenario.ts';

/** Handlers that never end. What metering sees ends at an exact virtual instant, as a timeout; what it can't see ends the run. The
 * page stays usable either way, and says what happened. */

const LOOPS: { readonly [what: string]: string } = {
  'a loop': 'for (;;);',
  'a loop that catches everything': 'for (;;) { try { for (;;); } catch {} }',
  'a loop in finally': 'for (;;) { try { for (;;); } finally { continue; } }',
  'a labelled loop that goes on': 'a: for (;;) { for (;;) continue a; }',
  'a do-while loop': 'do {} while (true);',
  'a loop over an endless generator': 'function* g() { for (;;) yield 1; } for (const x of g());',
  'a loop over an endless iterator': 'for (const x of { [Symbol.iterator]: () => ({ next: () => ({ done: false }) }) });',
  'spreading an endless iterator': '[...{ [Symbol.iterator]: () => ({ next: () => ({ done: false }) }) }];',
  'awaiting for ever': 'for (;;) await 0;',
  'nextTick for ever': 'const go = () => process.nextTick(go); go(); await new Promise(() => 0);',
  'setTimeout 0 for ever': 'const go = () => setTimeout(go, 0); go(); await new Promise(() => 0);',
  'setInterval 0': 'setInterval(() => 0, 0); await new Promise(() => 0);',
  'a getter in what is returned': 'return { get a() { for (;;); } };',
  'toJSON in what is returned': 'return { toJSON() { for (;;); } };',
  'a Proxy in what is returned': 'return new Proxy({}, { ownKeys() { for (;;); } });',
  'a getter in what is logged': 'console.log({ get a() { for (;;); }, [Symbol.for("nodejs.util.inspect.custom")]() { for (;;); } });',
  'what is thrown, when it is read': 'throw { toString() { for (;;); }, get message() { for (;;); }, get stack() { for (;;); } };',
  'an error with an endless cause':
    'const e = new Error("x"); e.cause = e; Object.defineProperty(e, "stack", { get() { for (;;); } }); throw e;',
  'a comparator': '[3, 1, 2].sort(() => { for (;;); });',
  'a replacer': 'JSON.stringify([1], () => { for (;;); });',
  'a reviver': 'JSON.parse("[1]", () => { for (;;); });',
  'a replace callback': '"x".replace(/x/, () => { for (;;); });',
  valueOf: '+{ valueOf() { for (;;); } };',
  'a class field': 'new (class { x = (() => { for (;;); })(); })();',
  'a static block': 'class X { static { for (;;); } }',
  'a default parameter': '((x = (() => { for (;;); })()) => x)();',
  'a timer with text': 'setTimeout("for (;;);", 0); await new Promise(() => 0);',
};

/** What costs more real time than its ticks say, or isn't metered at all: the watchdog may come first. */
const WATCHED: typeof LOOPS = {
  'queueMicrotask for ever': 'const go = () => queueMicrotask(go); go(); await new Promise(() => 0);',
  'setImmediate for ever': 'const go = () => setImmediate(go); go(); await new Promise(() => 0);',
  'a rejection for ever': 'const go = () => Promise.reject(1).catch(go); go(); await new Promise(() => 0);',
  'async recursion': 'const go = async () => { await go2(); }; const go2 = async () => { await null; return go(); }; await go();',
  'a promise of itself that resolves late':
    'const go = () => new Promise((resolve) => resolve({ then: (done) => done(go()) })); await go();',
  'a chain of microtasks': 'const go = () => Promise.resolve().then(go); go(); await new Promise(() => 0);',
  'code by eval': '(0, eval)("for (;;);");',
  'code by Function': 'new Function("for (;;);")();',
  'code by the constructor of an async function': 'await (async () => {}).constructor("for (;;);")();',
};

for (const [what, code] of Object.entries(LOOPS)) {
  test(`${what} times out in virtual time`, async ({ page }) => {
    const ran = await run(page, handlerOf(code));
    expect(ran).toMatchObject({ stop: 'idle', deaths: [] });
    expect([...ran.errors, ...ran.logs].join('\n')).toMatch(/Task timed out after 3.00 seconds|Sandbox.Timedout|TypeError/);
    expect(ran.tookMs).toBeLessThan(20_000);
    await expectUsable(page);
  });
}

for (const [what, code] of Object.entries(WATCHED)) {
  test(`${what} ends by metering, or at the latest by the watchdog`, async ({ page }) => {
    test.setTimeout(90_000);
    const ran = await run(page, handlerOf(code));
    expect(['idle', 'stuck']).toContain(ran.stop);
    expect(ran.deaths).toEqual([]);
    if (ran.stop === 'stuck') expect(ran.sentence).toMatch(/fn A.*Your scenario is intact/);
    else expect([...ran.errors, ...ran.logs].join('\n')).toMatch(/timed out/);
    await expectUsable(page);
  });
}

test('an endless recursion ends the environment in one fixed way', async ({ page }) => {
  const ran = await run(page, handlerOf('const go = () => go() + 1; try { go(); } catch {} return "went on";'));
  expect(ran).toMatchObject({ stop: 'idle', deaths: [] });
  expect(ran.errors).toHaveLength(1);
  await expectUsable(page);
});

test('module code that never ends is an init that times out', async ({ page }) => {
  const ran = await run(page, scenarioOf({ 'index.js': 'for (;;);' }));
  expect(ran).toMatchObject({ stop: 'idle', deaths: [] });
  expect([...ran.errors, ...ran.logs].join('\n')).toMatch(/timed out|Timedout/);
  await expectUsable(page);
});

test('a regular expression that backtracks without end is stopped by the watchdog', async ({ page }) => {
  test.setTimeout(90_000);
  const ran = await run(page, handlerOf('return /^(a+)+$/.test("a".repeat(64) + "b");'));
  expect(ran).toMatchObject({ stop: 'stuck', deaths: [] });
  expect(ran.sentence).toMatch(/fn A.*regular expression.*Your scenario is intact/);
  await expectUsable(page);
});

test('natives on huge inputs end within the patience of the watchdog', async ({ page }) => {
  test.setTimeout(90_000);
  const ran = await run(page, handlerOf('const a = new Uint8Array(1e9); for (let i = 0; i < 1e6; i++) a.fill(i); return a[0];'));
  expect(['idle', 'stuck', 'died']).toContain(ran.stop);
  await expectUsable(page);
});

test('a bomb of logs is bounded', async ({ page }) => {
  test.setTimeout(90_000);
  const ran = await run(page, handlerOf('for (;;) console.log("x".repeat(1000));'));
  expect(['idle', 'full', 'stuck', 'died']).toContain(ran.stop);
  await expectUsable(page);
});

test('a bomb of timers, promises and strings is bounded', async ({ page }) => {
  test.setTimeout(120_000);
  for (const code of [
    'for (;;) setTimeout(() => 0, 1000);',
    'const all = []; for (;;) all.push(new Promise(() => 0));',
    'let s = "x"; for (;;) { s += s; if (s.length > 2e8) s = "x"; }',
    'const all = []; for (;;) all.push("x".repeat(1e6) + all.length);',
    'for (;;) fetch("https://example.com/" + Math.random()).catch(() => 0);',
  ]) {
    const ran = await run(page, handlerOf(code));
    expect(['idle', 'full', 'stuck', 'died']).toContain(ran.stop);
    if (ran.stop === 'died') expect([ran.sentence, ...ran.deaths].join()).toMatch(/Your scenario is intact|Edit the code/);
  }
  await expectUsable(page);
});

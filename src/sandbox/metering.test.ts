import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepare, Spent } from './loading/node-both-ways.test-support.ts';

// Spent programs leave rejected promises behind, which is no fault of the tests.
const listeners = process.listeners('unhandledRejection');
beforeAll(() => {
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', (error) => {
    if (!(error instanceof Spent) && error !== 1) throw error;
  });
});
afterAll(() => {
  process.removeAllListeners('unhandledRejection');
  for (const listener of listeners) process.on('unhandledRejection', listener);
});

const BUDGET = 50_000;

/** Code that never wants to end; `count` is called as it goes, so that two runs can be held against each other. */
const endless: { readonly [shape: string]: string } = {
  'while (true)': 'while (true) count()',
  'for (;;) without a body': 'for (;;);',
  'do while': 'do count(); while (true)',
  'do while without a block': 'do ; while (1)',
  'loop condition that works': 'let i = 0; while (i++ < Infinity) ;',
  'labelled continue': 'outer: for (;;) { for (const x of [1, 2]) { count(); continue outer } }',
  'finally that continues': 'while (true) { try { count() } finally { continue } }',
  'finally that breaks and starts again': 'for (;;) { a: try { throw 1 } finally { break a } }',
  'catch that swallows': 'for (;;) { try { count(); throw new Error() } catch {} }',
  'catch around the loop, again and again': 'const again = () => { try { for (;;); } catch (e) { again() } finally { again() } }; again()',
  'nested swallowing': 'function f() { try { f() } catch { f() } finally { f() } } f()',
  recursion: 'const f = (n) => n > 500 ? n : f(n + 1); for (;;) f(0)',
  'exponential recursion without loops': 'const f = (n) => n === 0 ? 1 : f(n - 1) + f(n - 1); f(200)',
  generator: 'function* g() { for (;;) yield 1 } for (const x of g()) count()',
  'generator that refuses to close':
    'function* g() { for (;;) { try { yield 1 } finally { continue } } } for (;;) for (const x of g()) break',
  'spread of an endless iterator': '[...{ [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 1 }) }) }]',
  'destructuring an endless iterator': 'const [...all] = { [Symbol.iterator]: () => ({ next() { return { done: false } } }) }',
  toJSON: 'const o = { toJSON() { return [o] } }; for (;;) try { JSON.stringify(o) } catch {}',
  getter: 'const o = { get x() { return this.n++ < 50 ? this.x : 0 }, n: 0 }; for (;;) { o.n = 0; o.x }',
  'sort comparator': 'for (;;) [3, 1, 2].sort((a, b) => { count(); return a - b })',
  'replace callback': "for (;;) 'aaa'.replace(/a/g, () => { count(); return 'b' })",
  'then chain': 'const go = () => Promise.resolve().then(go); go()',
  'then chain that catches': 'const go = () => Promise.reject().catch(go); go()',
  'finally chain': 'const go = () => Promise.resolve().finally(() => { go() }); go()',
  'promise executor': 'const go = () => new Promise((resolve) => { resolve() }).then(() => go()); go()',
  'async recursion': 'const go = async () => { await null; return go() }; go()',
  'async loop': '(async () => { for (;;) await null })()',
  'async loop that catches': '(async () => { for (;;) try { await Promise.reject(1) } catch {} })()',
  'for await': '(async () => { for await (const x of (async function* () { for (;;) yield 1 })()) count() })()',
  'for await over a sync iterable':
    '(async () => { for await (const x of { [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 1 }) }) }); })()',
  thenable: 'const t = { then(r) { queueMicrotask(() => r(t)) } }; (async () => { await t })()',
  queueMicrotask: 'const go = () => queueMicrotask(go); go()',
  'tagged template': 'const t = (s) => s.raw.length > 5 ? 0 : t; for (;;) t`a``b`',
  'proxy traps': 'const p = new Proxy({}, { get: () => p, has: () => { count(); return true } }); for (;;) "x" in p',
  'class fields':
    'let k = 40; class A { a = --k > 0 && new A(); b = --k > -1e9 && new A() } ; (() => { for (;;) try { k = 40; new A() } catch {} })()',
  'class field of many objects': 'class A { a = [].concat(1); } for (;;) new A()',
  constructor: 'class A { constructor() { count() } } class B extends A {} ; while (new B());',
  'Symbol.toPrimitive': 'const o = { [Symbol.toPrimitive]: () => { count(); return 1 } }; while (+o);',
  'default parameters': 'const f = (a = count()) => 1; while (f());',
  'Array.from callback': 'for (;;) Array.from({ length: 10 }, () => count())',
  reduce: 'for (;;) [1, 2].reduce((a, b) => a + b)',
  'async generator that returns in finally':
    '(async () => { async function* g() { try { for (;;) yield 1 } finally { return 2 } } for (;;) for await (const x of g()) break })()',
  'switch in a loop': 'for (let i = 0; ; i++) switch (i % 2) { case 0: continue; default: count() }',
  with: 'with ({ count2: count }) for (;;) count2()',
  'yield*': 'function* a(n) { if (n) { yield* a(n - 1); yield* a(n - 1) } yield n } for (const x of a(60)) count()',
};

async function burn(body: string): Promise<{ readonly spent: number; readonly isDead: boolean; readonly count: number }> {
  const running = prepare({ 'index.js': body }, { runtime: 'nodejs22.x', budget: BUDGET });
  if ('faulty' in running) throw new Error(running.faulty.message);
  let count = 0;
  running.global['count'] = () => ++count;
  try {
    running.loader.loadEntry();
  } catch (error) {
    if (!(error instanceof Spent) && (error as Error).name !== 'RangeError') throw error;
  }
  for (let i = 0; i < 20; i++) await setImmediate();
  return { spent: running.meter.spent(), isDead: running.meter.isDead(), count };
}

describe('whatever never ends, ends at the end of its budget and at the same point every time', () => {
  test.each(Object.entries(endless))('%s', async (shape, body) => {
    const first = await burn(body);
    expect(first).toMatchObject({ spent: BUDGET, isDead: true });
    expect(await burn(body), shape).toEqual(first);
  });
});

describe('what a tick is', () => {
  /** Ticks of a body, above those of an empty module. */
  async function ticks(body: string): Promise<number> {
    const [empty, full] = await Promise.all([burn(''), burn(body)]);
    return full.spent - empty.spent;
  }

  test.each([
    ['a loop turn', 'for (let i = 0; i < 7; i++) {}', 7],
    ['a loop turn without braces', 'let i = 0; while (i++ < 7) ;', 7],
    ['a function entry', 'const f = () => 1; f(); f()', 2],
    ['a function with a body', 'function f() { return 1 } f(); f()', 2],
    ['a method, a getter, a constructor', 'class A { constructor() {} m() {} get g() { return 1 } } const a = new A(); a.m(); a.g', 3],
    ['a field that computes, and one that does not', 'class A { a = [1]; b = 2; c = () => 3 } new A()', 1],
    ['a finally', 'try {} finally {}', 1],
    ['a caught throw costs what unwinding costs', 'try { throw 1 } catch {}', 200],
    ['a caught throw by pattern', 'try { throw {} } catch ({ a, b: [c] = [] }) {}', 200],
    ['straight-line code is free', 'let a = 1; a += 2; [a].length; a?.b; ({ a })', 0],
    ['a generator, at its start', 'function* g() { yield 1; yield 2 } const it = g(); it.next(); it.next(); it.next()', 1],
    ['an async function', '(async () => { await 1; await 2 })()', 1],
  ])('%s', async (_, body, expected) => {
    expect(await ticks(body)).toBe(expected);
  });

  test('modules share one counter', async () => {
    const files = {
      'index.mjs': `import { f } from './b.mjs'; f(); for (let i = 0; i < 10; i++) f()`,
      'b.mjs': 'export const f = () => 0',
    };
    const running = prepare(files, { budget: BUDGET });
    if ('faulty' in running) throw new Error(running.faulty.message);
    await running.loader.loadEntry();
    expect(running.meter.spent()).toBe(2 + 1 + 10 + 10);
  });
});

describe('code can neither name nor forge the meter', () => {
  test.each([
    [
      'an object in with',
      `const o = {}; for (const c of 'mockfhxted') o['$' + '_' + c] = new Int32Array([1e9]); with (o) for (;;) count()`,
    ],
    [
      'a Proxy in with',
      `const names = []; with (new Proxy({}, { has: (t, k) => k !== 'count' && k !== 'names' && (names.push(k), true), get: () => [1e9] })) { for (;;) count() }`,
    ],
    ['a global of that name', `for (const c of 'mockfh') globalThis['$' + '_' + c] = [1e9]; for (;;) count()`],
    ['a class of that name, by escape', `let \\u0024_m = [1e9]; for (;;) count()`],
  ])('%s', async (_, body) => {
    expect(await burn(body)).toMatchObject({ spent: BUDGET, isDead: true });
  });

  test('a Proxy in with sees the names that were typed and no others', () => {
    const body = `const seen = []; with (new Proxy({}, { has: (t, k) => { if (typeof k === 'string') seen.push(k); return false } })) { for (let i = 0; i < 2; i++) { (async () => { try { await i } finally {} })() } } log([...new Set(seen)].join())`;
    const running = prepare({ 'index.js': body });
    if ('faulty' in running) throw new Error(running.faulty.message);
    running.loader.loadEntry();
    expect(running.log).toEqual(['""']);
  });
});

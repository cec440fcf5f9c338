import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { prepare } from './loading/node-both-ways.test-support.ts';

/**
 * The same programs over Node's AsyncLocalStorage and over one built on the slot, as the sandbox builds it. `probe` logs the
 * store where it is called.
 */
const programs: { readonly [what: string]: string } = {
  'await, also of what is no promise': `run('a', async () => { probe(1); await 0; probe(2); await sleep(); probe(3) }); run('b', async () => { await null; probe(4); await sleep(); probe(5) })`,
  'a rejected await, in catch, in finally and behind them': `run('a', async () => { try { await Promise.reject(1) } catch { probe(1) } finally { probe(2) } probe(3); try { try { await fail() } finally { probe(4) } } catch (e) { probe(5) } }); run('b', async () => { for (let i = 0; i < 6; i++) await null })`,
  'a throw that no await caused keeps what enterWith set': `run('a', async () => { try { enter('x'); throw 1 } catch { probe(1) } await 0; probe(2); try { await 0; enter('y'); throw 1 } catch { probe(3) } })`,
  'awaits inside awaits': `run('a', async () => { const v = await pass(await pass(await run('b', async () => { await 0; probe(1); return 1 }))); probe(2); try { await failWith(await pass(1)) } catch { probe(3) } })`,
  'then, catch and finally': `run('a', () => Promise.resolve().then(() => probe(1)).finally(() => probe(2)).then(() => { throw 1 }).catch(() => probe(3))); run('b', () => sleep().then(() => probe(4), null)); const p = run('c', () => sleep()); run('d', () => p.then(() => probe(5)))`,
  'for await over an async generator': `run('a', async () => { for await (const v of gen('g1')) { probe(v); enter('a' + v); } probe('after') }); run('b', async () => { for (let i = 0; i < 9; i++) await null })`,
  'for await, left by break, return and throw': `run('a', async () => { for await (const v of gen('g')) { await 0; break } probe(1); await (async () => { for await (const v of gen('h')) return })(); probe(2); try { for await (const v of gen('i')) { enter('e'); throw 1 } } catch { probe(3) } try { for await (const v of failing()) ; } catch { probe(4) } finally { probe(5) } }); run('b', async () => { for (let i = 0; i < 30; i++) await null })`,
  'for await over promises': `run('a', async () => { for await (const v of [sleep(), 2, sleep()]) probe(v); lab: for await (const v of [1, 2]) { for await (const w of [3]) { probe(w); continue lab } } probe('z'); if (1) for await (const q of []) ; probe('y') }); run('b', async () => { for (let i = 0; i < 40; i++) await null })`,
  'async generators go on in the context of who asks': `const g = run('made', () => gen2()); const go = async () => { await run('n1', () => g.next()); await run('n2', () => g.next()); await run('n3', () => g.next()) }; go()`,
  'async generators asked ahead': `const g = run('made', () => gen2()); run('n1', () => g.next()); run('n2', () => g.next()); run('n3', () => g.next()); run('b', async () => { for (let i = 0; i < 9; i++) await null })`,
  'async generators told to return or throw': `const g = gen3(); (async () => { await run('n1', () => g.next()); await run('r', () => g.return(sleep())); const h = gen3(); await run('n2', () => h.next()); await run('t', () => h.throw(1)).catch(() => 0) })(); run('b', async () => { for (let i = 0; i < 20; i++) await null })`,
  'yield* in async generators': `run('a', async () => { for await (const v of deleg()) probe(v) }); run('b', async () => { for (let i = 0; i < 30; i++) await null })`,
  'arrow functions, methods and classes': `const o = { async m() { await 0; probe(1) }, f: async () => await probe(2), g: async (x) => { await x; probe(3) } }; run('a', () => { o.m(); o.f(); o.g(); new (class { async k() { await 0; probe(4) } })().k() }); run('b', async () => { await 0; await 0 })`,
  'Promise.all and friends': `run('a', async () => { await Promise.all([sleep(), fail().catch(() => 0), run('c', async () => { await 0; probe(0) })]); probe(1); await Promise.race([sleep(), sleep()]); probe(2); await Promise.allSettled([fail()]); probe(3) }); run('b', async () => { for (let i = 0; i < 30; i++) await null })`,
  'sync generators run where they are called': `function* s() { probe(1); yield 1; probe(2) } const it = s(); run('a', () => it.next()); run('b', () => it.next())`,
  'the loop of a module': `await run('a', async () => { await 0 }); probe(1); enter('top'); await sleep(); probe(2); try { await fail() } catch { probe(3) } for await (const v of [1]) probe(4)`,
};

const COMMON = `
const sleep = () => new Promise((resolve) => queueMicrotask(() => queueMicrotask(resolve)));
const pass = async (v) => { await 0; return v };
const fail = async () => { await 0; throw new Error('fail') };
const failWith = async () => { await sleep(); throw new Error('fail') };
async function* gen(name) { try { probe(name + 'x'); await 0; probe(name + 'y'); yield 1; probe(name + 'z'); yield 2 } finally { await 0; probe(name + 'end') } }
async function* gen2() { probe('s'); const a = yield 1; probe('t'); yield sleep(); probe('u') }
async function* gen3() { try { yield 1 } catch (e) { probe('caught') } finally { probe('fin'); await 0; probe('fin2') } return sleep() }
async function* failing() { yield 1; await 0; throw new Error('failing') }
async function* deleg() { yield* gen('d'); probe('between'); yield* [sleep(), 2]; probe('end'); try { return sleep() } finally { probe('ret') } }
`;

const NATIVE = `
import { AsyncLocalStorage } from 'node:async_hooks';
const als = new AsyncLocalStorage();
const run = (store, work) => als.run(store, work), enter = (store) => als.enterWith(store);
const lines = []; const probe = (at) => { lines.push(at + ':' + als.getStore()) };
process.on('exit', () => process.stdout.write(JSON.stringify(lines)));
`;

const OURS = `
const run = (store, work) => { const before = slot.c; slot.c = store; try { return work() } finally { slot.c = before } };
const enter = (store) => { slot.c = store };
const probe = (at) => { lines.push(at + ':' + slot.c) };
`;

function native(body: string): string[] {
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', `${NATIVE}${COMMON}${body}`], { encoding: 'utf8' });
  return JSON.parse(output) as string[];
}

test.each(Object.entries(programs))('%s', async (_, body) => {
  // queueMicrotask of the test realm does not carry the context; the sandbox's does, and none of the programs needs it.
  const running = prepare({ 'index.mjs': `${OURS}${COMMON}${body}` });
  if ('faulty' in running) throw new Error(running.faulty.message);
  const lines: string[] = [];
  running.global['lines'] = lines;
  await running.loader.loadEntry();
  for (let i = 0; i < 60; i++) await null;
  expect(lines).toEqual(native(body));
});

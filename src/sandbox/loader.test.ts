import { describe, expect, test } from 'vitest';
import { isNamespace } from './loading/namespaces.ts';
import { compiledOutcome, type Files, nativeOutcomes, type Outcome, prepare, type Running } from './loading/node-both-ways.test-support.ts';

/** Each program runs in this Node and through compile and loader; both must log, export and fail the same. */
const programs: { readonly [what: string]: Files } = {
  'live bindings across a cycle': {
    'index.mjs': `import { b, bump, late } from './b.mjs'; export let a = 1; export function setA(v) { a = v } log(b, late()); bump(); log(b); setA(5); log(late()); export { b as again }`,
    'b.mjs': `import { a, setA } from './index.mjs'; export let b = 'b0'; export function bump() { b = b + '!' } export const late = () => a; try { log(a) } catch (e) { log(e.name) } log(typeof setA); setA.name; export default class {}`,
  },
  'functions are hoisted before any module runs': {
    'index.mjs': `import './b.mjs'; export function hoisted() { return 'early' } export default function () { return 'anonymous' } log('index ran')`,
    'b.mjs': `import fn, { hoisted } from './index.mjs'; log(hoisted(), fn(), fn.name)`,
  },
  shadowing: {
    'index.mjs': `import { x, y, z, w } from './b.mjs';
function f(x) { return x } function g() { var y = 2; { let z = 3; log(y, z) } return z } log(f(1), g(), x, y);
const h = ({ x, y: [z] = [w] }) => [x, z]; log(h({ x: 9 }));
for (const x of [1]) log(x); for (let y = 0; y < 1; y++) log(y); try { throw 4 } catch (z) { log(z) }
class C { x() { return x } static y = y; [z] = w } log(new C().x(), C.y, new C()[z]);
(function x() { log(typeof x) })(); const o = { x, y: y, [z]: w, x2: { x } }; log(o);
switch (x) { case x: let w = 7; log(w) } label: { break label }
log(typeof x, typeof nothing, \`\${x}\${y}\`); var fn = function () { return arguments.length }; log(fn(1, 2)); { function x2() { return x } log(x2()) }
function p(a = x, b = () => y) { var x = 1; return [a, b(), x] } log(p()); log((() => { try { return arguments } catch (e) { return e.message } })(), typeof arguments)`,
    'b.mjs': `export let x = 'x', y = 'y', z = 'z', w = 'w'; export const set = () => { x = 1; y = 2; z = 3; w = 4 }`,
  },
  'calls of imports have no this': {
    'index.mjs': `import { f, tag } from './b.mjs'
import * as ns from './b.mjs'
log(f()); log(tag\`a\${1}b\`)
f
f()
const o = { f }; log(o.f() === o, (f)(), f?.(), new f().constructor === f)
export { ns }; log(ns.f() === ns)`,
    'b.mjs': `export let f = function () { return new.target ? undefined : this }; export function tag(s, v) { return [this, s.raw, v] } export function change() { f = 0 }`,
  },
  'powers, in every place that an expression may stand': {
    'index.mjs': `import { x, o } from './b.mjs'; export let live = 3; live **= 2
let a = 2, b = 3n; const side = []; const n = (v) => (side.push(v), v);
log(a ** 3 ** 2, (a + 1) ** 2 - 1 ** 5, b ** 2n, x ** x, -(a ** 2), (-2) ** 3, typeof (a ** 2), n(2) ** n(3) + n(4) ** n(0.5), side);
a **= 3; b **= 2n; o.p **= 2; o['p'] /* here */ **= /* there */ 2; log(a, b, o.p, live); (a) **= 2; log(a);
const f = (v = 2 ** 3) => v ** /* ** */ 2; log(f(), f(3), [...'ab'].map((c, i) => i ** 2), \`\${2 ** 4}\`, { [2 ** 5]: 1 });
2 ** 3
/* at the start */ 3 // and on
  ** 2
if (2 ** 2 === 4) log('four'); for (let i = 1; i < 2 ** 3; i *= 2 ** 1) log(i ** i); try { log(1n ** 1) } catch (e) { log(e.name) } try { const c = 1; c **= 2 } catch (e) { log(e.name) }
const obj = { valueOf() { side.push('o'); return 3 } }; log(obj ** '2', side.length); class K { #v = 3 ** 2; get v() { return this.#v ** 2 } } log(new K().v)`,
    'b.mjs': `export const x = 3, o = { p: 3 }`,
  },
  'assigning to an import': {
    'index.mjs': `import { x } from './b.mjs'; try { x = 1 } catch (e) { log(e.name) } log(x)`,
    'b.mjs': `export let x = 0; export const inc = () => x++`,
  },
  'export forms': {
    'index.mjs': `import d, * as ns from './b.mjs'; import { default as d2, 'a b' as ab, C, f, g, one, two, rest, again } from './b.mjs'; log(d, d2, ab, C.name, f(), [...g()], one, two, rest, again); log(ns); log(Object.keys(ns)); log(String(ns), Object.isFrozen(ns), Object.isSealed(ns), 'one' in ns, Reflect.has(ns, 'nope'), ns.nope)`,
    'b.mjs': `export default 1 + 1; const q = 'q'; export { q as 'a b' }; export class C {} export async function af() {} export function f() { return C.name } export function* g() { yield 1; yield 2 } export const [one, { two, ...rest }] = [1, { two: 2, three: 3 }]; export { one as again }; export var undef;`,
  },
  'default export kinds': {
    'index.mjs': `import a from './a.mjs'; import b from './b.mjs'; import c from './c.mjs'; import d from './d.mjs'; import e from './e.mjs'; import f from './f.mjs'; log(a.name, b.name, c.name, d.name, e, f.name, b())`,
    'a.mjs': `export default class { static x = 1 }`,
    'b.mjs': `export default () => 5`,
    'c.mjs': `export default (function () {})\n;[1]`,
    'd.mjs': `export default async function* () { }`,
    'e.mjs': `export default [1,\n2]\n`,
    'f.mjs': `export default /* c ( */ function /* ( */ (a, b) { return 1 }`,
  },
  'stars, namespaces and ambiguity': {
    'index.mjs': `import * as all from './all.mjs'; export * from './all.mjs'; export * as sub from './b.mjs'; log(all); import { sub } from './all.mjs'; log(sub.x)`,
    'all.mjs': `export * from './b.mjs'; export * from './c.mjs'; export * as sub from './b.mjs'; export const own = 1`,
    'b.mjs': `export const x = 'bx', same = 1, only = 2; export default 'no'`,
    'c.mjs': `export const x = 'cx'; export { same } from './b.mjs'`,
  },
  'top-level await orders': {
    'index.mjs': `import { v } from './slow.mjs'; import './fast.mjs'; log('index', v); export const late = await Promise.resolve(3)`,
    'slow.mjs': `log('slow start'); export let v = 0; for (let i = 0; i < 3; i++) v += await i; log('slow end')`,
    'fast.mjs': `log('fast')`,
  },
  'dynamic import': {
    'index.mjs': `const name = './b'; const ns = await import(name + '.mjs'); log(ns); log(ns === await import('./b.mjs')); try { await import('./nope.mjs') } catch (e) { log(e.code, e.message) } try { await import('nope') } catch (e) { log(e.code, e.message) } try { await import('./bad.mjs') } catch (e) { log(e.name, e.message) } try { await import('./throws.mjs') } catch (e) { log(e.message) } try { await import('./throws.mjs') } catch (e) { log(e.message) }; import('./b.mjs').then((n) => log(n.x)); await 1; await 1; await 1`,
    'b.mjs': `log('b runs'); export const x = 1; export default x`,
    'bad.mjs': `let a = ;`,
    'throws.mjs': `log('once'); throw new Error('boom')`,
  },
  'missing files and exports': { 'index.mjs': `import './lib'`, 'lib/index.js': '' },
  'missing module': { 'index.mjs': `import './nope.mjs'` },
  'missing package': { 'index.mjs': `import 'nope/x'` },
  'missing export': { 'index.mjs': `import { x } from './b.mjs'`, 'b.mjs': `export const y = 1` },
  'missing re-export': { 'index.mjs': `export { x } from './b.mjs'`, 'b.mjs': `export const y = 1` },
  'missing builtin export': { 'index.mjs': `import { nope } from 'node:path'` },
  'import.meta': {
    'index.mjs': `log(import.meta.url.slice(-10), import.meta.filename, import.meta.dirname, Object.keys(import.meta), import.meta.resolve('./x.mjs').slice(-6), import.meta.resolve('fs'), Object.getPrototypeOf(import.meta)); import.meta.mine = 1; log(import.meta.mine)`,
  },
  'JSON modules': {
    'index.mjs': `import a from './a.json' with { type: 'json' }; log(a); const b = await import('./a.json', { with: { type: 'json' } }); log(b, b.default === a); try { await import('./a.json') } catch (e) { log(e.code) } try { await import('./bad.json', { with: { type: 'json' } }) } catch (e) { log(e.name) } import { createRequire } from 'node:module'; try { await import('./index.mjs', { with: { type: 'json' } }) } catch (e) { log(e.code) }`,
    'a.json': `{ "x": [1, 2] }`,
    'bad.json': '{',
  },
  'CommonJS basics': {
    'index.cjs': `log(typeof exports, module.exports === exports, this === exports, __filename, __dirname, require.main === module, arguments.length, module.id, module.loaded); const b = require('./b'); log(b, require('./b') === b, require('./lib'), require('./data')); log('b' in require.cache, Object.keys(require.cache).includes(__filename), require.resolve('./b'), module.children.length); exports.x = 1; var hoisted = f(); function f() { return 'h' } log(hoisted); with_: { log(typeof undeclared) } undeclared = 3; log(undeclared, delete globalThis.undeclared); try { require('./nope') } catch (e) { log(e.code, e.message, e.requireStack.length) } return; log('never')`,
    'b.js': `module.exports = { b: 1, parent: module.parent && module.parent.filename }`,
    'lib/index.js': `module.exports = require('./deep/x.cjs')`,
    'lib/deep/x.cjs': `exports.deep = __filename`,
    'data.json': '{"d": 1}',
  },
  'CommonJS cycles see unfinished exports': {
    'index.cjs': `exports.early = 1; const b = require('./b.js'); log(b.seen, b.later()); exports.late = 2`,
    'b.js': `const a = require('./index.cjs'); exports.seen = Object.keys(a); exports.later = () => Object.keys(a)`,
  },
  'CommonJS that throws is tried again': {
    'index.cjs': `for (let i = 0; i < 2; i++) try { require('./b.js') } catch (e) { log(e.message) } try { require('./c.js') } catch (e) { log(e.code, e.message) } try { require('') } catch (e) { log(e.code, e.message) } try { require(5) } catch (e) { log(e.code, e.message) } try { require('./bad.json') } catch (e) { log(e.name, e.message) } try { require('node:nope') } catch (e) { log(e.code, e.message) }`,
    'b.js': `log('try'); throw new Error('again')`,
    'c.js': `require('missing-package')`,
    'bad.json': '[1',
  },
  'sloppy code': {
    'index.cjs': `with ({ x: 1, f() { return this.x } }) { log(x, f()); var y = x; (function () { log(x) })() } log(y); log(010, typeof this, (function () { return typeof this })()); var let_ = 1; yield_ = function (yield) { return yield }; log(yield_(2)); function dup(a, a) { return a } log(dup(1, 2)); if (true) function inIf() { return 1 } log(inIf()); const p = new Proxy({}, { has: (t, k) => { if (typeof k === 'string' && k !== 'log') log(k); return false } }); with (p) { for (let i = 0; i < 1; i++) { (() => 1)() } }`,
  },
  'strict directives survive': {
    'index.cjs': `'use strict'\nlog(this === module.exports, (function () { return this })()); function f() { "use strict"\nreturn this } log(f())`,
  },
  'import of CommonJS': {
    'index.mjs': `import a, { x, y } from './a.cjs'; import * as ns from './a.cjs'; import b, { one, two } from './b.cjs'; import c from './c.cjs'; import { viaReexport } from './d.cjs'; log(a, x, y, Object.keys(ns).filter((k) => k !== 'module.exports')); log(b, one, two, c, viaReexport)`,
    'a.cjs': `exports.x = 1; module.exports.y = 2; Object.defineProperty(exports, '__esModule', { value: true }); exports['quoted'] = 3; if (0) exports.never = 1; exports.default = 'd'`,
    'b.cjs': `const one = 1, two = 2; module.exports = { one, two, three: 3, four: 4 }`,
    'c.cjs': `module.exports = class K { static s = 1 }`,
    'd.cjs': `module.exports = require('./e.cjs')`,
    'e.cjs': `exports.viaReexport = 'yes'`,
  },
  'CommonJS names that are not found': {
    'index.mjs': `import { hidden } from './a.cjs'; log(hidden)`,
    'a.cjs': `const o = exports; o.hidden = 1`,
  },
  'CommonJS alias in the hint': {
    'index.mjs': `import { hidden as h } from './a.cjs'; log(h)`,
    'a.cjs': `const o = exports; o.hidden = 1`,
  },
  'require of an ES module': {
    'index.cjs': `try { require('./b.mjs') } catch (e) { log(e.code, e.message) } exports.wait = import('./b.mjs').then((ns) => log(ns.x)); try { require('./p/c.js') } catch (e) { log(e.code, e.message) }`,
    'b.mjs': `export const x = 1`,
    'p/c.js': 'export {}',
    'p/package.json': '{"type":"module"}',
  },
  'packages in the folder': {
    'index.mjs': `import a from 'a'; import { sub } from 'a/sub'; import b from '@s/b'; import '#inner'; log(a, sub, b); try { await import('a/hidden') } catch (e) { log(e.code, e.message) } import { createRequire } from 'node:module'; try { await import('c') } catch (e) { log(e.code, e.message) }`,
    'package.json': '{"imports":{"#inner":"./inner.mjs"}}',
    'inner.mjs': `log('inner')`,
    'node_modules/a/package.json':
      '{"name":"a","exports":{".":{"import":"./m.mjs","require":"./m.cjs"},"./sub":"./s.mjs","./x/*":"./y/*.js"}}',
    'node_modules/a/m.mjs': `export default 'a import'`,
    'node_modules/a/m.cjs': `module.exports = 'a require'`,
    'node_modules/a/s.mjs': `export const sub = 1`,
    'node_modules/@s/b/package.json': '{"main":"lib/main"}',
    'node_modules/@s/b/lib/main.js': `module.exports = 'b main'`,
    'node_modules/c/package.json': '{"main":"gone.js"}',
  },
  'builtins by both names': {
    'index.mjs': `import path, { join } from 'path'; import * as p from 'node:path'; import { EventEmitter } from 'events'; log(join('a', 'b'), path.join === join, p.default === path, typeof EventEmitter); try { await import('node:nope') } catch (e) { log(e.code, e.message) }`,
  },
  'classes, fields and generators': {
    'index.mjs': `class A { a = 1; b = this.a + 1; c = () => this.b; static s = 2; #p = 3; get p() { return this.#p } set p(v) { this.#p = v } static { this.t = this.s + 1 } ['comp' + 1]() { return 1 } async m() { return await 4 } *g() { const x = yield 1; log('got', x); return 2 } fn = function () {}; arrow = () => {}; klass = class {} }
class B extends A { constructor() { super(); this.q = super.comp1() } d = super.comp1() } const b = new B(); log(b.c(), B.s, b.p, A.t, b.q, b.d, await b.m(), b.fn.name, b.arrow.name, b.klass.name); const g = b.g(); log(g.next(), g.next('v'), g.next());
function* inner() { try { yield 1; yield 2 } finally { log('closed') } } for (const v of inner()) { if (v) break } log([...inner()]); const [first] = inner(); log(first); function* deleg() { const r = yield* b.g(); log(r) } log([...deleg()])`,
  },
  'async control flow': {
    'index.mjs': `const sleep = (v) => new Promise((r) => queueMicrotask(() => r(v))); async function f() { try { await Promise.reject(new Error('x')) } catch ({ message }) { log(message) } finally { await 0; log('fin') } try { return await sleep(1) } finally { log('fin2') } } log(await f());
async function* ag() { for (let i = 0; i < 3; i++) { const got = yield i; log('got', got) } return 'done' } const it = ag(); log(await it.next(), await it.next('a'), await it.return('r'), await it.next()); for await (const v of ag()) log(v); for await (const v of [sleep(1), 2]) log(v); outer: for await (const a of ag()) { for await (const b of ag()) { if (b === 1) continue outer; log(a, b) } }
try { for await (const x of null) log(x) } catch (e) { log(e.name) } async function* d() { yield* ag(); yield* [1, sleep(2)] } const seen = []; for await (const v of d()) seen.push(v); log(seen); const e = async (x) => (await x) + (await x); log(await e(2)); log(await (async () => { for await (const q of ag()) return q })());
async function* fails() { try { yield 1; throw new Error('in gen') } finally { log('cleanup') } } try { for await (const v of fails()) log(v) } catch (e) { log(e.message) } if (1) for await (const z of [1]) log('bare', z)
const order = []; (async () => { order.push(1); await null; order.push(4); await null; order.push(6) })(); (async () => { order.push(2); await null; order.push(5) })(); order.push(3); await null; await null; await null; log(order)
await sleep(1)
await (async () => {})()
;[1].map(async (x) => await x); const nested = await Promise.all([1, 2].map(async (x) => { const y = await x; return await y + await 1 })); log(nested)`,
  },
  'statements at their edges': {
    'index.mjs': `let n = 0; do n++; while (n < 3); while (n-- > 0); log(n); for (;;) { if (++n > 2) break } for (const k in { a: 1, b: 2 }) log(k); if (n) for (const q of [1]) log(q); else log('no'); lab: for (let i = 0; i < 2; i++) for (;;) continue lab; for (var v of [1, 2]); log(v); for (let x of [1]) { let x = 2; log(x) } const fns = []; for (let i = 0; i < 2; i++) fns.push(() => i); log(fns.map((f) => f())); const a = () => ({ x: 1 }), b = async () => ({}), c = (x) => (y) => [x, y], d = () => void 0; log(a(), c(1)(2), d()); const arr = [,1,,2]; log(arr.length); var [p = 1, [q2] = [2]] = []; log(p, q2); ({ p, q2 = 5 } = { p: 9 }); log(p, q2); try { null.x } catch { log('no binding') } try { throw { a: 1, b: { c: 2 } } } catch ({ a, b: { c }, d = a + 1 }) { log(a, c, d) } const f = function named() { return named.name }; log(f()); log((() => { try { return 1 } finally { log('f') } })()); x: { break x } switch (1) { case 1: { log('one') } default: log('fall') } log(((a, b = a) => a + b)(1)); var get = { get x() { return 1 }, set x(v) {}, async *y() {}, async z() {}, 'q r'() {} }; log(get.x); /* end */ // comment`,
  },
  hashbang: { 'index.cjs': `#!/usr/bin/env node\nlog('ran'); exports.x = 1` },
  'prefix-like names': {
    'index.mjs': `let $_m = 1, $_ = 2, $_o; const \\u0024_1_h = 5; log($_m, $_, $_1_h); for (let i = 0; i < 1; i++) log(i)`,
  },
  'type module in package.json': {
    'index.mjs': `import x from './a.js'; log(x)`,
    'a.js': `export default typeof require`,
    'package.json': '{"type":"module"}',
  },
  'ES module that throws while a cycle waits': {
    'index.mjs': `import './b.mjs'; log('not reached')`,
    'b.mjs': `import './index.mjs'; log('b'); throw new TypeError('in b')`,
  },
};

describe('the same program, natively and through compile and loader', () => {
  const native = nativeOutcomes(Object.values(programs));
  test.each(Object.entries(programs).map(([what, files], index) => ({ what, files, expected: native[index]! })))(
    '$what',
    async ({ files, expected }) => {
      expect(await compiledOutcome(files, { runtime: 'nodejs20.x' })).toEqual(expected);
    },
  );
});

/** This Node can require ES modules when the flag doesn't forbid it, as Node 24 does on Lambda. */
const withRequireOfEs: { readonly [what: string]: Files } = {
  'require of an ES module': {
    'index.cjs': `const a = require('./a.mjs'); log(a, a === require('./a.mjs')); log(require('./b.mjs')); log(require('./c.mjs')); try { require('./tla.mjs') } catch (e) { log(e.code) } import('./a.mjs').then((ns) => log(ns.x === a.x)); log(require('./wrapped.cjs'))`,
    'a.mjs': `log('a runs'); export const x = 1; export let y = 2; export function f() { y++ }`,
    'b.mjs': `export default class B {} export const z = 1`,
    'c.mjs': `const whole = { whole: true }; export { whole as 'module.exports' }`,
    'tla.mjs': `import './deeper.mjs'`,
    'deeper.mjs': `await 0`,
    'wrapped.cjs': `module.exports = { ...require('./a.mjs') }`,
  },
  'an ES module that requires its importer': {
    'index.cjs': `try { require('./a.mjs') } catch (e) { log(e.name) }`,
    'a.mjs': `import './b.cjs'; export const x = 1`,
    'b.cjs': `try { require('./a.mjs'); log('had it') } catch (e) { log(e.code) }`,
  },
};

describe('where require takes ES modules', () => {
  const native = nativeOutcomes(Object.values(withRequireOfEs), []);
  test.each(Object.entries(withRequireOfEs).map(([what, files], index) => ({ what, files, expected: native[index]! })))(
    '$what',
    async ({ files, expected }) => {
      expect(await compiledOutcome(files, { runtime: 'nodejs24.x' })).toEqual(expected);
    },
  );
});

describe('TypeScript behaves as if it had been bundled', () => {
  test.each<[string, Files, Outcome]>([
    [
      'types that are exported again without saying so, extensions left out, enums and parameter properties',
      {
        'index.ts': `import { Shape, area, Kind } from './lib';\nimport { Box } from './lib/box.js';\nexport { Shape } from './lib';\nconst s: Shape = new Box(2, 3);\nlog(area(s), Kind.big, Kind[0], s);\nexport { area }; export type { Box };`,
        'lib/index.ts': `import type { Box } from './box';\nimport { Only } from './types'; export { Only }; export * from './types';\nexport interface Shape { readonly w: number; readonly h: number }\nexport enum Kind { small, big = 'BIG' }\nexport function area(this: void, { w, h }: Shape): number { return w * h }\nexport let box: Box | undefined;`,
        'lib/box.ts': `import type { Shape } from '.';\nexport class Box implements Shape { constructor(public readonly w: number, readonly h = 1) {} private secret?: string; declare gone: 1 }`,
        'lib/types.ts': 'export type Only = 1;\nexport interface Other {}',
      },
      { log: ['6 "BIG" "small" Object {secret: undefined, w: 2, h: 3}'], exports: 'Module {area: [function area]}' },
    ],
    [
      'CommonJS by its looks',
      { 'index.ts': `const { x } = require('./b'); log(x as number); module.exports = { x }`, 'b.cts': 'exports.x = 1 as const' },
      { log: ['1'], exports: 'Object {x: 1}' },
    ],
    [
      'a value that is missing is still missing',
      { 'index.ts': `import { gone } from './b.mjs'; gone()`, 'b.mjs': '' },
      { log: [], error: "SyntaxError: The requested module './b.mjs' does not provide an export named 'gone'" },
    ],
  ])('%s', async (_, files, expected) => {
    expect(await compiledOutcome(files)).toEqual(expected);
  });
});

describe('what the sandbox asks of a loader', () => {
  function started(files: Files): Running {
    const running = prepare(files);
    if ('faulty' in running) throw new Error(running.faulty.message);
    return running;
  }

  test('top-level variables are read without running user code, and not before they exist', async () => {
    const { loader } = started({
      'index.mjs': `import { z } from './b.mjs'; const a = 1; export let { b, c: [d] } = { b: 'x', c: [new Proxy({}, {})] }; var v; function f() {} await new Promise((r) => { globalThis.go = r }); const later = 2`,
      'b.mjs': 'export const z = 3',
    });
    const loading = loader.loadEntry() as Promise<unknown>;
    await Promise.resolve().then(() => undefined);
    for (let i = 0; i < 10; i++) await null;
    const names = (): string[] => loader.variables().map(({ path, name }) => `${path} ${name}`);
    const soon = ['/var/task/b.mjs z', '/var/task/index.mjs a', '/var/task/index.mjs b', '/var/task/index.mjs d', '/var/task/index.mjs v'];
    expect(names().sort()).toEqual(soon);
    void loading;
  });

  test('reading variables costs no ticks', async () => {
    const running = started({ 'index.cjs': 'let a = { get b() { while (true); } }; exports.x = 1' });
    await running.loader.loadEntry();
    const before = running.meter.spent();
    expect(running.loader.variables()).toMatchObject([{ name: 'a' }]);
    expect(running.meter.spent()).toBe(before);
  });

  test('a fault travels on the error of the file that has it', async () => {
    const { loader } = started({ 'index.cjs': `exports.go = () => require('./bad.js')`, 'bad.js': '\n let a = ;' });
    const { go } = loader.loadEntry() as { go(): void };
    try {
      go();
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ name: 'SyntaxError', message: "Unexpected token ';'" });
      expect(Object.keys(error as object)).toEqual([]);
      expect((error as { fault?: unknown }).fault).toEqual({
        file: 'bad.js',
        line: 2,
        column: 10,
        message: "SyntaxError: Unexpected token ';'",
      });
    }
  });

  test('createRequire takes a path or a URL', () => {
    const { loader } = started({ 'index.cjs': '', 'lib/a.cjs': 'exports.x = 1' });
    expect(loader.createRequire('/var/task/lib/any.js')('./a.cjs')).toEqual({ x: 1 });
    expect(loader.createRequire('file:///var/task/index.mjs')('./lib/a.cjs')).toEqual({ x: 1 });
    expect(() => loader.createRequire('/var/task/lib/any.js')('./b.cjs')).toThrow(
      "Cannot find module './b.cjs'\nRequire stack:\n- /var/task/lib/any.js",
    );
  });

  test('a missing entry says what the runtime says', () => {
    const { loader } = started({});
    expect(() => loader.loadEntry()).toThrow("Cannot find module 'index'");
  });

  test('namespaces are told from other objects', async () => {
    const { loader } = started({ 'index.mjs': `export const a = 1; export * as b from './b.cjs'`, 'b.cjs': '' });
    const ns = (await loader.loadEntry()) as { b: object };
    expect([ns, ns.b, {}, Object.create(null)].map((value) => isNamespace(value as object))).toEqual([true, true, false, false]);
  });
});

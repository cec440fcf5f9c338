/** Handlers that touch what engines are known to differ in; what they return must be the same in Chromium and in Node. */

const doc = (title: string, files: { readonly [path: string]: string }, runtime = 'nodejs22.x', times = 1): object => ({
  format: 1,
  model: '2026-11',
  title,
  seed: 42,
  startsAt: '2026-11-23T09:00:00.000Z',
  nodes: [{ id: 'fn', kind: 'lambda', config: { runtime, timeout: 10, memorySize: 1769, files } }],
  wires: [],
  script: [{ at: '0s', node: 'fn', do: 'invoke', with: { times } }],
});

const handler = (body: string): { readonly [path: string]: string } => ({
  'index.mjs': `import * as util from 'node:util';\nimport * as crypto from 'node:crypto';\nimport { AsyncLocalStorage } from 'node:async_hooks';\nexport const handler = async (event, context) => {\n${body}\n};\n`,
});

const attempt = `const attempt = (act) => { try { return act(); } catch (error) { return error.name + ': ' + error.message + ' ' + (error.code ?? ''); } };`;

/** One document each. */
export const probes: { readonly [name: string]: object } = {
  maths: doc(
    'Maths',
    handler(`const names = ['sin','cos','tan','asin','acos','atan','sinh','cosh','tanh','asinh','acosh','atanh','exp','expm1','log','log1p','log2','log10','cbrt','sqrt'];
  const out = {};
  for (const name of names) out[name] = Array.from({ length: 200 }, (_, i) => Math[name]((i - 100) / 7.3));
  out.pow = Array.from({ length: 200 }, (_, i) => Math.pow(1.0001 * i, i / 31 - 3) + (i / 7) ** 2.5);
  out.hypot = Array.from({ length: 50 }, (_, i) => Math.hypot(i, 1 / (i + 1), 3));
  out.atan2 = Array.from({ length: 50 }, (_, i) => Math.atan2(i - 25, i / 3));
  out.random = Array.from({ length: 20 }, () => Math.random());
  return out;`),
  ),
  sorting: doc(
    'Sorting',
    handler(`let calls = 0;
  const values = Array.from({ length: 3000 }, (_, i) => (i * 7919) % 3001);
  const sorted = values.toSorted((a, b) => { calls++; return a - b; });
  let more = 0;
  Float64Array.from(values).sort((a, b) => { more++; return b - a; });
  return { calls, more, first: sorted.slice(0, 5), words: ['ä', 'z', 'a', 'Z', 'é'].sort((a, b) => a.localeCompare(b)), plain: [10, 9, 1, undefined, 'b'].sort() };`),
  ),
  wording: doc(
    'Wording',
    handler(`${attempt}
  return [
    attempt(() => JSON.parse('{"a":')), attempt(() => JSON.parse('nope')), attempt(() => JSON.parse('')), attempt(() => JSON.parse('[1,]')),
    attempt(() => new URL('nonsense')), attempt(() => atob('%')), attempt(() => structuredClone(() => 1)), attempt(() => null.x), attempt(() => undefined.map()),
    attempt(() => [].reduce((a) => a)), attempt(() => 'x'.repeat(-1)), attempt(() => new Array(-1)), attempt(() => (1).toFixed(200)), attempt(() => Symbol() + ''),
    attempt(() => { const a = {}; a.a = a; return JSON.stringify(a); }), attempt(() => JSON.stringify(10n)), attempt(() => BigInt('x')), attempt(() => decodeURIComponent('%')),
    attempt(() => require('net')), attempt(() => missing), attempt(() => { const c = 1; c = 2; }),
    attempt(() => new (class A { #x; static t(o) { return o.#x; } }).constructor.t({})), attempt(() => Reflect.ownKeys(1)), attempt(() => new Proxy({}, null)),
  ];`),
  ),
  dates: doc(
    'Dates',
    handler(`const at = new Date(Date.UTC(2026, 0, 5, 3, 4, 5, 6));
  return [Date.now(), String(at), at.toLocaleString(), at.toLocaleDateString('en-US', { dateStyle: 'full' }), at.getTimezoneOffset(), new Date('2026-03-29T01:30').toISOString(),
    new Date(2026, 5, 1).toISOString(), Date.parse('Mon, 23 Nov 2026 09:00:00 GMT'), new Intl.DateTimeFormat().resolvedOptions().timeZone, (1234567.891).toLocaleString(), new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(12.5), performance.now()];`),
  ),
  inspecting: doc(
    'Inspecting',
    handler(`class Shop { constructor() { this.items = new Map([['a', { deep: { deeper: { deepest: 1 } } }]]); } get total() { return 1; } }
  console.log(new Shop(), [1, , 3], new Set([1, 'two']), Symbol('s'), () => 1, class X {}, new Error('boom').message, null, undefined, -0, 10n, Buffer.from('hé'), new Uint8Array(3), /x/g, new Date(0));
  console.log('%s is %d years and %i, %f, %j %o %%', 'Ann', 42.5, 42.5, 1.5, { a: 1 }, [1], 'more');
  console.error(Object.assign(new TypeError('bad'), { code: 'E_BAD', stack: 'TypeError: bad\\n    at x' }));
  console.table([{ a: 1, b: 'x' }, { a: 2 }]);
  return [util.inspect({ a: { b: { c: { d: 1 } } } }), util.inspect('it\\'s'), util.format('%O', { a: [1, 2, { b: 3 }] }), util.inspect(new Map([[{ k: 1 }, 'v']])), util.inspect(Object.create(null)), util.inspect(Array.from({ length: 120 }, (_, i) => i))];`),
  ),
  crypto: doc(
    'Crypto',
    handler(`const data = Buffer.from('The quick brown fox äöü'.repeat(50));
  const digest = await crypto.webcrypto.subtle.digest('SHA-256', data);
  return [...['md5', 'sha1', 'sha256', 'sha512'].map((name) => crypto.createHash(name).update(data).digest('hex')), crypto.createHmac('sha256', 'key').update(data).digest('base64'),
    Buffer.from(digest).toString('base64url'), crypto.randomUUID(), crypto.randomBytes(8).toString('hex'), globalThis.crypto.randomUUID(), Buffer.from('héllo').toString('latin1'), Buffer.concat([Buffer.from('a'), Buffer.from([255])]).toString('hex')];`),
  ),
  order: doc(
    'Order',
    handler(`const seen = [];
  const als = new AsyncLocalStorage();
  setTimeout(() => seen.push('timeout 1'), 1); setTimeout(() => seen.push('timeout 0'), 0); setImmediate(() => seen.push('immediate'));
  process.nextTick(() => seen.push('tick')); Promise.resolve().then(() => seen.push('micro')); queueMicrotask(() => seen.push('queued'));
  als.run('inner', () => setTimeout(() => seen.push('store ' + als.getStore()), 2));
  await new Promise((resolve) => setTimeout(resolve, 5));
  seen.push('store ' + als.getStore());
  await Promise.all([1, 2, 3].map((n) => als.run(n, async () => { await null; await new Promise((r) => setTimeout(r, 4 - n)); seen.push('all ' + als.getStore()); })));
  const timer = setInterval(() => seen.push('interval'), 10); await new Promise((r) => setTimeout(r, 35)); clearInterval(timer);
  return { seen, now: Date.now(), left: context.getRemainingTimeInMillis() };`),
  ),
  failing: doc(
    'Failing',
    {
      'index.mjs':
        "import { deep } from './deep.mjs';\nclass OrderError extends Error {\n  constructor(message) {\n    super(message);\n    this.name = 'OrderError';\n    this.code = 'E_ORDER';\n  }\n}\nexport const handler = async () => {\n  await null;\n  deep(() => {\n    throw new OrderError('no such order');\n  });\n};\n",
      'deep.mjs': 'export const deep = (act) => {\n  const inner = () => act();\n  inner();\n};\n',
    },
    'nodejs24.x',
    2,
  ),
  typescript: doc('TypeScript', {
    'index.ts':
      "import { total, type Line } from './total.ts';\nenum Size { S = 1, L = 3 }\nexport const handler = async (event: { lines?: Line[] }): Promise<object> => {\n  const lines: Line[] = event.lines ?? [{ price: 2, count: Size.L }];\n  return { total: total(lines), size: Size[3] satisfies string };\n};\n",
    'total.ts':
      'export interface Line { price: number; count: number }\nexport const total = (lines: Line[]): number => lines.reduce((sum, { price, count }) => sum + price * count, 0);\n',
  }),
  busy: doc(
    'Busy',
    handler(
      `let sum = 0; for (let i = 0; i < 3e6; i++) sum += i % 7; const text = 'ab'.repeat(20000); return [sum, text.replaceAll('a', 'x').length, JSON.parse(JSON.stringify({ text })).text.length, [...text].length];`,
    ),
  ),
  spinning: doc('Spinning', handler('for (;;) {}')),
  unawaited: doc('Unawaited', handler("setTimeout(() => console.log('ghost'), 50); return 'early';"), 'nodejs20.x', 1),
};

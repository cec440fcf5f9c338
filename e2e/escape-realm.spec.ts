import { expect, expectUsable, run, test } from './escape/page.ts';
import { handlerOf } from './escape/scenario.ts';

/** What a handler can reach, and what it can break, in the realm that it shares with what runs beside it. */

/** What leads out of an environment, or to the engine. */
const GONE = [
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'importScripts',
  'postMessage',
  'onmessage',
  'addEventListener',
  'dispatchEvent',
  'close',
  'self',
  'location',
  'origin',
  'isSecureContext',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'WebTransport',
  'RTCPeerConnection',
  'RTCDataChannel',
  'FontFace',
  'fonts',
  'indexedDB',
  'caches',
  'CacheStorage',
  'cookieStore',
  'OffscreenCanvas',
  'createImageBitmap',
  'ImageDecoder',
  'FileReaderSync',
  'FileSystemSyncAccessHandle',
  'Notification',
  'PushManager',
  'ReportingObserver',
  'PerformanceObserver',
  'scheduler',
  'requestAnimationFrame',
  'WebAssembly',
  'SharedArrayBuffer',
  'trustedTypes',
  'coldstartLent',
];

test('a handler finds nothing that leads out, by name or along any prototype', async ({ page }) => {
  const body = `
    const names = ${JSON.stringify(GONE)};
    const found = names.filter((name) => name in globalThis || (0, eval)('typeof ' + name) !== 'undefined');
    for (const root of [Function('return this')(), (async () => {}).constructor('return this')() && globalThis, [].constructor.constructor('return this')()]) {
      if (root && root !== globalThis) found.push('another global');
    }
    for (let from = globalThis; from; from = Object.getPrototypeOf(from))
      for (const key of Reflect.ownKeys(from)) if (names.includes(String(key))) found.push('own ' + String(key));
    return found;`;
  const ran = await run(page, handlerOf(body));
  expect(ran).toMatchObject({ stop: 'idle', deaths: [] });
  expect(ran.results).toEqual(['[]']);
});

test('stack traces give no way to the functions and the receiver of what runs beside the handler', async ({ page }) => {
  const body = `
    const seen = [];
    Error.prepareStackTrace = (error, sites) => {
      for (const site of sites) {
        for (const method of ['getThis', 'getFunction']) {
          let value;
          try { value = site[method]?.(); } catch { continue; }
          if (value !== undefined && value !== null) seen.push(method + ' ' + typeof value);
        }
      }
      return 'x';
    };
    void new Error('x').stack;
    try { null.x; } catch (error) { void error.stack; }
    const callers = [];
    function probe() { try { callers.push(String(probe.caller), String(arguments.callee.caller)); } catch (error) { callers.push(error.name); } }
    probe();
    return seen;`;
  const ran = await run(page, handlerOf(body));
  expect(ran).toMatchObject({ stop: 'idle', deaths: [] });
  expect(ran.results).toEqual(['[]']);
});

/** Each breaks something that what runs beside the handler, or the engine, could lean on. */
const POLLUTIONS: { readonly [what: string]: string } = {
  'members of the protocol on Object.prototype':
    "for (const key of ['is', 'answer', 'turn', 'effects', 'end', 'offset', 'by', 'result', 'how', 'ticks', 'ask', 'then', 'toJSON', 'get', 'set', 'value', 'enumerable']) Object.defineProperty(Object.prototype, key, { get() { return 'polluted'; }, set() {}, configurable: true });",
  'Object itself':
    "for (const key of Object.getOwnPropertyNames(Object)) { try { Object[key] = () => { throw new Error('polluted'); }; } catch {} }",
  'Array.prototype':
    "for (const key of Reflect.ownKeys(Array.prototype)) if (key !== 'constructor') { try { Array.prototype[key] = () => { throw new Error('polluted'); }; } catch {} }",
  'indexes on Array.prototype':
    "for (let i = 0; i < 100; i++) Object.defineProperty(Array.prototype, i, { get() { return 'polluted'; }, set() { throw new Error('polluted'); }, configurable: true });",
  'Function.prototype':
    "for (const key of ['call', 'apply', 'bind', Symbol.hasInstance]) { try { Function.prototype[key] = () => { throw new Error('polluted'); }; } catch {} }",
  'Promise and then':
    "Promise.prototype.then = () => { throw new Error('polluted'); }; Promise.resolve = Promise.reject = Promise.all = () => { throw new Error('polluted'); }; globalThis.Promise = class {};",
  JSON: 'JSON.stringify = () => \'"polluted"\'; JSON.parse = () => ({ polluted: true });',
  'Reflect and Proxy':
    "for (const key of Reflect.ownKeys(Reflect)) { try { Reflect[key] = () => { throw new Error('polluted'); }; } catch {} } globalThis.Proxy = class {};",
  'Map, Set and WeakMap':
    "for (const type of [Map, Set, WeakMap, WeakSet]) for (const key of Reflect.ownKeys(type.prototype)) { try { type.prototype[key] = () => { throw new Error('polluted'); }; } catch {} }",
  'String, Number and RegExp':
    "for (const type of [String, Number, RegExp, Symbol, BigInt, Boolean]) for (const key of Reflect.ownKeys(type.prototype)) { if (key !== 'constructor') try { type.prototype[key] = () => { throw new Error('polluted'); }; } catch {} }",
  iterators:
    'const p = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())); Object.getPrototypeOf([][Symbol.iterator]()).next = () => ({ done: true }); p[Symbol.iterator] = () => ({ next: () => ({ done: true }) });',
  'Error and its subclasses':
    "for (const type of [Error, TypeError, RangeError, SyntaxError]) { type.prototype.toString = () => { throw 1; }; Object.defineProperty(type.prototype, 'message', { get() { throw 1; } }); } globalThis.Error = class {}; ",
  'Date, Math and Intl':
    'for (const key of Reflect.ownKeys(Math)) { try { Math[key] = () => NaN; } catch {} } globalThis.Date = class {}; globalThis.Intl = {};',
  'timers and process':
    "for (const key of ['setTimeout', 'clearTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']) globalThis[key] = () => { throw new Error('polluted'); }; for (const key of Object.keys(process)) { try { process[key] = () => { throw new Error('polluted'); }; } catch {} }",
  'typed arrays':
    "for (const type of [Int32Array, Uint8Array, ArrayBuffer, DataView]) for (const key of Reflect.ownKeys(type.prototype)) { try { type.prototype[key] = () => { throw new Error('polluted'); }; } catch {} }",
  console: "for (const key of Object.keys(console)) console[key] = () => { throw new Error('polluted'); };",
  'the globals themselves': 'for (const key of Reflect.ownKeys(globalThis)) { try { delete globalThis[key]; } catch {} }',
  'all prototypes, frozen and null':
    'for (const type of [Object, Array, Function, Promise, Map]) { Object.freeze(type.prototype); Object.freeze(type); }',
};

for (const [what, code] of Object.entries(POLLUTIONS)) {
  test(`a handler that breaks ${what} breaks nothing but itself`, async ({ page }) => {
    const ran = await run(page, handlerOf(`${code} return 'polluted';`));
    // What runs beside it holds its own copies of most things, so usually even the answer gets out; else the run ends and says so.
    expect(['idle', 'died']).toContain(ran.stop);
    expect(ran.deaths).toEqual([]);
    if (ran.stop === 'died') expect(ran.sentence).toMatch(/fn A.*Your scenario is intact/);
    else expect(ran.results.length + ran.errors.length).toBeGreaterThan(0);
    expect(await page.evaluate(() => 'polluted' in {} || 'is' in {})).toBe(false);
    await expectUsable(page);
  });
}

test('a handler changes no other environment of its function', async ({ page }) => {
  const body =
    "const before = globalThis.marked ?? Object.prototype.marked ?? 'clean'; globalThis.marked = 'marked'; await new Promise((resolve) => setTimeout(resolve, 10)); return before;";
  const document = JSON.parse(handlerOf(body)) as { script: { with: { times: number } }[] };
  document.script[0]!.with.times = 4;
  const ran = await run(page, JSON.stringify(document));
  expect(ran.results).toEqual(Array.from({ length: 4 }, () => '"clean"'));
});

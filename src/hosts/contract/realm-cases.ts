import { type Case, claims, handles } from './case.ts';

/** The locked realm: nothing leads out, nothing tells real time, and what engines do differently is ours. */
export const REALM_CASES: readonly Case[] = [
  claims(
    'leaves no way out of the realm',
    `export const handler = async () => {
      const gone = 'Worker SharedWorker XMLHttpRequest WebSocket EventSource BroadcastChannel importScripts indexedDB caches WebTransport postMessage SharedArrayBuffer WebAssembly MessageChannel self location close onmessage Notification ServiceWorker FontFace RTCPeerConnection scheduler trustedTypes requestAnimationFrame webkitRequestFileSystem'.split(' ');
      const result = {};
      for (const name of gone) result[name] = typeof globalThis[name] === 'undefined';
      const names = new Set();
      for (let p = globalThis; p; p = Object.getPrototypeOf(p)) for (const key of Reflect.ownKeys(p)) if (p !== Object.prototype) names.add(String(key));
      for (const name of ['addEventListener', 'dispatchEvent', 'constructor', 'crossOriginIsolated', 'isSecureContext', 'origin', 'reportError', 'createImageBitmap']) result['no ' + name] = !names.has(name);
      const tries = { fn: () => (function () {}).constructor('return import("data:text/javascript,1")'), async: () => (async () => {}).constructor('await import("x")'), gen: () => (function* () {}).constructor('import("x")'), ag: () => (async function* () {}).constructor('import("x")'), ev: () => eval('import("x")'), parent: () => Object.getPrototypeOf((async () => {}).constructor)('import("x")') };
      for (const [name, attempt] of Object.entries(tries)) { try { attempt(); result['refuses ' + name] = false; } catch (e) { result['refuses ' + name] = e instanceof EvalError; } }
      result.evalWorks = eval('1 + 1') === 2 && new Function('a', 'return a * 2')(4) === 8 && (() => {}) instanceof Function;
      result.native = [Math.sin, Date, JSON.parse, eval, Function, [].sort, Intl.NumberFormat, Function.prototype.toString].every((f) => /\\[native code\\]/.test(Function.prototype.toString.call(f))) && String(function own() { return 1; }).includes('return 1');
      result.names = [setTimeout, fetch, structuredClone, Response, URL, Buffer, Event].map((f) => f.name).join() === 'setTimeout,fetch,structuredClone,Response,URL,Buffer,Event';
      result.evalGlobal = (0, eval)('this') === globalThis;
      result.functionHasNoHost = typeof Function('return typeof process')() === 'string' && Function('return process')() === process;
      result.noBinding = (() => { try { process.binding('fs'); return false; } catch { return true; } })();
      result.noAtomicsWait = typeof Atomics.wait === 'undefined';
      return result;
    };`,
  ),
  claims(
    'shows no frame and no function of the bootstrap in stack traces',
    `export const handler = async () => {
      const result = {};
      const seen = [];
      Error.prepareStackTrace = (error, sites) => { for (const s of sites) seen.push([s.getFileName(), s.getThis(), s.getFunction()]); return sites.map(String).join('|'); };
      const text = await new Promise((resolve) => setTimeout(function deep() { resolve(JSON.parse('[1]', () => new Error('x').stack)); }, 1));
      Error.prepareStackTrace = undefined;
      result.ownFramesOnly = seen.every(([file]) => file === undefined || file.startsWith('file:///var/task/'));
      result.noThis = seen.every(([, self, fn]) => self === undefined && fn === undefined);
      result.asked = seen.length > 0 && typeof text === 'string';
      result.plain = new Error('a').stack.split('\\n').slice(1).every((line) => line.includes('/var/'));
      return result;
    };`,
  ),
  claims(
    'keeps the clock virtual and in UTC',
    `export const handler = async () => {
      const t0 = Date.now();
      for (let i = 0; i < 1e6; i++);
      const spent = Date.now() - t0;
      const d = new Date(2026, 0, 2, 3, 4, 5);
      return {
        cpuMovesClock: spent >= 20 && spent <= 22,
        starts: new Date().toISOString().startsWith('2026-11-23T09:00:0'),
        local: d.toISOString() === '2026-01-02T03:04:05.000Z' && d.getHours() === 3 && d.getTimezoneOffset() === 0,
        text: d.toString() === 'Fri Jan 02 2026 03:04:05 GMT+0000 (Coordinated Universal Time)',
        parts: d.toDateString() === 'Fri Jan 02 2026' && d.toTimeString() === '03:04:05 GMT+0000 (Coordinated Universal Time)',
        parse: new Date('2026-01-02T03:04:05').getTime() === d.getTime() && Date.parse('Jan 2, 2026 03:04:05') === d.getTime() && Date.parse('2026-01-02') === Date.UTC(2026, 0, 2) && Date.parse('Fri, 02 Jan 2026 03:04:05 GMT') === d.getTime() && Date.parse('2026-01-02T03:04:05+02:00') === d.getTime() - 7200e3,
        invalid: String(new Date('x')) === 'Invalid Date' && Number.isNaN(Date.parse('nope')),
        set: new Date(d).setHours(0, 0, 0, 0) === Date.UTC(2026, 0, 2),
        call: typeof Date() === 'string' && new Date(d).getTime() === d.getTime() && d instanceof Date && d.constructor === Date && Date.length === 7,
        sub: new (class extends Date {})(0).toISOString() === '1970-01-01T00:00:00.000Z',
        locale: d.toLocaleDateString() === '1/2/2026' && Intl.DateTimeFormat().resolvedOptions().timeZone === 'UTC' && Intl.DateTimeFormat().resolvedOptions().locale === 'en-US',
        zones: new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', hour: '2-digit' }).format(d).startsWith('04'),
        number: (1234567.8).toLocaleString() === '1,234,567.8' && new Intl.NumberFormat('de-DE').format(1234.5) === '1.234,5',
        perf: performance.now() > 0 && performance.now() < 1000 && performance.timeOrigin > 1.7e12,
        hrtime: typeof process.hrtime.bigint() === 'bigint' && process.hrtime().length === 2,
        uptime: process.uptime() >= 0 && process.uptime() < 1,
      };
    };`,
  ),
  handles('computes Math, sorts and rolls dice alike in every engine', {
    code: `export const handler = async () => {
      const inputs = [0.1, 0.5, 1, 2.5, 10, 100, 12345.678, 1e-5, 1e15, 0.9999];
      const hash = (text) => { let h = 0; for (const c of text) h = (h * 31 + c.charCodeAt(0)) | 0; return h; };
      const maths = ['sin', 'cos', 'tan', 'exp', 'log', 'log2', 'log10', 'expm1', 'log1p', 'atan', 'sinh', 'cosh', 'tanh', 'asinh', 'cbrt'].map((name) => [name, hash(inputs.map((x) => Math[name](x)).join())]);
      let calls = 0;
      const values = Array.from({ length: 1000 }, (_, i) => (i * 7919) % 1009);
      values.sort((a, b) => { calls++; return a - b; });
      return [hash(JSON.stringify(maths)), calls, Math.random(), crypto.randomUUID(), new Float64Array([3, 1, 2]).sort((a, b) => b - a).join(), [3, undefined, 1].sort((a, b) => a - b).length];
    };`,
    results: ['[1604165079,9503,0.1116285621817329,"aa2dc5c6-cf78-49c1-942b-2a694798bfe8","3,2,1",3]'],
  }),
  claims(
    'has the globals of the runtime that it plays',
    `export const handler = async () => ({
      version: /^v20\\./.test(process.version),
      noWithResolvers: !('withResolvers' in Promise),
      noGroupBy: !('groupBy' in Object),
      noNavigator: typeof navigator === 'undefined',
      noTemporal: typeof Temporal === 'undefined',
      noIterator: typeof Iterator === 'undefined',
      structuredClone: structuredClone(new Map([[1, { a: [new Date(0)] }]])).get(1).a[0].getTime() === 0,
    });`,
    'nodejs20.x',
  ),
  ...[
    ['nodejs20.x', ''],
    ['nodejs24.x', ' (line 2 column 3)'],
  ].map(([runtime, where]) =>
    handles(`says in JSON.parse's words on ${runtime} where it stopped`, {
      runtime: runtime as string,
      code: 'export const handler = async () => { try { JSON.parse("{\\n  x}"); } catch (error) { return error.message; } };',
      results: [JSON.stringify(`Expected property name or '}' in JSON at position 4${where}`)],
    }),
  ),
  claims(
    'never lets the garbage collector tell time',
    `let ran = 0; const r = new FinalizationRegistry(() => ran++);
    export const handler = async () => { const w = []; for (let i = 0; i < 1e4; i++) { const o = { a: new Array(100).fill(i) }; r.register(o, i); w.push(new WeakRef(o)); } await new Promise((done) => setTimeout(done, 5)); return { alive: w.every((x) => x.deref() !== undefined), ran: ran === 0 }; };`,
  ),
  claims(
    'keeps its own footing when user code patches built-ins',
    `Array.prototype.push = () => { throw new Error('patched'); }; Object.prototype.extra = 1; JSON.stringify = undefined; Map.prototype.get = () => 1; Promise.prototype.catch = undefined;
    export const handler = async () => { console.log('still here'); await new Promise((r) => setTimeout(r, 5)); return { ok: true }; };`,
  ),
];

import { type Case, claims, handles } from './case.ts';
import { linesOf, resultOf, roomOf, same } from './driven-room.ts';

/** Node's modules as handlers use them. */
export const NODE_CASES: readonly Case[] = [
  claims(
    'has the modules that handlers use, by both names and in both manners',
    `import { createRequire } from 'node:module';
    const require = createRequire(import.meta.url);
    export const handler = async () => {
      const result = {};
      for (const name of 'assert async_hooks buffer console crypto diagnostics_channel events fs fs/promises http https module net os path perf_hooks process querystring stream stream/promises string_decoder timers timers/promises tty url util zlib'.split(' ')) {
        const [bare, prefixed] = [require(name), require('node:' + name)];
        const imported = await import('node:' + name);
        result[name] = bare === prefixed && imported.default === bare;
      }
      result.classes = typeof require('stream') === 'function' && typeof require('events') === 'function' && require('events').EventEmitter === require('events');
      return result;
    };`,
  ),
  handles('says by name what is missing and what to do', {
    file: 'index.js',
    code: `exports.handler = async () => ['child_process', 'vm', 'tls', 'nonsense'].map((name) => { try { require(name); return 'there'; } catch (error) { return error.message; } });`,
    results: [
      JSON.stringify([
        'node:child_process is not available in Coldstart: an environment runs one process here',
        'node:vm is not available in Coldstart: use a file of the function instead',
        'node:tls is not available in Coldstart: use https or fetch',
        "Cannot find module 'nonsense'\nRequire stack:\n- /var/task/index.js\n- /var/runtime/index.mjs",
      ]),
    ],
  }),
  claims(
    'hashes, signs and draws random bytes',
    `import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual, scryptSync, pbkdf2Sync } from 'node:crypto';
    export const handler = async () => ({
      md5: createHash('md5').update('a').digest('hex') === '0cc175b9c0f1b6a831c399e269772661',
      sha1: createHash('sha1').update('abc').digest('hex') === 'a9993e364706816aba3e25717850c26c9cd0d89d',
      sha256: createHash('SHA256').update('a').update('bc').digest('base64') === 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=',
      hmac: createHmac('sha256', 'key').update('The quick brown fox jumps over the lazy dog').digest('hex') === 'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8',
      subtle: Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode('abc'))).toString('hex').startsWith('ba7816bf'),
      random: randomBytes(8).length === 8 && randomInt(5) < 5,
      equal: timingSafeEqual(Buffer.from('a'), Buffer.from('a')),
      pbkdf2: pbkdf2Sync('password', 'salt', 1, 20, 'sha1').toString('hex') === '0c60c80f961f0e71f3a9b524af6012062fe037a6',
      scrypt: scryptSync('', '', 64, { N: 16, r: 1, p: 1 }).toString('hex').startsWith('77d6576238657b203b19ca42c18a0497'),
    });`,
  ),
  claims(
    'carries AsyncLocalStorage through awaits, timers, callbacks and generators',
    `import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
    import { EventEmitter } from 'node:events';
    const als = new AsyncLocalStorage();
    export const handler = async () => {
      const result = {};
      const see = (name, want) => { result[name] = als.getStore() === want || String(als.getStore()); };
      await als.run(1, async () => {
        see('sync', 1); await null; see('await', 1);
        await new Promise((r) => setTimeout(() => { see('timer', 1); r(); }, 5)); see('after timer', 1);
        await new Promise((r) => setImmediate(() => { see('immediate', 1); r(); }));
        await new Promise((r) => process.nextTick(() => { see('tick', 1); r(); }));
        await Promise.resolve().then(() => see('then', 1));
        try { await Promise.reject(new Error('x')); } catch { see('catch', 1); }
        async function* g() { see('generator', 1); yield 1; see('generator resumed', 1); }
        for await (const x of g()) see('loop', 1);
        await Promise.all([als.run(2, async () => { await null; see('inner', 2); }), (async () => { await null; see('beside', 1); })]);
        const bound = AsyncResource.bind(() => see('bound', 1)); als.run(9, bound);
      });
      see('outside', undefined);
      return result;
    };`,
  ),
  {
    name: 'sends fetch and http out as calls and delivers their answers',
    async run(host) {
      const room = await roomOf(host, {
        'index.mjs': `import http from 'node:http';
        export const handler = async () => {
          const a = await fetch('https://api.example.com/v1?q=1', { method: 'POST', headers: { 'X-A': 'b' }, body: JSON.stringify({ a: 1 }) });
          const b = await new Promise((resolve, reject) => { const req = http.request('http://h.example:8080/p', { method: 'PUT' }, (res) => { let t = ''; res.setEncoding('utf8'); res.on('data', (c) => { t += c; }); res.on('end', () => resolve([res.statusCode, res.headers, t])); }); req.on('error', reject); req.end('body'); });
          let c; try { await fetch('https://nowhere.example.com/'); } catch (e) { c = [e.name, e.message, e.cause.code, e.cause.hostname]; }
          return [a.status, a.ok, a.headers.get('x-y'), await a.json(), b, c];
        };`,
      });
      await room.init();
      const answers = [
        {
          status: 201,
          headers: [
            ['X-Y', 'z'],
            ['content-type', 'application/json'],
          ],
          body: '{"r":2}',
          isBase64: false,
        },
        {
          status: 200,
          headers: [
            ['Set-Cookie', 'a=1'],
            ['Set-Cookie', 'b=2'],
          ],
          body: 'ok',
          isBase64: false,
        },
        { errno: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND nowhere.example.com' },
      ] as const;
      const effects = [...(await room.invoke({})).effects];
      const requests = [];
      for (const response of answers) {
        const call = effects.findLast((effect) => effect.is === 'call');
        if (call?.is !== 'call') return [`no call: ${JSON.stringify(effects)}`];
        requests.push([
          call.request.method,
          call.request.target,
          call.request.headers.find(([name]) => name.toLowerCase() === 'host')?.[1],
          call.request.body,
        ]);
        if (JSON.stringify(room.last?.end.waitingOn) !== JSON.stringify([call.call]))
          return [`waits on ${JSON.stringify(room.last?.end.waitingOn)}`];
        effects.push(...(await room.go([{ on: 'answer', call: call.call, response: response as never }])).effects);
      }
      room.close();
      return [
        ...same('requests', requests, [
          ['POST', '/v1?q=1', 'api.example.com', '{"a":1}'],
          ['PUT', '/p', 'h.example:8080', 'body'],
          ['GET', '/', 'nowhere.example.com', ''],
        ]),
        ...same('result', JSON.parse(resultOf(effects) ?? 'null'), [
          201,
          true,
          'z',
          { r: 2 },
          [200, { 'set-cookie': ['a=1', 'b=2'] }, 'ok'],
          ['TypeError', 'fetch failed', 'ENOTFOUND', 'nowhere.example.com'],
        ]),
      ];
    },
  },
  {
    name: 'tells of /tmp and starts from what a former life left there',
    async run(host) {
      const room = await roomOf(
        host,
        {
          'index.mjs': `import fs from 'node:fs'; export const handler = async () => { const before = fs.readdirSync('/tmp'); const old = fs.readFileSync('/tmp/old.txt', 'utf8'); fs.mkdirSync('/tmp/d'); fs.appendFileSync('/tmp/d/a.txt', 'one'); fs.appendFileSync('/tmp/d/a.txt', '+'); fs.unlinkSync('/tmp/old.txt'); return [before, old, fs.readdirSync('/tmp')]; };`,
        },
        {},
        { '/tmp/old.txt': { bytes: 3, text: 'was' } },
      );
      await room.init();
      const effects = await room.run({});
      room.close();
      const told = effects.flatMap((effect) =>
        effect.is === 'tmp' ? [[effect.path, effect.bytes, effect.text ?? null, effect.gone ?? false]] : [],
      );
      return [
        ...same('result', resultOf(effects), '[["old.txt"],"was",["d"]]'),
        ...same('effects', told, [
          ['/tmp/d/', 0, '', false],
          ['/tmp/d/a.txt', 3, 'one', false],
          ['/tmp/d/a.txt', 4, 'one+', false],
          ['/tmp/old.txt', 0, null, true],
        ]),
      ];
    },
  },
  claims(
    'streams, compresses and reads bodies without waiting for real',
    `import { Readable, Transform, pipeline } from 'node:stream';
    import { pipeline as piped } from 'node:stream/promises';
    import { gzipSync, gunzipSync, createGzip } from 'node:zlib';
    import { promisify } from 'node:util';
    export const handler = async () => {
      const parts = []; for await (const c of Readable.from(['a', 'b', 'c']).pipe(new Transform({ transform(c, e, done) { done(null, String(c).toUpperCase()); } }))) parts.push(String(c));
      const zipped = []; await piped(Readable.from([Buffer.from('hello')]), createGzip(), async function* (source) { for await (const c of source) zipped.push(c); });
      const form = new FormData(); form.append('f', new File(['x'], 'n.txt')); form.append('k', 'v');
      const back = await new Response(new Response(form).body, { headers: new Response(form).headers }).text();
      const web = new ReadableStream({ start(c) { c.enqueue(new TextEncoder().encode('{"w":1}')); c.close(); } });
      return {
        transform: parts.join('') === 'ABC',
        gzip: gunzipSync(Buffer.concat(zipped)).toString() === 'hello' && gunzipSync(gzipSync('x')).toString() === 'x',
        form: back.includes('name="k"') && back.includes('filename="n.txt"'),
        response: (await new Response(web).json()).w === 1 && (await new Response(new Blob(['b'])).text()) === 'b' && (await Response.json({ a: 1 }).json()).a === 1,
        clone: await (async () => { const r = new Request('http://a/', { method: 'POST', body: 'q' }); const c = r.clone(); return (await r.text()) + (await c.text()) === 'qq' && r.bodyUsed; })(),
        promisify: (await promisify(setTimeout)(3, 'v')) === 'v',
        abort: await (async () => { try { await fetch('http://a/', { signal: AbortSignal.timeout(5) }); } catch (e) { return e.name === 'TimeoutError'; } })(),
      };
    };`,
  ),
  {
    name: 'shows module variables to a peek and burns nothing for it',
    async run(host) {
      const room = await roomOf(host, {
        'index.mjs':
          'let n = 0; const cache = new Map(); const trap = new Proxy({}, { get() { n = 99; }, ownKeys() { n = 98; return []; } }); export const handler = async () => { n++; cache.set("k", n); };',
      });
      await room.init();
      await room.run({});
      const peek = await room.peek();
      const again = await room.run({});
      const later = await room.peek();
      room.close();
      const shown = (of: typeof peek): unknown => Object.fromEntries(of.variables.map(({ name, shown: text }) => [name, text]));
      return [
        ...same(
          'first',
          { ...(shown(peek) as object), handler: '' },
          { n: '1', cache: "Map(1) { 'k' => 1 }", trap: 'Proxy {}', handler: '' },
        ),
        ...same(
          'later',
          { ...(shown(later) as object), handler: '' },
          { n: '2', cache: "Map(1) { 'k' => 2 }", trap: 'Proxy {}', handler: '' },
        ),
        ...same('lines', linesOf(again), []),
      ];
    },
  },
];

import { type Case, handles } from './case.ts';
import { linesOf, resultOf, roomOf, same } from './driven-room.ts';

/** Order and time: Node's event loop in virtual time. */
export const LOOP_CASES: readonly Case[] = [
  handles('runs module code once and keeps its state between invocations', {
    code: 'let n = 0; export const handler = async (event) => ({ n: ++n, event });',
    events: [{ a: 1 }, null],
    results: ['{"n":1,"event":{"a":1}}', '{"n":2,"event":null}'],
  }),
  handles('sleeps in virtual time and wakes when its timer is due', {
    code: 'export const handler = async () => { const t = Date.now(); await new Promise((r) => setTimeout(r, 5000)); return Math.abs(Date.now() - t - 5000) <= 1; };',
    results: ['true'],
  }),
  handles('orders nextTick, promises, immediates and timers as Node does', {
    code: `
      const log = (x) => console.log(x);
      export const handler = async () => {
        await new Promise((r) => setTimeout(r, 1));
        await new Promise((done) => setImmediate(() => {
          setTimeout(() => log('timeout'), 0);
          setImmediate(() => { log('immediate'); process.nextTick(() => log('tick in immediate')); Promise.resolve().then(() => log('promise in immediate')); });
          setImmediate(() => log('immediate 2'));
          process.nextTick(() => log('tick'));
          Promise.resolve().then(() => { log('promise'); process.nextTick(() => log('tick in promise')); }).then(() => log('promise 2'));
          queueMicrotask(() => log('microtask'));
          log('sync');
          setTimeout(done, 5);
        }));
      };`,
    logs: [
      'sync',
      'tick',
      'promise',
      'microtask',
      'promise 2',
      'tick in promise',
      'immediate',
      'tick in immediate',
      'promise in immediate',
      'immediate 2',
      'timeout',
    ],
  }),
  handles('fires timers of one instant in the order in which they are due', {
    code: `export const handler = () => new Promise((done) => {
      setTimeout(() => console.log('b'), 10); setTimeout(() => console.log('a'), 5); setTimeout(() => console.log('c'), 10);
      const t = setInterval(() => { console.log('i'); }, 4); setTimeout(() => { clearInterval(t); done(); }, 13);
    });`,
    logs: ['i', 'a', 'i', 'b', 'c', 'i'],
  }),
  handles('calls the handler inside the microtask queue, as Lambda does', {
    code: `export const handler = async () => { process.nextTick(() => console.log('tick')); Promise.resolve().then(() => console.log('promise')); await new Promise((r) => setTimeout(r, 1)); };`,
    logs: ['promise', 'tick'],
  }),
  {
    name: 'resumes an unawaited promise in a later invocation, under its id',
    async run(host) {
      const room = await roomOf(host, {
        'index.mjs': 'export const handler = async (n) => { setTimeout(() => console.log("late", n), 50); return n; };',
      });
      await room.init();
      const first = await room.run(1, 'id-1');
      const second = await room.invoke(2, { id: 'id-2' });
      const third = await room.go();
      room.close();
      const lines = [...linesOf(first), ...linesOf(second.effects), ...linesOf(third.effects)];
      return [
        ...same('settled', resultOf(first), '1'),
        ...same(
          'lines',
          lines.map((line) => line.split('\t').slice(1)),
          [['id-2', 'INFO', 'late 1']],
        ),
      ];
    },
  },
  {
    name: 'runs a thawing invocation before its own timers that fell due meanwhile',
    async run(host) {
      const room = await roomOf(host, {
        'index.mjs': 'export const handler = async (n) => { console.log("invoke", n); setTimeout(() => console.log("timer", n), 5); };',
      });
      await room.init();
      await room.run(1, 'id-1');
      for (let i = 0; i < 10; i++) await room.pass();
      const thawed = await room.invoke(2, { id: 'id-2' });
      room.close();
      return same(
        'lines',
        linesOf(thawed.effects).map((line) => line.split('\t').slice(1)),
        [
          ['id-2', 'INFO', 'invoke 2'],
          ['id-2', 'INFO', 'timer 1'],
        ],
      );
    },
  },
  {
    name: 'names the delivery or timer behind each effect, with exact offsets',
    async run(host) {
      const room = await roomOf(host, {
        'index.mjs':
          'export const handler = async () => { for (let i = 0; i < 5000; i++); console.log(1); await new Promise((r) => setTimeout(r, 5)); console.log(2); };',
      });
      await room.init();
      const effects = await room.run({});
      room.close();
      const timer = effects.flatMap((effect) => (effect.is === 'timer' ? [effect.timer] : []))[0]!;
      const logs = effects.filter((effect) => effect.is === 'log');
      return [
        ...same(
          'by',
          logs.map((log) => log.by),
          [0, -1 - timer],
        ),
        ...(logs[0]!.offset >= 100 ? [] : [`offset ${logs[0]!.offset} is too early for 5000 loop turns of 20 ns`]),
      ];
    },
  },
  {
    name: 'answers the same, byte for byte, when run twice',
    async run(host) {
      const code = `
        import { randomUUID } from 'node:crypto';
        export const handler = async () => {
          const values = Array.from({ length: 300 }, () => Math.random());
          let calls = 0; const sorted = [...values].sort((a, b) => { calls++; return a - b; });
          const wait = (ms) => new Promise((r) => setTimeout(r, ms));
          await Promise.all(values.slice(0, 20).map(async (v, i) => { await wait(v * 10); console.log(i, performance.now(), process.hrtime()); }));
          return { calls, first: sorted[0], id: randomUUID(), sin: values.map(Math.sin), date: new Date(), memory: process.memoryUsage() };
        };`;
      const runs = [];
      for (let i = 0; i < 2; i++) {
        const room = await roomOf(host, { 'index.mjs': code });
        await room.init();
        runs.push(await room.run({}));
        room.close();
      }
      return same('runs', runs[0], runs[1]);
    },
  },
];

import type { HandlerHost } from '../../sim/handler-host.ts';
import type { Case } from './case.ts';
import { linesOf, roomOf, same } from './driven-room.ts';

/** Code that tries not to end: each shape must end at its deadline, at the same tick on every run. */
const SHAPES: { readonly [name: string]: string } = {
  'an endless loop': 'for (;;);',
  'a loop that catches and goes on': 'for (;;) { try { for (;;); } catch {} }',
  'a finally that continues': 'for (;;) { try { for (;;); } finally { continue } }',
  'an endless generator': 'function* g() { for (;;) yield 1 } for (const x of g());',
  'a then chain': 'const f = () => Promise.resolve().then(f); await f();',
  'an await loop': 'for (;;) await null;',
  'a nextTick loop': 'const f = () => process.nextTick(f); f(); await new Promise(() => {});',
  'an immediate loop': 'const f = () => setImmediate(f); f(); await new Promise(() => {});',
  'a microtask loop': 'const f = () => queueMicrotask(f); f(); await new Promise(() => {});',
  'a toJSON loop': 'JSON.stringify({ toJSON() { for (;;); } });',
  'a comparator loop': '[3, 2, 1].sort(() => { for (;;); });',
  'a getter loop': 'const o = { get x() { for (;;); } }; o.x;',
  'a promise executor': 'new Promise(() => { for (;;); });',
  'a proxy trap': 'new Proxy({}, { get() { for (;;); } }).x;',
  'native work in a loop': 'const s = "[" + "1,".repeat(1000) + "1]"; for (;;) JSON.parse(s);',
  'a growing fill': 'for (;;) new Uint8Array(1000).fill(1);',
  'log lines without end': 'for (;;) console.log("x");',
  'an async iterator': 'for await (const x of { [Symbol.asyncIterator]: () => ({ next: async () => ({ value: 1 }) }) });',
  'a thrower': 'for (;;) { try { throw 1 } catch {} }',
};

async function endOf(host: HandlerHost, body: string, budgetTicks: number) {
  const room = await roomOf(host, { 'index.mjs': `export const handler = async () => { console.log('in'); ${body} };` });
  await room.init();
  const answer = await room.invoke({}, { budgetTicks });
  room.close();
  return answer;
}

const shapes = Object.entries(SHAPES).map(
  ([name, body]): Case => ({
    name: `ends ${name} at its deadline, the same way each time`,
    async run(host) {
      const [first, second] = [await endOf(host, body, 400_000), await endOf(host, body, 400_000)];
      return [
        ...same('how', first.end.how, 'budget'),
        ...same('ticks', first.end.ticks, 400_000),
        ...same('twice', { ...first, turn: 0 }, { ...second, turn: 0 }),
      ];
    },
  }),
);

/** Budgets, spinning and overflow. */
export const BUDGET_CASES: readonly Case[] = [
  ...shapes,
  {
    name: 'calls a turn that burns the spin limit before its deadline spun',
    async run(host) {
      const answer = await endOf(host, 'for (;;);', 1e9);
      return [...same('end', [answer.end.how, answer.end.ticks], ['spun', 2e8]), ...same('lines', linesOf(answer.effects).length, 1)];
    },
  },
  {
    name: 'takes a stack overflow as one outcome, caught or not',
    async run(host) {
      const problems: string[] = [];
      for (const body of [
        'const f = () => f(); f();',
        'const f = () => 1 + f(); try { f() } catch (e) { console.log(e.message) }',
        'const f = async () => { await f(); }; await f();',
        'JSON.stringify(Array.from({ length: 1 }, function f() { return f(); }));',
      ]) {
        const [first, second] = [await endOf(host, body, 1e9), await endOf(host, body, 1e9)];
        problems.push(...same(body, first.end.how, 'overflow'), ...same(`${body} twice`, { ...first, turn: 0 }, { ...second, turn: 0 }));
      }
      return problems;
    },
  },
  {
    name: 'does nothing at all with no budget',
    async run(host) {
      const answer = await endOf(host, '', 0);
      return same('end', [answer.end.how, answer.end.ticks, answer.effects.length], ['budget', 0, 0]);
    },
  },
  {
    name: 'charges native work by its amount',
    async run(host) {
      const problems: string[] = [];
      for (const [small, large] of [
        ['JSON.parse("[" + "1,".repeat(1e4) + "1]")', 'JSON.parse("[" + "1,".repeat(1e6) + "1]")'],
        ['[].concat(new Array(1e3).fill(1)).sort()', 'new Array(1e5).fill(1).sort()'],
        ['new Uint8Array(1e4).fill(1)', 'new Uint8Array(1e7).fill(1)'],
        ['structuredClone(Array.from({ length: 1e2 }, () => ({})))', 'structuredClone(Array.from({ length: 1e4 }, () => ({})))'],
        ['Buffer.from("x".repeat(1e3)).toString("hex")', 'Buffer.from("x".repeat(1e6)).toString("hex")'],
      ]) {
        const ticks = [(await endOf(host, small as string, 1e9)).end.ticks, (await endOf(host, large as string, 1e9)).end.ticks];
        if (!(ticks[1]! > ticks[0]! * 3)) problems.push(`${large}: ${ticks[1]} against ${ticks[0]}`);
      }
      return problems;
    },
  },
];

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnBefore } from '../base/column-jumps.ts';
import { compile } from '../compile/compile.ts';
import { nativeOutcomes, prepare } from './loading/node-both-ways.test-support.ts';

/** Where `new Error('here')` was created, by its stack frame and the program's columns. */
async function positions(files: { readonly [path: string]: string }): Promise<{ script: string; line: number; column: number }[]> {
  const compiled = compile({ runtime: 'nodejs24.x', handler: 'index.handler', files, layers: [] });
  const running = prepare(files);
  if ('faulty' in running || !('ready' in compiled)) throw new Error('did not compile');
  const errors: Error[] = [];
  running.global['here'] = (error: Error) => errors.push(error);
  await running.loader.loadEntry();
  return errors.map((error) => {
    const [, , script = '', line, column] = /\n\s+at (.*? \()?((?:file:\/\/)?\/var\/task\/[^:]+):(\d+):(\d+)/.exec(error.stack ?? '') ?? [];
    const { modules } = compiled.ready;
    const module = Object.values(modules).find(({ path }) => script.endsWith(path));
    const columns = module && 'columns' in module ? module.columns : null;
    return { script, line: Number(line), column: columns ? columnBefore(columns, Number(line), Number(column)) : Number(column) };
  });
}

/** The positions of `new Error` in a text. */
function typed(text: string): { line: number; column: number }[] {
  return text
    .split(/\r\n|\n/)
    .flatMap((line, index) => [...line.matchAll(/new Error/g)].map((match) => ({ line: index + 1, column: match.index + 1 })));
}

const PIECES = [
  'here(new Error());',
  '(() => here(new Error()))();',
  'for (const x of [1]) here(new Error());',
  'try { throw 1 } catch { here(new Error()) } finally { here(new Error()) }',
  'try { throw {} } catch ({ a, b: [c] = [] }) { here(new Error()) }',
  'await (async () => { await 0; here(await new Error()); })();',
  'class A { f = [here(new Error())]; m() { return here(new Error()) } } new A().m();',
  'label: for (;;) { here(new Error()); break label }',
  'const s = `a\n$' + '{here(new Error())}\n`; here(new Error());',
  'for await (const x of [1]) { here(new Error()) } here(new Error());',
  '/* a\n comment */ here(new Error());',
  'if (true) here(new Error()); else here(1);',
  'await import("./b.mjs"); here(new Error());',
  'here(\n  new Error());',
];

test.each(PIECES)('line and column are as typed: %s', async (piece) => {
  const text = `import { y } from './b.mjs'; import\n{ x } from './b.mjs';\n{ ${piece} }`;
  const found = await positions({ 'index.mjs': text, 'b.mjs': 'export const x = 1; export let y = 1; y = 2' });
  expect(found.map(({ line, column }) => ({ line, column }))).toEqual(typed(text));
});

test('any pieces on any lines', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom('\n', ' ', '\r\n', '\n\n')), { maxLength: 8 }),
      async (pieces) => {
        const text = pieces.map(([piece, gap]) => `{ ${piece} }${gap}`).join('');
        const found = await positions({ 'index.mjs': text, 'b.mjs': '' });
        expect(found.map(({ line, column }) => ({ line, column }))).toEqual(typed(text));
      },
    ),
    { numRuns: 60 },
  );
});

describe('TypeScript keeps its lines and columns', () => {
  test.each([
    'const a: string = "x"; here(new Error() as Error);',
    'function f<T extends { a: 1 }>(this: void, x: T, y?: number): asserts x is T { here(new Error()) } f<any>(1);',
    'interface A {\n  b: string;\n}\nclass C<T> { constructor(private readonly a: T, public b: number = 2) { here(new Error()) } }\nnew C<string>("x"); here(new Error() as any);',
    'import type { Q } from "./q.ts"; enum E { a, b } here(new Error()); let z = E.a satisfies E; here(new Error()!);',
  ])('%s', async (text) => {
    const found = await positions({ 'index.ts': `${text}\nexport {}` });
    expect(found.map(({ line, column }) => ({ line, column }))).toEqual(typed(text));
  });
});

/** Positions of all frames in the program's own files. */
const frames = (stack: string): string[] =>
  [...stack.matchAll(/(?:async )?(?:\w+ \()?(?:file:\/\/)?\/[^\s()]*\/(\w+\.mjs):(\d+):(\d+)/g)].map((match) => match.slice(1).join(':'));

// Through Promise.all, V8 follows native callbacks only, and those of a carried `then` are ours: there frames end sooner.
test('async frames point where Node points', async () => {
  const files = {
    'index.mjs': `async function fails() {\n  await null;\n  throw new Error('deep');\n}
async function middle(x) {\n  return await\n    fails(\n      x,\n    );\n}
async function* gen() {\n  yield 1; yield await middle(\n    1,\n  );\n}
const outer = async () => {\n  for (let i = 0; i < 2; i++) { await null; const all = await (async () => { await middle(\n\n await 2); })(); }\n};
export const handler = async () => { try { await\n outer(); } catch (e) { return e.stack } };
let stack = await handler(); log(stack); try { for await (const x of gen()) ; } catch (e) { log(e.stack) }`,
  };
  const running = prepare(files);
  const compiled = compile({ runtime: 'nodejs24.x', handler: 'index.handler', files, layers: [] });
  if ('faulty' in running || !('ready' in compiled)) throw new Error('did not compile');
  await running.loader.loadEntry();
  const module = compiled.ready.modules['/var/task/index.mjs'];
  const columns = module && 'columns' in module ? module.columns! : [];
  const ours = running.log.flatMap(frames).map((frame) => {
    const [script, line, column] = frame.split(':');
    return `${script}:${line}:${columnBefore(columns, Number(line), Number(column))}`;
  });
  const [native] = nativeOutcomes([files]);
  expect(ours.length).toBeGreaterThan(6);
  expect(ours).toEqual(native!.log.flatMap(frames).filter((frame) => frame.startsWith('index.mjs')));
});

test('scripts are named as Node names them: ES modules by URL, CommonJS by path', async () => {
  const found = await positions({
    'index.mjs': `import './a b.cjs'; import './c.cjs'; here(new Error())`,
    'a b.cjs': '',
    'c.cjs': '#!/bin/node\nhere(new Error())',
  });
  expect(found).toEqual([
    { script: '/var/task/c.cjs', line: 2, column: 6 },
    { script: 'file:///var/task/index.mjs', line: 1, column: 44 },
  ]);
});

test('a function that throws while it is called is shown where the call was typed', async () => {
  const running = prepare({ 'index.mjs': 'export const handler = () => {\n  const o = {};\n  o.missing();\n}' });
  if ('faulty' in running) throw new Error();
  const { handler } = (await running.loader.loadEntry()) as { handler: () => void };
  try {
    handler();
    expect.unreachable();
  } catch (error) {
    expect((error as Error).message).toBe('o.missing is not a function');
    expect((error as Error).stack).toContain('at handler (file:///var/task/index.mjs:3:5)');
  }
});

import { describe, expect, test } from 'vitest';
import { type Compiled, compile } from './compile.ts';
import type { Program } from './program.ts';

type Files = { readonly [path: string]: string };

const compiled = (files: Files, handler = 'index.handler', runtime = 'nodejs22.x'): Compiled =>
  compile({ runtime, handler, files, layers: [] });

function program(files: Files, handler?: string, runtime?: string): Program {
  const result = compiled(files, handler, runtime);
  if (!('ready' in result)) throw new Error(JSON.stringify(result));
  return result.ready;
}

describe('faults say where to look, in the words of Node', () => {
  test.each([
    [
      'a token',
      { 'index.mjs': 'const a = 1;\nconst b = ;' },
      { file: 'index.mjs', line: 2, column: 11, message: "SyntaxError: Unexpected token ';'" },
    ],
    ['the end', { 'index.mjs': 'function f() {\n' }, { line: 2, column: 1, message: 'SyntaxError: Unexpected end of input' }],
    ['an identifier', { 'index.mjs': 'a b' }, { line: 1, column: 3, message: "SyntaxError: Unexpected identifier 'b'" }],
    ['a string', { 'index.mjs': "x\r\n= 1 'y'" }, { line: 2, column: 5, message: 'SyntaxError: Unexpected string' }],
    ['an open string', { 'index.mjs': 'const s = "abc' }, { line: 1, column: 11, message: 'SyntaxError: Invalid or unexpected token' }],
    ['twice declared', { 'index.mjs': 'let a; let a' }, { column: 12, message: "SyntaxError: Identifier 'a' has already been declared" }],
    ['await in a plain function', { 'index.mjs': 'export const f = () => { await 1 }' }, { message: /await/ }],
    [
      'await at the top of CommonJS',
      { 'index.js': 'await f()' },
      { message: 'SyntaxError: await is only valid in async functions and the top level bodies of modules' },
    ],
    [
      'import in CommonJS',
      { 'index.js': "import x from 'y'" },
      { line: 1, column: 1, message: 'SyntaxError: Cannot use import statement outside a module' },
    ],
    ['export in CommonJS', { 'index.js': 'const a = 1\nexport { a }' }, { line: 2, message: "SyntaxError: Unexpected token 'export'" }],
    [
      'a name of the CommonJS wrapper',
      { 'index.js': 'const require = 1' },
      { column: 7, message: "SyntaxError: Identifier 'require' has already been declared" },
    ],
    [
      'an import of what is not exported',
      { 'index.mjs': "\nimport { x as y } from './b.mjs'", 'b.mjs': '' },
      { line: 2, column: 10, message: "SyntaxError: The requested module './b.mjs' does not provide an export named 'x'" },
    ],
    [
      'a fault in an imported file',
      { 'index.mjs': "import './lib/b.mjs'", 'lib/b.mjs': 'const a = 1 1' },
      { file: 'lib/b.mjs', line: 1, column: 13 },
    ],
    [
      'TypeScript: a token',
      { 'index.ts': 'const a: number = 1;\nconst b: = 2' },
      { file: 'index.ts', line: 2, column: 10, message: "SyntaxError: Unexpected token '='" },
    ],
    [
      'TypeScript: behind stripped types on the same line',
      { 'index.mts': 'const a: { readonly b: string } = x, c = 010;' },
      { line: 1, column: 42 },
    ],
    [
      'TypeScript: a decorator',
      { 'index.ts': 'const a = 1\nexport class A {\n  @dec() b() {}\n}' },
      { line: 3, column: 3, message: /decorators can't run in Coldstart/ },
    ],
    ['TypeScript: a class decorator', { 'index.ts': '@dec class A {}' }, { line: 1, column: 1, message: /decorators/ }],
    [
      'TypeScript: a namespace with values',
      { 'index.ts': 'type T = 1\nexport namespace Shop.Cart {\n  export const x = 1\n}' },
      { line: 2, column: 8, message: /namespace 'Shop.Cart' holds values/ },
    ],
    [
      'TypeScript: an enum inside a namespace',
      { 'index.ts': 'namespace N { namespace M { export enum E { a } } }' },
      { line: 1, message: /namespace/ },
    ],
    [
      'TypeScript: import = in an ES module',
      { 'index.ts': "export const a = 1\nimport fs = require('fs')" },
      { line: 2, column: 1, message: /import … = require/ },
    ],
    ['TypeScript: export = in an ES module', { 'index.mts': 'const a = 1\nexport = a' }, { line: 2, column: 1, message: /export =/ }],
    ['JSX', { 'index.mjs': 'export const handler = () => <p>hi</p>' }, { line: 1, column: 30, message: /JSX/ }],
    ['a .tsx file', { 'index.ts': "import './view.tsx'", 'view.tsx': 'export const a = 1' }, { file: 'view.tsx', message: /JSX/ }],
  ])('%s', (_, files, fault) => {
    const expected = {
      ...fault,
      message:
        'message' in fault
          ? typeof fault.message === 'string'
            ? fault.message
            : expect.stringMatching(fault.message)
          : expect.any(String),
    };
    expect(compiled(files as unknown as Files)).toEqual({ faulty: expect.objectContaining(expected) });
  });

  test('a file that nothing loads before the entry runs does not stop it', () => {
    const { modules } = program({ 'index.mjs': 'export const handler = () => import("./broken.mjs")', 'broken.mjs': 'let a = ;' });
    expect(modules['/var/task/broken.mjs']).toMatchObject({ format: 'broken', fault: { file: 'broken.mjs', line: 1, column: 9 } });
  });

  test.each(['(', '[', 'x => ', '!', 'if (a) ', '`${'])('what no stack can hold is a fault too: %s', (piece) => {
    for (const file of ['index.mjs', 'index.ts', 'index.js']) {
      expect(compiled({ [file]: piece.repeat(200_000) })).toEqual({ faulty: expect.objectContaining({ file }) });
    }
  });

  test('a runtime that is no Node is refused by name', () => {
    expect(compiled({}, 'a.b', 'python3.14')).toEqual({ cannot: expect.stringContaining('python3.14') });
  });
});

describe('TypeScript is stripped and runs', () => {
  test.each([
    [
      'types only',
      'interface A { b: string } type B = A; declare const q: B; declare module "x" { export const y: 1 } declare namespace N { const z: 1; namespace M { const q: 1 } }\ndeclare global { namespace G { var h: 1 } }; namespace T { export type U = 1; interface V {} } export {}',
    ],
    [
      'a comment or a string that speaks of namespaces',
      'export const a = "namespace X { const y = 1 }" // namespace Z { const q = 1 }\n/* export = */',
    ],
    [
      'values called namespace and module',
      'const namespace = {}, module = {}; export const a = [namespace as { b?: 1 },\nnamespace as { c?: 1 }]; if (module\nin { d: 1 }) {}',
    ],
    ['assertions and generics', 'export const f = <T,>(x: T): T => x as T; const y = f<string>("a")!; let z = <any>y; z satisfies unknown'],
    [
      'classes',
      'export abstract class A<T> { constructor(private readonly a: T, public b = 1) {} abstract m(): void; declare c: number; private d?: string; static #e: number = 1; get f(): T { return this.a } }',
    ],
    ['enums', 'export enum E { a, b = "x", c = 1 << 2 } const enum F { z = 5 } export const g = F.z + E.a'],
  ])('%s', (_, source) => {
    expect(program({ 'index.ts': source }).modules['/var/task/index.ts']).toMatchObject({ format: 'module' });
  });

  test('import = and export = are CommonJS, and a .ts file without module syntax is too', () => {
    const { modules, entry } = program({
      'index.ts': "import path = require('path');\nexport = { handler: async (): Promise<string> => path.sep }",
    });
    expect(modules['/var/task/index.ts']).toMatchObject({ format: 'commonjs' });
    expect(entry).toMatchObject({ by: 'require' });
  });
});

describe('the entry is looked for in the order of the runtime (recorded-facts, Node runtime client)', () => {
  test.each([
    [
      'index.handler',
      { index: '', 'index.js': '', 'index.mjs': '' },
      { path: '/var/task/index', by: 'require', handler: { text: 'index.handler', path: ['handler'] } },
    ],
    ['index.handler', { 'index.js': '', 'index.mjs': '' }, { path: '/var/task/index.js', by: 'require' }],
    ['index.handler', { 'index.js': '', 'package.json': '{"type":"module"}' }, { path: '/var/task/index.js', by: 'import' }],
    ['index.handler', { 'index.cjs': '', 'index.mjs': '' }, { path: '/var/task/index.mjs', by: 'import' }],
    ['index.handler', { 'index.cjs': '' }, { path: '/var/task/index.cjs', by: 'require' }],
    [
      'src/api/index.routes.get',
      { 'src/api/index.mjs': '' },
      { path: '/var/task/src/api/index.mjs', handler: { text: 'src/api/index.routes.get', path: ['routes', 'get'] } },
    ],
    ['src/api.handler', { 'src/api/index.js': '' }, { path: '/var/task/src/api/index.js', by: 'require' }],
    ['pkg.handler', { 'node_modules/pkg/index.js': '' }, { path: '/var/task/node_modules/pkg/index.js', by: 'require' }],
    ['index.handler', { 'index.ts': 'export const handler = 1' }, { path: '/var/task/index.ts', by: 'import' }],
    ['index.handler', { 'index.ts': '', 'index.js': '' }, { path: '/var/task/index.js' }],
    [
      'nofile.handler',
      {},
      {
        errorType: 'Runtime.ImportModuleError',
        errorMessage: "Error: Cannot find module 'nofile'\nRequire stack:\n- /var/runtime/index.mjs",
      },
    ],
    ['handler', {}, { errorType: 'Runtime.MalformedHandlerName', errorMessage: 'Bad handler' }],
    [
      '../x.h',
      {},
      {
        errorType: 'Runtime.MalformedHandlerName',
        errorMessage: "'../x.h' is not a valid handler name. Use absolute paths when specifying root directories in handler names.",
      },
    ],
  ])('%s of %o', (handler, files, entry) => {
    expect(program(files as unknown as Files, handler).entry).toMatchObject(entry);
  });
});

describe('what kind of module a file is', () => {
  test.each([
    ['nodejs24.x', 'module'],
    ['nodejs22.x', 'broken'],
    ['nodejs20.x', 'broken'],
  ])('a typeless .js file with module syntax on %s: %s', (runtime, format) => {
    // Lambda runs Node 20 and 22 with --no-experimental-detect-module (aws/lambda-core.md).
    const { modules } = program({ 'index.js': '', 'b.js': 'export const a = 1' }, 'index.handler', runtime);
    expect(modules['/var/task/b.js']).toMatchObject({ format });
  });

  test('newer syntax is refused on older runtimes', () => {
    const files = { 'index.mjs': '{ using a = null; }' };
    expect(compiled(files, 'index.handler', 'nodejs20.x')).toHaveProperty('faulty');
    expect(compiled(files, 'index.handler', 'nodejs24.x')).toHaveProperty('ready');
  });

  test('files that are no code are kept as they are', () => {
    const { modules, files } = program({ 'index.mjs': '', 'page.html': '<p>', 'types.d.ts': 'x' });
    expect(Object.keys(modules)).toEqual(['/var/task/index.mjs']);
    expect(files['/var/task/page.html']).toBe('<p>');
  });

  test('a program travels by message', () => {
    const made = program({ 'index.mjs': 'export const a = 1; let b', 'c.cjs': 'exports.x = 1; var v', 'd.json': '{}' });
    expect(structuredClone(made)).toEqual(made);
    expect(made.modules['/var/task/index.mjs']).toMatchObject({ variables: ['a', 'b'] });
    expect(made.modules['/var/task/c.cjs']).toMatchObject({ variables: ['v'], exportNames: ['x'] });
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compiledOutcome, type Files, nativeOutcomes } from './loading/node-both-ways.test-support.ts';

/** Generated modules with imports, exports, cycles, shadowing and live bindings must behave as in Node. */

interface Shape {
  readonly exports: readonly { readonly name: string; readonly kind: string; readonly alias: boolean }[];
  readonly imports: readonly { readonly from: number; readonly pick: number; readonly form: string }[];
  readonly stars: readonly number[];
  readonly body: readonly { readonly kind: string; readonly pick: number }[];
  readonly awaits: boolean;
  readonly defaults: string;
}

const DECLARE: { readonly [kind: string]: (name: string) => string } = {
  const: (n) => `const ${n} = '${n}0'`,
  let: (n) => `let ${n} = '${n}0'`,
  var: (n) => `var ${n} = '${n}0'`,
  late: (n) => `let ${n}`,
  function: (n) => `function ${n}() { return '${n}()' }`,
  class: (n) => `class ${n} { static s = '${n}.s' }`,
  pattern: (n) => `const { ${n}, ...rest_${n} } = { ${n}: '${n}0', q: 1 }`,
};
const DEFAULTS = [
  '',
  'export default 1 + 1',
  'export default function () { return "d" }',
  'export default class {}',
  'export default () => here',
  'export default async function named() {}',
];
const BODIES: { readonly [kind: string]: (name: string) => string } = {
  read: (n) => `log(here, ${n})`,
  type: (n) => `log(here, typeof ${n})`,
  call: (n) => `log(typeof ${n} === 'function' && !/^class/.test(${n}) ? ${n}() : 'no call')`,
  shadow: (n) => `{ let ${n} = 'inner'; log(${n}, (() => ${n})(), { ${n} }.${n}) }`,
  parameter: (n) => `log(((${n}) => ${n})('arg'), (function ({ ${n} = 'def' }) { return ${n} })({}))`,
  closure: (n) => `log((() => { const o = { ${n}, m() { return ${n} } }; return [o.${n} === ${n}, o.m() === ${n}] })())`,
  loop: (n) => `for (const ${n} of ['x']) log(${n}); for (let i = 0; i < 2; i++) log(i, typeof ${n})`,
  catch: (n) => `try { throw 'thrown' } catch (${n}) { log(${n}) } log(String(typeof ${n}))`,
  hoist: (n) => `log((function () { return typeof ${n}; var ${n} })(), (function () { return typeof ${n}; { function ${n}() {} } })())`,
  field: (n) => `log(new (class { ${n} = typeof ${n}; get v() { return this.${n} } })().v)`,
  fallback: (n) => `log(((p = typeof ${n}, q = () => p) => q())())`,
  write: (n) => `${n} = 'written'; log(${n})`,
};

function arbitrary(isRound: boolean): fc.Arbitrary<readonly Shape[]> {
  const shape = fc.record<Shape>({
    exports: fc.uniqueArray(
      fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd', 'e'), kind: fc.constantFrom(...Object.keys(DECLARE)), alias: fc.boolean() }),
      {
        selector: ({ name }) => name,
        maxLength: 4,
      },
    ),
    imports: fc.array(
      fc.record({ from: fc.nat(4), pick: fc.nat(9), form: fc.constantFrom('named', 'named', 'namespace', 'default', 'side', 'again') }),
      { maxLength: 5 },
    ),
    // Where stars disagree inside a cycle, V8 departs from the language; that is nothing to imitate.
    stars: fc.array(fc.nat(4), { maxLength: isRound ? 0 : 2 }),
    body: fc.array(fc.record({ kind: fc.constantFrom(...Object.keys(BODIES)), pick: fc.nat(9) }), { maxLength: 6 }),
    awaits: isRound ? fc.constant(false) : fc.boolean(),
    defaults: fc.constantFrom(...DEFAULTS),
  });
  return fc.array(shape, { minLength: 2, maxLength: 5 });
}

function written(shapes: readonly Shape[], isRound: boolean): Files {
  const count = shapes.length;
  const fileOf = (index: number): string => (index === 0 ? 'index.mjs' : `m${index}.mjs`);
  const target = (index: number, from: number): number => (isRound ? from % count : index + 1 + (from % Math.max(1, count - index - 1)));
  return Object.fromEntries(
    shapes.map((shape, index) => {
      const lines: string[] = [`const here = 'm${index}';`];
      const names: string[] = [];
      shape.imports.forEach(({ from, pick, form }, at) => {
        const to = target(index, from);
        if (to >= count) return;
        const there = shapes[to]!;
        const local = `i${at}`;
        const exported = there.exports[pick % Math.max(1, there.exports.length)];
        const path = `./${fileOf(to)}`;
        if (form === 'namespace')
          lines.push(`import * as ${local} from '${path}';`, `log(Reflect.ownKeys(${local}).filter((k) => typeof k === 'string'));`);
        else if (form === 'default' && there.defaults) lines.push(`import ${local} from '${path}';`);
        else if (form === 'again' && exported) lines.push(`export { ${exported.name} as again${at} } from '${path}';`);
        else if (form === 'named' && exported)
          lines.push(
            `import { ${exported.alias ? `${exported.name} as ${exported.name}` : exported.name} as ${local} } from '${path}';`.replace(
              /(\w) as \1 as/,
              '$1 as',
            ),
          );
        else lines.push(`import '${path}';`);
        if (form === 'namespace' || (form === 'default' && there.defaults) || (form === 'named' && exported)) names.push(local);
      });
      for (const star of shape.stars) if (target(index, star) < count) lines.push(`export * from './${fileOf(target(index, star))}';`);
      if (shape.awaits) lines.push('await log(here, "before");');
      shape.body.slice(0, 2).forEach(({ kind, pick }) => {
        const name = names[pick % Math.max(1, names.length)];
        if (name) lines.push(`try { ${BODIES[kind]!(name)} } catch (e) { log(here, e.name) }`);
      });
      for (const { name, kind, alias } of shape.exports) {
        lines.push(alias ? `${DECLARE[kind]!(name)}; export { ${name} };` : `export ${DECLARE[kind]!(name)};`);
        if (kind === 'let' || kind === 'var' || kind === 'late')
          lines.push(`export function set_${name}() { ${name} = (${name} ?? '') + '!'; return ${name} }`);
        names.push(name);
      }
      if (shape.awaits) lines.push('await null; log(here, "after");');
      lines.push(`${shape.defaults};`);
      shape.body.forEach(({ kind, pick }) => {
        const name = names[pick % Math.max(1, names.length)];
        if (name) lines.push(`try { ${BODIES[kind]!(name)} } catch (e) { log(here, e.name) }`);
      });
      for (const { name, kind } of shape.exports) if (kind === 'let' || kind === 'late') lines.push(`if (here !== 'm1') set_${name}();`);
      return [fileOf(index), lines.join('\n')];
    }),
  );
}

test.each([
  ['with cycles', true],
  ['with top-level await', false],
] as const)('module graphs %s', { timeout: 60_000 }, async (_, isRound) => {
  const programs = fc.sample(arbitrary(isRound), { seed: 20261125, numRuns: 120 }).map((shapes) => written(shapes, isRound));
  const native = nativeOutcomes(programs);
  expect(native.filter(({ error }) => !error).length).toBeGreaterThan(60);
  for (const [index, files] of programs.entries()) {
    const ours = await compiledOutcome(files, { runtime: 'nodejs20.x' });
    expect(
      ours,
      Object.entries(files)
        .map(([name, text]) => `// ${name}\n${text}`)
        .join('\n'),
    ).toEqual(native[index]);
  }
});

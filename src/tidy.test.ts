import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';

/** Style and architecture as a test; asserts that it saw files at all. */

const ROOT = import.meta.dirname;
const PURE = ['base', 'trace', 'sim', 'parts', 'services', 'scenario', 'projections', 'lessons', 'simulate'];

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

const files = walk(ROOT).map((file) => relative(ROOT, file).split(sep).join('/'));
const isTest = (file: string): boolean => /\.(test|harness|test-support)\.|\.d\.ts$|synthetic-trace/.test(file);
const sources = files.filter((file) => /\.tsx?$/.test(file) && !isTest(file));
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const roomOf = (file: string): string => file.split('/')[0]!.replace(/\.tsx?$/, '');

/** Code without comments and strings, so that prose can't trip a ban. */
const codeOf = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g, (match) =>
    match.replace(/[^\n]/g, ' '),
  );

function importsOf(file: string): string[] {
  const found = [
    ...textOf(file).matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s*'([^']+)'/g,
    ),
  ];
  return found
    .map((match) => match[1] ?? match[2] ?? match[3]!)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) =>
      relative(ROOT, join(ROOT, dirname(file), specifier.replace(/\?.*$/, '')))
        .split(sep)
        .join('/'),
    );
}

const layers = new Map(
  /```layers\n([\s\S]*?)```/
    .exec(readFileSync(join(ROOT, '../ARCHITECTURE.md'), 'utf8'))![1]!
    .trim()
    .split('\n')
    .map((line) => line.split('->').map((part) => part.trim()))
    .map(([room, allowed]) => [room!, allowed!.split(/\s+/).filter(Boolean)] as const),
);

test('sees the sources', () => expect(sources.length).toBeGreaterThan(30));

test('imports keep to the layer table', () => {
  const bad: string[] = [];
  let seen = 0;
  for (const file of sources) {
    const allowed = layers.get(roomOf(file));
    if (!allowed) bad.push(`${file} is in no room of the table`);
    for (const target of importsOf(file)) {
      seen++;
      if (roomOf(target) === roomOf(file)) continue;
      const fits = allowed?.some((entry) => target === entry || target.startsWith(`${entry}/`) || target.startsWith(`${entry}.`));
      if (!fits) bad.push(`${file} -> ${target}`);
    }
  }
  expect(seen).toBeGreaterThan(50);
  expect(bad).toEqual([]);
});

test('services never import one another', () => {
  const bad = sources
    .filter((file) => file.startsWith('services/') && file.split('/').length > 2)
    .flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith('services/') && target.split('/')[1] !== file.split('/')[1])
        .map((target) => `${file} -> ${target}`),
    );
  expect(bad).toEqual([]);
});

test('a service folder holds the same files as all others', () => {
  const folders = readdirSync(join(ROOT, 'services'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const missing = folders.flatMap((folder) =>
    ['index.ts', 'config.ts', 'words.ts', 'behaviour.ts', 'face.ts', 'lesson.ts', 'guide.md']
      .filter((name) => !existsSync(join(ROOT, 'services', folder.name, name)))
      .map((name) => `${folder.name}/${name}`),
  );
  expect(missing).toEqual([]);
});

test('the pure part knows no clock, no dice and no locale', () => {
  const banned =
    /\b(?:Date|Intl|localeCompare|toLocale\w*|setTimeout|setInterval|performance|TextEncoder|TextDecoder|Buffer|process|window|document|fetch|console)\b(?=\s*[.(])|\bnew Date\b|Math\.random/;
  const bad = sources
    .filter((file) => PURE.includes(roomOf(file)))
    .flatMap((file) =>
      codeOf(textOf(file))
        .split('\n')
        .flatMap((line, i) => (banned.test(line) ? [`${file}:${i + 1}: ${line.trim()}`] : [])),
    );
  expect(bad).toEqual([]);
});

test("zod's large form stays out of what runs; base/z.ts has the small one", () => {
  const large = /^import (?!type\b)[^;]*from 'zod'/m;
  expect(large.test("import { z } from 'zod';")).toBe(true);
  expect(sources.filter((file) => large.test(textOf(file)))).toEqual([]);
});

test('no file hides its purpose in its name', () => {
  expect(
    files.filter(
      (file) =>
        /(^|\/)(utils?|helpers?|common|types|manager|misc|index)\.tsx?$/.test(file) &&
        !/^services\/([a-z0-9-]+\/)?index\.ts$|^lessons\/index\.ts$/.test(file),
    ),
  ).toEqual([]);
  expect(sources.filter((file) => !/^[a-z0-9./-]+$/.test(file))).toEqual([]);
  expect(sources.filter((file) => /^export default/m.test(textOf(file)))).toEqual([]);
});

/** Reached from outside: pages, workers and commands name them, or a test runs over all of them. */
const ENTRIES =
  /^(simulate\.ts|app\/main\.tsx|cli\/main\.ts|engine\/(worker|frame)\.ts|sandbox\/bootstrap\.ts|hosts\/(host-contract|scripted)\.ts|services\/[a-z-]+\/lesson\.ts)$/;

test('every source file is reached from another', () => {
  const named = (file: string): string[] =>
    [...textOf(file).matchAll(/'(\.\.?\/[\w./-]+\.tsx?)(?:\?[^']*)?'/g)].map((match) =>
      join(dirname(file), match[1]!).split(sep).join('/'),
    );
  const reached = new Set(sources.flatMap((file) => named(file).filter((target) => target !== file)));
  expect(reached.size).toBeGreaterThan(100);
  expect(sources.filter((file) => !reached.has(file) && !ENTRIES.test(file))).toEqual([]);
});

/** Rooms whose every function and value must be wanted elsewhere; the others lend theirs by name at run time (built-ins, lazy views). */
const WANTED = [...PURE, 'compile', 'cli'];

test('every exported value is imported by somebody', () => {
  const imports = files
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) =>
      [
        ...textOf(file).matchAll(/import\s+(?:type\s+)?\{([^}]*)\}\s+from\s*'(\.[^']+)'|export\s*\{([^}]*)\}\s*from\s*'(\.[^']+)'/g),
      ].flatMap(([, names, from, again, source]) =>
        (names ?? again!).split(',').map((name) => {
          const own = name
            .trim()
            .replace(/^type\s+/, '')
            .replace(/\s+as\s[\s\S]*/, '');
          return `${join(dirname(file), from ?? source!)
            .split(sep)
            .join('/')} ${own}`;
        }),
      ),
    );
  const wanted = new Set(imports);
  const lazily = new Set(
    sources.flatMap((file) => [...textOf(file).matchAll(/import\(\s*'(\.[^']+)'/g)].map((match) => join(dirname(file), match[1]!))),
  );
  const unwanted = sources
    .filter((file) => WANTED.includes(roomOf(file)) && !ENTRIES.test(file) && !lazily.has(file))
    .flatMap((file) =>
      [...codeOf(textOf(file)).matchAll(/^export\s+(?:async\s+)?(?:const|function\*?|class)\s+(\w+)/gm)]
        .map((match) => `${file} ${match[1]!}`)
        .filter((value) => !wanted.has(value)),
    );
  expect(wanted.size).toBeGreaterThan(500);
  expect(unwanted).toEqual([]);
});

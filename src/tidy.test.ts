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

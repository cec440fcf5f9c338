// Every test there is: unit, browser, end to end. Each suite has its own summary; the last line sums them up.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, NO_CHROMIUM } from './find-chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const results = join(root, 'test-results');
const binOf = (name, bin) => join(dirname(require.resolve(`${name}/package.json`)), bin);
const vitest = binOf('vitest', 'vitest.mjs');
const playwright = require.resolve('@playwright/test/cli');

/** Runs one suite and counts from its machine-readable report: a suite that dies without one counts as a failure. */
function suite(name, args, env, count) {
  const report = join(results, `${name}.json`);
  rmSync(report, { force: true });
  console.log(`\n=== ${name} ===`);
  const started = Date.now();
  const { status } = spawnSync(process.execPath, args(report), { cwd: root, stdio: 'inherit', env: { ...process.env, ...env(report) } });
  let counted = { passed: 0, failed: 0, skipped: 0 };
  if (existsSync(report)) counted = count(JSON.parse(readFileSync(report, 'utf8')));
  if (status !== 0 && counted.failed === 0) counted.failed = 1;
  if (counted.passed === 0 && counted.failed === 0) counted.failed = 1;
  console.log(`${name}: ${counted.passed} passed, ${counted.failed} failed in ${Math.round((Date.now() - started) / 1000)} s`);
  return counted;
}

const fromVitest = (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + report.numTodoTests,
});
const fromPlaywright = ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped });
const vitestArgs = (project) => (report) => [
  vitest,
  'run',
  '--project',
  project,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
];
const nothing = () => ({});

mkdirSync(results, { recursive: true });
const counts = [suite('unit', vitestArgs('unit'), nothing, fromVitest)];
const chromium = await findChromium();
if (chromium) {
  const withChromium = () => ({ CHROMIUM_PATH: chromium });
  counts.push(suite('browser', vitestArgs('browser'), withChromium, fromVitest));
  const build = spawnSync(process.execPath, ['scripts/build.mjs', '--quiet'], { cwd: root, stdio: 'inherit' });
  if (build.status === 0) {
    const e2e = (report) => ({ CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report, COLDSTART_BUILT: '1' });
    counts.push(suite('e2e', () => [playwright, 'test', '--reporter=list,json'], e2e, fromPlaywright));
  } else {
    console.log('e2e: the build failed, so nothing ran');
    counts.push({ passed: 0, failed: 1, skipped: 0 });
  }
} else {
  console.log(`\n${NO_CHROMIUM}`);
  counts.push({ passed: 0, failed: 1, skipped: 0 });
}

const sum = (key) => counts.reduce((total, one) => total + one[key], 0);
const skipped = sum('skipped');
process.exitCode = sum('failed') > 0 ? 1 : 0;
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`);

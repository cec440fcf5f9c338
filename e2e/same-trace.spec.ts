import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, type Page, test } from '@playwright/test';
import { lessons } from '../src/lessons/lessons.ts';
import { toJsonLine } from '../src/trace/jsonl.ts';
import { probes } from './same-trace/probes.ts';

/** The same document gives the same trace in Chromium and on the command line, byte for byte. */

const ROOT = fileURLToPath(new URL('..', import.meta.url));

async function inChromium(page: Page, document: string): Promise<string[]> {
  const { records, texts, stop, sentence } = await page.evaluate(async (text) => {
    const opened = await window.engine.open(text);
    if ('problem' in opened) throw new Error(`${opened.path}: ${opened.problem}`);
    const all = { records: [] as never[], texts: [] as string[] };
    for (;;) {
      const batch = await window.engine.advance(opened.run, 'idle', 5000);
      all.records.push(...(batch.records as never[]));
      all.texts.push(...batch.texts);
      if (batch.stop !== 'asked') return { ...all, stop: batch.stop, sentence: batch.sentence };
    }
  }, document);
  expect(stop, sentence).toBe('idle');
  return records.map((record) => toJsonLine(record, texts));
}

async function inNode(path: string, document: string): Promise<string[]> {
  writeFileSync(path, document);
  const run = promisify(execFile)('node', ['scripts/simulate.mjs', path, '--format', 'jsonl'], { cwd: ROOT, maxBuffer: 1e9 });
  // A check that fails gives exit code 1; the trace is there all the same.
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  return stdout.trimEnd().split('\n');
}

const documents = [...lessons.map(({ id, scenario }) => [id, scenario] as const), ...Object.entries(probes)];

for (const [name, document] of documents) {
  test(`${name}: one trace in Chromium and in Node`, async ({ page }, info) => {
    await page.goto('harness.html');
    const text = JSON.stringify(document);
    const [here, there] = [await inChromium(page, text), await inNode(info.outputPath('document.json'), text)];
    expect(here.length).toBeGreaterThan(10);
    for (const [i, line] of here.entries()) expect(line).toBe(there[i]);
    expect(here.length).toBe(there.length);
  });
}

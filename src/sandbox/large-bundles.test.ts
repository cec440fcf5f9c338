import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { describe, expect, test } from 'vitest';
import { compile } from '../compile/compile.ts';
import { prepare } from './loading/node-both-ways.test-support.ts';

/** Bundles an entry the way people do for Lambda: one file, Node's modules left out. */
async function bundled(entry: string, format: 'es' | 'cjs', minify: boolean): Promise<string> {
  const path = join(tmpdir(), `coldstart-entry-${process.pid}.mjs`);
  writeFileSync(path, entry);
  const result = await build({
    root: join(import.meta.dirname, '../..'),
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: { write: false, ssr: path, minify, target: 'node20', rolldownOptions: { output: { format, codeSplitting: false } } },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !('output' in output)) throw new Error('nothing was built');
  return output.output[0].code;
}

const resolveFrom = join(import.meta.dirname, '../../node_modules');
const HONO = `import { Hono } from '${resolveFrom}/hono/dist/index.js'; import { handle } from '${resolveFrom}/hono/dist/adapter/aws-lambda/index.js';
const app = new Hono(); app.get('/cart/:id', (c) => c.json({ id: c.req.param('id'), q: c.req.query('q') })); export const handler = handle(app);`;
const EXPRESS = `import express from '${resolveFrom}/express/index.js'; import serverless from '${resolveFrom}/serverless-http/serverless-http.js';
const app = express(); app.get('/cart/:id', (req, res) => { res.json({ id: req.params.id, q: req.query.q }) }); export const handler = serverless(app);`;

const EVENT = {
  version: '2.0',
  rawPath: '/cart/7',
  rawQueryString: 'q=x',
  headers: { host: 'example.com' },
  isBase64Encoded: false,
  requestContext: {
    http: { method: 'GET', path: '/cart/7', sourceIp: '192.0.2.1', protocol: 'HTTP/1.1' },
    domainName: 'example.com',
    stage: '$default',
  },
};

describe('bundles compile, load and answer', () => {
  test.each([
    ['hono', HONO, 'es', false],
    ['hono, minified', HONO, 'es', true],
    ['express', EXPRESS, 'cjs', false],
    ['express, minified', EXPRESS, 'es', true],
  ] as const)('%s', { timeout: 60_000 }, async (_, entry, format, minify) => {
    const code = await bundled(entry, format, minify);
    const running = prepare({ [format === 'es' ? 'index.mjs' : 'index.cjs']: code });
    if ('faulty' in running) throw new Error(JSON.stringify(running.faulty));
    for (const name of [
      'process',
      'Buffer',
      'URL',
      'URLSearchParams',
      'Headers',
      'Request',
      'Response',
      'TextEncoder',
      'TextDecoder',
      'setTimeout',
      'setImmediate',
      'clearTimeout',
      'console',
      'ReadableStream',
      'crypto',
      'performance',
    ])
      running.global[name] = (globalThis as unknown as { [name: string]: unknown })[name];
    const { handler } = (await running.loader.loadEntry()) as {
      handler(event: unknown, context: unknown): Promise<{ statusCode: number; body: string }>;
    };
    const answer = await handler(EVENT, {});
    expect(answer).toMatchObject({ statusCode: 200, body: JSON.stringify({ id: '7', q: 'x' }) });
    expect(running.meter.spent()).toBeGreaterThan(100);
  });

  test('a megabyte, and twice that, compile', { timeout: 60_000 }, async () => {
    const code = await bundled(EXPRESS, 'cjs', false);
    const many = (copies: number): string => Array.from({ length: copies }, (_, i) => `(function b${i}() {\n${code}\n});`).join('\n');
    const size = Math.ceil(1_000_000 / code.length);
    for (const copies of [1, size, 2 * size]) {
      const files = { 'index.cjs': many(copies) };
      const before = performance.now();
      const compiled = compile({ runtime: 'nodejs22.x', handler: 'index.handler', files, layers: [] });
      if (process.env['SHOW_TIMES']) console.log(files['index.cjs'].length, Math.round(performance.now() - before), 'ms');
      expect(compiled).toHaveProperty('ready');
    }
  });

  test('sums and else-ifs of thousands of terms compile', () => {
    const sum = Array.from({ length: 5000 }, (_, i) => `"${i}"`).join(' +\n');
    const chain = Array.from({ length: 1000 }, (_, i) => `if (x === ${i}) y = ${i}; else `).join('');
    expect(
      compile({
        runtime: 'nodejs22.x',
        handler: 'index.handler',
        files: { 'index.mjs': `export const s = ${sum};\nlet x = 1, y; ${chain} y = 0` },
        layers: [],
      }),
    ).toHaveProperty('ready');
  });
});

import { afterAll, describe, expect, test, vi } from 'vitest';
import { fromBase64 } from '../base/bytes.ts';
import type { Json } from '../base/json.ts';
import { nodeHost } from '../hosts/node-host.ts';
import type { HandlerHost } from '../sim/handler-host.ts';
import type { HttpRequest, HttpResponse } from '../sim/http.ts';
import type { Scenario } from '../sim/scenario.ts';
import { simulate } from '../simulate.ts';
import { type Bundle, bundleOf, nativeHost } from './frameworks.harness.ts';
import { heardBy, probe, requestOf } from './http-requests.test-support.ts';
import { registry } from './index.ts';

const HONO = `
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { getCookie, setCookie } from 'hono/cookie';
const app = new Hono();
app.get('/cart', (c) => {
  setCookie(c, 'sid', '9c2e');
  setCookie(c, 'cart', '2');
  return c.json({ items: c.req.queries('item'), q: c.req.query('q'), tag: c.req.header('x-tag'), seen: getCookie(c, 'theme') }, 201);
});
app.post('/bytes', async (c) => {
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  return c.body(bytes.reverse(), 200, { 'content-type': 'image/png' });
});
export const handler = handle(app);
`;

const EXPRESS = `
import express from 'express';
import serverless from 'serverless-http';
const app = express();
app.get('/cart', (req, res) => {
  res.cookie('sid', '9c2e');
  res.cookie('cart', '2');
  const item = req.query.item;
  const seen = /theme=(\\w+)/.exec(req.get('cookie') ?? '')?.[1];
  res.status(201).json({ items: Array.isArray(item) ? item : [item], q: req.query.q, tag: req.get('x-tag'), seen });
});
app.post('/bytes', express.raw({ type: '*/*' }), (req, res) => {
  res.type('image/png').send(Buffer.from(req.body).reverse());
});
export const handler = serverless(app, { binary: ['image/*'] });
`;

const POWERTOOLS = `
import { Router } from '@aws-lambda-powertools/event-handler/http';
const app = new Router();
app.get('/cart', ({ req }) => {
  const url = new URL(req.url);
  const seen = /theme=(\\w+)/.exec(req.headers.get('cookie') ?? '')?.[1];
  const body = { items: url.searchParams.getAll('item'), q: url.searchParams.get('q'), tag: req.headers.get('x-tag'), seen };
  const headers = { 'content-type': 'application/json' };
  return { statusCode: 201, headers, cookies: ['sid=9c2e', 'cart=2'], body: JSON.stringify(body) };
});
// It reads request bodies as text, so the bytes of the response are its own.
app.post('/bytes', async () => new Response(new Uint8Array([0x41, 0x80, 0xff, 0]), { headers: { 'content-type': 'image/png' } }));
export const handler = async (event, context) => app.resolve(event, context);
`;

const MIDDY = `
import middy from '@middy/core';
const times = () => ({
  before: (request) => { request.internal.began = true; },
  after: (request) => { request.response.headers = { ...request.response.headers, 'x-middy': String(request.internal.began) }; },
  onError: (request) => { request.response = { statusCode: 404, headers: { 'content-type': 'text/plain' }, body: request.error.message }; },
});
export const handler = middy()
  .use(times())
  .handler(async (event) => {
    const path = event.rawPath ?? event.path;
    if (path !== '/cart') throw new Error('nothing at ' + path);
    const item = event.multiValueQueryStringParameters?.item ?? event.queryStringParameters.item.split(',');
    return { statusCode: 201, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ items: item }) };
  });
`;

interface Door {
  readonly kind: string;
  readonly config?: Json;
  readonly wire?: Json;
  /** Before the path: the stage. */
  readonly stage?: string;
  /** What a framework makes of two values of a query parameter. */
  readonly items: readonly string[];
}

const both = ['1', '2'];
const DOORS: { readonly [name: string]: Door } = {
  'ALB with single values': { kind: 'alb', items: ['2'] },
  'ALB with multi values': { kind: 'alb', config: { multiValueHeadersEnabled: true }, items: both },
  'REST API': { kind: 'rest-api', config: { binaryMediaTypes: ['*/*'] }, stage: '/prod', items: both },
  'HTTP API with payload 2.0': { kind: 'http-api', items: both },
  'HTTP API with payload 1.0': { kind: 'http-api', wire: { payloadFormatVersion: '1.0' }, items: both },
  'function URL': { kind: 'function-url', config: { authType: 'NONE' }, items: both },
};

const REQUESTS: readonly Partial<HttpRequest>[] = [
  {
    target: '/cart?item=1&item=2&q=caf%C3%A9%20x',
    headers: [
      ['Accept', '*/*'],
      ['X-Tag', 'one'],
      ['Cookie', 'theme=dark; sid=old'],
    ],
  },
  {
    method: 'POST',
    target: '/bytes',
    headers: [
      ['Accept', '*/*'],
      ['Content-Type', 'application/octet-stream'],
    ],
    body: 'AP+AQQ==',
    isBase64: true,
  },
  { target: '/nowhere', headers: [['Accept', '*/*']] },
];

async function answersOf(
  host: HandlerHost,
  { kind, config = {}, wire = {}, stage = '' }: Door,
  { file, text }: Bundle,
): Promise<readonly HttpResponse[]> {
  const scenario: Scenario = {
    format: 1,
    model: '2026-11',
    title: 'frameworks',
    seed: 7,
    startsAt: '2026-11-23T09:00:00.000Z',
    nodes: [
      { id: 'client', kind: 'probe' },
      { id: 'door', kind, config },
      { id: 'shop', kind: 'lambda', config: { timeout: 30, memorySize: 1769, files: { [file]: text } } },
    ],
    wires: [
      { id: 'w0', from: 'client', to: 'door' },
      { id: 'w1', from: 'door', to: 'shop', config: wire },
    ],
    script: REQUESTS.map((request, i) => ({
      at: `${i * 60}s`,
      node: 'client',
      do: 'send',
      with: requestOf({ ...request, target: `${stage}${request.target}` }) as unknown as Json,
    })),
  };
  const run = await simulate(scenario, host, { ...registry, probe });
  const reached = await run.advance('idle');
  if (reached.sentence !== undefined) throw new Error(reached.sentence);
  return heardBy(run);
}

const headersOf = ({ headers }: HttpResponse, wanted: string): readonly string[] =>
  headers.flatMap(([name, value]) => (name.toLowerCase() === wanted ? [value] : []));

/** What each framework makes of the doors, where it doesn't make the same of all. */
interface Ways {
  readonly source: string;
  readonly format: 'es' | 'cjs';
  /** Cookies that arrive through an ALB with single values. */
  readonly albCookies: readonly string[];
  /** An ALB hands queries over encoded; a framework decodes them, or not. */
  readonly albQuery: string;
  readonly notFound: RegExp;
  /** With multi values an ALB ignores `headers`, also those that Powertools returns beside multiValueHeaders. */
  readonly usesHeaders?: true;
}

const FRAMEWORKS: { readonly [name: string]: Ways } = {
  hono: { source: HONO, format: 'es', albCookies: ['sid=9c2e'], albQuery: 'café x', notFound: /^404 Not Found$/ },
  'express with serverless-http': { source: EXPRESS, format: 'cjs', albCookies: [], albQuery: 'café x', notFound: /Cannot GET \/nowhere/ },
  "Powertools' event handler": {
    source: POWERTOOLS,
    format: 'es',
    albCookies: [],
    albQuery: 'caf%C3%A9%20x',
    notFound: /Route \/nowhere for method GET not found/,
    usesHeaders: true,
  },
};

// Bundles of half a megabyte are compiled and metered here, beside whatever else the machine does.
vi.setConfig({ testTimeout: 60_000 });

const sandbox = nodeHost();
afterAll(() => sandbox.close());

/** The sandbox must answer as Node itself does. */
const HOSTS: { readonly [name: string]: HandlerHost } = { 'in Node itself': nativeHost(), 'in the sandbox': sandbox };
const CASES = Object.entries(HOSTS).flatMap(([where, host]) =>
  Object.entries(DOORS).map(([through, door]) => [where, through, host, door] as const),
);

describe.each(Object.entries(FRAMEWORKS))('%s', (_, ways) => {
  const bundle = bundleOf(ways.source, ways.format);
  test.each(CASES)('%s it answers through: %s', async (_where, _through, host, door) => {
    const [cart, bytes, nowhere] = await answersOf(host, door, await bundle);
    const isAlb = door.kind === 'alb';
    const isSingle = isAlb && !door.config;

    expect(cart!.status).toBe(201);
    const q = isAlb ? ways.albQuery : 'café x';
    expect(JSON.parse(cart!.body)).toEqual({ items: door.items, q, tag: 'one', seen: 'dark' });
    const cookies = headersOf(cart!, 'set-cookie').map((cookie) => cookie.replace('; Path=/', ''));
    expect(cookies).toEqual(isSingle ? ways.albCookies : ['sid=9c2e', 'cart=2']);
    const type = isAlb && !isSingle && ways.usesHeaders ? /octet-stream/ : /^application\/json/;
    expect(headersOf(cart!, 'content-type')).toEqual([expect.stringMatching(type)]);

    expect(bytes).toMatchObject({ status: 200, isBase64: true });
    expect([...fromBase64(bytes!.body)!]).toEqual([0x41, 0x80, 0xff, 0]);

    expect(nowhere).toMatchObject({ status: 404, body: expect.stringMatching(ways.notFound) });
  });
});

describe('middy', () => {
  const bundle = bundleOf(MIDDY, 'es');
  test.each(CASES)('%s it answers through: %s', async (_where, _through, host, door) => {
    const [cart, bytes, nowhere] = await answersOf(host, door, await bundle);
    expect(cart).toMatchObject({ status: 201, body: JSON.stringify({ items: door.items }) });
    expect(bytes).toMatchObject({ status: 404, body: 'nothing at /bytes' });
    expect(nowhere).toMatchObject({ status: 404, body: 'nothing at /nowhere' });
  });
});

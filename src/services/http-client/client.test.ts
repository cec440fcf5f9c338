import { describe, expect, it } from 'vitest';
import { micros } from '../../base/ids.ts';
import type { JsonObject } from '../../base/json.ts';
import { z } from '../../base/z.ts';
import { scriptedHost } from '../../hosts/scripted.ts';
import type { HttpRequest, HttpResponse } from '../../sim/http.ts';
import type { Stimulus } from '../../sim/scenario.ts';
import { defineService, type Registry } from '../../sim/service.ts';
import { simulate } from '../../simulate.ts';
import { dataInFull } from '../../trace/jsonl.ts';
import { encodeBody } from './body.ts';
import { httpClient } from './index.ts';

/** A front door that answers what its config says, after a while. */
const echo = defineService({
  kind: 'echo',
  title: 'Echo',
  group: 'Front doors',
  config: z.object({ after: z.number().default(0), status: z.number().default(200), location: z.string().default('') }),
  words: {},
  ports: { in: [{ name: 'in', speaks: ['http'], why: '' }], out: [] },
  stimuli: {},
  face: { form: 'door', icon: 'split', fills: {}, meters: [], sentence: '', facts: '' },
  arn: (id) => `arn:test:${id}`,
  host: () => 'echo.example.com',
  behaviour: async () => ({
    create: () => null,
    receive(_state, signal, world) {
      if (signal.on === 'call') {
        world.wake(world.config.after, signal.call);
        return;
      }
      if (signal.on !== 'wake') return;
      const { status, location } = world.config;
      const response: HttpResponse = { status, headers: location !== '' ? [['Location', location]] : [], body: 'ok', isBase64: false };
      world.answer(signal.tag as never, { ok: true, output: response as unknown as JsonObject });
    },
  }),
});
const registry: Registry = { echo, 'http-client': httpClient };

async function run(script: readonly Stimulus[], client: JsonObject = {}, door: JsonObject = {}, wired = true) {
  const scenario = {
    format: 1 as const,
    model: '2026-11',
    title: 't',
    seed: 1,
    startsAt: '2026-11-23T09:00:00.000Z',
    nodes: [
      { id: 'client', kind: 'http-client', config: client },
      { id: 'door', kind: 'echo', config: door },
    ],
    wires: wired ? [{ id: 'w', from: 'client', to: 'door' }] : [],
    script,
  };
  const running = await simulate(
    scenario,
    scriptedHost(() => ({})),
    registry,
  );
  await running.advance('idle');
  const { records, texts } = running.trace;
  const all = records.map((record) => ({ ...record, full: dataInFull(record.data, texts) }));
  const of = (word: string) => all.filter((record) => record.word === word);
  const sent = of('http-client.request').map(({ full }) => JSON.parse(full['request'] as string) as HttpRequest);
  return { all, of, sent };
}

const request = (input: JsonObject = {}, at = '0s'): Stimulus => ({ at, node: 'client', do: 'request', with: input });

describe('an HTTP client', () => {
  it('adds what curl adds, and keeps what it is given as it is given', async () => {
    const { sent } = await run([
      request({
        target: '/cart?item=1&item=2',
        headers: [
          ['x-Tag', 'a'],
          ['x-tag', 'b'],
          ['accept', 'text/html'],
        ],
      }),
      request({ method: 'POST', body: { json: { a: 'é' } } }),
      request({ raw: true, headers: [['X', 'y']], body: { text: 'z' } }),
    ]);
    expect(sent[0]).toEqual({
      method: 'GET',
      target: '/cart?item=1&item=2',
      headers: [
        ['Host', 'echo.example.com'],
        ['User-Agent', 'curl/8.5.0'],
        ['x-Tag', 'a'],
        ['x-tag', 'b'],
        ['accept', 'text/html'],
      ],
      body: '',
      isBase64: false,
      sourceIp: '203.0.113.10',
    });
    expect(sent[1]?.headers.slice(3)).toEqual([
      ['Content-Length', '10'],
      ['Content-Type', 'application/json'],
    ]);
    expect(sent[2]?.headers).toEqual([['X', 'y']]);
  });

  it('tells one exchange by one item: request, travel, response, counts', async () => {
    const { all, of } = await run([request()], {}, { status: 404 });
    expect(all.filter(({ items }) => items?.[0] === 'req-1').map(({ word, at }) => [word, at])).toEqual([
      ['http-client.request', 0],
      ['http-client.send', 0],
      ['http-client.response', 2000],
    ]);
    expect(of('http-client.response')[0]).toMatchObject({ outcome: 'error', full: { status: 404, tookMs: 2 } });
    expect(of('http-client.answers').map(({ full }) => full)).toEqual([{ name: 'client', kind: '4xx', count: 1 }]);
    expect(of('http-client.in-flight').map(({ full }) => full['count'])).toEqual([1, 0]);
  });

  it('repeats in beats, in parallel, and at an even pace without drift', async () => {
    const beats = await run([request({ times: 5, parallel: 2, every: '250ms' })]);
    expect(beats.of('http-client.request').map(({ at }) => at)).toEqual([0, 0, 250_000, 250_000, 500_000]);
    const load = await run([{ at: '1s', node: 'client', do: 'load', with: { perSecond: 3, forSeconds: 2 } }]);
    expect(load.of('http-client.request').map(({ at }) => at - 1_000_000)).toEqual([0, 333_333, 666_666, 1_000_000, 1_333_333, 1_666_666]);
  });

  it('gives up when it is set to, and says when the answer came too late', async () => {
    const { of } = await run([request()], { giveUpAfter: 0.5 }, { after: 700_000 });
    expect(of('http-client.gave-up').map(({ at, full }) => [at, full['tookMs']])).toEqual([[500_000, 500]]);
    expect(of('http-client.late')[0]).toMatchObject({ at: 702_000, full: { status: 200, item: 'req-1' } });
    expect(of('http-client.in-flight').map(({ full }) => full['count'])).toEqual([1, 0]);
  });

  it('follows redirects only when asked, to the same door, and not for ever', async () => {
    const plain = await run([request()], {}, { status: 302, location: '/next' });
    expect(plain.sent.length).toBe(1);
    const followed = await run(
      [request({ method: 'POST', body: { text: 'x' }, follow: true })],
      {},
      { status: 302, location: '/next?a=1' },
    );
    expect(followed.sent.length).toBe(21);
    expect(followed.sent[1]).toMatchObject({ method: 'GET', target: '/next?a=1', body: '' });
    expect(followed.of('http-client.stays').length).toBe(1);
    const away = await run([request({ follow: true })], {}, { status: 301, location: 'https://elsewhere.example.com/' });
    expect(away.of('http-client.stays')[0]?.full['why']).toMatch(/elsewhere/);
  });

  it('says so when nothing is wired', async () => {
    const { of, sent } = await run([request()], {}, {}, false);
    expect(sent).toEqual([]);
    expect(of('http-client.unwired').length).toBe(1);
  });

  it('refuses headers that would end early, and addresses that are none', () => {
    const { request: schema } = httpClient.stimuli;
    expect(schema!.safeParse({ headers: [['a', 'b\r\nc: d']] }).success).toBe(false);
    expect(schema!.safeParse({ target: 'cart' }).success).toBe(false);
    expect(httpClient.config.safeParse({ sourceIp: '300.1.1.1' }).success).toBe(false);
    expect(httpClient.config.safeParse({ sourceIp: '2001:db8::7' }).success).toBe(true);
  });

  it('runs to an instant and on, the same as at once', async () => {
    const script = [request({ times: 7, parallel: 3, every: '10ms' })];
    const whole = await run(script);
    expect(whole.of('http-client.response').length).toBe(7);
    expect(micros(whole.all.at(-1)!.at)).toBe(22_000);
  });
});

describe('a body', () => {
  it('is encoded as a form, as JSON, as bytes', () => {
    expect(
      encodeBody({
        form: [
          ['a b', "it's~ok"],
          ['ü', '1&2'],
        ],
      }).body,
    ).toBe('a+b=it%27s%7Eok&%C3%BC=1%262');
    expect(encodeBody({ json: [1, null] })).toMatchObject({ body: '[1,null]', contentType: 'application/json' });
    expect(encodeBody({ base64: 'AAE=' })).toMatchObject({ body: 'AAE=', isBase64: true, contentType: 'application/octet-stream' });
  });

  it('is put together from parts, with the same boundary for the same parts', () => {
    const parts = [
      { name: 'a', value: '1' },
      { name: 'f', filename: 'x".bin', base64: '/w==' },
    ];
    const once = encodeBody({ multipart: parts });
    expect(once).toEqual(encodeBody({ multipart: parts }));
    expect(once.isBase64).toBe(true);
    const boundary = once.contentType.split('boundary=')[1];
    const text = Buffer.from(once.body, 'base64').toString('latin1');
    expect(text).toBe(
      `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--${boundary}\r\n` +
        `Content-Disposition: form-data; name="f"; filename="x%22.bin"\r\nContent-Type: application/octet-stream\r\n\r\n\xff\r\n--${boundary}--\r\n`,
    );
    expect(encodeBody({ multipart: [{ name: 'a', value: 'é' }] }).isBase64).toBe(false);
  });
});

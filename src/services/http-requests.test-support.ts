/** Requests and a bare HTTP client for the tests of front doors. */
import fc from 'fast-check';
import { base64 } from '../base/bytes.ts';
import type { Json } from '../base/json.ts';
import { z } from '../base/z.ts';
import { transcriptLine } from '../projections/transcript.ts';
import { ACCOUNT } from '../sim/account.ts';
import type { HttpRequest, HttpResponse } from '../sim/http.ts';
import type { Scenario, ScenarioNode } from '../sim/scenario.ts';
import { defineService, type Registry, word } from '../sim/service.ts';
import { simWords } from '../sim/words.ts';
import type { Run } from '../simulate.ts';
import type { Vocabulary } from '../trace/word.ts';

/** A request as the cases write them: `GET /`, from 203.0.113.7, unless said otherwise. */
export function requestOf(when: Partial<HttpRequest>): HttpRequest {
  return { method: 'GET', target: '/', headers: [], body: '', isBase64: false, sourceIp: '203.0.113.7', ...when };
}

/** A client that sends raw requests and says what came back as `probe.heard`. */
export const probe = defineService({
  kind: 'probe',
  title: 'Probe',
  group: 'Clients',
  config: z.object({}),
  words: {
    'probe.sent': word({ shape: 'mark', sentence: () => 'It sends.' }),
    'probe.heard': word({ shape: 'mark', sentence: () => 'It hears.' }),
  },
  ports: { in: [], out: [{ name: 'out', speaks: ['http'], why: '', wire: { config: z.object({}), look: 'waits', requires: [] } }] },
  stimuli: { send: z.any() },
  face: { form: 'plain', icon: 'user', fills: {}, meters: [], sentence: '', facts: '' },
  arn: (id) => `arn:test:${id}`,
  behaviour: async () => ({
    create: () => ({}),
    receive(_state, signal, world) {
      if (signal.on === 'stimulus') {
        const items = [world.item('req')];
        world.say({ word: 'probe.sent', shape: 'mark', items, data: {} });
        world.call(world.wires('out')[0]!.id, { action: 'http:Request', input: signal.with, as: { account: ACCOUNT }, items });
      } else if (signal.on === 'answer') world.say({ word: 'probe.heard', shape: 'mark', data: { answer: signal.answer } });
    },
  }),
});

/** A scenario: the probe sends the requests, one a second, to a door that is wired to functions. */
export function doorScenario(
  door: ScenarioNode,
  requests: readonly HttpRequest[],
  functions: readonly ScenarioNode[],
  wire: Json = {},
): Scenario {
  return {
    format: 1,
    model: '2026-11',
    title: 'door',
    seed: 7,
    startsAt: '2026-11-23T09:00:00.000Z',
    nodes: [{ id: 'client', kind: 'probe' }, door, ...functions],
    wires: [
      { id: 'w0', from: 'client', to: door.id },
      ...functions.map(({ id }, i) => ({ id: `w${i + 1}`, from: door.id, to: id, config: wire })),
    ],
    script: requests.map((request, i) => ({ at: `${i}s`, node: 'client', do: 'send', with: request })),
  };
}

/** What the probe heard, in order. */
export const heardBy = (run: Run): readonly HttpResponse[] =>
  run.trace.records
    .filter((record) => record.word === 'probe.heard')
    .map((record) => (record.data['answer'] as unknown as { output: HttpResponse }).output);

/** What the named nodes said, in sentences; others' sentences are theirs to pin down. */
export function proseOf(run: Run, registry: Registry, nodes: readonly string[]): string {
  const vocabulary: Vocabulary = Object.assign({}, simWords, ...Object.values(registry).map(({ words }) => words));
  const lines = run.trace.records.filter(({ node }) => nodes.includes(node)).map((record) => transcriptLine(record, run.trace, vocabulary));
  return `${lines.join('\n')}\n`;
}

/** Texts with all that can go wrong in them: escapes, names that objects have, umlauts, emoji. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'a=b&c', '%', '%zz', '%C3%BC', '+', '', '0', 'length'),
);
const name = fc.oneof(
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,8}$/),
  fc.constantFrom(
    'Cookie',
    'Host',
    '__proto__',
    'X-Forwarded-For',
    'x-forwarded-proto',
    'X-Amzn-Trace-Id',
    'Content-Type',
    'content-encoding',
    'Upgrade',
    'constructor',
  ),
);
const value = fc.oneof(
  fc.stringMatching(/^[ -~]{0,20}$/),
  fc.constantFrom('text/plain; charset=utf-8', 'application/json', 'image/png', 'Root=1-a-b', 'a=1; b=2'),
);

/** Any request that a client could send. */
export const anyRequest: fc.Arbitrary<HttpRequest> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PURGE'),
  target: fc
    .tuple(fc.array(text, { maxLength: 3 }), fc.array(fc.tuple(text, text), { maxLength: 4 }))
    .map(
      ([path, query]) =>
        `/${path.join('/').replaceAll('?', '')}${query.length > 0 ? `?${query.map((pair) => pair.join('=')).join('&')}` : ''}`,
    ),
  headers: fc.array(fc.tuple(name, value), { maxLength: 8 }),
  ...{ body: fc.constant(''), isBase64: fc.constant(false) },
  sourceIp: fc.constantFrom('203.0.113.7', '2001:db8::1'),
});

/** Any request with a body of text or of bytes. */
export const anyRequestWithBody: fc.Arbitrary<HttpRequest> = fc
  .tuple(
    anyRequest,
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }).map((body) => ({ body, isBase64: false })),
      fc.uint8Array({ maxLength: 30 }).map((bytes) => ({ body: base64(bytes), isBase64: true })),
    ),
  )
  .map(([request, body]) => ({ ...request, ...body }));

/** Every path of an event that ends in a value, as origins write them. */
export function leavesOf(value: Json, path: string, member: (base: string, name: string) => string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((entry, i) => leavesOf(entry as Json, `${path}[${i}]`, member));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner as Json, member(path, key), member));
}

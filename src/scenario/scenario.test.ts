import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { micros } from '../base/ids.ts';
import { z } from '../base/z.ts';
import type { Scenario } from '../sim/scenario.ts';
import { defineService, type Registry } from '../sim/service.ts';
import { compact } from './compact.ts';
import { toFile } from './file.ts';
import { fork } from './fork.ts';
import { decodeLink, encodeLink } from './link.ts';
import { parseScenario } from './parse.ts';

const noBehaviour = async () => ({ create: () => null, receive: () => undefined });
const face = { form: 'plain', icon: 'box', fills: {}, meters: [], sentence: '', facts: '' } as const;
const sender = defineService({
  kind: 'sender',
  title: 'Sender',
  group: 'Clients',
  config: z.strictObject({ name: z.string().default('it') }),
  words: {},
  ports: {
    in: [],
    out: [
      {
        name: 'out',
        speaks: ['http'],
        max: 2,
        why: 'A sender speaks HTTP; wire it to a box.',
        wire: { config: z.strictObject({ weight: z.int().min(1).default(1) }), look: 'waits', requires: [] },
      },
    ],
  },
  stimuli: { send: z.strictObject({ n: z.int().min(1).default(1) }) },
  face,
  behaviour: noBehaviour,
  arn: (id) => id,
});
const box = defineService({
  kind: 'box',
  title: 'Box',
  group: 'Compute',
  config: z.strictObject({
    memorySize: z.int().min(128).max(10240).default(128),
    deep: z.strictObject({ a: z.number().default(1), b: z.string().default('x') }).prefault({}),
  }),
  words: {},
  ports: { in: [{ name: 'in', speaks: ['http'], why: 'A box hears HTTP.' }], out: [] },
  stimuli: {},
  face,
  behaviour: noBehaviour,
  arn: (id) => id,
});
const registry: Registry = { sender, box };

const good = {
  format: 1,
  model: '2026-11',
  title: 'Two',
  seed: 1,
  startsAt: '2026-11-23T09:00:00.000Z',
  nodes: [
    { id: 'c', kind: 'sender' },
    { id: 'f', kind: 'box', config: { memorySize: 256 } },
  ],
  wires: [{ id: 'w', from: 'c', to: 'f' }],
  script: [{ at: '0s', node: 'c', do: 'send' }],
};

const refused = (document: unknown): [string, string] => {
  const parsed = parseScenario(document, registry);
  return parsed.ok ? ['', 'was taken'] : [parsed.path, parsed.problem];
};

describe('a bad document', () => {
  test('that is no JSON is refused', () => expect(refused('{')[1]).toMatch(/^This isn't JSON: /));
  test('of 5 MB is refused unread', () =>
    expect(refused(`"${'x'.repeat(5e6)}"`)[1]).toMatch(/^This text has 5\.0 million characters; a scenario has at most 2 million/));
  test('without a format is none of ours', () => expect(refused({})).toEqual(['format', expect.stringContaining('"format": 1')]));
  test('of a newer format says so', () =>
    expect(refused({ ...good, format: 2 })).toEqual(['format', expect.stringContaining('newer than this Coldstart')]));
  test('of an unknown model says so', () =>
    expect(refused({ ...good, model: '2031-01' })).toEqual(['model', expect.stringContaining('no behaviour model of that name')]));
  test('with an unknown kind names the kinds that are there', () =>
    expect(refused({ ...good, nodes: [...good.nodes, { id: 'x', kind: 'toaster' }] })).toEqual([
      'nodes.2.kind',
      'There is no kind of node called toaster; there is sender and box.',
    ]));
  test('with a negative memory names the limit and the value', () =>
    expect(refused({ ...good, nodes: [good.nodes[0], { id: 'f', kind: 'box', config: { memorySize: -5 } }] })).toEqual([
      'nodes.1.config.memorySize',
      'f: memorySize must be at least 128; it is -5.',
    ]));
  test('with a text for a number', () =>
    expect(refused({ ...good, nodes: [good.nodes[0], { id: 'f', kind: 'box', config: { memorySize: 'big' } }] })).toEqual([
      'nodes.1.config.memorySize',
      'f: memorySize must be a number; it is "big".',
    ]));
  test('with a setting that has no effect', () =>
    expect(refused({ ...good, nodes: [good.nodes[0], { id: 'f', kind: 'box', config: { vpcConfig: {} } }] })).toEqual([
      'nodes.1.config',
      expect.stringContaining("vpcConfig isn't a setting that Coldstart knows"),
    ]));
  test('with a layer, since there are none', () =>
    expect(refused({ ...good, layers: { middy: '6.4.5#3f2a' } })).toEqual(['layers', expect.stringContaining('brings no layers yet')]));
  test('with a wire to nowhere', () =>
    expect(refused({ ...good, wires: [{ id: 'w', from: 'c', to: 'g' }] })).toEqual([
      'wires.0.to',
      'The wire w goes to g, but there is no node of that name.',
    ]));
  test('with a wire that does not fit says what would', () =>
    expect(refused({ ...good, wires: [{ id: 'w', from: 'c', to: 'c' }] })).toEqual([
      'wires.0.to',
      "c can't be wired to c. A sender speaks HTTP; wire it to a box.",
    ]));
  test('with one wire too many', () =>
    expect(refused({ ...good, wires: ['a', 'b', 'd'].map((id) => ({ id, from: 'c', to: 'f' })) })).toEqual([
      'wires.2',
      expect.stringContaining('one too many'),
    ]));
  test('with two of one name', () => expect(refused({ ...good, nodes: [...good.nodes, { id: 'c', kind: 'box' }] })[0]).toBe('nodes.2.id'));
  test('with a stimulus that the service does not know', () =>
    expect(refused({ ...good, script: [{ at: '0s', node: 'c', do: 'sing' }] })).toEqual([
      'script.0.do',
      "Sender can't sing; it can send or configure.",
    ]));
  test('with a wrong input of a stimulus', () =>
    expect(refused({ ...good, script: [{ at: '0s', node: 'c', do: 'send', with: { n: 0 } }] })).toEqual([
      'script.0.with.n',
      'n must be at least 1; it is 0.',
    ]));
  test('with a stimulus for a wire, which can be told nothing', () =>
    expect(refused({ ...good, script: [{ at: '0s', node: 'w', do: 'configure' }] })).toEqual([
      'script.0.node',
      'w is a wire, and only nodes can be told to do something; name c or f.',
    ]));
  test('with a change of settings that is no list of settings', () =>
    expect(refused({ ...good, script: [{ at: '0s', node: 'c', do: 'configure', with: 5 }] })).toEqual([
      'script.0.with',
      'configure takes an object of settings; it is 5.',
    ]));
  test('with an instant that is none', () =>
    expect(refused({ ...good, script: [{ at: 'soon', node: 'c', do: 'send' }] })[0]).toBe('script.0.at'));
  test('that reaches for a prototype', () =>
    expect(refused('{"format":1,"nodes":[{"id":"a","kind":"box","config":{"__proto__":{"x":1}}}]}')[1]).toContain('__proto__'));
  test('that names a kind by a prototype member', () =>
    expect(refused({ ...good, nodes: [{ id: 'a', kind: 'constructor' }] })[0]).toBe('nodes.0.kind'));
  test('nested without end', () => expect(refused(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)[1]).toContain('nested deeper'));
  test('that is no JSON value at all', () => {
    for (const notes of [1n, () => 1, Symbol('notes')])
      expect(refused({ ...good, notes })).toEqual(['notes', `A scenario is plain JSON, but here is a ${typeof notes}.`]);
  });
  test('of any JSON at all never throws', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void parseScenario(value, registry)));
    fc.assert(
      fc.property(fc.constantFrom('nodes', 'wires', 'script', 'checks', 'title', 'seed', 'startsAt'), fc.jsonValue(), (key, value) => {
        const parsed = parseScenario({ ...good, [key]: value }, registry);
        if (!parsed.ok) expect(parsed.problem).toMatch(/\.$/);
      }),
    );
  });
});

describe('a compact document', () => {
  test('leaves out what AWS would choose anyway, and means the same', () => {
    const scenario = {
      ...good,
      nodes: [
        { id: 'c', kind: 'sender', config: { name: 'it' } },
        { id: 'f', kind: 'box', config: { memorySize: 128, deep: { a: 2, b: 'x' } } },
      ],
      wires: [{ ...good.wires[0], config: { weight: 1 } }],
    };
    expect(compact(scenario as Scenario, registry)).toEqual({
      format: 1,
      model: '2026-11',
      title: 'Two',
      nodes: [
        { id: 'c', kind: 'sender' },
        { id: 'f', kind: 'box', config: { deep: { a: 2 } } },
      ],
      wires: [{ id: 'w', from: 'c', to: 'f' }],
      script: [{ at: '0s', node: 'c', do: 'send' }],
    });
  });
  test('is a file that reads back', () => {
    const parsed = parseScenario(good, registry);
    if (!parsed.ok) throw new Error(parsed.problem);
    expect(toFile(parsed.scenario).name).toBe('two.coldstart.json');
  });
});

describe('a link', () => {
  const empty: Scenario = {
    format: 1,
    model: '2026-11',
    title: 'Nothing yet, café 冷',
    seed: 7,
    startsAt: '2026-11-23T09:00:00.000Z',
    nodes: [],
    wires: [],
    script: [],
    notes: 'A *note*.',
  };
  test('carries the document', () => expect(decodeLink(`#${encodeLink(empty)}`)).toEqual({ ok: true, scenario: empty }));
  test('of a newer codec says so', () =>
    expect(decodeLink('#c2.abc')).toMatchObject({ problem: expect.stringContaining('newer version of Coldstart') }));
  test('that was cut anywhere never throws, and is refused or says what is wrong', () => {
    const link = encodeLink(empty);
    for (let end = 0; end < link.length; end++) expect(decodeLink(link.slice(0, end)).ok).toBe(false);
  });
  test('of a codec that never was is refused', () =>
    expect(decodeLink(encodeLink(empty).replace('c1.', 'c0.'))).toMatchObject({ ok: false }));
  // Took minutes while the padding was looked for with a regular expression.
  test('of a million equals signs is refused at once', () =>
    expect(decodeLink(`#c1.${'='.repeat(1_000_000)}x`)).toMatchObject({ problem: expect.stringContaining('cut short or changed') }));
  test('that was changed anywhere never throws', () => {
    const link = encodeLink(empty);
    fc.assert(
      fc.property(
        fc.nat(link.length - 1),
        fc.constantFrom(...'AZaz09-_.%'),
        (at, char) => void decodeLink(link.slice(0, at) + char + link.slice(at + 1)),
      ),
    );
  });
  test('that unpacks to a flood is refused', () => {
    const bomb = encodeLink({ ...empty, notes: 'x'.repeat(3_000_000) });
    expect(bomb.length).toBeLessThan(20_000);
    expect(decodeLink(bomb)).toMatchObject({ ok: false, problem: expect.stringContaining('unpacks to more than 2 million') });
  });
});

describe('a fork', () => {
  const scenario = {
    ...good,
    script: [
      { at: '0s', node: 'c', do: 'send' },
      { at: '1s', node: 'c', do: 'send', by: 'reader' },
      { at: '3s', node: 'c', do: 'send', by: 'reader' },
      { at: '9s', node: 'c', do: 'send' },
    ],
  } as Scenario;
  test('keeps the author and drops the future that the reader made', () => {
    expect(fork(scenario, micros(2_500_000), { node: 'c', do: 'send', with: { n: 2 } }).script).toEqual([
      scenario.script[0],
      scenario.script[1],
      scenario.script[3],
      { at: '2s500ms', node: 'c', do: 'send', with: { n: 2 }, by: 'reader' },
    ]);
    expect(scenario.script).toHaveLength(4);
  });
});

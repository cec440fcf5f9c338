import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toJSONSchema } from 'zod/mini';
import { isObject } from '../base/json.ts';
import { replies, scriptedHost } from '../hosts/scripted.ts';
import { compact } from '../scenario/compact.ts';
import { decodeLink, encodeLink } from '../scenario/link.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Scenario } from '../sim/scenario.ts';
import { simulate } from '../simulate.ts';
import { registry, vocabulary } from './index.ts';

/** One contract over every service: what is promised of one holds for all. */

const services = Object.entries(registry);
const folder = (kind: string): string => join(import.meta.dirname, kind);
/** What a service says, in its folder or through a mechanism in parts/ that it shares. */
const sourcesOf = (kind: string): string =>
  readdirSync(folder(kind))
    .filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
    .map((name) => readFileSync(join(folder(kind), name), 'utf8'))
    .join('\n');

const sharedParts = (): string => {
  const parts = join(import.meta.dirname, '../parts');
  return readdirSync(parts)
    .map((name) => readFileSync(join(parts, name), 'utf8'))
    .join('\n');
};

async function lessonOf(kind: string): Promise<Scenario> {
  const module = (await import(`./${kind}/lesson.ts`)) as { readonly [name: string]: Scenario };
  const lesson = Object.values(module).find((value) => isObject(value) && 'nodes' in value);
  if (!lesson) throw new Error(`${kind}/lesson.ts exports no scenario`);
  return lesson;
}

/** Whether a dotted path leads to a property of a JSON schema. */
function hasPath(schema: unknown, path: readonly string[]): boolean {
  if (path.length === 0) return true;
  if (!isObject(schema)) return false;
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  return Object.hasOwn(properties, path[0]!) && hasPath(properties[path[0]!], path.slice(1));
}

test('there are services', () => expect(services.length).toBeGreaterThanOrEqual(6));

describe.each(services)('%s', (kind, service) => {
  test('stands in the registry under its own kind', () => expect(service.kind).toBe(kind));

  test('has settings whose defaults are valid, plain data, and left out of links', () => {
    const defaults = service.config.parse({});
    expect(JSON.parse(JSON.stringify(defaults))).toEqual(defaults);
    expect(service.config.parse(defaults)).toEqual(defaults);
    const lone = {
      format: 1,
      model: '2026-11',
      title: 't',
      seed: 1,
      startsAt: '2026-11-23T09:00:00.000Z',
      nodes: [{ id: 'n', kind, config: defaults }],
      wires: [],
      script: [],
    } as unknown as Scenario;
    expect((compact(lone) as { nodes: unknown[] }).nodes).toEqual([{ id: 'n', kind }]);
  });

  test('names every setting for the inspector, and refuses one that it does not know', () => {
    const schema = toJSONSchema(service.config, { io: 'input', unrepresentable: 'any' }) as {
      properties?: { [key: string]: { title?: string } };
    };
    for (const [key, property] of Object.entries(schema.properties ?? {})) expect(property.title, key).toBeTruthy();
    expect(service.config.safeParse({ noSuchSetting: 1 }).success).toBe(false);
  });

  test('speaks only words of its own folder, each said somewhere, each with a dated AWS page where it claims a rule', () => {
    const sources = sourcesOf(kind);
    const shared = sharedParts();
    expect(Object.keys(service.words).length).toBeGreaterThan(2);
    for (const [word, { says, shape }] of Object.entries(service.words)) {
      expect(word.startsWith(`${kind}.`), word).toBe(true);
      expect(['travel', 'open', 'close', 'mark', 'level', 'log']).toContain(shape);
      const isSaid =
        sources.split(`'${word}'`).length > 2 || new RegExp(`\\.${word.split('.')[1]}\`|'${word.split('.')[1]}'`).test(shared + sources);
      expect(isSaid, `${word} is declared and never said`).toBe(true);
      if (says) {
        expect(says.aws, word).toMatch(/^https:\/\/(docs\.)?aws\.amazon\.com\//);
        expect(says.checked, word).toMatch(/^20\d\d-\d\d-\d\d$/);
      }
      expect(vocabulary[word as keyof typeof vocabulary]).toBe(service.words[word]);
    }
  });

  test('has a face whose sentence and facts name settings, and whose meters are gauges', () => {
    const schemas = [service.config, ...service.ports.out.map((port) => port.wire.config)].map((schema) =>
      toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
    );
    for (const [, path] of `${service.face.sentence} ${service.face.facts}`.matchAll(/\{([^}]+)\}/g)) {
      expect(
        schemas.some((schema) => hasPath(schema, path!.split('.'))),
        path,
      ).toBe(true);
    }
    const sources = sourcesOf(kind);
    for (const meter of service.face.meters) expect(sources, meter).toMatch(new RegExp(`['"\`]${meter}['"\`]`));
  });

  test('has a guide with dated sources, and says there what is not modelled', () => {
    const guide = readFileSync(join(folder(kind), 'guide.md'), 'utf8');
    expect(guide).toMatch(/^# /);
    expect(guide).toMatch(/(^|\W)(not|no|never|refused)\W/);
    if (kind !== 'http-client') expect(guide).toMatch(/20\d\d-\d\d-\d\d/);
  });

  test('says why a wire is refused, for every port', () => {
    for (const port of [...service.ports.in, ...service.ports.out]) expect(port.why, port.name).toMatch(/\w.*\.$/);
  });

  test('has a lesson that is a valid document, fits a link, and comes to rest', async () => {
    const lesson = await lessonOf(kind);
    const parsed = parseScenario(lesson);
    expect(parsed, JSON.stringify(parsed)).toMatchObject({ ok: true });
    expect(decodeLink(encodeLink(lesson))).toEqual(parseScenario(compact(lesson)));
    const run = await simulate(
      (parsed as { scenario: Scenario }).scenario,
      scriptedHost((_code, delivery) => (delivery.on === 'invoke' ? replies({ statusCode: 200, body: 'ok' }) : {})),
    );
    expect((await run.advance('idle')).stop).toBe('idle');
    const used = new Set(run.trace.records.map((record) => record.word.split('.')[0]));
    expect(used, 'the lesson shows the service').toContain(kind);
    for (const record of run.trace.records) expect(() => vocabulary[record.word]!.sentence(record.data, record.node)).not.toThrow();
  });
});

test.each(['alb', 'rest-api', 'http-api', 'function-url'])("%s: what a client gets is explained by the door's answer", async (kind) => {
  const parsed = parseScenario({
    format: 1,
    nodes: [
      { id: 'client', kind: 'http-client' },
      { id: 'door', kind },
      { id: 'f', kind: 'lambda' },
    ],
    wires: [
      { id: 'w1', from: 'client', to: 'door' },
      { id: 'w2', from: 'door', to: 'f' },
    ],
    script: [{ at: '0s', node: 'client', do: 'request', with: { target: kind === 'rest-api' ? '/prod/' : '/' } }],
  });
  if (!parsed.ok) throw new Error(parsed.problem);
  const run = await simulate(
    parsed.scenario,
    scriptedHost((_code, delivery) => (delivery.on === 'invoke' ? replies({ statusCode: 200 }) : {})),
  );
  await run.advance('idle');
  const { records } = run.trace;
  const chain: string[] = [];
  for (let at = records.find((record) => record.word === 'http-client.response')!.cause; at !== null; at = records[at]!.cause)
    chain.push(records[at]!.word);
  expect(chain.slice(0, 4)).toEqual([`${kind}.reply`, `${kind}.response`, 'lambda.reply', 'lambda.done']);
  expect(chain.at(-1)).toBe('sim.stimulus');
});

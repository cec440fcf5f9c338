import { describe, expect, test } from 'vitest';
import { replies, scriptedHost } from '../hosts/scripted.ts';
import { encodeLink } from '../scenario/link.ts';
import { HostStopped } from '../sim/handler-host.ts';
import type { Scenario } from '../sim/scenario.ts';
import { HELP, type Options, parseArguments } from './arguments.ts';
import { run } from './run.ts';

describe('arguments', () => {
  test('are read in any order', () =>
    expect(parseArguments(['--until', '1m30s', 'a.json', '--format=jsonl', '--seed', '7'])).toEqual({
      run: { file: 'a.json', until: 90_000_000, format: 'jsonl', seed: 7 },
    }));
  test.each([
    [[], 'Name a scenario file'],
    [['a', 'b'], 'One scenario at a time'],
    [['a', '--until', 'soon'], '--until takes a time'],
    [['a', '--format', 'xml'], '--format is jsonl, text or summary'],
    [['a', '--seed', '-1'], '--seed takes a whole number'],
    [['a', '--seed'], '--seed needs a value'],
    [['a', '--speed', '2'], '--speed is no option'],
  ])('%j are refused', (argv, why) => expect(parseArguments(argv)).toEqual({ wrong: expect.stringContaining(why) }));
  test('help says that there is no sandbox here', () => expect(HELP).toContain("without the browser's sandbox"));
});

const scenario: Scenario = {
  format: 1,
  model: '2026-11',
  title: 'Test',
  seed: 1,
  startsAt: '2026-11-23T09:00:00.000Z',
  nodes: [{ id: 'f', kind: 'lambda' }],
  wires: [],
  script: [{ at: '0s', node: 'f', do: 'invoke', with: { event: {} } }],
  checks: [{ say: 'One environment is built.', count: { word: 'lambda.init' }, is: { min: 1, max: 1 }, seeds: 2 }],
};

async function ran(text: string, options: Partial<Options> = {}): Promise<{ code: number; out: string[]; err: string[] }> {
  const out: string[] = [];
  const err: string[] = [];
  const host = scriptedHost((_code, delivery) => (delivery.on === 'invoke' ? replies('ok') : {}));
  const code = await run(text, { file: '-', until: 'idle', format: 'summary', seed: null, ...options }, host, {
    print: (line) => out.push(line),
    warn: (line) => err.push(line),
  });
  return { code, out, err };
}

describe('a run', () => {
  test('ends with 0 when every check held, also on the seeds that a check asks for', async () => {
    const { code, out } = await ran(JSON.stringify(scenario));
    expect(code).toBe(0);
    expect(out.filter((line) => line.startsWith('held'))).toHaveLength(3);
  });
  test('ends with 1 when a check failed, and says what was seen', async () => {
    const failing = { ...scenario, checks: [{ say: 'None is built.', count: { word: 'lambda.init' }, is: { max: 0 } }] };
    expect(await ran(JSON.stringify(failing), { format: 'text' })).toMatchObject({
      code: 1,
      err: ['Check failed (seed 1): None is built. It was seen once, not at most 0.'],
    });
  });
  test('ends with 2 for a bad document, with the path to the fault', async () => {
    expect(await ran('{"format":1,"nodes":[{"id":"f","kind":"lambda","config":{"memorySize":-1}}]}')).toMatchObject({
      code: 2,
      err: [expect.stringMatching(/^nodes\.0\.config\.memorySize: f: memorySize must be at least 128/)],
    });
  });
  test('takes a link as well as a document, and prints one record a line', async () => {
    const fromLink = await ran(`https://example.org/coldstart/#${encodeLink(scenario)}`, { format: 'jsonl' });
    const fromText = await ran(JSON.stringify(scenario), { format: 'jsonl' });
    expect(fromLink.out).toEqual(fromText.out);
    expect(fromText.out.map((line) => JSON.parse(line).seq)).toEqual(fromText.out.map((_line, i) => i));
  });
  test('ends with 3 when the host ends it, also on a further seed of a check', async () => {
    const err: string[] = [];
    let runs = 0;
    const host = scriptedHost((_code, delivery) => {
      if (delivery.on === 'init' && ++runs === 2) throw new HostStopped('stuck', 'It stands still.');
      return delivery.on === 'invoke' ? replies('ok') : {};
    });
    const options: Options = { file: '-', until: 'idle', format: 'summary', seed: null };
    const code = await run(JSON.stringify(scenario), options, host, { print: () => undefined, warn: (line) => err.push(line) });
    expect({ code, err }).toEqual({ code: 3, err: ['With seed 2: It stands still.'] });
  });
  test('stops before the time that was asked for', async () => {
    const { out } = await ran(JSON.stringify(scenario), { format: 'jsonl', until: 1000 as never });
    expect(out.length).toBeGreaterThan(0);
    for (const line of out) expect(JSON.parse(line).at).toBeLessThan(1000);
  });
});

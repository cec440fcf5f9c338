import { afterAll, expect, test } from 'vitest';
import { nodeHost } from '../hosts/node-host.ts';
import { checksOf } from '../scenario/check.ts';
import { decodeLink, encodeLink } from '../scenario/link.ts';
import { parseScenario } from '../scenario/parse.ts';
import { registry, vocabulary } from '../services/index.ts';
import { simulate } from '../simulate.ts';
import { frontPage } from './front-page.ts';
import { judge } from './judge.ts';
import { lessons } from './lessons.ts';

/** Lessons keep what they promise: they open, the first run leaves a task, and who does what the lesson says meets every check. */

const host = nodeHost();
afterAll(() => host.close());

/** Which checks the first run leaves open, and what the reader does about them, as a change of the document's text. */
const tasks: { readonly [id: string]: { readonly open: readonly number[]; readonly done: readonly (readonly [string, string])[] } } = {
  'sent-twice': { open: [0], done: [['"kind":"alb"', '"kind":"alb","config":{"multiValueHeadersEnabled":true}']] },
  'late-success': { open: [1], done: [['31_000', '20_000']] },
  'five-results': { open: [1], done: [["body: { item: 'tea' } }", "body: JSON.stringify({ item: 'tea' }) }"]] },
  'own-address': {
    open: [2],
    done: [
      ['(event) => ({\\n', '(event) => ({ statusCode: 201, body: JSON.stringify({\\n'],
      ['event.cookies,\\n});', 'event.cookies,\\n}) });'],
    ],
  },
  'every-byte': { open: [2], done: [['["X-Tag","one"]', '["X-Tag","one"],["X-Tag","two"]']] },
  'ghost-log': { open: [0], done: [['\\n  sendAnalytics', '\\n  await sendAnalytics']] },
};

async function verdictsOf(document: unknown): Promise<readonly boolean[]> {
  const parsed = parseScenario(document);
  if (!parsed.ok) throw new Error(`${parsed.path}: ${parsed.problem}`);
  const run = await simulate(parsed.scenario, host);
  await run.advance('idle');
  return checksOf(parsed.scenario).map((check) => judge(check, run.trace, true).held);
}

test.each(lessons.map((lesson) => [lesson.id, lesson] as const))(
  '%s: doing what it says meets every check',
  async (id, { scenario }) => {
    const { open, done } = tasks[id] ?? { open: [], done: [] };
    const first = await verdictsOf(scenario);
    expect(first).toEqual(first.map((_, i) => !open.includes(i)));
    let text = JSON.stringify(scenario);
    for (const [from, to] of done) {
      expect(text).toContain(from);
      text = text.replace(from, () => to);
    }
    const then = await verdictsOf(text);
    expect(then).toEqual(then.map(() => true));
  },
  60_000,
);

test('every task is of a lesson that there is', () => {
  const ids = lessons.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(Object.keys(tasks).filter((id) => !ids.includes(id))).toEqual([]);
});

test.each(lessons.map((lesson) => [lesson.id, lesson] as const))(
  '%s: its link carries its checks, and they speak of words and nodes that exist',
  (_, { scenario }) => {
    const opened = decodeLink(encodeLink(scenario));
    expect(opened).toMatchObject({ ok: true, scenario: { title: scenario.title, ...(scenario.checks && { checks: scenario.checks }) } });
    const text = JSON.stringify(scenario.checks ?? []);
    for (const [, word] of text.matchAll(/"word":"([^"]+)"/g)) expect(Object.keys(vocabulary)).toContain(word);
    for (const [, node] of text.matchAll(/"node":"([^"]+)"/g)) expect(scenario.nodes.map(({ id }) => id)).toContain(node);
  },
);

test('every service has a lesson of its own in the list', () => {
  const own = new Set(lessons.filter(({ on }) => on.length === 1).flatMap(({ on }) => on));
  expect([...own].sort()).toEqual(Object.keys(registry).sort());
});

test('the first page says of a lesson what the lesson says of itself', () => {
  for (const { id, title, icon } of frontPage) {
    const lesson = lessons.find((one) => one.id === id)!;
    expect({ title: lesson.scenario.title, icon: lesson.icon }).toEqual({ title, icon });
  }
});

import { expect, test } from 'vitest';
import type { Json } from '../base/json.ts';
import { randomOf } from '../base/random.ts';
import { type DoorDef, type HttpRequest, registry } from '../services/index.ts';
import { answerLinks, correspondenceOf, leavesOf, spreadOver } from './correspondence.ts';
import { type ComparedDoor, comparisonOf } from './door-comparison.ts';
import { jsonLines } from './json-lines.ts';
import { parsePath, pathKey, pathText, valueAt } from './json-path.ts';
import { requestLines, responseLines } from './message-lines.ts';
import { throughDoor } from './through-door.ts';

const request: HttpRequest = {
  method: 'GET',
  target: '/cart?item=mug&item=green%20tea',
  headers: [
    ['Host', 'shop.example.com'],
    ['X-Tag', 'one'],
    ['X-Tag', 'two'],
    ['Cookie', 'sid=7f3a; theme=dark'],
  ],
  body: '',
  isBase64: false,
  sourceIp: '203.0.113.24',
};
const now = 1_790_000_000_000;

async function alb(multiValueHeadersEnabled: boolean): Promise<ComparedDoor> {
  const service = registry['alb']!;
  const config = service.config.parse({ multiValueHeadersEnabled }) as Json;
  const door = (await service.door!()) as DoorDef;
  return { title: 'ALB', variant: multiValueHeadersEnabled ? 'multi-value' : 'single value', door, config, longestWait: null };
}

test('paths are read however they are written, and come back', () => {
  expect(parsePath('headers["x-tag"][0]')).toEqual(['headers', 'x-tag', 0]);
  expect(parsePath('headers.x-tag')).toEqual(['headers', 'x-tag']);
  expect(parsePath(pathText(['a', 'b.c', 2, '"']))).toEqual(['a', 'b.c', 2, '"']);
  expect(valueAt({ a: [{ b: 1 }] }, ['a', 0, 'b'])).toBe(1);
  expect(valueAt({ a: 1 }, ['constructor'])).toBeUndefined();
});

test('laid-out JSON is the same JSON, and every leaf stands on one line with its key', () => {
  const json: Json = {
    a: { b: { c: 'long enough to need a line of its own, surely' } },
    list: ['x', 'y'],
    deep: [{ a: 1, b: [] }],
    e: {},
    n: null,
  };
  const lines = jsonLines(json, 30);
  expect(JSON.parse(lines.map((line) => line.pieces.map((piece) => piece.text).join('')).join(''))).toEqual(json);
  expect(lines.at(-1)!.pieces.map((piece) => piece.text)).toEqual(['}']);
  const keys = lines.flatMap((line) => line.keys);
  for (const leaf of leavesOf(json)) expect(keys).toContain(leaf);
  expect(lines[1]!.pieces.map((piece) => piece.text).join('')).toContain('"a": { "b": { "c": ');
});

test('a raw request is laid out part by part', () => {
  const lines = requestLines(request);
  expect(lines[0]!.map((piece) => piece.text).join('')).toBe('GET /cart?item=mug&item=green%20tea HTTP/1.1');
  expect(lines[0]!.filter((piece) => piece.part).map((piece) => piece.part)).toEqual(['method', 'path', 'query:0', 'query:1']);
  expect(lines[3]!.map((piece) => piece.text).join('')).toBe('X-Tag: two');
});

test('every part of the request is in the event or is lost, through either kind of target group', async () => {
  for (const isMulti of [false, true]) {
    const { door, config } = await alb(isMulti);
    const mapped = door.toEvent(request, config, { now, node: 'shop-alb', random: randomOf(1) });
    if (!('event' in mapped)) throw new Error('refused');
    const { links, added } = correspondenceOf(mapped.origin, mapped.event);
    for (const { key } of links) expect(valueAt(mapped.event, JSON.parse(key))).toBeDefined();
    const parts = requestLines(request).flatMap((line) => line.flatMap((piece) => (piece.part === null ? [] : [piece.part])));
    const known = new Set([...links.map((link) => link.part), ...mapped.lost.map((lost) => lost.request)]);
    for (const part of parts) expect(known, `${part}, multi-value ${isMulti}`).toContain(part);
    expect(added).toContain(pathKey(['requestContext', 'elb', 'targetGroupArn']));
    expect(mapped.lost.length > 0).toBe(!isMulti);
  }
});

test('a value that holds the whole query comes from each of its parts', () => {
  const links = spreadOver([{ part: 'query', key: '["rawQueryString"]', note: null }], ['path', 'query:0', 'query:1']);
  expect(links.map((link) => link.part)).toEqual(['query:0', 'query:1']);
});

test('an answer is traced back to the result by name and value', () => {
  const result = { statusCode: 201, multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] }, body: 'hi' };
  const response = {
    status: 201,
    headers: [
      ['Server', 'x'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ] as const,
    body: 'hi',
    isBase64: false,
  };
  const links = answerLinks(result, response);
  expect(links.map(({ part, key }) => `${part} ${key}`)).toEqual([
    'status ["statusCode"]',
    'body ["body"]',
    'header:1 ["multiValueHeaders","set-cookie",0]',
    'header:2 ["multiValueHeaders","set-cookie",1]',
  ]);
  expect(
    responseLines(response)[0]!
      .map((piece) => piece.text)
      .join(''),
  ).toBe('HTTP/1.1 201 Created');
  expect(responseLines({ ...response, statusText: 'Put by' })[0]![1]).toEqual({ text: '201 Put by', part: 'status' });
});

test('the comparison asks the doors themselves: a load balancer with one value and with all', async () => {
  const doors = [await alb(false), await alb(true)];
  const rows = comparisonOf(doors, request, { now, node: 'door' });
  const said = Object.fromEntries(
    rows.map((row) => [
      row.title,
      row.cells.map((cell) => cell.pieces.map((piece) => (piece.lost ? `-${piece.text}-` : piece.text)).join(' ')),
    ]),
  );
  expect(said).toMatchObject({
    'X-Tag: one, X-Tag: two': ['-"one"- "two"', '["one","two"]'],
    'Name of that header': ['x-tag', 'x-tag'],
    'item=mug&item=green%20tea': ['-"mug"- "green%20tea"', '["mug","green%20tea"]'],
    'No body at all': ['""', '""'],
    Cookie: ['headers.cookie: "sid=7f3a; theme=dark"', 'multiValueHeaders.cookie: ["sid=7f3a; theme=dark"]'],
    'Handler throws': ['502, HTML', '502, HTML'],
    'Longest wait': ['the function’s timeout', 'the function’s timeout'],
  });
  expect(said['Two Set-Cookie']![1]).toBe('multiValueHeaders');
});

test('a door that fails on a probe leaves the other fields be', () => {
  const broken = { title: 'x', variant: 'y', config: {}, longestWait: null, door: null as unknown as DoorDef };
  const rows = comparisonOf([broken], request, { now, node: 'door' });
  expect(rows.length).toBe(10);
  expect(rows.every((row) => row.cells.length === 1)).toBe(true);
});

test('a header that came back is never traced to a block that the door ignored', async () => {
  const { door, config } = await alb(true);
  const result: Json = {
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'set-cookie': 'a=1' },
    multiValueHeaders: { 'content-type': ['application/json'], 'set-cookie': ['a=1', 'b=2'] },
    body: '{}',
  };
  const at = { now, node: 'door', random: randomOf(1) };
  const { response, ignored = [] } = door.toHttp({ payload: JSON.stringify(result) }, config, at, request);
  const keys = answerLinks(result, response, new Set(ignored.map(({ path }) => pathKey(parsePath(path) ?? [path])))).map(({ key }) => key);
  expect(keys).toContain('["multiValueHeaders","content-type",0]');
  expect(keys).toContain('["multiValueHeaders","set-cookie",0]');
  expect(keys).toContain('["multiValueHeaders","set-cookie",1]');
  expect(keys.filter((key) => key.startsWith('["headers"'))).toEqual([]);
});

test('the same request and result through another door are what its own mapping says', async () => {
  const ways = { asked: { now, node: 'door', random: randomOf(1) }, answered: { now, node: 'door', random: randomOf(1) } };
  const payload = JSON.stringify({ statusCode: 201, multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] }, body: 'hi' });
  const single = throughDoor(await alb(false), request, { text: payload, isError: false }, ways);
  const multi = throughDoor(await alb(true), request, { text: payload, isError: false }, ways);
  expect(valueAt(single.event, ['queryStringParameters', 'item'])).toBe('green%20tea');
  expect(single.lost.map((lost) => lost.request)).toContain('query:0');
  expect(valueAt(multi.event, ['multiValueQueryStringParameters', 'item'])).toEqual(['mug', 'green%20tea']);
  const cookies = (response: typeof multi.response) => response?.headers.filter(([name]) => /^set-cookie$/i.test(name)).length;
  expect([cookies(single.response), cookies(multi.response)]).toEqual([0, 2]);
  expect(throughDoor(await alb(true), request, { text: '{"errorMessage":"no"}', isError: true }, ways).response?.status).toBe(502);
  expect(throughDoor(await alb(true), request, null, ways).response).toBeNull();
});

test('a door that refuses the request hands over nothing and answers by itself', () => {
  const refused = { status: 414, headers: [], body: '', isBase64: false } as const;
  const door: DoorDef = { toEvent: () => ({ refused, why: 'Too long.' }), toHttp: () => ({ response: { ...refused, status: 200 } }) };
  const ways = { asked: { now, node: 'door', random: randomOf(1) }, answered: { now, node: 'door', random: randomOf(1) } };
  expect(throughDoor({ door, config: {} }, request, { text: '{}', isError: false }, ways)).toEqual({
    mapped: null,
    event: undefined,
    lost: [],
    response: refused,
    answer: { response: refused, why: 'Too long.' },
  });
});

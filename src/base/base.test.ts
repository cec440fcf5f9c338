import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base64, fromBase64, fromUtf8, utf8, utf8Length } from './bytes.ts';
import { formatDuration, parseDuration } from './duration.ts';
import { heapOf } from './heap.ts';
import { parseInstant } from './instant.ts';
import { sameJson } from './json.ts';
import { forkSeed, hexOf, randomOf, uuidOf } from './random.ts';

const text = fc.string({ unit: 'binary', maxLength: 60 });

describe('bytes', () => {
  test('agree with the platform on UTF-8, lone surrogates included', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
        ),
        (value) => {
          expect([...utf8(value)]).toEqual([...new TextEncoder().encode(value)]);
          expect(utf8Length(value)).toBe(new TextEncoder().encode(value).length);
        },
      ),
    );
  });
  test('decode any bytes as TextDecoder does', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(fromUtf8(bytes)).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
      }),
      { numRuns: 2000 },
    );
  });
  test('agree with Buffer on base64 and read base64url', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromBase64(base64(bytes))).toEqual(bytes);
        expect(fromBase64(Buffer.from(bytes).toString('base64url'))).toEqual(bytes);
      }),
    );
  });
  test('refuse what is not base64', () => {
    expect(fromBase64('a')).toBeUndefined();
    expect(fromBase64('ab%d')).toBeUndefined();
  });
});

describe('durations', () => {
  test('are written so that they read back exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 14 }), (at) => {
        expect(parseDuration(formatDuration(at))).toBe(at);
      }),
    );
  });
  test.each([
    ['1m30s', 90_000_000],
    ['250ms', 250_000],
    ['17µs', 17],
    ['0s', 0],
    ['1.5s', 1_500_000],
  ])('%s', (written, at) => expect(parseDuration(written)).toBe(at));
  test.each(['', '5', 's', '-1s', '1s 2s', '1h_'])('%j is none', (written) => expect(parseDuration(written)).toBeUndefined());
});

test('instants agree with the platform', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }), (date) => {
      expect(parseInstant(date.toISOString())).toBe(date.getTime());
    }),
  );
  expect(parseInstant('2026-02-29T00:00:00Z')).toBeUndefined();
  expect(parseInstant('2026-11-23')).toBeUndefined();
});

test('a heap pops what a sort gives, also after a part was dropped', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 5 }), (values, modulus) => {
      const heap = heapOf<number>((a, b) => a < b);
      for (const value of values) heap.push(value);
      heap.retain((value) => value % modulus === 0);
      const popped: number[] = [];
      while (heap.size > 0) popped.push(heap.pop()!);
      expect(popped).toEqual(values.filter((value) => value % modulus === 0).sort((a, b) => a - b));
    }),
  );
});

describe('dice', () => {
  test('of one seed are one stream, and forks differ by name', () => {
    const draw = (seed: number) => Array.from({ length: 20 }, randomOf(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(forkSeed(7, 'a'))).not.toEqual(draw(forkSeed(7, 'b')));
  });
  test('are spread evenly', () => {
    const random = randomOf(1);
    const counts = Array.from({ length: 16 }, () => 0);
    for (let i = 0; i < 160_000; i++) counts[Math.floor(random() * 16)]!++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });
  test('make version 4 UUIDs and hex', () => {
    expect(uuidOf(randomOf(3))).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(hexOf(randomOf(3), 32)).toMatch(/^[0-9a-f]{32}$/);
  });
});

test('JSON is the same whatever the order of members', () => {
  expect(sameJson({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
  for (const [a, b] of [
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1 }, { b: 1 }],
    [
      [1, 2],
      [2, 1],
    ],
    [[], {}],
    [{}, null],
    ['1', 1],
  ])
    expect(sameJson(a, b)).toBe(false);
  fc.assert(fc.property(fc.jsonValue(), (value) => sameJson(value, JSON.parse(JSON.stringify(value)))));
});

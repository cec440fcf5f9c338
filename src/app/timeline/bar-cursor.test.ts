import { expect, test } from 'vitest';
import { micros, type Seq } from '../../base/ids.ts';
import type { Change, Row, Span } from '../../projections/spans.ts';
import type { State } from '../../trace/word.ts';
import { type Cursor, cursorAfter, cursorAmong, cursorOn, extentOf } from './bar-cursor.ts';

const END = micros(1000);
const none = { spans: [], changes: [], stamps: [], failed: [], isRoom: false };

/** A room that looks so from each of these instants on. */
const room = (id: string, looks: readonly (readonly [from: number, state: State | null])[]): Row => ({
  ...none,
  id,
  node: 'cart',
  isRoom: true,
  changes: looks.map(([from, state]): Change => ({ from: micros(from), state, span: null, isBilled: false, open: 1 })),
});

/** A door with requests that were open from when until when. */
const lane = (id: string, requests: readonly (readonly [from: number, until: number | null])[]): Row => ({
  ...none,
  id,
  node: id,
  spans: requests.map(
    ([from, until], seq): Span => ({
      seq: seq as Seq,
      node: id,
      row: id,
      word: 'alb.request' as Span['word'],
      from: micros(from),
      until: until === null ? null : micros(until),
      closedBy: null,
      outcome: null,
      state: null,
      isBilled: false,
      within: null,
      items: [],
    }),
  ),
});

const door = lane('alb', [
  [0, 400],
  [300, null],
]);
const empty = lane('idle', []);
const a = room('cart A', [
  [10, null],
  [20, 'init'],
  [100, 'invoke'],
  [200, null],
  [300, 'frozen'],
]);
const b = room('cart B', [
  [350, 'init'],
  [400, 'invoke'],
]);
const rows = [door, empty, a, b];
const at = (row: Row, bar: number, instant = 0): Cursor => ({ row: row.id, bar, at: micros(instant) });
const press = (key: string, cursor: Cursor) => cursorAfter(key, cursor, rows, END);

test('left and right go from bar to bar, over stretches that show none, and stop at the ends', () => {
  expect(press('ArrowRight', at(a, 2))).toEqual(at(a, 4, 300));
  expect(press('ArrowLeft', at(a, 4))).toEqual(at(a, 2, 100));
  expect(press('ArrowLeft', at(a, 1, 20))).toEqual(at(a, 1, 20));
  expect(press('ArrowRight', at(door, 1, 300))).toEqual(at(door, 1, 300));
});

test('Home and End go to the first and the last bar of the row', () => {
  expect(press('Home', at(a, 4))).toEqual(at(a, 1, 20));
  expect(press('End', at(a, 1))).toEqual(at(a, 4, 300));
});

test('up and down go to the bar at the same instant, over rows without bars, and keep the instant', () => {
  expect(press('ArrowDown', at(door, 0, 120))).toEqual(at(a, 2, 120));
  expect(press('ArrowDown', at(a, 2, 120))).toEqual(at(b, 0, 120));
  expect(press('ArrowUp', at(b, 0, 120))).toEqual(at(a, 2, 120));
  expect(press('ArrowDown', at(b, 0, 120))).toEqual(at(b, 0, 120));
});

test('between two bars the nearer one is met', () => {
  expect(cursorOn(a, micros(220), END)).toEqual(at(a, 2, 220));
  expect(cursorOn(a, micros(290), END)).toEqual(at(a, 4, 290));
  expect(cursorOn(empty, micros(0), END)).toBe(null);
  expect(cursorAmong([empty, b], micros(0), END)).toEqual(at(b, 0));
});

test('a bar lasts until the next look, and what is open lasts until the end of the run', () => {
  expect(extentOf(a, 1, END)).toEqual({ from: 20, until: 100 });
  expect(extentOf(a, 3, END)).toBe(null);
  expect(extentOf(b, 1, END)).toEqual({ from: 400, until: 1000 });
  expect(extentOf(door, 1, END)).toEqual({ from: 300, until: 1000 });
});

test('other keys, and rows that are gone, lead nowhere', () => {
  expect(press('a', at(a, 1))).toBe(null);
  expect(press('Home', at(room('gone', []), 0))).toBe(null);
});

import { expect, test } from 'vitest';
import { type Anchor, alongOf, lengthOf, pathOf, routeOf } from './route.ts';

const box = (left: number, top: number, width = 100, height = 80): Anchor => ({
  left,
  right: left + width,
  top,
  bottom: top + height,
  inY: top + height / 2,
  outY: top + height / 2,
  centreX: left + width / 2,
});

test.each([
  ['level', box(0, 0), box(300, 0), 'M100 40L300 40'],
  ['lower', box(0, 0), box(300, 200), 'M100 40L200 40L200 240L300 240'],
  ['straight below', box(0, 0), box(0, 200), 'M50 80L50 200'],
  ['above', box(0, 300), box(40, 0), 'M50 300L50 190L90 190L90 80'],
  ['behind', box(300, 0), box(0, 20), 'M400 40L424 40L424 124L-24 124L-24 60L0 60'],
])('a wire to a node that is %s has right angles', (_, from, to, path) => expect(pathOf(routeOf(from, to))).toBe(path));

test('a share of the way is measured along the wire', () => {
  const corners = routeOf(box(0, 0), box(300, 200));
  expect(lengthOf(corners)).toBe(400);
  expect(alongOf(corners, 0)).toEqual({ x: 100, y: 40 });
  expect(alongOf(corners, 0.5)).toEqual({ x: 200, y: 140 });
  expect(alongOf(corners, 1)).toEqual({ x: 300, y: 240 });
  expect(alongOf(corners, 7)).toEqual({ x: 300, y: 240 });
});

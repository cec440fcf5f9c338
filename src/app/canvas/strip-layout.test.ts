import { expect, test } from 'vitest';
import { STRIP_WIDTH, stripOf } from './strip-layout.ts';

test.each([1, 3, 8, 16, 38, 60, 150, 996])('a strip of %i rooms stays in its building and leaves none out in silence', (rooms) => {
  const { columns, lines, width, height, left } = stripOf(rooms);
  expect(columns * width + (columns - 1) * 2).toBeLessThanOrEqual(STRIP_WIDTH);
  expect(lines * (height + 2)).toBeLessThanOrEqual(80);
  expect(columns * lines).toBeGreaterThanOrEqual(rooms - left);
  expect(width).toBeGreaterThanOrEqual(7);
  expect(left).toBe(Math.max(0, rooms - 19 * 8));
});

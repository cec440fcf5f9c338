import { expect, test } from 'vitest';
import { roomAfter } from './room-keys.ts';

test('arrows lead from room to room and stop at the first and the last', () => {
  expect(roomAfter('ArrowDown', 0, 3)).toBe(1);
  expect(roomAfter('ArrowRight', 2, 3)).toBe(2);
  expect(roomAfter('ArrowUp', 0, 3)).toBe(0);
  expect(roomAfter('Home', 2, 3)).toBe(0);
  expect(roomAfter('End', 0, 3)).toBe(2);
  expect(roomAfter('a', 0, 3)).toBe(null);
});

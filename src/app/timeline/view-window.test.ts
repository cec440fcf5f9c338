import { expect, test } from 'vitest';
import { micros } from '../../base/ids.ts';
import { autoZoom, following, moved, START, scaleAt, stripEnd, zoomed } from './view-window.ts';

const stretches = [
  { from: micros(0), until: micros(2_000_000) },
  { from: micros(60_000_000), until: micros(64_000_000) },
];
const end = micros(64_000_000);
const scaleOf = (microsPerPx: number) => scaleAt(stretches, end, microsPerPx);
const WIDTH = 768;

test('a short run fills the width, a long one shows four seconds', () => {
  expect(autoZoom([{ from: micros(0), until: micros(2_000_000) }], micros(2_000_000), 1000)).toBeCloseTo(2120, 0);
  expect(autoZoom([{ from: micros(0), until: micros(90_000_000) }], micros(90_000_000), 1000)).toBe(4000);
});

test('a run of 0.24 s stands on one scale in the strip and in the rows', () => {
  const short = [{ from: micros(0), until: micros(240_000) }];
  const shown = autoZoom(short, micros(240_000), 1000) * 1000;
  expect(stripEnd(short, micros(240_000), 1000)).toBe(shown);
  expect(stripEnd(stretches, end, 1000)).toBe(end);
});

test('a playhead out of sight brings the window with it; one in sight leaves it be', () => {
  const view = { ...START, microsPerPx: 4000 };
  expect(following(view, scaleOf(4000), micros(1_000_000), WIDTH, false)).toBe(view);
  const after = following(view, scaleOf(4000), micros(63_000_000), WIDTH, false);
  const scale = scaleOf(4000);
  const at = scale.toPosition(micros(63_000_000)) - scale.toPosition(after.left);
  expect(at).toBeGreaterThan(0);
  expect(at).toBeLessThan(WIDTH * 4000);
});

test('zooming keeps the instant under the pointer', () => {
  const view = moved({ ...START, microsPerPx: 4000 }, scaleOf(4000), 3_000_000, WIDTH);
  const under = (window: typeof view, x: number): number => {
    const scale = scaleOf(window.microsPerPx);
    return scale.toInstant(scale.toPosition(window.left) + x * window.microsPerPx);
  };
  const closer = zoomed(view, scaleOf, 0.5, 300, WIDTH);
  expect(closer.microsPerPx).toBe(2000);
  expect(Math.abs(under(closer, 300) - under(view, 300))).toBeLessThan(5_000);
});

test('the window never leaves the run', () => {
  const scale = scaleOf(4000);
  expect(moved(START, scale, -1e9, WIDTH).left).toBe(0);
  expect(moved(START, scale, 1e12, WIDTH).left).toBeLessThan(end);
});

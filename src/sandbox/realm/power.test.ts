import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pow, power } from './power.ts';

/** x^y exactly for whole y >= 0, rounded once, by BigInt arithmetic. */
function exactWhole(x: number, y: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(x));
  const bits = view.getBigUint64(0);
  const exponent = Number(bits >> 52n) - 1075;
  const whole = ((bits & 0xfffffffffffffn) | 0x10000000000000n) ** BigInt(y);
  // Number() of a BigInt rounds to nearest, ties to even, as one division by a power of two keeps it.
  const length = whole.toString(2).length;
  const cut = Math.max(0, length - 80);
  const sticky = (whole & ((1n << BigInt(cut)) - 1n)) === 0n ? 0n : 1n;
  const rounded = Number(((whole >> BigInt(cut)) << 1n) | sticky);
  const shift = cut - 1 + exponent * y;
  const half = Math.trunc(shift / 2);
  return rounded * 2 ** half * 2 ** (shift - half) * (x < 0 && y % 2 === 1 ? -1 : 1);
}

describe('pow', () => {
  test('is correctly rounded for whole exponents', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.integer({ min: 0, max: 30 }), (x, y) => {
        expect(pow(x, y)).toBe(exactWhole(x, y));
        expect(pow(-x, y)).toBe(exactWhole(-x, y));
      }),
      { numRuns: 3000 },
    );
  });

  test('is within one unit of the engine everywhere', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), fc.double({ min: -40, max: 40, noNaN: true }), (x, y) => {
        const [own, theirs] = [pow(x, y), x ** y];
        if (own !== theirs) expect(Math.abs(own - theirs)).toBeLessThanOrEqual(Math.abs(theirs) * 2.3e-16 + 5e-324);
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    [2, 10, 1024],
    [10, 22, 1e22],
    [10, -5, 1e-5],
    [1.1, 2, 1.2100000000000002],
    [2, 0.5, Math.SQRT2],
    [9, 0.5, 3],
    [-8, 1 / 3, Number.NaN],
    [-2, 3, -8],
    [-2, -3, -0.125],
    [2, 1023, 2 ** 1023],
    [2, 1024, Infinity],
    [2, -1074, 5e-324],
    [2, -1076, 0],
    [0.5, 1e300, 0],
    [1, 1e300, 1],
    [-1, 1e300, 1],
    [5e-324, 0.5, 2.2227587494850775e-162],
    [0, -1, Infinity],
    [-0, 3, -0],
    [Infinity, -2, 0],
    [Number.NaN, 0, 1],
    [1, Infinity, Number.NaN],
  ])('%d to the %d is %d', (x, y, result) => expect(pow(x, y)).toBe(result));
});

test('the operator leaves BigInts and objects to the engine', () => {
  expect(power(3n, 4n)).toBe(81n);
  expect(power({ valueOf: () => 3 }, '2')).toBe(9);
  expect(() => power(1n, 2)).toThrow(TypeError);
});

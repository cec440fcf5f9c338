import { expect, test } from 'vitest';
import { randomOf } from '../../base/random.ts';
import * as rest from './maths.ts';
import * as exponential from './maths-exponential.ts';

const own = { ...exponential, ...rest };

/** Distance in units in the last place. */
function ulps(a: number, b: number): number {
  if (Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b))) return 0;
  const view = new DataView(new ArrayBuffer(16));
  view.setFloat64(0, a);
  view.setFloat64(8, b);
  const order = (bits: bigint): bigint => (bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits);
  const distance = order(view.getBigInt64(0)) - order(view.getBigInt64(8));
  return Number(distance < 0n ? -distance : distance);
}

const SPECIAL = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  2,
  10,
  100,
  1000,
  1e-10,
  1e-300,
  5e-324,
  1e22,
  1e300,
  Math.PI,
  Math.PI / 2,
  Math.PI / 4,
  Math.E,
  Infinity,
  -Infinity,
  NaN,
  0.1,
  0.7,
  0.9,
  22,
  40,
  700,
  -700,
  710,
  -746,
];
const names = [
  'sin',
  'cos',
  'tan',
  'exp',
  'log',
  'log2',
  'log10',
  'expm1',
  'log1p',
  'atan',
  'asin',
  'acos',
  'sinh',
  'cosh',
  'tanh',
  'asinh',
  'acosh',
  'atanh',
  'cbrt',
] as const;

test.each(names)('Math.%s lies within three units in the last place of the engine', (name) => {
  const random = randomOf(7);
  const inputs = [...SPECIAL];
  for (let i = 0; i < 4000; i++) inputs.push((random() - 0.5) * 10 ** Math.floor(random() * 12 - 6));
  let worst = { ulps: 0, x: 0, got: 0, want: 0 };
  for (const x of inputs) {
    const got = own[name](x);
    const want = Math[name](x);
    const distance = ulps(got, want);
    if (distance > worst.ulps) worst = { ulps: distance, x, got, want };
  }
  expect(worst.ulps, JSON.stringify(worst)).toBeLessThanOrEqual(3);
});

test('atan2 and hypot agree with the engine in every quadrant', () => {
  for (const y of SPECIAL) {
    for (const x of SPECIAL) {
      expect(ulps(own.atan2(y, x), Math.atan2(y, x)), `atan2(${y}, ${x})`).toBeLessThanOrEqual(2);
      expect(ulps(own.hypot(y, x), Math.hypot(y, x)), `hypot(${y}, ${x})`).toBeLessThanOrEqual(2);
    }
  }
});

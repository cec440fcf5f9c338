/**
 * Powers whose last bit is one in every engine, for Math.pow and for the `**` that the compiler rewrites. Computed with
 * pairs of doubles (about 100 bits), so the result is the correctly rounded one but for the rarest ties.
 */

const nativePow = Math.pow;
const { abs, round, floor } = Math;
const view = new DataView(new ArrayBuffer(8));

/** A number as an unevaluated sum of two doubles. */
interface Pair {
  readonly high: number;
  readonly low: number;
}

const pair = (high: number, low: number): Pair => ({ high, low });

/** Exact sum where |a| >= |b|. */
function quickSum(a: number, b: number): Pair {
  const high = a + b;
  return pair(high, b - (high - a));
}

/** Exact sum. */
function sum(a: number, b: number): Pair {
  const high = a + b;
  const part = high - a;
  return pair(high, a - (high - part) + (b - part));
}

/** Exact product, by splitting each factor into halves of 26 bits. */
function product(a: number, b: number): Pair {
  const high = a * b;
  const splitA = 134217729 * a;
  const splitB = 134217729 * b;
  const [highA, highB] = [splitA - (splitA - a), splitB - (splitB - b)];
  const [lowA, lowB] = [a - highA, b - highB];
  return pair(high, highA * highB - high + highA * lowB + lowA * highB + lowA * lowB);
}

function add(a: Pair, b: Pair): Pair {
  const high = sum(a.high, b.high);
  const low = sum(a.low, b.low);
  const first = quickSum(high.high, high.low + low.high);
  return quickSum(first.high, first.low + low.low);
}

function multiply(a: Pair, b: Pair): Pair {
  const exact = product(a.high, b.high);
  return quickSum(exact.high, exact.low + (a.high * b.low + a.low * b.high));
}

function divide(a: Pair, b: Pair): Pair {
  const first = a.high / b.high;
  const rest = add(a, multiply(b, pair(-first, 0)));
  const second = rest.high / b.high;
  const last = add(rest, multiply(b, pair(-second, 0))).high / b.high;
  return add(quickSum(first, second), pair(last, 0));
}

const ONE = pair(1, 0);
const LN2 = pair(0.6931471805599453, 2.3190468138462996e-17);
const LOG2_E = divide(ONE, LN2);
/** 1/3, 1/5, 1/7, … for the logarithm; 1/k for the exponential. */
const ODD = Array.from({ length: 24 }, (_, i) => divide(ONE, pair(2 * i + 1, 0)));
const NTH = Array.from({ length: 14 }, (_, i) => divide(ONE, pair(i === 0 ? 1 : i, 0)));

/** Splits a positive finite number into m * 2^e with m in [sqrt(1/2), sqrt(2)). */
function split(x: number): { readonly m: number; readonly e: number } {
  const isSmall = x < 2.2250738585072014e-308;
  view.setFloat64(0, isSmall ? x * 18014398509481984 : x);
  const bits = view.getUint32(0);
  const e = ((bits >>> 20) & 0x7ff) - 1023 - (isSmall ? 54 : 0);
  view.setUint32(0, (bits & 0xfffff) | 0x3ff00000);
  const m = view.getFloat64(0);
  return m >= Math.SQRT2 ? { m: m / 2, e: e + 1 } : { m, e };
}

/** log2 of m in [sqrt(1/2), sqrt(2)), by the series of the inverse hyperbolic tangent. */
function log2(m: number): Pair {
  const s = divide(sum(m, -1), sum(m, 1));
  const square = multiply(s, s);
  let series = ODD[ODD.length - 1]!;
  for (let i = ODD.length - 2; i >= 0; i--) series = add(ODD[i]!, multiply(square, series));
  return multiply(multiply(multiply(s, series), pair(2, 0)), LOG2_E);
}

/** 2^f for |f| <= 1/2: the exponential of a 256th, squared eight times. */
function exp2(f: Pair): Pair {
  const g = multiply(multiply(f, LN2), pair(1 / 256, 0));
  let less = pair(0, 0);
  // exp(g) - 1, so that the small part keeps its digits while it is squared.
  for (let i = NTH.length - 1; i >= 1; i--) less = multiply(multiply(g, NTH[i]!), add(ONE, less));
  for (let i = 0; i < 8; i++) less = add(multiply(less, pair(2, 0)), multiply(less, less));
  return add(ONE, less);
}

function scale(x: number, n: number): number {
  if (n > 1023) return scale(x * 8.98846567431158e307, n - 1023);
  if (n < -1022) return n < -2200 ? 0 : scale(x * 2.004168360008973e-292, n + 969);
  view.setUint32(0, (n + 1023) << 20);
  view.setUint32(4, 0);
  return x * view.getFloat64(0);
}

/** Math.pow: where the answer is exact by definition (zeros, infinities, NaN) the engine's own is taken. */
export function pow(x: number, y: number): number {
  const base = +x;
  const exponent = +y;
  const size = abs(base);
  if (!(size > 0 && size < Infinity) || !(abs(exponent) > 0 && abs(exponent) < Infinity)) return nativePow(base, exponent);
  const isWhole = floor(exponent) === exponent;
  if (base < 0 && !isWhole) return Number.NaN;
  const sign = base < 0 && exponent % 2 !== 0 ? -1 : 1;
  if (size === 1) return sign;
  if (exponent === 1) return base;
  if (exponent === 2) return base * base;
  const { m, e } = split(size);
  if (abs(exponent) > 1e12) return sign * (size > 1 === exponent > 0 ? Infinity : 0);
  const total = multiply(add(pair(e, 0), log2(m)), pair(exponent, 0));
  if (total.high > 1025) return sign * Infinity;
  if (total.high < -1080) return sign * 0;
  const n = round(total.high);
  const { high, low } = exp2(add(total, pair(-n, 0)));
  return sign * scale(high + low, n);
}

/** The `**` operator: numbers as above, BigInts and what must be converted first as the engine does. */
export function power(base: unknown, exponent: unknown): unknown {
  if (typeof base === 'number' && typeof exponent === 'number') return pow(base, exponent);
  return (base as number) ** (exponent as number);
}

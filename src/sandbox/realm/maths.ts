import { mask } from './mask.ts';
import { exp, expm1, LN2, log, log1p, log2, log10 } from './maths-exponential.ts';
import { exponentOf, scaled } from './maths-parts.ts';

/**
 * The functions of Math whose last bits engines compute differently, after the classic argument reductions and minimax
 * polynomials of Sun's math library (public algorithms, written anew here). They use IEEE operations only, so the result is
 * one everywhere; it lies within three units in the last place of the true value.
 */
import { pow } from './power.ts';

const { floor, abs, sqrt, round } = Math;
const PI_2 = 1.5707963267948966;
const PI_2_LOW = 6.123233995736766e-17;

/** sin on |x| <= pi/4; y is the tail of x. */
function sinKernel(x: number, y: number): number {
  if (abs(x) < 2 ** -27) return x;
  const z = x * x;
  const v = z * x;
  const r =
    8.33333333332248946124e-3 +
    z * (-1.98412698298579493134e-4 + z * (2.75573137070700676789e-6 + z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10)));
  return x - (z * (0.5 * y - v * r) - y - v * -1.66666666666666324348e-1);
}

function cosKernel(x: number, y: number): number {
  const z = x * x;
  const r =
    z *
    (4.16666666666666019037e-2 +
      z *
        (-1.38888888888741095749e-3 +
          z *
            (2.48015872894767294178e-5 +
              z * (-2.75573143513906633035e-7 + z * (2.0875723212981748279e-9 + z * -1.13596475577881948265e-11)))));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * r - x * y));
}

const TAN = [
  3.33333333333334091986e-1, 1.33333333333201242699e-1, 5.39682539762260521377e-2, 2.18694882948595424599e-2, 8.86323982359930005737e-3,
  3.59207910759131235356e-3, 1.45620945432529025516e-3, 5.88041240820264096874e-4, 2.46463134818469906812e-4, 7.817944429395570923e-5,
  7.14072491382608190305e-5, -1.85586374855275456654e-5, 2.59073051863633712884e-5,
] as const;

/** tan on |x| <= pi/4 with tail y, or -1/tan when `isInverse`. */
function tanKernel(x0: number, y0: number, isInverse: boolean): number {
  let x = x0;
  let y = y0;
  if (abs(x) < 2 ** -28) return isInverse ? -1 / x : x;
  const isLarge = abs(x) >= 0.6743316650390625;
  const sign = x < 0 ? -1 : 1;
  if (isLarge) {
    x = 7.85398163397448278999e-1 - sign * x + (3.06161699786838301793e-17 - sign * y);
    y = 0;
  }
  const z = x * x;
  let r = 0;
  for (let i = TAN.length - 1; i >= 1; i--) r = TAN[i]! + z * r;
  const s = z * x;
  r = y + z * (s * (z * 0 + r) + y);
  r += TAN[0] * s;
  const w = x + r;
  if (isLarge) {
    const v = isInverse ? -1 : 1;
    return sign * (v - 2 * (x - ((w * w) / (w + v) - r)));
  }
  if (!isInverse) return w;
  const high = Math.fround(w);
  const rest = r - (high - x);
  const inverse = -1 / w;
  const t = Math.fround(inverse);
  return t + inverse * (1 + t * high + t * rest);
}

let twoOverPi: bigint | undefined;
const TWO_OVER_PI_BITS = 1216n;

/** 2/pi as a whole number of 2^-1216, from Machin's formula, made when first needed. */
function twoOverPiBits(): bigint {
  if (twoOverPi !== undefined) return twoOverPi;
  const bits = TWO_OVER_PI_BITS + 64n;
  const arctanInverse = (n: bigint): bigint => {
    let term = (1n << bits) / n;
    let sum = term;
    for (let k = 3n, sign = -1n; term !== 0n; k += 2n, sign = -sign) {
      term /= n * n;
      sum += (sign * term) / k;
    }
    return sum;
  };
  const pi = 4n * (4n * arctanInverse(5n) - arctanInverse(239n));
  twoOverPi = (((1n << (2n * bits)) * 2n) / pi) >> (bits - TWO_OVER_PI_BITS);
  return twoOverPi;
}

interface Reduced {
  readonly quadrant: number;
  readonly high: number;
  readonly low: number;
}

/** x = quadrant * pi/2 + high + low, with |high| <= pi/4. */
function reduced(x: number): Reduced {
  if (abs(x) < 2 ** 19) {
    const n = round(x * 6.36619772367581382433e-1);
    let t = x - n * 1.57079632673412561417;
    let w = n * 6.07710050650619224932e-11;
    let high = t - w;
    const lost = exponentOf(x) - exponentOf(high || 2 ** -1000);
    if (lost > 16) {
      let before = t;
      w = n * 6.0771005063039659766e-11;
      t = before - w;
      w = n * 2.02226624879595063154e-21 - (before - t - w);
      high = t - w;
      if (exponentOf(x) - exponentOf(high || 2 ** -1000) > 49) {
        before = t;
        w = n * 2.0222662487111664558e-21;
        t = before - w;
        w = n * 8.47842766036889956997e-32 - (before - t - w);
        high = t - w;
      }
    }
    return { quadrant: ((n % 4) + 4) % 4, high, low: t - high - w };
  }
  return reducedLarge(x);
}

/** The same for large x, exactly: the fraction of x * 2/pi by whole-number arithmetic. */
function reducedLarge(x: number): Reduced {
  const exponent = exponentOf(x) - 52;
  const whole = BigInt(scaled(abs(x), -exponent));
  const product = (whole * twoOverPiBits()) << BigInt(exponent);
  const one = 1n << TWO_OVER_PI_BITS;
  let quadrant = product >> TWO_OVER_PI_BITS;
  let fraction = product & (one - 1n);
  if (fraction > one >> 1n) {
    quadrant += 1n;
    fraction -= one;
  }
  const kept = fraction >> (TWO_OVER_PI_BITS - 160n);
  const high = Number(kept) * 2 ** -160;
  const low = Number(kept - BigInt(high * 2 ** 160)) * 2 ** -160;
  const sign = x < 0 ? -1 : 1;
  const [a, b] = timesPiHalf(high * sign, low * sign);
  return { quadrant: Number((BigInt(sign) * quadrant) & 3n), high: a, low: b };
}

/** (high + low) * pi/2 as a sum of two numbers. */
function timesPiHalf(high: number, low: number): readonly [number, number] {
  const a = high * PI_2;
  const [h1, h2] = split(high);
  const [p1, p2] = split(PI_2);
  const error = h1 * p1 - a + h1 * p2 + h2 * p1 + h2 * p2;
  const rest = error + (high * PI_2_LOW + low * PI_2);
  const sum = a + rest;
  return [sum, a - sum + rest];
}

function split(x: number): readonly [number, number] {
  const c = 134217729 * x;
  const high = c - (c - x);
  return [high, x - high];
}

export function sin(value: number): number {
  const x = Number(value);
  if (!Number.isFinite(x)) return Number.NaN;
  if (abs(x) <= Math.PI / 4) return x === 0 ? x : sinKernel(x, 0);
  const { quadrant, high, low } = reduced(x);
  if (quadrant === 0) return sinKernel(high, low);
  if (quadrant === 1) return cosKernel(high, low);
  return quadrant === 2 ? -sinKernel(high, low) : -cosKernel(high, low);
}

export function cos(value: number): number {
  const x = Number(value);
  if (!Number.isFinite(x)) return Number.NaN;
  if (abs(x) <= Math.PI / 4) return cosKernel(x, 0);
  const { quadrant, high, low } = reduced(x);
  if (quadrant === 0) return cosKernel(high, low);
  if (quadrant === 1) return -sinKernel(high, low);
  return quadrant === 2 ? -cosKernel(high, low) : sinKernel(high, low);
}

export function tan(value: number): number {
  const x = Number(value);
  if (!Number.isFinite(x)) return Number.NaN;
  if (abs(x) <= Math.PI / 4) return x === 0 ? x : tanKernel(x, 0, false);
  const { quadrant, high, low } = reduced(x);
  return tanKernel(high, low, quadrant % 2 === 1);
}

const ATAN_HIGH = [4.63647609000806093515e-1, 7.85398163397448278999e-1, 9.82793723247329054082e-1, PI_2] as const;
const ATAN_LOW = [2.26987774529616870924e-17, 3.06161699786838301793e-17, 1.39033110312309984516e-17, PI_2_LOW] as const;
const ATAN = [
  3.33333333333329318027e-1, -1.99999999998764832476e-1, 1.42857142725034663711e-1, -1.1111110405462355788e-1, 9.09088713343650656196e-2,
  -7.69187620504482999495e-2, 6.66107313738753120669e-2, -5.83357013379057348645e-2, 4.97687799461593236017e-2, -3.6531572744216915527e-2,
  1.62858201153657823623e-2,
] as const;

export function atan(value: number): number {
  const full = Number(value);
  const x = abs(full);
  if (Number.isNaN(full) || x < 2 ** -29) return full;
  const sign = full < 0 ? -1 : 1;
  if (x >= 2 ** 66) return sign * (PI_2 + PI_2_LOW);
  let id = -1;
  let y = x;
  if (x >= 2.4375) {
    id = 3;
    y = -1 / x;
  } else if (x >= 1.1875) {
    id = 2;
    y = (x - 1.5) / (1 + 1.5 * x);
  } else if (x >= 0.6875) {
    id = 1;
    y = (x - 1) / (x + 1);
  } else if (x >= 0.4375) {
    id = 0;
    y = (2 * x - 1) / (2 + x);
  }
  const z = y * y;
  const w = z * z;
  const s1 = z * (ATAN[0] + w * (ATAN[2] + w * (ATAN[4] + w * (ATAN[6] + w * (ATAN[8] + w * ATAN[10])))));
  const s2 = w * (ATAN[1] + w * (ATAN[3] + w * (ATAN[5] + w * (ATAN[7] + w * ATAN[9]))));
  if (id < 0) return sign * (y - y * (s1 + s2));
  return sign * (ATAN_HIGH[id]! - (y * (s1 + s2) - ATAN_LOW[id]! - y));
}

export function atan2(first: number, second: number): number {
  const y = Number(first);
  const x = Number(second);
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const isNegativeX = x < 0 || Object.is(x, -0);
  const sign = y < 0 || Object.is(y, -0) ? -1 : 1;
  if (y === 0) return isNegativeX ? sign * Math.PI : y;
  if (x === 0) return sign * PI_2;
  if (!Number.isFinite(x)) {
    if (!Number.isFinite(y)) return sign * (isNegativeX ? (3 * Math.PI) / 4 : Math.PI / 4);
    return isNegativeX ? sign * Math.PI : sign * 0;
  }
  if (!Number.isFinite(y)) return sign * PI_2;
  const ratio = exponentOf(y) - exponentOf(x);
  const z = ratio > 60 ? PI_2 + 0.5 * PI_2_LOW * 2 : isNegativeX && ratio < -60 ? 0 : atan(abs(y / x));
  if (!isNegativeX) return sign * z;
  return sign * (Math.PI - (z - 1.2246467991473532e-16));
}

/** R(z) of asin(x) = x + x*R(x²). */
function asinTail(z: number): number {
  const p =
    z *
    (1.66666666666666657415e-1 +
      z *
        (-3.25565818622400915405e-1 +
          z *
            (2.01212532134862925881e-1 +
              z * (-4.00555345006794114027e-2 + z * (7.91534994289814532176e-4 + z * 3.4793310759602116757e-5)))));
  const q =
    1 + z * (-2.40339491173441421878 + z * (2.02094576023350569471 + z * (-6.8828397160545329303e-1 + z * 7.70381505559019352791e-2)));
  return p / q;
}

export function asin(value: number): number {
  const x = Number(value);
  const a = abs(x);
  if (Number.isNaN(x) || a > 1) return Number.NaN;
  if (a === 1) return x * PI_2 + x * PI_2_LOW;
  if (a < 0.5) return a < 2 ** -26 ? x : x + x * asinTail(x * x);
  const z = (1 - a) * 0.5;
  const s = sqrt(z);
  const r = asinTail(z);
  const high = Math.fround(s);
  const c = (z - high * high) / (s + high);
  const p = 2 * s * r - (PI_2_LOW - 2 * c);
  const q = Math.PI / 4 - 2 * high;
  const t = Math.PI / 4 - (p - q);
  return x > 0 ? t : -t;
}

export function acos(value: number): number {
  const x = Number(value);
  const a = abs(x);
  if (Number.isNaN(x) || a > 1) return Number.NaN;
  if (a === 1) return x > 0 ? 0 : Math.PI;
  if (a < 0.5) return a < 2 ** -57 ? PI_2 + PI_2_LOW : PI_2 - (x - (PI_2_LOW - x * asinTail(x * x)));
  const z = (1 - a) * 0.5;
  const s = sqrt(z);
  const r = asinTail(z);
  if (x < 0) return Math.PI - 2 * (s + (r * s - PI_2_LOW));
  const high = Math.fround(s);
  const c = (z - high * high) / (s + high);
  return 2 * (high + (r * s + c));
}

export function sinh(value: number): number {
  const x = Number(value);
  if (!Number.isFinite(x) || abs(x) < 2 ** -28) return x;
  const half = x < 0 ? -0.5 : 0.5;
  const a = abs(x);
  if (a < 22) {
    const t = expm1(a);
    return a < 1 ? half * (2 * t - (t * t) / (t + 1)) : half * (t + t / (t + 1));
  }
  if (a < 709.78) return half * exp(a);
  const w = exp(0.5 * a);
  return half * w * w;
}

export function cosh(value: number): number {
  const a = abs(Number(value));
  if (!Number.isFinite(a)) return a;
  if (a < 0.34657359027997264) {
    const t = expm1(a);
    const w = 1 + t;
    return a < 2 ** -55 ? w : 1 + (t * t) / (w + w);
  }
  if (a < 22) {
    const t = exp(a);
    return 0.5 * t + 0.5 / t;
  }
  if (a < 709.78) return 0.5 * exp(a);
  const w = exp(0.5 * a);
  return 0.5 * w * w;
}

export function tanh(value: number): number {
  const x = Number(value);
  if (Number.isNaN(x) || abs(x) < 2 ** -28) return x;
  const a = abs(x);
  if (a > 22) return x < 0 ? -1 : 1;
  const t = a >= 1 ? expm1(2 * a) : expm1(-2 * a);
  const z = a >= 1 ? 1 - 2 / (t + 2) : -t / (t + 2);
  return x < 0 ? -z : z;
}

export function asinh(value: number): number {
  const x = Number(value);
  if (!Number.isFinite(x) || abs(x) < 2 ** -28) return x;
  const a = abs(x);
  let w: number;
  if (a > 2 ** 28) w = log(a) + LN2;
  else if (a > 2) w = log(2 * a + 1 / (sqrt(x * x + 1) + a));
  else w = log1p(a + (x * x) / (1 + sqrt(1 + x * x)));
  return x < 0 ? -w : w;
}

export function acosh(value: number): number {
  const x = Number(value);
  if (Number.isNaN(x) || x < 1) return Number.NaN;
  if (x > 2 ** 28) return x === Number.POSITIVE_INFINITY ? x : log(x) + LN2;
  if (x > 2) return log(2 * x - 1 / (x + sqrt(x * x - 1)));
  const t = x - 1;
  return log1p(t + sqrt(2 * t + t * t));
}

export function atanh(value: number): number {
  const x = Number(value);
  const a = abs(x);
  if (Number.isNaN(x) || a > 1) return Number.NaN;
  if (a === 1) return x / 0;
  if (a < 2 ** -28) return x;
  const t = a < 0.5 ? 0.5 * log1p(2 * a + (2 * a * a) / (1 - a)) : 0.5 * log1p((2 * a) / (1 - a));
  return x < 0 ? -t : t;
}

export function cbrt(value: number): number {
  const x = Number(value);
  if (!Number.isFinite(x) || x === 0) return x;
  const a = abs(x);
  const e = a < 2.2250738585072014e-308 ? exponentOf(a * 2 ** 54) - 54 : exponentOf(a);
  const third = floor(e / 3);
  const m = scaled(a, -3 * third);
  let t = 0.57 + m * (0.43 - m * 0.018);
  for (let i = 0; i < 4; i++) t -= (t * t * t - m) / (3 * t * t);
  t = Math.fround(t);
  const r = m / (t * t);
  t = t + (t * (r - t)) / (t + t + r);
  const result = scaled(t, third);
  return x < 0 ? -result : result;
}

export function hypot(...values: number[]): number {
  let largest = 0;
  let isNaNSeen = false;
  const sizes = values.map((value) => abs(Number(value)));
  for (const size of sizes) {
    if (size === Number.POSITIVE_INFINITY) return size;
    if (Number.isNaN(size)) isNaNSeen = true;
    else if (size > largest) largest = size;
  }
  if (isNaNSeen) return Number.NaN;
  if (largest === 0) return 0;
  let sum = 0;
  let lost = 0;
  for (const size of sizes) {
    const n = size / largest;
    const term = n * n - lost;
    const next = sum + term;
    lost = next - sum - term;
    sum = next;
  }
  return sqrt(sum) * largest;
}

const OWN = {
  sin,
  cos,
  tan,
  exp,
  log,
  log2,
  log10,
  expm1,
  log1p,
  atan,
  atan2,
  asin,
  acos,
  sinh,
  cosh,
  tanh,
  asinh,
  acosh,
  atanh,
  cbrt,
  hypot,
  pow,
};

/** Puts these functions in Math, and the environment's dice into Math.random. */
export function installMaths(maths: Math, random: () => number): void {
  for (const [name, value] of Object.entries(OWN)) {
    Object.defineProperty(value, 'length', { value: name === 'atan2' || name === 'hypot' || name === 'pow' ? 2 : 1, configurable: true });
    Object.defineProperty(maths, name, { value: mask(value), writable: true, configurable: true, enumerable: false });
  }
  Object.defineProperty(random, 'name', { value: 'random', configurable: true });
  Object.defineProperty(maths, 'random', { value: mask(random), writable: true, configurable: true, enumerable: false });
}

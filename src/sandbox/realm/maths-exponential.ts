import { exponentOf, scaled } from './maths-parts.ts';

/** exp, log and their kin, as maths.ts explains. */

const { abs, round } = Math;
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
/** The natural logarithm of 2. */
export const LN2 = LN2_HIGH + LN2_LOW;

export function exp(value: number): number {
  const x = Number(value);
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019411) return 0;
  if (x === 1) return Math.E;
  if (abs(x) < 2 ** -28) return 1 + x;
  const k = abs(x) < 0.34657359027997264 ? 0 : round(x / LN2);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 + t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  if (k === 0) return 1 - ((r * c) / (c - 2) - r);
  return scaled(1 - (low - (r * c) / (2 - c) - high), k);
}

/** log(1 + f) for 1 + f in [sqrt(1/2), sqrt(2)], without f - f²/2. */
function logTail(f: number): { readonly s: number; readonly r: number; readonly half: number } {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const t1 = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const t2 = z * (6.66666666666673513e-1 + w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  return { s, r: t1 + t2, half: 0.5 * f * f };
}

/** x = 2^k * (1 + f) with 1 + f near 1. */
function logParts(x: number): { readonly k: number; readonly f: number } {
  let y = x;
  let k = 0;
  if (y < 2.2250738585072014e-308) {
    y *= 2 ** 54;
    k = -54;
  }
  const e = exponentOf(y);
  let m = scaled(y, -e);
  k += e;
  if (m > 1.4142135623730951) {
    m *= 0.5;
    k += 1;
  }
  return { k, f: m - 1 };
}

export function log(value: number): number {
  const x = Number(value);
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  const { k, f } = logParts(x);
  if (f === 0) return k === 0 ? 0 : k * LN2_HIGH + k * LN2_LOW;
  const { s, r, half } = logTail(f);
  if (k === 0) return f - (half - s * (half + r));
  return k * LN2_HIGH - (half - (s * (half + r) + k * LN2_LOW) - f);
}

const IVLN2_HIGH = 1.44269504072144627571;
const IVLN2_LOW = 1.67517131648865118353e-10;

export function log2(value: number): number {
  const x = Number(value);
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  const { k, f } = logParts(x);
  if (f === 0) return k;
  const { s, r, half } = logTail(f);
  const high = Math.fround(f - half);
  const low = f - high - half + s * (half + r);
  const a = high * IVLN2_HIGH;
  const b = (low + high) * IVLN2_LOW + low * IVLN2_HIGH;
  const w = k + a;
  return b + (k - w + a) + w;
}

const IVLN10_HIGH = 4.34294481878168880939e-1;
const IVLN10_LOW = 2.50829467116452752298e-11;
const LOG10_2_HIGH = 3.01029995663611771306e-1;
const LOG10_2_LOW = 3.69423907715893078616e-13;

export function log10(value: number): number {
  const x = Number(value);
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  const power = exactPowerOf10(x);
  if (power !== undefined) return power;
  const { k, f } = logParts(x);
  const { s, r, half } = logTail(f);
  const high = Math.fround(f - half);
  const low = f - high - half + s * (half + r);
  const y = k * LOG10_2_HIGH;
  const a = high * IVLN10_HIGH;
  const w = y + a;
  const b = k * LOG10_2_LOW + (low + high) * IVLN10_LOW + low * IVLN10_HIGH + (y - w + a);
  return b + w;
}

function exactPowerOf10(x: number): number | undefined {
  let power = 1;
  for (let n = 0; n <= 22; n++, power *= 10) if (x === power) return n;
  return undefined;
}

export function expm1(value: number): number {
  const x = Number(value);
  if (abs(x) < 2 ** -54 || Number.isNaN(x)) return x;
  if (x > 0.6 || x < -0.6) {
    if (x < -38) return -1;
    return exp(x) - 1;
  }
  // exp(x) - 1 = 2 tanh-like quotient, kept exact for small x.
  const half = 0.5 * x;
  const hxs = x * half;
  const r1 =
    1 +
    hxs *
      (-3.33333333333331316428e-2 +
        hxs *
          (1.58730158725481460165e-3 +
            hxs * (-7.93650757867487942473e-5 + hxs * (4.00821782732936239552e-6 + hxs * -2.01099218183624371326e-7))));
  if (abs(x) < 0.34657359027997264) {
    const t = 3 - r1 * half;
    const e = hxs * ((r1 - t) / (6 - x * t));
    return x - (x * e - hxs);
  }
  const t = expm1(half);
  return t * (t + 2);
}

export function log1p(value: number): number {
  const x = Number(value);
  if (Number.isNaN(x) || x < -1) return Number.NaN;
  if (x === -1) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY || abs(x) < 2 ** -54) return x;
  if (x > -0.2928932188134524 && x < 0.4142135623730951) {
    const { s, r, half } = logTail(x);
    return x - (half - s * (half + r));
  }
  const u = 1 + x;
  const c = u >= 1 ? 1 - (u - x) : x - (u - 1);
  const { k, f } = logParts(u);
  const { s, r, half } = logTail(f);
  return k * LN2_HIGH - (half - (s * (half + r) + (k * LN2_LOW + c / u)) - f);
}

/** Taking IEEE doubles apart. */

const view = new DataView(new ArrayBuffer(8));

/** The exponent of a normal number: x = m * 2^e with 1 <= |m| < 2. */
export function exponentOf(x: number): number {
  view.setFloat64(0, x);
  return ((view.getUint32(0) >>> 20) & 0x7ff) - 1023;
}

/** x * 2^n without rounding on the way, unless the result is subnormal. */
export function scaled(x: number, n: number): number {
  if (n > 1023) return scaled(x * 2 ** 1023, n - 1023);
  if (n < -1022) return n < -2100 ? x * 0 : scaled(x * 2 ** -969, n + 969);
  view.setUint32(0, (n + 1023) << 20);
  view.setUint32(4, 0);
  return x * view.getFloat64(0);
}

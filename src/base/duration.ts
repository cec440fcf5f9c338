import { type Micros, micros } from './ids.ts';

const UNITS: { readonly [unit: string]: number } = { µs: 1, us: 1, ms: 1e3, s: 1e6, m: 60e6, h: 3600e6, d: 86400e6 };

/** Nothing is due from here on: 100,000 days, within which whole microseconds are exact numbers. */
export const END_OF_TIME = micros(100_000 * UNITS['d']!);

/** Reads "1m30s", "250ms", "17µs" or "0s" as microseconds; `undefined` when it isn't a duration, or one beyond the end of time. */
export function parseDuration(text: string): Micros | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:µs|us|ms|s|m|h|d))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(µs|us|ms|s|m|h|d)/g)) total += Number(amount) * UNITS[unit!]!;
  const whole = Math.round(total);
  return whole < END_OF_TIME ? micros(whole) : undefined;
}

/** Writes microseconds the way a scenario does, exactly and as short as possible: "1m30s", "250ms", "0s". */
export function formatDuration(at: number): string {
  if (at === 0) return '0s';
  let rest = at;
  let text = '';
  for (const unit of ['d', 'h', 'm', 's', 'ms', 'µs'] as const) {
    const size = UNITS[unit]!;
    const amount = Math.floor(rest / size);
    if (amount > 0) text += `${amount}${unit}`;
    rest -= amount * size;
  }
  return text;
}

/** us-east-1 list prices without the free tier, first tier only: a scenario never reaches six billion GB-seconds.
 * https://aws.amazon.com/lambda/pricing/ (copy of the price list of 2026-09, checked 2026-11-23) */
const PICODOLLARS = 1e12;
const PER_REQUEST = (0.2 / 1e6) * PICODOLLARS;
const PER_GB_SECOND = { x86_64: 0.0000166667 * PICODOLLARS, arm64: 0.0000133334 * PICODOLLARS };

export type Architecture = keyof typeof PER_GB_SECOND;

/** What an invocation costs, in whole picodollars (10^-12 USD): its request, and each billed ms of its memory. GB is MB / 1024. */
export function costOf(billedMs: number, memorySizeMb: number, architecture: Architecture): number {
  return Math.round(PER_REQUEST + (billedMs / 1000) * (memorySizeMb / 1024) * PER_GB_SECOND[architecture]);
}

/** Picodollars as a price that a person reads: "$0.00000229". */
export function priceText(picodollars: number): string {
  return `$${(picodollars / PICODOLLARS).toFixed(8)}`;
}

import { describe, expect, it } from 'vitest';
import { civilOf, formatInstant, parseInstant } from './instant.ts';

describe('instants', () => {
  it('are written as the platform writes them, over days of 400 years', () => {
    for (let day = -20_000; day < 130_000; day += 37) {
      const at = day * 86_400_000 + ((day * 7_919) % 86_400_000);
      expect(formatInstant(at)).toBe(new Date(at).toISOString());
      expect(civilOf(at).day).toBe(new Date(at).getUTCDate());
      if (at >= 0) expect(parseInstant(formatInstant(at))).toBe(at);
    }
  });
});

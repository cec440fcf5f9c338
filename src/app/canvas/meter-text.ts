import type { LevelValue } from '../../projections/meters.ts';

/** A gauge in words: `3 in flight`, `1 environment`, `2xx: 4`, `cost $0.01`; nothing while it says nothing. */
export function meterText(gauge: string, value: LevelValue): string {
  if (value === null || value === 0 || value === '') return '';
  if (typeof value === 'string') return `${gauge} ${value}`;
  if (/^\d/.test(gauge)) return `${gauge}: ${value.toLocaleString('en')}`;
  return `${value.toLocaleString('en')} ${value === 1 ? gauge.replace(/s$/, '') : gauge}`;
}

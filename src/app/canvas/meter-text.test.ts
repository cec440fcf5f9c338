import { expect, test } from 'vitest';
import { meterText } from './meter-text.ts';

test.each([
  ['in flight', 3, '3 in flight'],
  ['environments', 1, '1 environment'],
  ['environments', 1200, '1,200 environments'],
  ['2xx', 4, '2xx: 4'],
  ['cost', '$0.01', 'cost $0.01'],
  ['throttles', 0, ''],
  ['throttles', null, ''],
])('%s at %s reads %j', (gauge, value, text) => expect(meterText(gauge, value)).toBe(text));

import { expect, test } from 'vitest';
import { httpDate, logDate } from './civil-date.ts';

test('writes HTTP dates as the platform does, over instants of 200 years', () => {
  for (let i = 0; i < 2000; i++) {
    const epochMs = Math.floor(-3e12 + i * 3.1e9 + i * 977);
    expect(httpDate(epochMs)).toBe(new Date(epochMs).toUTCString());
  }
});

test('writes the date of an access log', () => {
  expect(logDate(Date.UTC(2026, 10, 3, 9, 5, 7, 999))).toBe('03/Nov/2026:09:05:07 +0000');
  expect(logDate(0)).toBe('01/Jan/1970:00:00:00 +0000');
});

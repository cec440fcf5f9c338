/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar. */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

/** Epoch milliseconds of "2026-11-23T09:00:00.000Z" (milliseconds optional); `undefined` when it isn't such an instant. */
export function parseInstant(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{3}))?Z$/.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second, milli] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const monthLength = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][
    month - 1
  ];
  if (!monthLength || day < 1 || day > monthLength || hour > 23 || minute > 59 || second > 59) return undefined;
  return daysFromCivil(year, month, day) * 86_400_000 + hour * 3_600_000 + minute * 60_000 + second * 1000 + milli;
}

/** Year, month (from 1) and day of epoch milliseconds, in UTC. */
export function civilOf(epochMs: number): { readonly year: number; readonly month: number; readonly day: number } {
  const days = Math.floor(epochMs / 86_400_000) + 719468;
  const era = Math.floor(days / 146097);
  const dayOfEra = days - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

const padded = (value: number, width: number): string => String(value).padStart(width, '0');

/** Writes epoch milliseconds as "2026-11-23T09:00:00.000Z"; fractions of a millisecond are dropped. */
export function formatInstant(epochMs: number): string {
  const whole = Math.floor(epochMs);
  const { year, month, day } = civilOf(whole);
  const ofDay = ((whole % 86_400_000) + 86_400_000) % 86_400_000;
  const time = `${padded(Math.floor(ofDay / 3_600_000), 2)}:${padded(Math.floor(ofDay / 60_000) % 60, 2)}:${padded(Math.floor(ofDay / 1000) % 60, 2)}`;
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}T${time}.${padded(ofDay % 1000, 3)}Z`;
}

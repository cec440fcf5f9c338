import { epochMs } from './clock.ts';
import { replaceMethod } from './lock.ts';
import { mask } from './mask.ts';

/** Date in virtual time, in UTC whatever the host's zone, since a browser's zone can't be set. */

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const HAS_ZONE = /(?:Z|\b(?:UTC?|GMT|[ECMP][SD]T)|[+-]\d\d:?\d\d|\))\s*$/i;
const DATE_ONLY = /^[+-]?\d{4,6}(?:-\d\d){0,2}$/;
const ISO_LOCAL = /^[+-]?\d{4,6}-\d\d(?:-\d\d)?T/;

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

/** Reads a date the way an engine in UTC would: text without a zone is UTC. */
export function parseUtc(native: (text: string) => number, text: string): number {
  const trimmed = text.trim();
  if (DATE_ONLY.test(trimmed) || HAS_ZONE.test(trimmed)) return native(text);
  return native(ISO_LOCAL.test(trimmed) ? `${trimmed}Z` : `${trimmed} UTC`);
}

/** Makes `Date` virtual and UTC, on the engine's own prototype. */
export function installDate(scope: typeof globalThis): void {
  const Native = scope.Date;
  const parse = Native.parse;
  const utc = Native.UTC;
  const { apply, construct } = Reflect;
  const prototype = Native.prototype;
  const { getTime } = prototype;

  const argumentsOf = (args: readonly unknown[]): readonly unknown[] => {
    if (args.length === 0) return [epochMs()];
    if (args.length > 1) return [apply(utc, Native, args as number[])];
    const [value] = args;
    if (typeof value === 'object' && value !== null) {
      if (value instanceof Native) return [apply(getTime, value, [])];
      const primitive = toPrimitive(value);
      return [typeof primitive === 'string' ? parseUtc(parse, primitive) : primitive];
    }
    return [typeof value === 'string' ? parseUtc(parse, value) : value];
  };

  function Date(this: unknown, ...args: unknown[]): unknown {
    if (!new.target) return new (Date as unknown as DateConstructor)().toString();
    return construct(Native, argumentsOf(args), new.target);
  }
  Object.defineProperty(Date, 'length', { value: 7, configurable: true });
  Object.defineProperty(Date, 'prototype', { value: prototype, writable: false, enumerable: false, configurable: false });
  const statics = { now: epochMs, parse: (text: unknown) => parseUtc(parse, String(text)), UTC: utc };
  for (const [name, value] of Object.entries(statics)) {
    Object.defineProperty(value, 'name', { value: name, configurable: true });
    Object.defineProperty(Date, name, { value: mask(value), writable: true, configurable: true, enumerable: false });
  }
  Object.defineProperty(prototype, 'constructor', { value: Date, writable: true, configurable: true, enumerable: false });

  for (const part of ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds', 'Day']) {
    for (const verb of part === 'Day' ? ['get'] : ['get', 'set']) {
      const inUtc = (prototype as unknown as { [name: string]: (...args: never[]) => unknown })[`${verb}UTC${part}`]!;
      replaceMethod(
        prototype,
        `${verb}${part}`,
        () =>
          function (this: globalThis.Date, ...args: never[]) {
            return apply(inUtc, this, args);
          },
      );
    }
  }
  const shown = (date: globalThis.Date, text: () => string): string => (Number.isNaN(apply(getTime, date, [])) ? 'Invalid Date' : text());
  const day = (date: globalThis.Date): string => {
    const year = date.getUTCFullYear();
    const padded = year < 0 ? `-${pad(-year, 6)}` : pad(year, 4);
    return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${pad(date.getUTCDate())} ${padded}`;
  };
  const time = (date: globalThis.Date): string =>
    `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())} GMT+0000 (Coordinated Universal Time)`;
  const texts: { readonly [name: string]: () => unknown } & ThisType<globalThis.Date> = {
    toString() {
      return shown(this, () => `${day(this)} ${time(this)}`);
    },
    toDateString() {
      return shown(this, () => day(this));
    },
    toTimeString() {
      return shown(this, () => time(this));
    },
    getTimezoneOffset() {
      return Number.isNaN(apply(getTime, this, [])) ? Number.NaN : 0;
    },
    getYear() {
      return this.getUTCFullYear() - 1900;
    },
  };
  for (const [name, own] of Object.entries(texts)) replaceMethod(prototype, name, () => own as never);
  Object.defineProperty(scope, 'Date', { value: mask(Date), writable: true, configurable: true, enumerable: false });
}

function toPrimitive(value: object): unknown {
  const exotic = (value as { [Symbol.toPrimitive]?: (hint: string) => unknown })[Symbol.toPrimitive];
  if (typeof exotic === 'function') return Reflect.apply(exotic, value, ['default']);
  const plain = value.valueOf();
  return typeof plain === 'object' ? String(value) : plain;
}

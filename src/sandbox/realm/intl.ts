import { mask } from './mask.ts';

/** Intl and the toLocale methods in en-US and UTC, as in Lambda, whatever the host's language and zone. */

const LOCALE = 'en-US';

/** Gives every Intl constructor Lambda's defaults. */
export function installIntl(scope: typeof globalThis): void {
  const intl = scope.Intl as unknown as { [name: string]: (new (...args: unknown[]) => object) & { supportedLocalesOf?: unknown } };
  const { construct, apply, ownKeys } = Reflect;
  const natives: { [name: string]: new (...args: unknown[]) => object } = {};
  for (const name of ownKeys(intl)) {
    if (typeof name !== 'string') continue;
    const Native = intl[name]!;
    if (typeof Native !== 'function' || name === 'Locale' || !Native.prototype) continue;
    natives[name] = Native;
    const isZoned = name === 'DateTimeFormat';
    const own = function (this: unknown, locales?: unknown, options?: unknown): object {
      const zoned = isZoned ? withZone(options) : options;
      return construct(Native, [locales ?? LOCALE, zoned], new.target ?? Native);
    };
    Object.defineProperty(own, 'name', { value: name, configurable: true });
    Object.defineProperty(own, 'length', { value: 0, configurable: true });
    Object.defineProperty(own, 'prototype', { value: Native.prototype, writable: false });
    if (Native.supportedLocalesOf) {
      Object.defineProperty(own, 'supportedLocalesOf', { value: Native.supportedLocalesOf, writable: true, configurable: true });
    }
    Object.defineProperty(Native.prototype, 'constructor', { value: own, writable: true, configurable: true, enumerable: false });
    Object.defineProperty(intl, name, { value: mask(own), writable: true, configurable: true, enumerable: false });
  }
  installDateTexts(scope, natives['DateTimeFormat']);
  localised(scope.Number.prototype, ['toLocaleString']);
  localised(scope.BigInt.prototype, ['toLocaleString']);
  localised(scope.String.prototype, ['toLocaleLowerCase', 'toLocaleUpperCase']);
  const { localeCompare } = scope.String.prototype;
  method(scope.String.prototype, 'localeCompare', function (this: string, that: string, locales?: string, options?: object) {
    return apply(localeCompare, this, [that, locales ?? LOCALE, options] as never);
  });
}

function installDateTexts(scope: typeof globalThis, Format: (new (...args: unknown[]) => object) | undefined): void {
  if (!Format) return;
  const { apply } = Reflect;
  for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'] as const) {
    const native = scope.Date.prototype[name] as (...args: unknown[]) => string;
    method(scope.Date.prototype, name, function (this: Date, locales?: unknown, options?: unknown) {
      return apply(native, this, [locales ?? LOCALE, withZone(options)]);
    });
  }
}

function withZone(options: unknown): unknown {
  if (typeof options === 'object' && options !== null && (options as { timeZone?: unknown }).timeZone !== undefined) return options;
  if (options === null) return options;
  return Object.assign(Object.create(typeof options === 'object' ? (options as object) : null), { timeZone: 'UTC' });
}

function localised(prototype: object, names: readonly string[]): void {
  const { apply } = Reflect;
  for (const name of names) {
    const native = (prototype as { [name: string]: (...args: unknown[]) => unknown })[name]!;
    method(prototype, name, function (this: unknown, locales?: unknown, ...rest: unknown[]) {
      return apply(native, this, [locales ?? LOCALE, ...rest]);
    });
  }
}

function method(owner: object, name: string, value: (...args: never[]) => unknown): void {
  const native = (owner as { [name: string]: { length: number } })[name]!;
  Object.defineProperty(value, 'name', { value: name, configurable: true });
  Object.defineProperty(value, 'length', { value: native.length, configurable: true });
  Object.defineProperty(owner, name, { value: mask(value), writable: true, configurable: true, enumerable: false });
}

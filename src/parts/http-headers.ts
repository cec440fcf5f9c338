import type { Header } from '../sim/http.ts';

/** The first value of a header, or undefined; `name` in lower case. */
export function headerOf(headers: readonly Header[], name: string): string | undefined {
  for (const [own, value] of headers) if (own.length === name.length && own.toLowerCase() === name) return value;
  return undefined;
}

/** All values of a header, in order; `name` in lower case. */
export function headerValues(headers: readonly Header[], name: string): string[] {
  const values: string[] = [];
  for (const [own, value] of headers) if (own.length === name.length && own.toLowerCase() === name) values.push(value);
  return values;
}

/** Headers that speak about one connection only, so that no door passes on a function's (RFC 9110, 7.6.1). */
export const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Whether a header may have this name: a token (RFC 9110, 5.6.2). */
export const isHeaderName = (name: string): boolean => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name);

/** Whether a header may have this value: no line ends and no NUL, which would end it early. */
export function isHeaderValue(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    if (unit === 13 || unit === 10 || unit === 0) return false;
  }
  return true;
}

/** Characters that a header line takes with its colon, space and line end. */
export const headerLength = ([name, value]: Header): number => name.length + value.length + 4;

/** A map from strings that may be any text: it has no prototype, so `__proto__` and `constructor` are names like all others. */
export const emptyMap = <T>(): { [name: string]: T } => Object.create(null) as { [name: string]: T };

/** What JSON can say; the only kind of value that crosses between the rooms of the house. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** A JSON object: members by name. */
export type JsonObject = { readonly [key: string]: Json };

/** Parses JSON text without throwing; `undefined` when it isn't JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Tells an object with named members from arrays, null and the rest. */
export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

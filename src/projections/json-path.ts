import { isObject, type Json } from '../base/json.ts';

/** A way into JSON: member names and positions in lists. */
export type JsonPath = readonly (string | number)[];

const STEP = /\.?([^.[\]"']+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\['((?:[^'\\]|\\.)*)'\]/y;

/** Reads `headers["x-tag"][0]`, `headers.x-tag` or `cookies[1]`; null when it is no path. */
export function parsePath(text: string): JsonPath | null {
  const path: (string | number)[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const step = STEP.exec(text);
    if (!step) return null;
    if (step[2] !== undefined) path.push(Number(step[2]));
    else path.push(step[1] ?? unescaped(step[3] ?? step[4] ?? ''));
  }
  return path;
}

const unescaped = (text: string): string => text.replace(/\\(["'\\])/g, '$1');

/** Writes a path the way people do: `headers["x-tag"][0]`. */
export function pathText(path: JsonPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^[A-Za-z_$][\w$-]*$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** One string for a path, to compare paths that were written differently. */
export const pathKey = (path: JsonPath): string => JSON.stringify(path);

/** What lies at a path; undefined when nothing does. Own members only. */
export function valueAt(json: Json | undefined, path: JsonPath): Json | undefined {
  let at: Json | undefined = json;
  for (const step of path) {
    if (Array.isArray(at)) at = typeof step === 'number' ? (at as readonly Json[])[step] : undefined;
    else if (isObject(at)) at = Object.hasOwn(at, step) ? (at[step] as Json) : undefined;
    else return undefined;
  }
  return at;
}

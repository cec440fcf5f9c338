import type { Json } from './json.ts';

/** Why a subpath can't be had: not listed, or listed as something that is no relative path. */
export type Target = { readonly target: string } | 'not listed';

/** Looks up `.` or `./sub` in a package's `exports` as Node does: conditions in the package's order, then the longest pattern. */
export function exportTarget(exports: Json, subpath: string, conditions: ReadonlySet<string>): Target {
  const isSugar =
    typeof exports === 'string' ||
    Array.isArray(exports) ||
    (isObject(exports) && Object.keys(exports).every((key) => !key.startsWith('.')));
  const table: Json = isSugar ? { '.': exports } : exports;
  return mapTarget(table, subpath, conditions);
}

/** Looks up `#name` in a package's `imports`. */
export function importTarget(imports: Json, name: string, conditions: ReadonlySet<string>): Target {
  return mapTarget(imports, name, conditions);
}

function mapTarget(table: Json, key: string, conditions: ReadonlySet<string>): Target {
  if (!isObject(table)) return 'not listed';
  if (Object.hasOwn(table, key) && !key.includes('*')) return pick(table[key] ?? null, '', conditions) ?? 'not listed';
  let best = '';
  for (const pattern of Object.keys(table)) {
    const [head, tail, ...more] = pattern.split('*');
    if (tail === undefined || more.length > 0) continue;
    const fits = key.startsWith(head!) && key.endsWith(tail) && key.length >= pattern.length;
    if (fits && head!.length > best.split('*')[0]!.length) best = pattern;
  }
  if (best === '') return 'not listed';
  const [head, tail] = best.split('*') as [string, string];
  return pick(table[best] ?? null, key.slice(head.length, key.length - tail.length), conditions) ?? 'not listed';
}

function pick(target: Json, star: string, conditions: ReadonlySet<string>): Target | undefined {
  if (typeof target === 'string') return { target: target.replaceAll('*', () => star) };
  if (Array.isArray(target)) {
    for (const option of target as readonly Json[]) {
      const found = pick(option, star, conditions);
      if (found) return found;
    }
    return undefined;
  }
  if (!isObject(target)) return 'not listed';
  for (const [condition, option] of Object.entries(target)) {
    if (condition !== 'default' && !conditions.has(condition)) continue;
    const found = pick(option, star, conditions);
    if (found) return found;
  }
  return undefined;
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

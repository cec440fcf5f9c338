import { inspect } from 'node-inspect-extracted';

/** console.table as Node draws it; null when the value is no table. */
export function tableOf(rows: unknown, only?: readonly string[]): string | null {
  if (typeof rows !== 'object' || rows === null) return null;
  const shown = (value: unknown): string =>
    inspect(value, {
      maxArrayLength: 3,
      breakLength: Number.POSITIVE_INFINITY,
      depth: value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2 ? -1 : 0,
    });
  const isMap = rows instanceof Map;
  const isSet = rows instanceof Set;
  const entries: (readonly [string, unknown])[] = isMap
    ? [...(rows as Map<unknown, unknown>)].map(([key, value], i) => [String(i), { Key: key, Values: value }])
    : isSet
      ? [...(rows as Set<unknown>)].map((value, i) => [String(i), value])
      : Object.keys(rows).map((key) => [key, (rows as { [key: string]: unknown })[key]]);
  const keys: string[] = only ? [...only] : [];
  const plain: (string | undefined)[] = [];
  const cells = entries.map(([, row], i) => {
    const values: { [key: string]: string } = {};
    if (row === null || (typeof row !== 'object' && typeof row !== 'function')) plain[i] = shown(row);
    else {
      for (const key of only ?? Object.keys(row)) {
        if (!keys.includes(key)) keys.push(key);
        if (Object.hasOwn(row, key)) values[key] = shown((row as { [key: string]: unknown })[key]);
      }
    }
    return values;
  });
  const hasPlain = plain.some((value) => value !== undefined);
  const head = [isMap || isSet ? '(iteration index)' : '(index)', ...keys, ...(hasPlain ? ['Values'] : [])];
  const lines = entries.map(([index], i) => [index, ...keys.map((key) => cells[i]![key] ?? ''), ...(hasPlain ? [plain[i] ?? ''] : [])]);
  return drawn(head, lines);
}

function drawn(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = head.map((cell, i) => Math.max(cell.length, ...lines.map((line) => line[i]!.length)) + 2);
  const row = (cells: readonly string[]): string => `│ ${cells.map((cell, i) => cell.padEnd(widths[i]! - 2)).join(' │ ')} │`;
  const rule = (left: string, middle: string, right: string): string =>
    `${left}${widths.map((width) => '─'.repeat(width)).join(middle)}${right}`;
  return [rule('┌', '┬', '┐'), row(head), rule('├', '┼', '┤'), ...lines.map(row), rule('└', '┴', '┘')].join('\n');
}

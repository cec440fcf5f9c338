/**
 * Jumps say where columns differ between two texts with the same lines: triples (line, column in the later text, column in
 * the earlier one), sorted, all from 1. Between jumps, columns run on one by one.
 */
export type Jumps = ArrayLike<number>;

/** The column in the earlier text of a position in the later one; inside inserted text, where it was inserted. */
export function columnBefore(jumps: Jumps, line: number, column: number): number {
  let low = 0;
  let high = jumps.length / 3;
  while (low < high) {
    const middle = (low + high) >> 1;
    const isAfter = jumps[3 * middle]! > line || (jumps[3 * middle] === line && jumps[3 * middle + 1]! > column);
    if (isAfter) high = middle;
    else low = middle + 1;
  }
  const here = 3 * (low - 1);
  const before = low > 0 && jumps[here] === line ? jumps[here + 2]! + column - jumps[here + 1]! : column;
  return jumps[3 * low] === line ? Math.min(before, jumps[3 * low + 2]!) : before;
}

/** Jumps from the last text to the first, of two steps. */
export function compose(later: Jumps, earlier: Jumps): number[] {
  const all: number[] = [];
  let next = 0;
  const takeEarlier = (line: number, column: number): void => {
    // Where only the earlier step jumps, the later text has its own column for it: the one that maps there.
    for (; next < earlier.length && (earlier[next]! < line || (earlier[next] === line && earlier[next + 1]! < column)); next += 3) {
      const at = columnAfter(later, earlier[next]!, earlier[next + 1]!);
      all.push(earlier[next]!, at, earlier[next + 2]!);
    }
  };
  for (let i = 0; i < later.length; i += 3) {
    takeEarlier(later[i]!, later[i + 2]!);
    all.push(later[i]!, later[i + 1]!, columnBefore(earlier, later[i]!, later[i + 2]!));
  }
  takeEarlier(Number.POSITIVE_INFINITY, 0);
  return all;
}

/** The first column in the later text that stands for `column` of the earlier one. */
function columnAfter(jumps: Jumps, line: number, column: number): number {
  let low = 0;
  let high = jumps.length / 3;
  while (low < high) {
    const middle = (low + high) >> 1;
    const isAfter = jumps[3 * middle]! > line || (jumps[3 * middle] === line && jumps[3 * middle + 2]! > column);
    if (isAfter) high = middle;
    else low = middle + 1;
  }
  const here = 3 * (low - 1);
  return low > 0 && jumps[here] === line ? jumps[here + 1]! + column - jumps[here + 2]! : column;
}

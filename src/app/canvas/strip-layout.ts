/** How the cells of rooms without a place of their own are laid out, px. */
export interface StripLayout {
  readonly columns: number;
  readonly lines: number;
  readonly width: number;
  readonly height: number;
  /** How many rooms get no cell and are only counted. */
  readonly left: number;
}

/** Between the inner walls of a building, right of its corridor. */
export const STRIP_WIDTH = 170;
const GAP = 2;
/** Few rooms get wide cells of a room's proportions; the smallest still shows its texture. */
const SIZES: readonly (readonly [width: number, height: number, lines: number])[] = [
  [20, 16, 2],
  [12, 12, 4],
  [7, 8, 8],
];

/** The largest cells in which all rooms have one, down to a size below which the rest is only counted. */
export function stripOf(rooms: number): StripLayout {
  for (const [least, height, most] of SIZES) {
    const columns = Math.floor((STRIP_WIDTH + GAP) / (least + GAP));
    const isLast = height === SIZES.at(-1)![1];
    if (rooms > columns * most && !isLast) continue;
    const lines = Math.min(most, Math.ceil(rooms / columns));
    const across = lines === 1 ? rooms : columns;
    const width = Math.min(36, Math.floor((STRIP_WIDTH - (across - 1) * GAP) / across));
    return { columns: across, lines, width, height, left: Math.max(0, rooms - columns * most) };
  }
  throw new Error('The last size takes any number of rooms.');
}

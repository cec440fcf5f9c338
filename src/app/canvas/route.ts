/** A point of the figure, px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a wire may leave or reach a node: the walls of its body, and the heights at which wires come in and go out. */
export interface Anchor {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly inY: number;
  readonly outY: number;
  readonly centreX: number;
}

/** px that a wire keeps clear of nodes. */
const CLEAR = 24;

/** The corners of a wire between two nodes: right angles only, from wall to wall. */
export function routeOf(from: Anchor, to: Anchor): readonly Point[] {
  if (to.left - from.right >= CLEAR) {
    const y1 = from.outY;
    const y2 = to.inY;
    const x = Math.round((from.right + to.left) / 2);
    return Math.abs(y1 - y2) < 2
      ? [
          { x: from.right, y: y1 },
          { x: to.left, y: y1 },
        ]
      : [
          { x: from.right, y: y1 },
          { x, y: y1 },
          { x, y: y2 },
          { x: to.left, y: y2 },
        ];
  }
  if (to.top - from.bottom >= CLEAR || from.top - to.bottom >= CLEAR) {
    const down = to.top > from.bottom;
    const y1 = down ? from.bottom : from.top;
    const y2 = down ? to.top : to.bottom;
    const y = Math.round((y1 + y2) / 2);
    return Math.abs(from.centreX - to.centreX) < 2
      ? [
          { x: from.centreX, y: y1 },
          { x: from.centreX, y: y2 },
        ]
      : [
          { x: from.centreX, y: y1 },
          { x: from.centreX, y },
          { x: to.centreX, y },
          { x: to.centreX, y: y2 },
        ];
  }
  const below = Math.max(from.bottom, to.bottom) + CLEAR;
  const out = from.right + CLEAR;
  const back = to.left - CLEAR;
  return [
    { x: from.right, y: from.outY },
    { x: out, y: from.outY },
    { x: out, y: below },
    { x: back, y: below },
    { x: back, y: to.inY },
    { x: to.left, y: to.inY },
  ];
}

/** The corners as an SVG path. */
export const pathOf = (corners: readonly Point[]): string => corners.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');

export function lengthOf(corners: readonly Point[]): number {
  let length = 0;
  for (let i = 1; i < corners.length; i++) length += legOf(corners[i - 1]!, corners[i]!);
  return length;
}

/** The point at a share of the way, 0 to 1. */
export function alongOf(corners: readonly Point[], share: number): Point {
  let left = Math.min(1, Math.max(0, share)) * lengthOf(corners);
  for (let i = 1; i < corners.length; i++) {
    const [a, b] = [corners[i - 1]!, corners[i]!];
    const leg = legOf(a, b);
    if (left <= leg && leg > 0) return { x: a.x + ((b.x - a.x) * left) / leg, y: a.y + ((b.y - a.y) * left) / leg };
    left -= leg;
  }
  return corners.at(-1) ?? { x: 0, y: 0 };
}

const legOf = (a: Point, b: Point): number => Math.abs(b.x - a.x) + Math.abs(b.y - a.y);

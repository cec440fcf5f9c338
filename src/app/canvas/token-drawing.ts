import type { WireId } from '../../base/ids.ts';
import type { Token } from '../../projections/travels.ts';
import { useScenario } from '../stores/scenario.ts';
import { anchorOf } from './geometry.ts';
import { alongOf, lengthOf, type Point, routeOf } from './route.ts';
import { drawCount, drawToken, type Ink } from './token-marks.ts';
import { type Placement, placedTokens } from './token-places.ts';

/** Above this speed the tokens of a wire merge into a count. */
const FLOW_OVER = 10;
/** With reduced motion a token jumps between so many places of its wire. */
const STATIONS = 5;

/** How tokens are drawn: in which colours, whether they jump, and how fast time runs. */
interface Manner {
  readonly ink: Ink;
  readonly isCalm: boolean;
  readonly speed: number;
}

/** Draws tokens on their wires, in the canvas's own coordinates; a wire whose ends are not placed yet is left out. */
export function drawTokens(context: CanvasRenderingContext2D, tokens: readonly Token[], { ink, isCalm, speed }: Manner): void {
  const routes = routesNow();
  for (const [wire, group] of byWire(tokens)) {
    const corners = routes.get(wire);
    if (!corners) continue;
    for (const placement of placedTokens(group, lengthOf(corners), speed > FLOW_OVER)) {
      const at = pointOf(corners, placement, isCalm);
      if (placement.tokens.length > 1) drawCount(context, at, placement.tokens, ink);
      else drawToken(context, at, placement.tokens[0]!, ink);
    }
  }
}

/** The point of a mark: on the wire, or beside it while something passes that comes the other way. */
function pointOf(corners: readonly Point[], { px, aside }: Placement, isCalm: boolean): Point {
  const length = lengthOf(corners);
  const share = length === 0 ? 0 : px / length;
  const at = alongOf(corners, isCalm ? Math.round(share * (STATIONS - 1)) / (STATIONS - 1) : share);
  if (aside === 0) return at;
  const next = alongOf(corners, Math.min(1, share + 0.01));
  return Math.abs(next.x - at.x) >= Math.abs(next.y - at.y) ? { x: at.x, y: at.y + aside } : { x: at.x + aside, y: at.y };
}

function byWire(tokens: readonly Token[]): ReadonlyMap<WireId, readonly Token[]> {
  const groups = new Map<WireId, Token[]>();
  for (const token of tokens) {
    const group = groups.get(token.wire);
    if (group) group.push(token);
    else groups.set(token.wire, [token]);
  }
  return groups;
}

function routesNow(): ReadonlyMap<WireId, readonly Point[]> {
  const routes = new Map<WireId, readonly Point[]>();
  for (const wire of useScenario.getState().scenario.wires) {
    const [from, to] = [anchorOf(wire.from), anchorOf(wire.to)];
    if (from && to) routes.set(wire.id, routeOf(from, to));
  }
  return routes;
}

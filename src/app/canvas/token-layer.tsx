import { useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { WireId } from '../../base/ids.ts';
import type { Token } from '../../projections/travels.ts';
import { SEEN_FOR, useDesk } from '../stores/desk.ts';
import { trace, useRun } from '../stores/run.ts';
import { useScenario } from '../stores/scenario.ts';
import { canvasFold, onMoment } from './fold.ts';
import { anchorOf, onPlaces } from './geometry.ts';
import { alongOf, lengthOf, type Point, routeOf } from './route.ts';
import { drawCount, drawToken, inkOf } from './token-marks.ts';
import { type Placement, placedTokens } from './token-places.ts';

/** Above these speeds tokens merge into a count, or are left out. */
const FLOW_OVER = 10;
const NONE_OVER = 100;
const STATIONS = 5;

/** Tokens under way, drawn on one canvas over the figure; they are functions of the playhead and never animate by themselves. */
export function TokenLayer() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const store = useStoreApi();
  const transform = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const nodes = useStore((state) => state.nodes);
  const theme = useDesk((desk) => desk.theme);

  // biome-ignore lint/correctness/useExhaustiveDependencies: places and theme are read while drawing
  useEffect(() => {
    const surface = canvas.current;
    const context = surface?.getContext('2d');
    if (!surface || !context) return;
    const sharp = window.devicePixelRatio || 1;
    surface.width = Math.round(width * sharp);
    surface.height = Math.round(height * sharp);
    const ink = inkOf(surface);
    const calm = matchMedia('(prefers-reduced-motion: reduce)');
    let isClear = false;

    function draw(): void {
      const { playhead, speed, exact } = useDesk.getState();
      const isStill = exact || isAtEnd();
      const tokens = speed > NONE_OVER ? [] : canvasFold().under(playhead, isStill ? 0 : SEEN_FOR * 1000 * speed);
      if (tokens.length === 0 && isClear) return;
      const [x, y, zoom] = store.getState().transform;
      context!.setTransform(1, 0, 0, 1, 0, 0);
      context!.clearRect(0, 0, surface!.width, surface!.height);
      isClear = tokens.length === 0;
      if (isClear) return;
      context!.setTransform(zoom * sharp, 0, 0, zoom * sharp, x * sharp, y * sharp);
      const routes = routesNow();
      for (const [wire, group] of byWire(tokens)) {
        const corners = routes.get(wire);
        if (!corners) continue;
        for (const placement of placedTokens(group, lengthOf(corners), speed > FLOW_OVER)) {
          const at = pointOf(corners, placement, calm.matches);
          if (placement.tokens.length > 1) drawCount(context!, at, placement.tokens, ink);
          else drawToken(context!, at, placement.tokens[0]!, ink);
        }
      }
    }
    draw();
    const [offMoment, offPlaces] = [onMoment(draw), onPlaces(draw)];
    return () => {
      offMoment();
      offPlaces();
    };
  }, [transform, width, height, nodes, theme, store]);

  return (
    <div className="tokens" aria-hidden="true">
      <canvas ref={canvas} style={{ width, height }} />
    </div>
  );
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

/** Nothing is left to happen and nothing plays: whatever is still shown on its way has long arrived. */
function isAtEnd(): boolean {
  const { playhead, playing } = useDesk.getState();
  const { status } = useRun.getState();
  if (playing || (status !== 'idle' && status !== 'over' && status !== 'refused')) return false;
  return playhead >= (trace().records.at(-1)?.at ?? 0);
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

import { useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { WireId } from '../../base/ids.ts';
import type { Token } from '../../projections/travels.ts';
import { SEEN_FOR, useDesk } from '../stores/desk.ts';
import { useScenario } from '../stores/scenario.ts';
import { canvasFold, onMoment } from './fold.ts';
import { anchorOf } from './geometry.ts';
import { alongOf, lengthOf, type Point, routeOf } from './route.ts';
import { drawCount, drawToken, inkOf } from './token-marks.ts';

/** More tokens than this on a wire, one way, are one token with a count. */
const MERGE_OVER = 8;
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
      const tokens = speed > NONE_OVER ? [] : canvasFold().under(playhead, exact ? 0 : SEEN_FOR * 1000 * speed);
      if (tokens.length === 0 && isClear) return;
      const [x, y, zoom] = store.getState().transform;
      context!.setTransform(1, 0, 0, 1, 0, 0);
      context!.clearRect(0, 0, surface!.width, surface!.height);
      isClear = tokens.length === 0;
      if (isClear) return;
      context!.setTransform(zoom * sharp, 0, 0, zoom * sharp, x * sharp, y * sharp);
      const routes = routesNow();
      for (const group of grouped(tokens)) {
        const corners = routes.get(group[0]!.wire);
        if (!corners) continue;
        if (group.length > MERGE_OVER || (speed > FLOW_OVER && group.length > 1)) drawCount(context!, alongOf(corners, 0.5), group, ink);
        else for (const token of group) drawToken(context!, pointOf(corners, token, calm.matches), token, ink);
      }
    }
    draw();
    return onMoment(draw);
  }, [transform, width, height, nodes, theme, store]);

  return (
    <div className="tokens" aria-hidden="true">
      <canvas ref={canvas} style={{ width, height }} />
    </div>
  );
}

/** Half a token's length: it stops in front of the wall, not in it. */
const NOSE = 25;

function pointOf(corners: readonly Point[], token: Token, isCalm: boolean): Point {
  const length = lengthOf(corners);
  const share = isCalm ? Math.round(token.at * (STATIONS - 1)) / (STATIONS - 1) : token.at;
  const nose = Math.min(token.isBack ? 8 : NOSE, length / 2);
  return alongOf(corners, length === 0 ? 0 : (nose + share * (length - 2 * nose)) / length);
}

function grouped(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const groups = new Map<string, Token[]>();
  for (const token of tokens) {
    const key = `${token.isBack ? '<' : '>'}${token.wire}`;
    const group = groups.get(key);
    if (group) group.push(token);
    else groups.set(key, [token]);
  }
  return [...groups.values()];
}

function routesNow(): ReadonlyMap<WireId, readonly Point[]> {
  const routes = new Map<WireId, readonly Point[]>();
  for (const wire of useScenario.getState().scenario.wires) {
    const [from, to] = [anchorOf(wire.from), anchorOf(wire.to)];
    if (from && to) routes.set(wire.id, routeOf(from, to));
  }
  return routes;
}

import { useEffect, useRef } from 'react';
import type { WireId } from '../../base/ids.ts';
import { fitOf } from '../../scenario/fits.ts';
import { registry } from '../../services/index.ts';
import { canvasFold, onMoment } from '../canvas/fold.ts';
import { drawCount, drawToken, inkOf } from '../canvas/token-marks.ts';
import type { Look } from '../canvas/wire.tsx';
import { SEEN_FOR, useDesk } from '../stores/desk.ts';
import type { Scenario } from '../stores/document.ts';

const WIDE = 88;
const NOSE = 16;
/** More tokens than this, one way, are one with a count: a wire is short on a phone. */
const MOST = 2;
const STATIONS = 5;

/** How a wire is drawn, as on the canvas. */
export function lookOf({ nodes }: Scenario, wire: Scenario['wires'][number]): Look {
  const kindOf = (id: string): string => nodes.find((node) => node.id === id)?.kind ?? '';
  const fit = fitOf(registry, kindOf(wire.from), kindOf(wire.to), wire.out);
  return fit.ok ? fit.out.wire.look : 'waits';
}

/** A wire from above (`isFar`: from further up than the node above, so it begins in the open), with what is under way on it at the playhead; drawn past React at every frame. */
export function PlayerWire({ wire, look, isFar }: { readonly wire: WireId; readonly look: Look; readonly isFar: boolean }) {
  const surface = useRef<HTMLCanvasElement>(null);
  const theme = useDesk((desk) => desk.theme);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is read while drawing
  useEffect(() => {
    const canvas = surface.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return undefined;
    const sharp = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: tall } = canvas;
    canvas.width = Math.round(width * sharp);
    canvas.height = Math.round(tall * sharp);
    const ink = inkOf(canvas);
    const calm = matchMedia('(prefers-reduced-motion: reduce)');
    const draw = (): void => {
      const { playhead, speed, exact } = useDesk.getState();
      const tokens = canvasFold()
        .under(playhead, exact ? 0 : SEEN_FOR * 1000 * speed)
        .filter((token) => token.wire === wire);
      context.setTransform(sharp, 0, 0, sharp, 0, 0);
      context.clearRect(0, 0, width, tall);
      for (const isBack of [true, false]) {
        const group = tokens.filter((token) => token.isBack === isBack);
        if (group.length > MOST) drawCount(context, { x: width / 2, y: tall / 2 }, group, ink);
        else
          for (const token of group) {
            const share = calm.matches ? Math.round(token.at * (STATIONS - 1)) / (STATIONS - 1) : token.at;
            drawToken(context, { x: width / 2, y: NOSE + share * (tall - 2 * NOSE) }, token, ink);
          }
      }
    };
    draw();
    return onMoment(draw);
  }, [wire, theme]);

  return (
    <span className={`player-wire ${isFar ? 'far' : ''}`} aria-hidden="true">
      <i className={look} />
      <canvas ref={surface} style={{ width: WIDE }} />
    </span>
  );
}

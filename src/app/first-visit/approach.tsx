import { useEffect, useRef } from 'react';
import type { WireId } from '../../base/ids.ts';
import { canvasFold, onMoment } from '../canvas/fold.ts';
import { useDesk } from '../stores/desk.ts';

/** The requests of the next second stand on the wire, nearest to the mouth first. */
const WITHIN = 1_200_000;
const LENGTH = 170;
const MOST = 6;

/** The wire that leads to the function, with what is about to arrive; drawn past React at every frame. */
export function Approach({ wire }: { readonly wire: WireId }) {
  const layer = useRef<SVGGElement>(null);
  useEffect(() => {
    const draw = (): void => {
      if (!layer.current) return;
      const tokens = canvasFold().coming(wire, useDesk.getState().playhead, WITHIN).slice(-MOST);
      layer.current.innerHTML = tokens
        .map(
          ({ at, label }) =>
            `<g transform="translate(${(at * (LENGTH - 20)).toFixed(1)} 30)"><circle r="19" class="tok"/><text y="6" text-anchor="middle">${Number(label) || ''}</text></g>`,
        )
        .join('');
    };
    draw();
    return onMoment(draw);
  }, [wire]);
  return (
    <svg className="approach" width={LENGTH} height="60" aria-hidden="true">
      <path d={`M0 30H${LENGTH}`} stroke="var(--wire)" strokeWidth="7" />
      <path d={`M0 30H${LENGTH}`} stroke="var(--paper)" strokeWidth="3" />
      <g ref={layer} />
    </svg>
  );
}

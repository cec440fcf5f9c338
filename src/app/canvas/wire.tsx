import { BaseEdge, type Edge, type EdgeProps } from '@xyflow/react';
import { useAnchor } from './geometry.ts';
import { type Point, pathOf, routeOf } from './route.ts';

export type Look = 'waits' | 'hands' | 'polled' | 'gives-up' | 'attached';
export type CanvasWire = Edge<{ readonly look: Look }>;

/** A wire: double where the caller waits, a head where something is handed over, a hook where Lambda polls, dotted where it gives up. */
export function Wire({ id, source, target, selected, data }: EdgeProps<CanvasWire>) {
  const from = useAnchor(source);
  const to = useAnchor(target);
  if (!from || !to) return null;
  const look = data?.look ?? 'waits';
  const corners = routeOf(from, to);
  const path = pathOf(corners);
  const colour = selected ? 'var(--ink)' : 'var(--wire)';
  return (
    <g className={`wire ${look}`}>
      {selected && <path d={path} className="wire-selected" />}
      {look === 'waits' ? (
        <>
          <path d={path} fill="none" stroke={colour} strokeWidth={6} />
          <path d={path} fill="none" stroke="var(--paper)" strokeWidth={2.4} />
        </>
      ) : (
        <path d={path} fill="none" stroke={colour} strokeWidth={2} {...(DASHES[look] && { strokeDasharray: DASHES[look] })} />
      )}
      {(look === 'hands' || look === 'gives-up') && <path transform={turnAt(corners)} d="M-12 -6.5 L0 0 L-12 6.5z" fill={colour} />}
      {look === 'polled' && <path transform={turnAt(corners)} d="M-9 -7a7 7 0 0 0 0 14" fill="none" stroke={colour} strokeWidth={2.5} />}
      <BaseEdge id={id} path={path} style={{ stroke: 'transparent' }} interactionWidth={24} />
    </g>
  );
}

const DASHES: { readonly [look in Look]?: string } = { 'gives-up': '2 5', attached: '6 4' };

/** Puts a mark at the wire's end, pointing the way it goes. */
function turnAt(corners: readonly Point[]): string {
  const end = corners.at(-1)!;
  const before = corners.at(-2) ?? end;
  const angle = (Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI;
  return `translate(${end.x} ${end.y}) rotate(${angle})`;
}

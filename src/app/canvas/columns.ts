import type { NodeId } from '../../base/ids.ts';
import type { Scenario } from '../stores/document.ts';
import { serviceOf } from './facts.ts';
import { type Form, portOf } from './geometry.ts';

const COLUMN = 280;
const ROW = 190;
/** Heights of nodes of each form that have not been measured, px: so that their ports stand on one line. */
export const HEIGHTS: { readonly [form in Form]?: number } = { building: 216, door: 150 };
/** Of any other form. */
export const PLAIN = 108;

/** Places for nodes that have none, along their wires from left to right; instant, where dagre would have to be loaded. */
export function columnsOf({ nodes, wires }: Scenario): ReadonlyMap<NodeId, readonly [number, number]> {
  const depth = new Map<NodeId, number>(nodes.map(({ id }) => [id, 0]));
  // As many rounds as there are nodes at most, so that a circle of wires ends too.
  for (let round = 0; round < nodes.length; round++) {
    let isStill = true;
    for (const { from, to } of wires) {
      const next = (depth.get(from) ?? 0) + 1;
      if (next <= nodes.length && next > (depth.get(to) ?? 0)) {
        depth.set(to, next);
        isStill = false;
      }
    }
    if (isStill) break;
  }
  const filled = new Map<number, number>();
  return new Map(
    nodes.map(({ id, kind, at }) => {
      const column = depth.get(id) ?? 0;
      const row = filled.get(column) ?? 0;
      filled.set(column, row + 1);
      const form = serviceOf(kind)?.face.form ?? 'plain';
      return [id, at ?? [column * COLUMN, row * ROW - portOf(form, HEIGHTS[form] ?? PLAIN)]];
    }),
  );
}

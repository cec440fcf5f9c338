import type { NodeId } from '../../base/ids.ts';
import type { Scenario } from '../stores/document.ts';
import { type Form, portOf } from './geometry.ts';

/** A node's size and form; its port stands where they say. */
export interface Sized {
  readonly width: number;
  readonly height: number;
  readonly form: Form;
}

const UNKNOWN: Sized = { width: 180, height: 120, form: 'plain' };
/** Rows that begin no further apart than this are one row, px. */
const SAME_ROW = 60;

/** Lays the whole scenario out from left to right along its wires, ports on one line; dagre is loaded when it is first asked for. */
export async function tidyLayout(
  { nodes, wires }: Pick<Scenario, 'nodes' | 'wires'>,
  sizes: ReadonlyMap<NodeId, Sized>,
): Promise<readonly { readonly id: NodeId; readonly at: readonly [number, number] }[]> {
  const { graphlib, layout } = await import('@dagrejs/dagre');
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 48, ranksep: 90, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  const sizeOf = (id: NodeId): Sized => sizes.get(id) ?? UNKNOWN;
  const portIn = (id: NodeId): number => portOf(sizeOf(id).form, sizeOf(id).height);
  // dagre joins middles: each node is given as much paper above its port as below it.
  for (const { id } of nodes) {
    const { width, height } = sizeOf(id);
    graph.setNode(id, { width, height: 2 * Math.max(portIn(id), height - portIn(id)) });
  }
  for (const { from, to } of wires) graph.setEdge(from, to);
  layout(graph);
  const lines = new Map(nodes.map(({ id }) => [id, (graph.node(id) as { readonly y: number }).y]));
  // A single neighbour that is almost on the line is put on it.
  for (const { from, to } of wires) {
    const isOnlyOne = wires.filter((wire) => wire.to === to).length === 1 && wires.filter((wire) => wire.from === from).length === 1;
    if (isOnlyOne && Math.abs(lines.get(from)! - lines.get(to)!) < SAME_ROW) lines.set(to, lines.get(from)!);
  }
  return nodes.map(({ id }) => {
    const { x } = graph.node(id) as { readonly x: number };
    return { id, at: [x - sizeOf(id).width / 2, lines.get(id)! - portIn(id)] as const };
  });
}

import type { NodeId } from '../../base/ids.ts';
import type { Scenario } from '../stores/document.ts';
import type { Place } from './geometry.ts';

/** Lays the whole scenario out from left to right along its wires; dagre is loaded when it is first asked for. */
export async function tidyLayout(
  { nodes, wires }: Scenario,
  sizes: ReadonlyMap<NodeId, Place>,
): Promise<readonly { readonly id: NodeId; readonly at: readonly [number, number] }[]> {
  const { graphlib, layout } = await import('@dagrejs/dagre');
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 48, ranksep: 90, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  const sizeOf = (id: NodeId): { readonly width: number; readonly height: number } => sizes.get(id) ?? { width: 180, height: 120 };
  for (const { id } of nodes) graph.setNode(id, { ...sizeOf(id) });
  for (const { from, to } of wires) graph.setEdge(from, to);
  layout(graph);
  return nodes.map(({ id }) => {
    const { x, y } = graph.node(id) as { readonly x: number; readonly y: number };
    const { width, height } = sizeOf(id);
    return { id, at: [x - width / 2, y - height / 2] as const };
  });
}

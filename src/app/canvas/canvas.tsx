import {
  applyEdgeChanges,
  applyNodeChanges,
  Background,
  BackgroundVariant,
  type EdgeChange,
  MiniMap,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import { type DragEvent, useCallback, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { fitOf } from '../../scenario/fits.ts';
import { registry } from '../../services/index.ts';
import { type Selection, say, select, useDesk } from '../stores/desk.ts';
import type { Scenario } from '../stores/document.ts';
import { closeStep, useScenario } from '../stores/scenario.ts';
import { columnsOf } from './columns.ts';
import { addNode, addWire, moveNodes, wireProblem } from './edit.ts';
import { serviceOf } from './facts.ts';
import { type Placed, setPlaces } from './geometry.ts';
import { useInSight, wholeFigure } from './in-sight.ts';
import './nodes.css';
import { type CanvasNode, NODE_FORMS } from './node-forms.tsx';
import { onRoomKey } from './room-keys.ts';
import { KIND } from './shelf.tsx';
import { takeAway } from './take-away.ts';
import { TokenLayer } from './token-layer.tsx';
import { Tools } from './tools.tsx';
import { type CanvasWire, Wire } from './wire.tsx';

const EDGE_FORMS = { wire: Wire };

const HOW_TO_SELECT = 'Press Enter or Space to select a node, and Delete to delete it.';
/** What a screen reader hears of a node's keys; both of React Flow's wordings, whichever it takes. */
const SAID = {
  'node.a11yDescription.default': HOW_TO_SELECT,
  'node.a11yDescription.keyboardDisabled': `${HOW_TO_SELECT} Arrow keys move a selected node. In a function that has rooms, up and down go to its rooms, Enter opens a room and Escape goes back; Shift with the arrows moves the function.`,
} as const;

function nodesOf(scenario: Scenario, selection: Selection | null, before: readonly CanvasNode[]): CanvasNode[] {
  const old = new Map(before.map((node) => [node.id, node]));
  const columns = columnsOf(scenario);
  // Tab goes along the wires.
  const order = [...scenario.nodes].sort((a, b) => columns.get(a.id)![0] - columns.get(b.id)![0]);
  return order.flatMap((node) => {
    const service = serviceOf(node.kind);
    if (!service) return [];
    const [x, y] = columns.get(node.id)!;
    const isNoted = (selection?.is === 'node' && selection.id === node.id) || (selection?.is === 'room' && selection.node === node.id);
    const kept = old.get(node.id);
    return [
      {
        ...(kept ?? { id: node.id }),
        type: service.face.form,
        position: kept?.dragging ? kept.position : { x, y },
        selected: isNoted,
        data: kept?.data.node === node ? kept.data : { node, service },
        ariaLabel: `${node.id}, ${service.title}`,
      } as CanvasNode,
    ];
  });
}

function wiresOf(scenario: Scenario, selection: Selection | null): CanvasWire[] {
  const kinds = new Map(scenario.nodes.map(({ id, kind }) => [id, kind]));
  return scenario.wires.map((wire) => {
    const fit = fitOf(registry, kinds.get(wire.from) ?? '', kinds.get(wire.to) ?? '', wire.out);
    return {
      id: wire.id,
      type: 'wire',
      source: wire.from,
      target: wire.to,
      selected: selection?.is === 'wire' && selection.id === wire.id,
      data: { look: fit.ok ? fit.out.wire.look : 'waits' },
      ariaLabel: `Wire ${wire.id} from ${wire.from} to ${wire.to}`,
    };
  });
}

/** The nodes that have been measured. */
function placedOf(nodes: readonly CanvasNode[]): readonly Placed[] {
  return nodes.flatMap(({ id, position, measured, data }) =>
    measured?.width && measured.height
      ? [{ id, place: { ...position, width: measured.width, height: measured.height }, form: data.service.face.form }]
      : [],
  );
}

/** The figure: nodes, wires and tokens of the open scenario at the playhead. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <Figure />
    </ReactFlowProvider>
  );
}

function Figure() {
  const scenario = useScenario((state) => state.scenario);
  const opened = useScenario((state) => state.opened);
  const isProjected = useDesk((desk) => desk.isProjected);
  const selection = useDesk((desk) => desk.selection);
  const [nodes, setNodes] = useState<CanvasNode[]>(() => nodesOf(scenario, selection, []));
  const [hasMap, setMap] = useState(false);
  const wires = useMemo(() => wiresOf(scenario, selection), [scenario, selection]);
  const flow = useReactFlow<CanvasNode, CanvasWire>();

  useEffect(() => setNodes((before) => nodesOf(scenario, selection, before)), [scenario, selection]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document is another picture, and so is a larger one
  useEffect(() => {
    // On an empty canvas the wish would be kept until the first node is there, and move it from where it was dropped.
    if (scenario.nodes.length === 0) return;
    const soon = setTimeout(() => void flow.fitView({ ...wholeFigure(), minZoom: 0.4 }), 60);
    return () => clearTimeout(soon);
  }, [opened, flow, isProjected]);
  useInSight(flow, selection);

  useLayoutEffect(() => setPlaces(placedOf(nodes), scenario.wires), [nodes, scenario.wires]);

  const onNodesChange = useCallback((changes: NodeChange<CanvasNode>[]) => {
    setNodes((before) => applyNodeChanges(changes, before));
    for (const change of changes) {
      if (change.type === 'select' && change.selected) select({ is: 'node', id: change.id });
      if (change.type === 'position' && change.position && !change.dragging) {
        moveNodes([{ id: change.id, at: [change.position.x, change.position.y] }], `move ${change.id}`);
      }
    }
  }, []);

  const onEdgesChange = useCallback((changes: EdgeChange<CanvasWire>[]) => {
    applyEdgeChanges(changes, []);
    for (const change of changes) if (change.type === 'select' && change.selected) select({ is: 'wire', id: change.id });
  }, []);

  function onDrop(event: DragEvent): void {
    const kind = event.dataTransfer.getData(KIND);
    if (!kind || !serviceOf(kind)) return;
    event.preventDefault();
    const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    addNode(kind, [x - 80, y - 60]);
  }

  return (
    <section
      className="figure-pane"
      aria-label="Canvas"
      onKeyDownCapture={onRoomKey}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(KIND)) event.preventDefault();
      }}
      onDrop={onDrop}
    >
      <ReactFlow<CanvasNode, CanvasWire>
        nodes={nodes}
        edges={wires}
        nodeTypes={NODE_FORMS}
        edgeTypes={EDGE_FORMS}
        ariaLabelConfig={SAID}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStop={(_, __, dragged) => {
          moveNodes(dragged.map(({ id, position }) => ({ id, at: [position.x, position.y] })));
          closeStep();
        }}
        onConnect={({ source, target }) => addWire(source, target)}
        onConnectEnd={(_, state) => {
          if (state.fromNode && state.toNode && !state.isValid) addWire(state.fromNode.id, state.toNode.id);
        }}
        isValidConnection={({ source, target }) => wireProblem(source, target) === null}
        onDelete={({ nodes: gone, edges }) => {
          takeAway(
            gone.map(({ id }) => id),
            edges.map(({ id }) => id),
          );
        }}
        onPaneClick={() => {
          select(null);
          say(null);
        }}
        deleteKeyCode={['Delete', 'Backspace']}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        minZoom={0.2}
        maxZoom={2}
        connectionRadius={34}
        connectionDragThreshold={4}
        nodeDragThreshold={3}
        zoomOnDoubleClick={false}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={2.2} color="var(--grid)" bgColor="transparent" />
        {hasMap && <MiniMap pannable zoomable nodeColor="var(--ink-3)" maskColor="var(--select)" ariaLabel="Small map of the canvas" />}
        <TokenLayer />
      </ReactFlow>
      <Tools hasMap={hasMap} onMap={() => setMap((shown) => !shown)} />
    </section>
  );
}

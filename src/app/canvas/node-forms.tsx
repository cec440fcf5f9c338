import { Handle, type Node, type NodeProps, Position, useConnection } from '@xyflow/react';
import type { ReactNode } from 'react';
import type { NodeId } from '../../base/ids.ts';
import { useDesk } from '../stores/desk.ts';
import type { ScenarioNode, Service } from '../stores/document.ts';
import { useScenario } from '../stores/scenario.ts';
import { Icon } from '../widgets/icon.tsx';
import { allowedRooms, Building } from './building.tsx';
import { wireProblem } from './edit.ts';
import { factsOf, settingsOf } from './facts.ts';
import { useMoment } from './fold.ts';
import { useAnchor } from './geometry.ts';
import { meterText } from './meter-text.ts';

export type CanvasNode = Node<{ readonly node: ScenarioNode; readonly service: Service }>;

const WALL = 2;

/** Name above, one line of facts below it. */
function Head({ node, service }: { readonly node: ScenarioNode; readonly service: Service }) {
  return (
    <div className="node-head">
      <b>{node.id}</b>
      <span>{factsOf(service.face.facts, settingsOf(node))}</span>
    </div>
  );
}

/** The gauges that the face puts on the node, as far as they say anything. */
function Meters({ id, gauges }: { readonly id: NodeId; readonly gauges: readonly string[] }) {
  const text = useMoment((canvas, at) =>
    gauges
      .map((gauge) => meterText(gauge, canvas.valueAt(id, gauge, at)))
      .filter((text) => text !== '')
      .join(', '),
  );
  return <div className="meters small dim">{text}</div>;
}

function Ports({ id, service }: { readonly id: NodeId; readonly service: Service }) {
  const anchor = useAnchor(id);
  const isWired = useScenario(({ scenario }) => scenario.wires.some(({ from }) => from === id));
  // Measured from the inside of the wall, as CSS does.
  const top = (y: number | undefined): number | string => (anchor && y !== undefined ? y - anchor.top - WALL : '50%');
  return (
    <>
      {service.ports.in.length > 0 && (
        <Handle type="target" position={Position.Left} style={{ top: top(anchor?.inY) }} aria-hidden="true" />
      )}
      {service.ports.out.length > 0 && (
        <Handle
          type="source"
          position={Position.Right}
          className={isWired ? '' : 'free'}
          style={{ top: top(anchor?.outY) }}
          title="Drag to another node to wire it"
          aria-hidden="true"
        />
      )}
    </>
  );
}

/** While a wire is drawn, nodes that it can't lead to step back, and the one that it is held over says why. */
function useFit(id: NodeId): { readonly fit: string; readonly why: string | null } {
  return useConnection((drawn) => {
    const problem = drawn.inProgress && drawn.fromNode.id !== id ? wireProblem(drawn.fromNode.id, id) : null;
    const isOver = drawn.inProgress && drawn.toNode?.id === id;
    return { fit: problem === null ? '' : isOver ? 'refuses' : 'unfit', why: isOver ? problem : null };
  });
}

/** Why the wire in hand can't end here. */
const Why = ({ why }: { readonly why: string | null }) => why && <p className="why-not">{why}</p>;

const Corners = () => <i className="corners" aria-hidden="true" />;

/** A function as a building of rooms. */
function BuildingNode({ id, data, selected }: NodeProps<CanvasNode>) {
  const { node, service } = data;
  const { fit, why } = useFit(id);
  return (
    <div className={`node ${fit} ${selected ? 'sel' : ''}`} style={{ width: 210 }}>
      <Head node={node} service={service} />
      <div className="body">
        <Building node={id} allowed={allowedRooms(service.face.fills['plots'] ?? [], settingsOf(node))} />
        <Ports id={id} service={service} />
        {selected && <Corners />}
        <Why why={why} />
      </div>
      <Meters id={id} gauges={service.face.meters} />
    </div>
  );
}

/** A front door: round, its name below. */
function DoorNode({ id, data, selected }: NodeProps<CanvasNode>) {
  const { node, service } = data;
  const { fit, why } = useFit(id);
  return (
    <div className={`node round ${fit} ${selected ? 'sel' : ''}`}>
      <div className="body disc">
        <Icon name={service.face.icon} size={44} />
        <Ports id={id} service={service} />
        {selected && <Corners />}
        <Why why={why} />
      </div>
      <div className="below">
        <b>{node.id}</b>
        <span className="small dim">{factsOf(service.face.facts, settingsOf(node))}</span>
        <Meters id={id} gauges={service.face.meters} />
      </div>
    </div>
  );
}

/** What has no form of its own: a name and its facts on a wall of two lines. */
function PlainNode({ id, data, selected }: NodeProps<CanvasNode>) {
  const { node, service } = data;
  const { fit, why } = useFit(id);
  return (
    <div className={`node ${fit} ${selected ? 'sel' : ''}`} style={{ width: 170 }}>
      <div className="body plain">
        <Icon name={service.face.icon} />
        <div>
          <b>{node.id}</b>
          <span className="small dim">{factsOf(service.face.facts, settingsOf(node))}</span>
        </div>
        <Ports id={id} service={service} />
        {selected && <Corners />}
        <Why why={why} />
      </div>
      <Meters id={id} gauges={service.face.meters} />
    </div>
  );
}

/** One component per form; the forms whose services come later are drawn plain until then. */
export const NODE_FORMS: { readonly [form in Service['face']['form']]: (props: NodeProps<CanvasNode>) => ReactNode } = {
  building: BuildingNode,
  door: DoorNode,
  plain: PlainNode,
  trough: PlainNode,
  lanes: PlainNode,
  ladder: PlainNode,
  shelf: PlainNode,
};

/** Whether a node is what the margin note is about (itself, or one of its rooms). */
export const useIsNoted = (id: NodeId): boolean =>
  useDesk(({ selection }) => (selection?.is === 'node' && selection.id === id) || (selection?.is === 'room' && selection.node === id));

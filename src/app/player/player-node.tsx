import { allowedRooms, Building } from '../canvas/building.tsx';
import { factsOf, serviceOf, settingsOf } from '../canvas/facts.ts';
import { useMoment } from '../canvas/fold.ts';
import { meterText } from '../canvas/meter-text.ts';
import type { Scenario, ScenarioNode } from '../stores/document.ts';
import { Icon } from '../widgets/icon.tsx';
import { lookOf, PlayerWire } from './player-wires.tsx';

/** Meters beside a name: more would not fit. */
const METERS = 1;

interface PlayerNodeProps {
  readonly scenario: Scenario;
  readonly node: ScenarioNode;
  /** The node that stands before it in the column. */
  readonly above: string | null;
}

/** One node of the column: the wires that lead to it, its name, and its form as on the canvas. */
export function PlayerNode({ scenario, node, above }: PlayerNodeProps) {
  const service = serviceOf(node.kind);
  const meters = useMoment((canvas, at) =>
    (service?.face.meters ?? [])
      .map((gauge) => meterText(gauge, canvas.valueAt(node.id, gauge, at)))
      .filter((text) => text !== '')
      .slice(0, METERS)
      .join(', '),
  );
  if (!service) return null;
  const wires = scenario.wires.filter((wire) => wire.to === node.id);
  const sources = [...new Set(wires.map((wire) => wire.from))].filter((source) => source !== above || wires.length > 1);
  const after = sources.length === 0 ? '' : sources.length === 1 ? `after ${sources[0]}` : `after ${sources.length} nodes`;
  const facts = meters || factsOf(service.face.facts, settingsOf(node));
  const { form } = service.face;
  const name = (
    <p className="player-name">
      <b>{node.id}</b> <span className="dim">{[after, facts].filter(Boolean).join(', ')}</span>
    </p>
  );
  const lines = (
    <span className="player-wires">
      {wires.map((wire) => (
        <PlayerWire key={wire.id} wire={wire.id} look={lookOf(scenario, wire)} isFar={wire.from !== above} />
      ))}
    </span>
  );
  if (form === 'building') {
    return (
      <section className="player-node building-node" aria-label={node.id}>
        {name}
        {lines}
        <Building node={node.id} allowed={allowedRooms(service.face.fills['plots'] ?? [], settingsOf(node))} />
      </section>
    );
  }
  return (
    <section className={`player-node ${form === 'door' ? 'door-node' : 'plain-node'}`} aria-label={node.id}>
      {wires.length > 0 && lines}
      {name}
      <span className="player-sign">
        <Icon name={service.face.icon} size={form === 'door' ? 36 : 28} />
      </span>
    </section>
  );
}

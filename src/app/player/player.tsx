import { useMemo } from 'react';
import { micros } from '../../base/ids.ts';
import { Building } from '../canvas/building.tsx';
import { columnsOf } from '../canvas/columns.ts';
import { serviceOf, settingsOf, valueAt } from '../canvas/facts.ts';
import { useMoment } from '../canvas/fold.ts';
import { meterText } from '../canvas/meter-text.ts';
import '../canvas/nodes.css';
import { firstVisit } from '../../lessons/experiments.ts';
import { Caption } from '../playback/caption.tsx';
import { Clock, Keys, Pace } from '../playback/transport.tsx';
import { seek, useDesk } from '../stores/desk.ts';
import type { Scenario, ScenarioNode } from '../stores/document.ts';
import { useRun } from '../stores/run.ts';
import { openDocument, useScenario } from '../stores/scenario.ts';
import { Mark } from '../widgets/mark.tsx';
import './player.css';
import { Strip } from './strip.tsx';

/** The phone's page: watch what a link does. Nothing can be changed here. */
export function Player() {
  const scenario = useScenario((state) => state.scenario);
  const order = useMemo(() => alongWires(scenario), [scenario]);
  return (
    <div className="player">
      <header>
        <Mark size={28} />
        <h1 className="book">{scenario.title}</h1>
      </header>
      <main>
        {scenario.nodes.length === 0 && (
          <p className="book">
            There is nothing open.{' '}
            <button type="button" className="quiet u" onClick={() => openDocument(firstVisit, 'lesson')}>
              Watch how cold starts come about
            </button>
          </p>
        )}
        {order.map((node, i) => (
          <PlayerNode
            key={node.id}
            node={node}
            after={i === 0 ? null : (scenario.wires.find((wire) => wire.to === node.id)?.from ?? null)}
          />
        ))}
      </main>
      <footer>
        <Caption />
        <div className="player-run">
          <Strip />
          <Scrubber />
        </div>
        <div className="player-time">
          <div>
            <Clock />
            <Pace />
          </div>
          <Keys />
        </div>
        <p className="dim">To change anything, open this link on a laptop.</p>
      </footer>
    </div>
  );
}

/** Nodes from left to right along their wires. */
function alongWires(scenario: Scenario): readonly ScenarioNode[] {
  const columns = columnsOf({ ...scenario, nodes: scenario.nodes.map(({ at: _, ...node }) => node) });
  return [...scenario.nodes].sort((a, b) => columns.get(a.id)![0] - columns.get(b.id)![0]);
}

function PlayerNode({ node, after }: { readonly node: ScenarioNode; readonly after: string | null }) {
  const service = serviceOf(node.kind);
  const meters = useMoment((canvas, at) =>
    (service?.face.meters ?? [])
      .map((gauge) => meterText(gauge, canvas.valueAt(node.id, gauge, at)))
      .filter((text) => text !== '')
      .slice(0, 3)
      .join(', '),
  );
  if (!service) return null;
  const plots = service.face.fills['plots']?.map((path) => valueAt(settingsOf(node), path)).find((value) => typeof value === 'number');
  return (
    <section className="player-node" aria-label={node.id}>
      <p>
        <b>{node.id}</b> <span className="dim">{[after && `after ${after}`, meters].filter(Boolean).join(', ')}</span>
      </p>
      {service.face.form === 'building' && <Building node={node.id} allowed={typeof plots === 'number' ? plots : null} />}
    </section>
  );
}

/** What is dragged, over the painted strip; keys and screen readers find it too. */
function Scrubber() {
  const horizon = useRun((run) => run.horizon);
  const playhead = useDesk((desk) => Math.round(desk.playhead / 10_000));
  const end = Math.max(1, Math.round(horizon / 10_000));
  return (
    <input
      className="player-scrubber"
      type="range"
      aria-label="Playhead"
      min={0}
      max={end}
      value={Math.min(playhead, end)}
      onChange={(event) => seek(micros(Number(event.currentTarget.value) * 10_000))}
    />
  );
}

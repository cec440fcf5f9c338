import { type ReactNode, useState } from 'react';
import type { NodeId } from '../../base/ids.ts';
import { addWire, rename, wireProblem } from '../canvas/edit.ts';
import { serviceOf, settingsOf } from '../canvas/facts.ts';
import { takeAway } from '../canvas/take-away.ts';
import { openFile, openRequest } from '../stores/desk.ts';
import type { ScenarioNode, Service } from '../stores/document.ts';
import { change, closeStep, useScenario } from '../stores/scenario.ts';
import { Form } from './form.tsx';
import { fieldOf, problemIn, withAt } from './schema.ts';
import { ScriptList } from './script-list.tsx';
import { Sentence } from './sentence.tsx';

/** Puts a node's setting, when the whole of its settings is then sound; else the sentence that says what is wrong. */
function setConfig(node: ScenarioNode, service: Service, path: readonly (string | number)[], value: unknown, done = true): string | null {
  const config = withAt(node.config ?? {}, path, value);
  const problem = problemIn(service.config, config);
  if (problem) return problem;
  change(
    `set ${path.join('.')} of ${node.id}`,
    (draft) => {
      const own = draft.nodes.find(({ id }) => id === node.id);
      if (!own) return;
      if (Object.keys(config as object).length === 0) delete own.config;
      else own.config = config as never;
    },
    `set ${node.id} ${path.join('.')}`,
  );
  if (done) closeStep();
  return null;
}

/** The note about a node: its sentence, why it is as it is, its code, what it is told to do, its wires, and every setting one click away. */
export function NodeNote({ node, children }: { readonly node: ScenarioNode; readonly children: ReactNode }) {
  const service = serviceOf(node.kind);
  const [fault, setFault] = useState<string | null>(null);
  if (!service) return null;
  const root = fieldOf(service.config);
  const settings = settingsOf(node);
  return (
    <>
      <NodeName node={node} />
      <p className="small dim kind">{service.title}</p>
      <p>
        <Sentence
          text={service.face.sentence}
          root={root}
          settings={settings}
          onChange={(path, value, done) => setFault(setConfig(node, service, path.split('.'), value, done))}
        />
      </p>
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      {children}
      <div className="row">
        {service.runsCode && (
          <button type="button" className="quiet u" onClick={() => openFile(node.id)}>
            Edit code
          </button>
        )}
        {speaksHttp(service) && (
          <button type="button" className="quiet u" onClick={() => openRequest(null)}>
            See the requests
          </button>
        )}
      </div>
      <ScriptList node={node.id} service={service} />
      <WireTo node={node} service={service} />
      <details className="all">
        <summary>All settings</summary>
        <Form
          field={root}
          value={node.config}
          full={settings}
          path={[]}
          set={(path, value) => setConfig(node, service, path, value)}
          without={service.runsCode ? ['files'] : []}
        />
      </details>
      <div className="row">
        <button type="button" className="quiet u" onClick={() => takeAway([node.id], [])}>
          Delete {node.id}
        </button>
      </div>
    </>
  );
}

const speaksHttp = ({ ports }: Service): boolean => [...ports.in, ...ports.out].some((port) => port.speaks.includes('http'));

function NodeName({ node }: { readonly node: ScenarioNode }) {
  const [fault, setFault] = useState<string | null>(null);
  return (
    <h2>
      <input
        className="name-field"
        aria-label="Name"
        key={node.id}
        defaultValue={node.id}
        spellCheck={false}
        onBlur={(event) => setFault(rename(node.id, event.currentTarget.value.trim()))}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') {
            event.currentTarget.value = node.id;
            event.currentTarget.blur();
          }
        }}
      />
      {fault && (
        <span className="fault" role="alert">
          {fault}
        </span>
      )}
    </h2>
  );
}

/** The keyboard's way to a wire: every node, those that don't fit with their reason. */
function WireTo({ node, service }: { readonly node: ScenarioNode; readonly service: Service }) {
  const scenario = useScenario((state) => state.scenario);
  const [why, setWhy] = useState<string | null>(null);
  const others = scenario.nodes.filter(({ id }) => id !== node.id);
  if (service.ports.out.length === 0 || others.length === 0) return null;
  return (
    <div className="leaf">
      <label htmlFor="wire-to">Wire to</label>
      <select
        id="wire-to"
        className="field"
        value=""
        onChange={(event) => {
          const to = event.currentTarget.value;
          const problem = wireProblem(node.id, to, scenario);
          setWhy(problem);
          if (!problem) addWire(node.id, to);
        }}
      >
        <option value="">choose a node</option>
        {others.map(({ id }) => (
          <option key={id} value={id}>
            {id}
            {fitNote(node.id, id, scenario)}
          </option>
        ))}
      </select>
      {why && (
        <span className="small" role="alert">
          {why}
        </span>
      )}
    </div>
  );
}

/** What the list of nodes to wire to says behind a name. */
function fitNote(from: NodeId, to: NodeId, scenario: Parameters<typeof wireProblem>[2]): string {
  if (scenario?.wires.some((wire) => wire.from === from && wire.to === to)) return ' (wired already)';
  return wireProblem(from, to, scenario) ? ' (does not fit)' : '';
}

import type { ReactNode } from 'react';
import { fitOf } from '../../scenario/fits.ts';
import { registry } from '../../services/index.ts';
import { takeAway } from '../canvas/take-away.ts';
import type { ScenarioWire } from '../stores/document.ts';
import { change, useScenario } from '../stores/scenario.ts';
import { Form } from './form.tsx';
import { fieldOf, problemIn, withAt } from './schema.ts';

const LOOKS = {
  waits: 'The sender waits for the answer.',
  hands: 'What goes along it is handed over; nobody waits.',
  polled: 'The receiver polls; nothing is pushed.',
  'gives-up': 'Here goes what was given up on.',
  attached: 'Nothing travels along it; it grants access.',
} as const;

/** The note about a wire: what its look means, its settings, the permissions that AWS would need. */
export function WireNote({ wire, children }: { readonly wire: ScenarioWire; readonly children: ReactNode }) {
  const nodes = useScenario((state) => state.scenario.nodes);
  const kindOf = (id: string): string => nodes.find((node) => node.id === id)?.kind ?? '';
  const fit = fitOf(registry, kindOf(wire.from), kindOf(wire.to), wire.out);
  if (!fit.ok) return <p className="fault">{fit.why}</p>;
  const { wire: def } = fit.out;
  const field = fieldOf(def.config);
  const full = def.config.safeParse(wire.config ?? {});

  function set(path: readonly (string | number)[], value: unknown): string | null {
    const config = withAt(wire.config ?? {}, path, value);
    const problem = problemIn(def.config, config);
    if (problem) return problem;
    change(
      `set ${path.join('.')} of the wire ${wire.id}`,
      (draft) => {
        const own = draft.wires.find(({ id }) => id === wire.id);
        if (own) own.config = config as never;
      },
      `set ${wire.id} ${path.join('.')}`,
    );
    return null;
  }

  return (
    <>
      <h2>
        {wire.from} to {wire.to}
      </h2>
      <p>{LOOKS[def.look]}</p>
      {children}
      {Object.keys(field.properties ?? {}).length > 0 && (
        <Form field={field} value={wire.config} full={full.success ? full.data : {}} path={[]} set={set} />
      )}
      {def.requires.length > 0 && (
        <p className="small dim">
          On AWS this needs <span className="data">{def.requires.join(', ')}</span>. Coldstart grants it.
        </p>
      )}
      <div className="row">
        <button type="button" className="quiet u" onClick={() => takeAway([], [wire.id])}>
          Delete this wire
        </button>
      </div>
    </>
  );
}

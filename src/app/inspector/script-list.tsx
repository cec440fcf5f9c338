import { useState } from 'react';
import { formatDuration, parseDuration } from '../../base/duration.ts';
import type { NodeId } from '../../base/ids.ts';
import { useDesk } from '../stores/desk.ts';
import type { Service, Stimulus } from '../stores/document.ts';
import { change, useScenario } from '../stores/scenario.ts';
import { blankOf, fieldOf } from './schema.ts';
import { ScriptEntry } from './script-entry.tsx';

interface ScriptListProps {
  readonly node: NodeId;
  readonly service: Service;
}

/** What the script does to a node, entry by entry: edited in place, sent now, added and taken away. */
export function ScriptList({ node, service }: ScriptListProps) {
  const script = useScenario((state) => state.scenario.script);
  const [opened, setOpened] = useState<number | null>(null);
  const names = Object.keys(service.stimuli);
  if (names.length === 0) return null;
  const entries = script.flatMap((stimulus, i) => (stimulus.node === node ? [[i, stimulus] as const] : []));

  /** Adds at the playhead, or a second after what this node is told at that instant already. */
  function add(name: string, input: unknown): void {
    const at = freeInstant(
      entries.map(([, stimulus]) => stimulus),
      Math.ceil(useDesk.getState().playhead / 1000) * 1000,
    );
    change(`add ${name}`, (draft) => {
      draft.script.push({ at, node, do: name, ...(input !== undefined && { with: input as never }) });
    });
    setOpened(script.length);
  }

  return (
    <section aria-label="Script">
      <h3>What it is told to do</h3>
      {entries.length === 0 && <p className="small dim">Nothing yet. An entry happens at its instant in every run.</p>}
      <ul className="script">
        {entries.map(([i, stimulus]) => (
          <ScriptEntry
            key={i}
            index={i}
            stimulus={stimulus}
            service={service}
            isOpen={opened === i}
            onOpen={() => setOpened(opened === i ? null : i)}
            onRepeat={() => add(stimulus.do, stimulus.with)}
            onDelete={() => {
              setOpened(null);
              change(`delete ${stimulus.do}`, (draft) => {
                draft.script.splice(i, 1);
              });
            }}
          />
        ))}
      </ul>
      <div className="row">
        {names.map((name) => (
          <button type="button" className="quiet u" key={name} onClick={() => add(name, blankOf(fieldOf(service.stimuli[name]!)))}>
            Add {/^[aeiou]/.test(name) ? 'an' : 'a'} {name}
          </button>
        ))}
      </div>
    </section>
  );
}

function freeInstant(entries: readonly Stimulus[], from: number): string {
  const taken = new Set(entries.map(({ at }) => parseDuration(at)));
  let at = from;
  while (taken.has(at as never)) at += 1_000_000;
  return formatDuration(at);
}

import { useState } from 'react';
import { formatDuration, parseDuration } from '../../base/duration.ts';
import type { NodeId } from '../../base/ids.ts';
import { isObject } from '../../base/json.ts';
import { act } from '../playback/act.ts';
import { say, useDesk } from '../stores/desk.ts';
import type { Service, Stimulus } from '../stores/document.ts';
import { change, useScenario } from '../stores/scenario.ts';
import { Form } from './form.tsx';
import { isRequest, type RawParts } from './raw-request.ts';
import { RequestEditor } from './request-editor.tsx';
import { blankOf, fieldOf, problemsOf, withAt } from './schema.ts';

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

  function add(name: string): void {
    const at = formatDuration(Math.ceil(useDesk.getState().playhead / 1000) * 1000);
    const like = entries.findLast(([, stimulus]) => stimulus.do === name)?.[1];
    change(`add ${name}`, (draft) => {
      draft.script.push({ at, node, do: name, with: (like?.with ?? blankOf(fieldOf(service.stimuli[name]!))) as never });
    });
    setOpened(script.length);
  }

  return (
    <section aria-label="Script">
      <h3>What it is told to do</h3>
      {entries.length === 0 && <p className="small dim">Nothing yet. Add an entry, or send one now.</p>}
      <ul className="script">
        {entries.map(([i, stimulus]) => (
          <Entry
            key={i}
            index={i}
            stimulus={stimulus}
            service={service}
            isOpen={opened === i}
            onOpen={() => setOpened(opened === i ? null : i)}
          />
        ))}
      </ul>
      <div className="row">
        {names.map((name) => (
          <button type="button" className="quiet u" key={name} onClick={() => add(name)}>
            Add {/^[aeiou]/.test(name) ? 'an' : 'a'} {name}
          </button>
        ))}
      </div>
    </section>
  );
}

interface EntryProps {
  readonly index: number;
  readonly stimulus: Stimulus;
  readonly service: Service;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function Entry({ index, stimulus, service, isOpen, onOpen }: EntryProps) {
  const schema = service.stimuli[stimulus.do];
  const field = schema ? fieldOf(schema) : {};
  const full = schema?.safeParse(stimulus.with ?? {});
  const filled = full?.success ? full.data : stimulus.with;

  function put(next: unknown): string | null {
    const problem = schema ? problemsOf(schema, next)[0] : undefined;
    if (problem) return `${problem.path ? `${problem.path}: ` : ''}${problem.message}`;
    change(
      `edit ${stimulus.do}`,
      (draft) => {
        draft.script[index]!.with = next as never;
      },
      `script ${index}`,
    );
    return null;
  }

  async function send(): Promise<void> {
    const problem = await act({ node: stimulus.node, do: stimulus.do, ...(stimulus.with !== undefined && { with: stimulus.with }) });
    if (problem) say(problem.problem);
  }

  return (
    <li>
      <div className="script-head">
        <button type="button" className="grow" aria-expanded={isOpen} onClick={onOpen}>
          <span className="data at">{stimulus.at}</span> <span className="data">{summaryOf(stimulus, filled)}</span>
        </button>
        <button type="button" className="quiet u" onClick={() => void send()} title="At the playhead; in the past this forks the run">
          Send now
        </button>
      </div>
      {isOpen && (
        <div className="script-body">
          <When index={index} at={stimulus.at} />
          {isRequest(field.properties) && (
            <RequestEditor
              value={(filled ?? {}) as RawParts & { readonly [name: string]: unknown }}
              set={(next) => put(lean(next, field.properties))}
            />
          )}
          <Form
            field={field}
            value={stimulus.with}
            full={filled}
            path={[]}
            set={(path, value) => put(withAt(stimulus.with ?? {}, path, value))}
            without={isRequest(field.properties) ? ['method', 'target', 'headers', ...(isTextual(filled) ? ['body'] : [])] : []}
          />
          <button
            type="button"
            className="quiet u"
            onClick={() =>
              change(`delete ${stimulus.do}`, (draft) => {
                draft.script.splice(index, 1);
              })
            }
          >
            Delete this entry
          </button>
        </div>
      )}
    </li>
  );
}

const isTextual = (value: unknown): boolean =>
  !isObject(value) || !isObject(value['body']) || 'text' in value['body'] || 'json' in value['body'];

/** Leaves out what the schema says by default. */
function lean(
  value: { readonly [name: string]: unknown },
  properties: { readonly [name: string]: { readonly default?: unknown } } | undefined,
) {
  return Object.fromEntries(
    Object.entries(value).filter(([name, own]) => own !== undefined && JSON.stringify(own) !== JSON.stringify(properties?.[name]?.default)),
  );
}

function When({ index, at }: { readonly index: number; readonly at: string }) {
  const [fault, setFault] = useState<string | null>(null);
  return (
    <div className="leaf">
      <label htmlFor={`when-${index}`}>At</label>
      <input
        id={`when-${index}`}
        className="field"
        key={at}
        defaultValue={at}
        aria-invalid={fault !== null}
        onBlur={(event) => {
          const to = event.currentTarget.value.trim();
          if (parseDuration(to) === undefined) {
            setFault('An instant is written like "1m30s", "250ms" or "0s".');
            return;
          }
          setFault(null);
          if (to !== at) {
            change('move an entry', (draft) => {
              draft.script[index]!.at = to;
            });
          }
        }}
      />
      {fault && (
        <span className="fault" role="alert">
          {fault}
        </span>
      )}
    </div>
  );
}

/** `GET /cart?item=1, 3 times` */
function summaryOf(stimulus: Stimulus, filled: unknown): string {
  if (!isObject(filled)) return stimulus.do;
  const { method, target, times, parallel, perSecond, forSeconds } = filled as { readonly [name: string]: unknown };
  const what = typeof method === 'string' ? `${method} ${String(target)}` : stimulus.do;
  const notes = [
    typeof times === 'number' && times > 1 ? `${times} times` : '',
    typeof parallel === 'number' && parallel > 1 ? `${parallel} at once` : '',
    typeof perSecond === 'number' ? `${perSecond} a second for ${String(forSeconds)} s` : '',
  ].filter(Boolean);
  return [what, ...notes].join(', ');
}

import { useEffect, useRef, useState } from 'react';
import { formatDuration, parseDuration } from '../../base/duration.ts';
import { isObject } from '../../base/json.ts';
import { act } from '../playback/act.ts';
import { say } from '../stores/desk.ts';
import type { Service, Stimulus } from '../stores/document.ts';
import { change, closeStep } from '../stores/scenario.ts';
import { hasTextBody, kindOf } from './body-kinds.ts';
import { Form } from './form.tsx';
import { pacePathsOf, paceSentenceOf, totalOf } from './pace.ts';
import { isRequest, type RawParts } from './raw-request.ts';
import { RequestEditor } from './request-editor.tsx';
import { type Field, fieldOf, problemIn, withAt } from './schema.ts';
import { Sentence } from './sentence.tsx';
import { When } from './when.tsx';

interface ScriptEntryProps {
  readonly index: number;
  readonly stimulus: Stimulus;
  readonly service: Service;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onRepeat: () => void;
  readonly onDelete: () => void;
}

/** One entry of the script: its line, and when it is open, when it happens, what is sent and how often. */
export function ScriptEntry({ index, stimulus, service, isOpen, onOpen, onRepeat, onDelete }: ScriptEntryProps) {
  const line = useRef<HTMLLIElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  const schema = service.stimuli[stimulus.do];
  const field = schema ? fieldOf(schema) : {};
  const full = schema?.safeParse(stimulus.with ?? {});
  const filled: unknown = full?.success ? full.data : stimulus.with;
  const paced = withTimes(filled);
  const pace = paceSentenceOf(field.properties, isObject(paced) ? paced['times'] : undefined);
  const body = isRequest(field.properties) ? bodyFieldOf(field, filled) : undefined;

  useEffect(() => {
    const note = line.current?.closest('.margin-note');
    if (isOpen && line.current && note) note.scrollTop += line.current.getBoundingClientRect().top - note.getBoundingClientRect().top - 12;
  }, [isOpen]);

  function put(next: unknown): string | null {
    const problem = schema ? problemIn(schema, next) : null;
    if (problem) return problem;
    change(
      `edit ${stimulus.do}`,
      (draft) => {
        draft.script[index]!.with = next as never;
      },
      `script ${index}`,
    );
    return null;
  }
  const setAt = (path: readonly (string | number)[], value: unknown): string | null => put(withAt(stimulus.with ?? {}, path, value));

  async function send(): Promise<void> {
    const problem = await act({ node: stimulus.node, do: stimulus.do, ...(stimulus.with !== undefined && { with: stimulus.with }) });
    if (problem) say(problem.problem);
  }

  return (
    <li ref={line}>
      <div className="script-head">
        <button type="button" className="grow" aria-expanded={isOpen} onClick={onOpen}>
          <span className="data at">{instantOf(stimulus)}</span> <span className="data">{summaryOf(stimulus, filled)}</span>
          {stimulus.by === 'reader' && <span className="small dim by-hand">sent by hand</span>}
        </button>
        <button type="button" className="quiet u" onClick={() => void send()} title="At the playhead; in the past this forks the run">
          Send now
        </button>
      </div>
      {isOpen && (
        <div className="script-body">
          <When index={index} at={stimulus.at} />
          {pace && (
            <p className="pace-sentence">
              <Sentence
                text={pace}
                root={field}
                settings={paced}
                onChange={(path, value, done) => {
                  setFault(setAt([path], value));
                  if (done) closeStep();
                }}
              />{' '}
              <span className="small dim">{totalOf(filled)}</span>
            </p>
          )}
          {fault && (
            <p className="fault" role="alert">
              {fault}
            </p>
          )}
          {isRequest(field.properties) && (
            <RequestEditor
              value={(filled ?? {}) as RawParts & { readonly [name: string]: unknown }}
              set={(next) => put(lean(next, field.properties))}
              name={`${instantOf(stimulus)} ${summaryOf(stimulus, filled)}`}
            />
          )}
          {body && (
            <Form
              field={body}
              value={isObject(stimulus.with) ? stimulus.with['body'] : undefined}
              full={isObject(filled) ? filled['body'] : undefined}
              path={['body']}
              set={setAt}
            />
          )}
          <Form
            field={field}
            value={stimulus.with}
            full={filled}
            path={[]}
            set={setAt}
            without={[...(pace ? pacePathsOf(pace) : []), ...(isRequest(field.properties) ? ['method', 'target', 'headers', 'body'] : [])]}
          />
          <div className="row">
            <button type="button" className="quiet u" onClick={onRepeat}>
              Copy this entry
            </button>
            <button type="button" className="quiet u" onClick={onDelete}>
              Delete this entry
            </button>
          </div>
        </div>
      )}
    </li>
  );
}

/** The fields of a body that does not read as text. */
function bodyFieldOf(field: Field, filled: unknown): Field | undefined {
  const body = isObject(filled) ? filled['body'] : undefined;
  if (hasTextBody(body)) return undefined;
  return field.properties?.['body']?.anyOf?.find(({ properties }) => properties !== undefined && kindOf(body) in properties);
}

/** As many times as at once, unless the script says how many. */
const withTimes = (filled: unknown): unknown =>
  isObject(filled) && filled['times'] === undefined && 'parallel' in filled ? { ...filled, times: filled['parallel'] } : filled;

/** Leaves out what the schema says by default. */
function lean(
  value: { readonly [name: string]: unknown },
  properties: { readonly [name: string]: { readonly default?: unknown } } | undefined,
) {
  return Object.fromEntries(
    Object.entries(value).filter(([name, own]) => own !== undefined && JSON.stringify(own) !== JSON.stringify(properties?.[name]?.default)),
  );
}

/** The instant of an entry; what was sent by hand happened at an instant that nobody wrote, so the millisecond is enough. */
function instantOf({ at, by }: Stimulus): string {
  return by === 'reader' ? formatDuration(Math.round((parseDuration(at) ?? 0) / 1000) * 1000) : at;
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

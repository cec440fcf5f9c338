import { useId, useState } from 'react';
import { Icon } from '../widgets/icon.tsx';
import { blankOf, type Field, labelOf, withAt } from './schema.ts';

type Path = readonly (string | number)[];

interface FormProps {
  readonly field: Field;
  /** As written, without defaults. */
  readonly value: unknown;
  /** With defaults filled in. */
  readonly full: unknown;
  readonly path: Path;
  readonly name: string;
  /** Tries a value; the sentence that says what is wrong with it, or null when it is now set. */
  readonly set: (path: Path, value: unknown) => string | null;
  /** Keys that are edited elsewhere. */
  readonly without?: readonly string[];
}

const memberOf = (value: unknown, key: string | number): unknown =>
  typeof value === 'object' && value !== null ? (value as { readonly [name: string]: unknown })[key] : undefined;

/** Every setting of a schema as a form: derived, never written by hand. */
export function Form({ field, value, full, path, set, without = [] }: Omit<FormProps, 'name'>) {
  return (
    <div className="form">
      {Object.entries(field.properties ?? {})
        .filter(([name]) => !without.includes(name))
        .map(([name, inner]) => (
          <Entry
            key={name}
            field={inner}
            name={name}
            path={[...path, name]}
            value={memberOf(value, name)}
            full={memberOf(full, name)}
            set={set}
          />
        ))}
    </div>
  );
}

function Entry(props: FormProps) {
  const { field, name } = props;
  const choices = field.anyOf ?? field.oneOf;
  if (choices && choices.length > 1) return <Choice {...props} choices={choices} />;
  if (field.type === 'object' && field.properties) return <Group {...props} />;
  if (field.type === 'object') return <Pairs {...props} />;
  if (field.type === 'array') return <List {...props} />;
  return <Leaf {...props} name={name} />;
}

function Doc({ field }: { readonly field: Field }) {
  if (!field.doc) return null;
  return (
    <a
      className="doc"
      href={field.doc}
      target="_blank"
      rel="noreferrer"
      aria-label={`${field.title ?? 'This setting'} in AWS's documentation`}
    >
      AWS
    </a>
  );
}

function Group({ field, name, path, value, full, set }: FormProps) {
  return (
    <fieldset>
      <legend>
        {labelOf(name, field)} <Doc field={field} />
      </legend>
      <Form field={field} path={path} value={value} full={full} set={set} />
    </fieldset>
  );
}

/** A single value: text, number, switch or one of a few. */
function Leaf({ field, name, path, value, full, set }: FormProps) {
  const id = useId();
  const [fault, setFault] = useState<string | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const shown = value ?? full;
  const tell = (next: unknown): void => setFault(set(path, next));
  const isNumber = field.type === 'integer' || field.type === 'number';
  const isJson = field.type === undefined && !field.enum && field.const === undefined;
  const text = typed ?? (shown === undefined ? '' : isJson ? JSON.stringify(shown, null, 1) : String(shown));
  const described = fault ? `${id}-fault` : undefined;

  function commit(): void {
    if (typed === null) return;
    let next: unknown = typed === '' ? undefined : isNumber ? Number(typed) : typed;
    if (isJson && typed !== '') {
      try {
        next = JSON.parse(typed);
      } catch (error) {
        setFault(`This isn't JSON: ${(error as Error).message}.`);
        return;
      }
    }
    const problem = set(path, next);
    setFault(problem);
    if (!problem) setTyped(null);
  }
  const common = { id, 'aria-invalid': fault !== null, 'aria-describedby': described };
  return (
    <div className="leaf">
      <label htmlFor={id}>
        {labelOf(name, field)} <Doc field={field} />
      </label>
      {field.enum ? (
        <select
          {...common}
          className="field"
          value={shown === undefined ? '' : String(shown)}
          onChange={(event) => tell(event.currentTarget.value || undefined)}
        >
          {shown === undefined && <option value="">not set</option>}
          {field.enum.map((option) => (
            <option key={String(option)}>{String(option)}</option>
          ))}
        </select>
      ) : field.type === 'boolean' ? (
        <button
          {...common}
          type="button"
          role="switch"
          aria-checked={shown === true}
          aria-label={labelOf(name, field)}
          className="scrub switch"
          onClick={() => tell(shown !== true)}
        >
          {shown === true ? 'on' : 'off'}
        </button>
      ) : isJson || text.includes('\n') ? (
        <textarea
          {...common}
          className="field data"
          rows={Math.min(12, Math.max(2, text.split('\n').length))}
          value={text}
          spellCheck={false}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={commit}
        />
      ) : (
        <span className="with-unit">
          <input
            {...common}
            className="field"
            inputMode={isNumber ? 'decimal' : 'text'}
            value={text}
            placeholder="not set"
            onChange={(event) => setTyped(event.currentTarget.value)}
            onBlur={commit}
            onKeyDown={(event) => {
              if (event.key === 'Enter') commit();
              if (event.key === 'Escape') {
                setTyped(null);
                setFault(null);
              }
            }}
          />
          {field.unit && <span className="dim small">{field.unit}</span>}
        </span>
      )}
      {isNumber && field.minimum !== undefined && field.maximum !== undefined && field.maximum < 1e9 && (
        <span className="small dim">
          {field.minimum.toLocaleString('en')} to {field.maximum.toLocaleString('en')}
        </span>
      )}
      {fault && (
        <span className="fault" id={described} role="alert">
          {fault}
        </span>
      )}
    </div>
  );
}

/** One of several shapes, told apart by their keys. */
function Choice({ choices, ...props }: FormProps & { readonly choices: readonly Field[] }) {
  const { field, name, path, value, full, set } = props;
  const id = useId();
  const shown = value ?? full;
  const nameOf = (choice: Field): string =>
    choice.title ?? Object.keys(choice.properties ?? {})[0] ?? choice.type ?? String(choice.const ?? 'other');
  const fits = (choice: Field): boolean =>
    choice.type === 'object'
      ? typeof shown === 'object' && shown !== null && (choice.required ?? []).every((key) => key in shown)
      : choice.type === 'string'
        ? typeof shown === 'string'
        : typeof shown === choice.type;
  const at = shown === undefined ? -1 : choices.findIndex(fits);
  const chosen = choices[at];
  if (choices.every((choice) => !choice.properties))
    return <Leaf {...props} field={{ ...field, ...(field.title && { title: field.title }) }} />;
  return (
    <fieldset>
      <legend>
        <label htmlFor={id}>
          {labelOf(name, field)} <Doc field={field} />
        </label>
      </legend>
      <select
        id={id}
        className="field"
        value={at}
        onChange={(event) => {
          const next = choices[Number(event.currentTarget.value)];
          set(path, next ? blankOf(next) : undefined);
        }}
      >
        <option value={-1}>none</option>
        {choices.map((choice, i) => (
          <option key={nameOf(choice)} value={i}>
            {nameOf(choice)}
          </option>
        ))}
      </select>
      {chosen?.properties && <Form field={chosen} path={path} value={shown} full={shown} set={set} />}
    </fieldset>
  );
}

function List({ field, name, path, value, full, set }: FormProps) {
  const entries = (Array.isArray(value) ? value : Array.isArray(full) ? full : []) as readonly unknown[];
  const items = field.items ?? {};
  return (
    <fieldset>
      <legend>
        {labelOf(name, field)} <Doc field={field} />
      </legend>
      {entries.map((entry, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries of a setting have no name but their place
        <div className="list-entry" key={i}>
          <div className="grow">
            {items.prefixItems ? (
              <span className="pair">
                {items.prefixItems.map((inner, k) => (
                  <Entry
                    // biome-ignore lint/suspicious/noArrayIndexKey: a tuple's places are fixed
                    key={k}
                    field={inner}
                    name={`${k + 1}`}
                    path={[...path, i, k]}
                    value={memberOf(entry, k)}
                    full={undefined}
                    set={(to, next) => set(path, withAt(entries, to.slice(path.length), next ?? ''))}
                  />
                ))}
              </span>
            ) : (
              <Entry
                field={items}
                name={`${i + 1}`}
                path={[...path, i]}
                value={entry}
                full={entry}
                set={(to, next) => set(path, withAt(entries, to.slice(path.length), next))}
              />
            )}
          </div>
          <button
            type="button"
            className="small-button"
            aria-label={`Remove entry ${i + 1}`}
            onClick={() =>
              set(
                path,
                entries.filter((_, k) => k !== i),
              )
            }
          >
            <Icon name="cross" />
          </button>
        </div>
      ))}
      {(field.maxItems === undefined || entries.length < field.maxItems) && (
        <button type="button" className="quiet u add" onClick={() => set(path, [...entries, blankOf(items)])}>
          Add
        </button>
      )}
    </fieldset>
  );
}

/** Names with values, such as environment variables. */
function Pairs({ field, name, path, value, full, set }: FormProps) {
  const pairs = Object.entries((value ?? full ?? {}) as { readonly [key: string]: unknown });
  const inner = typeof field.additionalProperties === 'object' ? field.additionalProperties : {};
  const isText = inner.type === 'string';
  const [fault, setFault] = useState<string | null>(null);
  const put = (next: readonly (readonly [string, unknown])[]): void =>
    setFault(set(path, next.length === 0 ? undefined : Object.fromEntries(next)));
  return (
    <fieldset>
      <legend>
        {labelOf(name, field)} <Doc field={field} />
      </legend>
      {pairs.map(([key, own], i) => (
        <div className="list-entry" key={key}>
          <span className="pair grow">
            <input
              className="field data"
              aria-label={`Name ${i + 1}`}
              defaultValue={key}
              onBlur={(event) => {
                const { value: to } = event.currentTarget;
                if (to !== key && to !== '') put(pairs.map(([k, v]) => [k === key ? to : k, v]));
              }}
            />
            <input
              className="field data"
              aria-label={`Value of ${key}`}
              defaultValue={isText ? String(own) : JSON.stringify(own)}
              onBlur={(event) => {
                const { value: text } = event.currentTarget;
                put(pairs.map(([k, v]) => [k, k === key ? (isText ? text : parsed(text)) : v]));
              }}
            />
          </span>
          <button type="button" className="small-button" aria-label={`Remove ${key}`} onClick={() => put(pairs.filter(([k]) => k !== key))}>
            <Icon name="cross" />
          </button>
        </div>
      ))}
      <button type="button" className="quiet u add" onClick={() => put([...pairs, [freeName(pairs.map(([key]) => key)), blankOf(inner)]])}>
        Add
      </button>
      {fault && (
        <span className="fault" role="alert">
          {fault}
        </span>
      )}
    </fieldset>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function freeName(taken: readonly string[]): string {
  for (let n = 1; ; n++) if (!taken.includes(`NAME_${n}`)) return `NAME_${n}`;
}

import { useId } from 'react';
import { Icon } from '../widgets/icon.tsx';
import type { FormProps } from './form-entry.ts';
import { Doc, Leaf } from './form-leaf.tsx';
import { Pairs } from './form-pairs.tsx';
import { blankOf, type Field, labelOf, onlyChoice } from './schema.ts';
import { useDraft } from './use-draft.ts';
import { useEntryFocus } from './use-entry-focus.ts';

const memberOf = (value: unknown, key: string | number): unknown =>
  typeof value === 'object' && value !== null ? (value as { readonly [name: string]: unknown })[key] : undefined;

/** Every setting of a schema as a form: derived, never written by hand. */
export function Form({ field, value, full, path, set, without = [] }: Omit<FormProps, 'name'>) {
  return (
    <div className="form">
      {Object.entries(field.properties ?? {})
        .filter(([name, inner]) => !without.includes(name) && inner.const === undefined)
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
  const only = onlyChoice(field);
  if (only) {
    return (
      <Leaf
        {...props}
        field={only}
        value={memberOf(props.value, 0)}
        full={memberOf(props.full, 0)}
        set={(path, value) => props.set(path, value === undefined ? undefined : [value])}
      />
    );
  }
  if (field.type === 'array') return <List {...props} />;
  return <Leaf {...props} name={name} />;
}

function FaultLine({ text }: { readonly text: string | null }) {
  return text === null ? null : (
    <span className="fault" role="alert">
      {text}
    </span>
  );
}

function Group({ field, name, path, value, full, set }: FormProps) {
  return (
    <fieldset aria-label={labelOf(name, field)}>
      <legend>
        {labelOf(name, field)} <Doc field={field} />
      </legend>
      <Form field={field} path={path} value={value} full={full} set={set} />
    </fieldset>
  );
}

/** The member that tells a shape from its siblings by its one value, such as `type: "forward"`. */
function tellerOf(choice: Field): readonly [name: string, value: string] | undefined {
  for (const [name, field] of Object.entries(choice.properties ?? {})) if (typeof field.const === 'string') return [name, field.const];
  return undefined;
}

/** One of several shapes, told apart by a member's value or by their keys. */
function Choice({ choices, ...props }: FormProps & { readonly choices: readonly Field[] }) {
  const { field, name, path, value, full, set } = props;
  const id = useId();
  const { value: shown, put, putAt, fault } = useDraft(path, value ?? full, set);
  const nameOf = (choice: Field): string =>
    choice.title ?? tellerOf(choice)?.[1] ?? Object.keys(choice.properties ?? {})[0] ?? choice.type ?? String(choice.const ?? 'other');
  const fits = (choice: Field): boolean => {
    if (choice.type !== 'object') return typeof shown === choice.type;
    if (typeof shown !== 'object' || shown === null) return false;
    const teller = tellerOf(choice);
    return teller ? memberOf(shown, teller[0]) === teller[1] : (choice.required ?? []).every((key) => key in shown);
  };
  const at = shown === undefined ? -1 : choices.findIndex(fits);
  const chosen = choices[at];
  if (choices.every((choice) => !choice.properties))
    return <Leaf {...props} field={{ ...field, ...(field.title && { title: field.title }) }} />;
  return (
    <fieldset aria-label={labelOf(name, field)}>
      <legend>
        <label htmlFor={id}>{labelOf(name, field)}</label> <Doc field={field} />
      </legend>
      <select
        id={id}
        className="field"
        value={at}
        onChange={(event) => {
          const next = choices[Number(event.currentTarget.value)];
          put(next ? blankOf(next) : undefined);
        }}
      >
        <option value={-1}>none</option>
        {choices.map((choice, i) => (
          <option key={nameOf(choice)} value={i}>
            {nameOf(choice)}
          </option>
        ))}
      </select>
      {chosen?.properties && <Form field={chosen} path={path} value={shown} full={shown} set={putAt} />}
      <FaultLine text={fault} />
    </fieldset>
  );
}

/** What the parts of a tuple are called: a header or a form's field is a name with its value. */
const PAIR = ['name', 'value'] as const;

function List({ field, name, path, value, full, set }: FormProps) {
  const { value: shown, put, putAt, fault } = useDraft(path, value ?? full ?? [], set);
  const entries = (Array.isArray(shown) ? shown : []) as readonly unknown[];
  const items = field.items ?? {};
  const { list, ask } = useEntryFocus(entries.length);
  return (
    <fieldset ref={list} aria-label={labelOf(name, field)}>
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
                    name={PAIR[k] ?? `${k + 1}`}
                    path={[...path, i, k]}
                    value={memberOf(entry, k)}
                    full={undefined}
                    set={(to, next) => putAt(to, next ?? '')}
                  />
                ))}
              </span>
            ) : (
              <Entry field={items} name={`${i + 1}`} path={[...path, i]} value={entry} full={entry} set={putAt} />
            )}
          </div>
          <button
            type="button"
            className="small-button"
            aria-label={`Remove entry ${i + 1}`}
            onClick={() => {
              ask('add');
              put(entries.filter((_, k) => k !== i));
            }}
          >
            <Icon name="cross" />
          </button>
        </div>
      ))}
      {(field.maxItems === undefined || entries.length < field.maxItems) && (
        <button
          type="button"
          className="quiet u add"
          onClick={() => {
            ask('new');
            put([...entries, blankOf(items)]);
          }}
        >
          Add
        </button>
      )}
      <FaultLine text={fault} />
    </fieldset>
  );
}

import { useState } from 'react';
import { Icon } from '../widgets/icon.tsx';
import type { FormProps } from './form-entry.ts';
import { Doc } from './form-leaf.tsx';
import { blankOf, labelOf } from './schema.ts';
import { useEntryFocus } from './use-entry-focus.ts';

/** Names with values, such as environment variables. */
export function Pairs({ field, name, path, value, full, set }: FormProps) {
  const pairs = Object.entries((value ?? full ?? {}) as { readonly [key: string]: unknown });
  const inner = typeof field.additionalProperties === 'object' ? field.additionalProperties : {};
  const isText = inner.type === 'string';
  const [fault, setFault] = useState<string | null>(null);
  const { list, ask } = useEntryFocus(pairs.length);
  const put = (next: readonly (readonly [string, unknown])[]): void =>
    setFault(set(path, next.length === 0 ? undefined : Object.fromEntries(next)));
  return (
    <fieldset ref={list} aria-label={labelOf(name, field)}>
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
          <button
            type="button"
            className="small-button"
            aria-label={`Remove ${key}`}
            onClick={() => {
              ask('add');
              put(pairs.filter(([k]) => k !== key));
            }}
          >
            <Icon name="cross" />
          </button>
        </div>
      ))}
      <button
        type="button"
        className="quiet u add"
        onClick={() => {
          ask('new');
          put([...pairs, [freeName(pairs.map(([key]) => key)), blankOf(inner)]]);
        }}
      >
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

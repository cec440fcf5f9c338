import { useId, useState } from 'react';
import type { FormProps } from './form-entry.ts';
import { type Field, labelOf } from './schema.ts';

/** The way to AWS's page on a setting. */
export function Doc({ field }: { readonly field: Field }) {
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

/** A single value: text, number, switch or one of a few. */
export function Leaf({ field, name, path, value, full, set }: FormProps) {
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
      <span>
        <label htmlFor={id}>{labelOf(name, field)}</label> <Doc field={field} />
      </span>
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

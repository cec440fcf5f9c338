import { valueAt } from '../canvas/facts.ts';
import { Scrub } from '../widgets/scrub.tsx';
import { type Field, fieldAt, labelOf, stepOf } from './schema.ts';

interface SentenceProps {
  /** `It has {memorySize} MB.`: every path in braces becomes a control in place. */
  readonly text: string;
  readonly root: Field;
  /** With defaults filled in. */
  readonly settings: unknown;
  readonly onChange: (path: string, value: unknown, done: boolean) => void;
}

/** Settings as a sentence: numbers are scrubbed, switches flipped, names chosen where they stand. */
export function Sentence({ text, root, settings, onChange }: SentenceProps) {
  const parts = text.split(/(\{[\w.]+\}(?: (?:MB|s|ms|KB|GB)\b)?)/);
  return (
    <>
      {parts.map((part, i) => {
        const found = /^\{([\w.]+)\}(?: (\w+))?$/.exec(part);
        const path = found?.[1];
        const field = path === undefined ? undefined : fieldAt(root, path);
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move
        if (!path || !field) return <span key={i}>{part}</span>;
        return (
          <Setting
            key={path}
            name={path}
            unit={found[2] ?? ''}
            field={field}
            value={valueAt(settings, path)}
            onChange={(value, done) => onChange(path, value, done)}
          />
        );
      })}
    </>
  );
}

interface SettingProps {
  readonly name: string;
  readonly unit: string;
  readonly field: Field;
  readonly value: unknown;
  readonly onChange: (value: unknown, done: boolean) => void;
}

/** One setting in a sentence. */
export function Setting({ name, unit, field, value, onChange }: SettingProps) {
  const label = labelOf(name.split('.').at(-1)!, field);
  const suffix = unit ? ` ${unit}` : '';
  if (field.enum) {
    return (
      <select
        className="scrub name"
        aria-label={label}
        value={String(value)}
        onChange={(event) => onChange(event.currentTarget.value, true)}
      >
        {field.enum.map((option) => (
          <option key={String(option)}>{String(option)}</option>
        ))}
      </select>
    );
  }
  if (field.type === 'boolean') {
    return (
      <button
        type="button"
        className="scrub switch"
        role="switch"
        aria-label={label}
        aria-checked={value === true}
        onClick={() => onChange(value !== true, true)}
      >
        {value === true ? 'on' : 'off'}
      </button>
    );
  }
  if (field.type === 'integer' || field.type === 'number') {
    if (typeof value !== 'number') {
      return (
        <button
          type="button"
          className="scrub switch"
          aria-label={`${label}: not set; set it`}
          onClick={() => onChange(Math.max(1, field.minimum ?? 1), true)}
        >
          not set
        </button>
      );
    }
    return (
      <Scrub
        label={label}
        value={value}
        min={field.minimum ?? 0}
        max={Math.min(field.maximum ?? 1e9, 1e9)}
        step={stepOf(field)}
        unit={unit}
        shown={`${value.toLocaleString('en')}${suffix}`}
        onChange={onChange}
      />
    );
  }
  if (typeof value === 'string' || value === undefined) {
    return (
      <input
        className="scrub-typed plain"
        aria-label={label}
        defaultValue={typeof value === 'string' ? value : ''}
        key={String(value)}
        placeholder="not set"
        size={Math.max(6, Math.min(24, String(value ?? '').length))}
        onBlur={(event) => {
          if (event.currentTarget.value !== (value ?? '')) onChange(event.currentTarget.value || undefined, true);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
    );
  }
  return <span>{JSON.stringify(value)}</span>;
}

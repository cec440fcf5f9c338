import { useEffect, useId, useState } from 'react';
import { partsOf, type RawParts, rawOf } from './raw-request.ts';

interface RawTextProps {
  readonly value: RawParts & { readonly [name: string]: unknown };
  readonly set: (value: { readonly [name: string]: unknown }) => string | null;
  /** As many as the text has, when it is not said. */
  readonly rows?: number;
}

/** A request as it stands on the wire; a pasted curl command becomes what it would send. */
export function RawText({ value, set, rows }: RawTextProps) {
  const id = useId();
  const raw = rawOf(value);
  const [text, setText] = useState(raw);
  const [fault, setFault] = useState<string | null>(null);
  const [notes, setNotes] = useState<readonly string[]>([]);
  useEffect(() => {
    setText(raw);
    setFault(null);
  }, [raw]);

  function commit(now: string): void {
    const parts = partsOf(now, value.body);
    if ('problem' in parts) setFault(parts.problem);
    else {
      const { body: _, ...rest } = value;
      setFault(set({ ...rest, ...parts }));
    }
  }

  async function takeCurl(command: string): Promise<void> {
    const { parseCurl } = await import('../../services/http-client/curl.ts');
    const read = parseCurl(command);
    if ('problem' in read) {
      setFault(read.problem);
      return;
    }
    const { body: _, follow: __, ...rest } = value;
    setNotes(read.notes);
    setFault(set({ ...rest, ...read.request }));
  }

  return (
    <>
      <label htmlFor={id} className="small dim">
        Raw request, or a curl command
      </label>
      <textarea
        id={id}
        className="field data"
        spellCheck={false}
        rows={rows ?? Math.min(14, Math.max(4, text.split('\n').length + 1))}
        value={text}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
        onChange={(event) => {
          const { value: now } = event.currentTarget;
          setText(now);
          if (/^\s*curl\s/.test(now)) void takeCurl(now);
        }}
        onBlur={() => {
          if (text !== raw && !/^\s*curl\s/.test(text)) commit(text);
        }}
      />
      {fault && (
        <p className="fault" id={`${id}-fault`} role="alert">
          {fault}
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className="small dim">
          {note}
        </p>
      ))}
    </>
  );
}

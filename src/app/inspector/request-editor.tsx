import { useState } from 'react';
import { Sheet } from '../widgets/sheet.tsx';
import { BODY_KINDS, type BodyKind, bodyAs, hasTextBody, KIND_NAMES, kindOf } from './body-kinds.ts';
import type { RawParts } from './raw-request.ts';
import { RawText } from './raw-text.tsx';

interface RequestEditorProps {
  readonly value: RawParts & { readonly [name: string]: unknown };
  readonly set: (value: { readonly [name: string]: unknown }) => string | null;
  /** How the script calls it, such as `0s GET /cart`. */
  readonly name: string;
}

/** A request as raw text with the kind of its body, here in the margin or on a sheet as wide as a request needs. */
export function RequestEditor({ value, set, name }: RequestEditorProps) {
  const [isWide, setWide] = useState(false);
  return (
    <div className="raw">
      <RawText value={value} set={set} />
      <BodyKindSentence value={value} set={set} />
      <button type="button" className="quiet u" onClick={() => setWide(true)}>
        Write it on a wide sheet
      </button>
      {isWide && (
        <Sheet
          title="Raw request"
          about={`At ${name}. What is written here is kept when you leave the text.`}
          isWide
          onClose={() => setWide(false)}
        >
          <div className="raw wide">
            <RawText value={value} set={set} rows={18} />
            <BodyKindSentence value={value} set={set} />
          </div>
        </Sheet>
      )}
    </div>
  );
}

function BodyKindSentence({ value, set }: Omit<RequestEditorProps, 'name'>) {
  const [fault, setFault] = useState<string | null>(null);
  const { body, ...rest } = value;
  return (
    <p>
      The body is{' '}
      <select
        className="scrub name"
        aria-label="Kind of body"
        value={kindOf(body)}
        onChange={(event) => {
          const next = bodyAs(event.currentTarget.value as BodyKind, body);
          setFault(set(next ? { ...rest, body: next } : rest));
        }}
      >
        {BODY_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {KIND_NAMES[kind]}
          </option>
        ))}
      </select>
      .{!hasTextBody(body) && <span className="small dim"> It is written in the fields below.</span>}
      {fault && (
        <span className="fault" role="alert">
          {fault}
        </span>
      )}
    </p>
  );
}

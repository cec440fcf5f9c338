import { useState } from 'react';
import { parseDuration } from '../../base/duration.ts';
import { change } from '../stores/scenario.ts';

interface WhenProps {
  /** Place of the entry in the script. */
  readonly index: number;
  readonly at: string;
}

/** The instant of one entry of the script. */
export function When({ index, at }: WhenProps) {
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

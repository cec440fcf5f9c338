import type { Record, Text } from './record.ts';

/** The trace: one append-only array of records, and the big payloads that they refer to. */
export interface Trace {
  readonly records: readonly Record[];
  readonly texts: readonly string[];
}

/** The trace while it is being written. */
export interface TraceLog extends Trace {
  append(record: Record): void;
  /** Interns a payload: the same string gives the same ordinal. */
  text(value: string): Text;
}

/** An empty trace. */
export function traceLog(): TraceLog {
  const records: Record[] = [];
  const texts: string[] = [];
  const known = new Map<string, Text>();
  return {
    records,
    texts,
    append: (record) => void records.push(record),
    text(value) {
      let found = known.get(value);
      if (!found) {
        found = { $text: texts.length };
        texts.push(value);
        known.set(value, found);
      }
      return found;
    },
  };
}

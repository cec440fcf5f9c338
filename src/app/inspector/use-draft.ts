import { useState } from 'react';
import type { FormProps, Path } from './form-entry.ts';
import { withAt } from './schema.ts';

interface Draft {
  /** What is being written: the setting itself, or a draft of it that is not sound yet. */
  readonly value: unknown;
  /** Tries the whole value; what is not sound stays a draft, with the fault beside it. */
  readonly put: (value: unknown) => null;
  /** The same for a part of it, as its own fields call it; the fault is told here, not there. */
  readonly putAt: (path: Path, value: unknown) => null;
  readonly fault: string | null;
}

/** A list or a choice of several parts that may be unsound while it is being filled in: a new header has no name yet. */
export function useDraft(path: Path, settled: unknown, set: FormProps['set']): Draft {
  const [draft, setDraft] = useState<{ readonly value: unknown; readonly fault: string } | null>(null);
  const value = draft ? draft.value : settled;
  function put(next: unknown): null {
    const fault = set(path, next);
    setDraft(fault === null ? null : { value: next, fault });
    return null;
  }
  return { value, put, putAt: (to, part) => put(withAt(value, to.slice(path.length), part)), fault: draft?.fault ?? null };
}

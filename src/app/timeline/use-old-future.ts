import { useLayoutEffect, useRef, useState } from 'react';
import { type Micros, micros } from '../../base/ids.ts';
import { useRun } from '../stores/run.ts';
import { type OldFuture, oldFuture } from './old-future.ts';

/** The future that was left when this run was made by an act in the past of another. */
export function useOldFuture(horizon: Micros | null): OldFuture | null {
  const generation = useRun((run) => run.generation);
  const scenario = useRun((run) => run.scenario);
  const last = useRef<{ readonly generation: number; readonly scenario: typeof scenario; readonly until: Micros }>(null);
  const [left, setLeft] = useState<OldFuture | null>(null);
  useLayoutEffect(() => {
    const before = last.current;
    if (before && before.generation !== generation) setLeft(oldFuture(before.scenario, scenario, before.until));
    if (horizon !== null || before?.generation !== generation) last.current = { generation, scenario, until: horizon ?? micros(0) };
  }, [generation, scenario, horizon]);
  return left;
}

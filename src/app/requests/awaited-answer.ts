import { useEffect, useState } from 'react';
import { micros } from '../../base/ids.ts';
import type { Exchange } from '../../projections/exchanges.ts';
import { seek, useDesk } from '../stores/desk.ts';
import { reach, useRun } from '../stores/run.ts';

/** How far a run goes on at a time for an answer that it had before, and how often: up to two minutes. */
const STRIDE = 500_000;
const STRIDES = 240;

/** After a setting was changed, the run is played again up to the playhead; this goes on until the exchange has its answer again. */
export function useAwaitedAnswer(exchange: Exchange | undefined): () => void {
  const horizon = useRun((run) => run.horizon);
  const status = useRun((run) => run.status);
  const generation = useRun((run) => run.generation);
  const [awaited, setAwaited] = useState<{ readonly since: number; readonly left: number } | null>(null);
  const answeredAt = exchange?.client?.until ?? null;
  useEffect(() => {
    if (!awaited || generation === awaited.since || status === 'opening' || status === 'running') return;
    if (answeredAt !== null || status === 'idle' || status === 'over' || status === 'refused' || awaited.left === 0) {
      setAwaited(null);
      if (answeredAt !== null && answeredAt > useDesk.getState().playhead) seek(answeredAt);
      return;
    }
    setAwaited({ ...awaited, left: awaited.left - 1 });
    void reach(micros(horizon + STRIDE));
  }, [awaited, generation, status, answeredAt, horizon]);
  return () => setAwaited({ since: generation, left: STRIDES });
}

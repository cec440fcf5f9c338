import { useSyncExternalStore } from 'react';
import type { Micros } from '../../base/ids.ts';
import { type Canvas, canvasOf } from '../../projections/canvas.ts';
import { vocabulary } from '../../services/index.ts';
import { useDesk } from '../stores/desk.ts';
import { trace, useRun } from '../stores/run.ts';

let fold: Canvas = canvasOf(vocabulary);
let folded: unknown = null;

/** What the canvas shows of the trace that there is; a fold of an earlier run is thrown away. */
export function canvasFold(): Canvas {
  const now = trace();
  if (folded !== now) {
    fold = canvasOf(vocabulary);
    folded = now;
  }
  fold.extend(now);
  return fold;
}

/** Calls back whenever the playhead moves or the trace grows. */
export function onMoment(listener: () => void): () => void {
  const offDesk = useDesk.subscribe((state, before) => {
    if (state.playhead !== before.playhead || state.speed !== before.speed || state.exact !== before.exact) listener();
  });
  const offRun = useRun.subscribe((state, before) => {
    if (state.version !== before.version) listener();
  });
  return () => {
    offDesk();
    offRun();
  };
}

/** A string drawn from the fold at the playhead; the component renders only when it changes. */
export function useMoment(read: (canvas: Canvas, at: Micros) => string): string {
  const get = (): string => read(canvasFold(), useDesk.getState().playhead);
  return useSyncExternalStore(onMoment, get, get);
}

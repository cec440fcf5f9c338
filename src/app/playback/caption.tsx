import type { ReactNode } from 'react';
import { sentenceOf, stateOf } from '../../projections/sentences.ts';
import { vocabulary } from '../../services/index.ts';
import { Told, useToldRecord } from '../explanation/told.tsx';
import { useDesk } from '../stores/desk.ts';
import { trace, useRun } from '../stores/run.ts';
import { useScenario } from '../stores/scenario.ts';
import { replay } from './playback.ts';
import { Progress, useIsComputing } from './progress.tsx';

/** The one sentence that says what is true at the playhead. It speaks up only while stepping or paused. */
export function Caption({ children }: { readonly children?: ReactNode }) {
  const playing = useDesk((desk) => desk.playing);
  const notice = useDesk((desk) => desk.notice);
  const problem = useRun((run) => run.sentence);
  const isOver = useRun((run) => run.status === 'over' || run.status === 'refused');
  const seq = useToldRecord();
  const isOpening = useRun((run) => run.status === 'opening');
  const isEmpty = useScenario((state) => state.scenario.nodes.length === 0);
  const isComputing = useIsComputing();
  const record = seq === null ? undefined : trace().records[seq];
  const state = record ? stateOf(record, vocabulary) : null;
  const text =
    notice ??
    problem ??
    (isOpening
      ? 'The engine is starting.'
      : isEmpty
        ? 'An empty canvas. Drag something in from the shelf, or press Enter on it.'
        : 'Nothing has happened yet. Press play, and the script begins.');
  if (isComputing && !notice) return <Progress />;
  return (
    <p className="caption" aria-live={playing ? 'off' : 'polite'}>
      {!notice && !problem && state && <i className={`swatch st-${state}`} />}
      {problem && !notice && <i className="swatch st-error" />}
      {record && !notice && !problem ? <Told sentence={sentenceOf(record, trace(), vocabulary)} seq={record.seq} /> : text}{' '}
      {isOver && !notice && (
        <button type="button" className="quiet u" onClick={() => void replay()}>
          Run again
        </button>
      )}
      {children}
    </p>
  );
}

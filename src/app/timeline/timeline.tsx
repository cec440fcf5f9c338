import { useRef } from 'react';
import { useDesk } from '../stores/desk.ts';
import { useRun } from '../stores/run.ts';
import { BarsByKey, hoverOf, useBarKeys } from './bars-by-key.tsx';
import { RowsTable } from './rows-table.tsx';
import { Scrubber } from './scrubber.tsx';
import { panBy, type Stage, useStage, zoomBy, zoomToFit } from './stage.ts';
import './timeline.css';
import { CostSoFar, Label, More, Stroke, Tip } from './timeline-marks.tsx';
import { useHand } from './use-hand.ts';
import { useOldFuture } from './use-old-future.ts';
import { usePicture } from './use-picture.ts';

/** The timeline: the whole run painted, and one row per environment and door, with the playhead through all of it. */
export function Timeline() {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useStage(box);
  const hand = useHand(stage);
  const keys = useBarKeys(stage);
  const horizon = useRun((run) => run.horizon);
  const playing = useDesk((desk) => desk.playing);
  const { timeline, rows, firstRow, room, playhead, layout } = stage;
  const left = useOldFuture(timeline.seen > 0 ? horizon : null);
  usePicture({ box, canvas, stage, left, mark: keys.at?.mark ?? null, holdsRows: hand.holdsRows });
  const tip = hand.hover ?? hoverOf(keys, stage);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of pictures, not of form fields
    <div className="tl" role="group" aria-label="Rows of the timeline" ref={box} {...hand.on}>
      <canvas ref={canvas} style={{ cursor: hand.hover ? 'pointer' : undefined }} />
      <span className="tl-whole" aria-hidden="true">
        Whole run
      </span>
      <CostSoFar playhead={playhead} />
      {left && <span className="tl-left">{left.said}</span>}
      <div className="tl-labels" aria-hidden="true">
        {rows.slice(firstRow, firstRow + room).map((row) => (
          <Label key={row.id} row={row} />
        ))}
      </div>
      {rows.length > room && layout && (
        <More hidden={rows.length - room - firstRow} above={firstRow} onMove={(by) => stage.scrollTo(firstRow + by)} />
      )}
      <PlayheadSlider stage={stage} />
      <BarsByKey keys={keys} stage={stage} />
      <Stroke />
      {tip && layout && <Tip hover={tip} layout={layout} />}
      {!playing && <RowsTable rows={rows} spans={timeline.spans} playhead={playhead} />}
    </div>
  );
}

function PlayheadSlider({ stage }: { readonly stage: Stage }) {
  const { layout, view, playhead, end, firstRow } = stage;
  return (
    <Scrubber
      playhead={playhead}
      end={end}
      step={layout ? ((layout.right - layout.left) * view.current.microsPerPx) / 50 : 1}
      layout={layout}
      onZoom={(factor) => (factor === null ? zoomToFit(stage) : zoomBy(stage, factor, { at: playhead }))}
      onPan={(px) => panBy(stage, px)}
      onScroll={(by) => stage.scrollTo(firstRow + by)}
    />
  );
}

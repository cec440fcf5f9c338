import { useEffect, useMemo, useRef } from 'react';
import { onMoment } from '../canvas/fold.ts';
import { useDesk } from '../stores/desk.ts';
import { useRun } from '../stores/run.ts';
import { foldNow } from '../timeline/folds.ts';

const COLUMNS = 72;
const WIDTH = 350;
const TALL = 40;

interface Column {
  work: number;
  init: boolean;
  error: boolean;
  throttle: boolean;
}

/** The run so far, painted, with the playhead as a stroke. */
export function Strip() {
  const version = useRun((run) => run.version);
  const horizon = useRun((run) => run.horizon);
  const stroke = useRef<SVGGElement>(null);
  const future = useRef<SVGRectElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the trace stands outside React; its version says when to read it
  const columns = useMemo(() => columnsNow(horizon), [version, horizon]);

  useEffect(() => {
    const draw = (): void => {
      const x = horizon === 0 ? 0 : (Math.min(useDesk.getState().playhead, horizon) / horizon) * WIDTH;
      stroke.current?.setAttribute('transform', `translate(${x.toFixed(1)} 0)`);
      future.current?.setAttribute('x', x.toFixed(1));
    };
    draw();
    return onMoment(draw);
  }, [horizon]);

  const busiest = Math.max(1e-9, ...columns.map(({ work }) => work));
  const wide = WIDTH / COLUMNS;
  return (
    <svg className="strip-run" viewBox={`0 -22 ${WIDTH} ${TALL + 50}`} aria-hidden="true">
      {columns.map(({ work, init, error, throttle }, i) => {
        const tall = work === 0 ? 0 : 4 + (TALL - 8) * Math.sqrt(work / busiest);
        const x = i * wide;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          <g key={i}>
            {tall > 0 && <rect x={x} y={TALL - tall} width={wide - 1} height={tall} fill="var(--invoke-fill)" />}
            {init && <rect x={x} y={0} width={3} height={TALL} fill="var(--init-line)" />}
            {throttle && <rect x={x} y={TALL - 26} width={3} height={26} fill="var(--throttle-fill)" />}
            {error && <path d={`M${x - 4} -2h12l-6 10z`} fill="var(--error-fill)" />}
          </g>
        );
      })}
      <rect y={0} width={WIDTH} height={1.5} transform={`translate(0 ${TALL})`} fill="var(--ink-3)" />
      <rect ref={future} y={-4} width={WIDTH} height={TALL + 3} fill="var(--paper)" opacity={0.65} />
      <g ref={stroke}>
        <rect x={-2} y={-6} width={4} height={TALL + 12} fill="var(--ink)" />
        <circle cy={TALL + 14} r={11} fill="var(--ink)" />
      </g>
    </svg>
  );
}

function columnsNow(end: number): readonly Column[] {
  const { slices, sliceLength } = foldNow('timeline').paint;
  const columns: Column[] = Array.from({ length: COLUMNS }, () => ({ work: 0, init: false, error: false, throttle: false }));
  for (const [i, slice] of slices.entries()) {
    const column = columns[Math.min(COLUMNS - 1, Math.floor(((i * sliceLength) / Math.max(1, end)) * COLUMNS))]!;
    column.work += slice.work;
    column.init ||= slice.init > 0;
    column.error ||= slice.errors > 0;
    column.throttle ||= slice.throttles > 0;
  }
  return columns;
}

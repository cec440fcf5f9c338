import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { type Micros, micros } from '../../base/ids.ts';
import type { Row } from '../../projections/spans.ts';
import { groupsOf, type Timeline } from '../../projections/timeline.ts';
import { seek, useDesk } from '../stores/desk.ts';
import { useRun } from '../stores/run.ts';
import { useScenario } from '../stores/scenario.ts';
import { zoomNow } from '../widgets/zoom.ts';
import { roomFor, visible } from './draw.ts';
import { useFold } from './folds.ts';
import { type Hit, hitAt } from './hit.ts';
import { type Layout, layoutOf, PITCH, type Plot } from './plot.ts';
import { moved, START, scaleAt, stripEnd, type ViewWindow, zoomed } from './view-window.ts';

/** What the picture of the timeline and every hand on it read: the rows, where they stand, and which part of time is in sight. */
export interface Stage {
  readonly timeline: Timeline;
  readonly rows: readonly Row[];
  /** How many rows are scrolled away above, and how many there is room for. */
  readonly firstRow: number;
  readonly room: number;
  readonly playhead: Micros;
  /** As far as the run has come. */
  readonly end: Micros;
  /** Null until the section has been measured. */
  readonly layout: Layout | null;
  readonly view: RefObject<ViewWindow>;
  /** As it was painted last. */
  readonly plot: RefObject<Plot | null>;
  /** Shows another part of time. */
  look(next: ViewWindow): void;
  /** Scrolls so that this row is the first, as far as there are rows. */
  scrollTo(row: number): void;
}

/** Sets the stage for the run as it is now; `box` is the section that it is measured by. */
export function useStage(box: RefObject<HTMLElement | null>): Stage {
  const timeline = useFold('timeline');
  const generation = useRun((run) => run.generation);
  const horizon = useRun((run) => run.horizon);
  const playhead = useDesk((desk) => desk.playhead);
  const order = useScenario((state) => state.scenario.nodes);
  const view = useRef<ViewWindow>(START);
  const plot = useRef<Plot | null>(null);
  const layout = useLayoutOf(box);
  const [scrolled, setScrolled] = useState(0);
  const [, redraw] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another run is another timeline
  useLayoutEffect(() => {
    view.current = START;
    setScrolled(0);
  }, [generation]);
  const look = useCallback((next: ViewWindow): void => {
    view.current = next;
    redraw((count) => count + 1);
  }, []);

  const rows = groupsOf(
    timeline.spans.rows,
    order.map((node) => node.id),
  ).flatMap((group) => group.rows);
  const room = layout ? roomFor(layout) : 0;
  const last = Math.max(0, rows.length - room);
  return {
    timeline,
    rows,
    firstRow: Math.min(scrolled, last),
    room,
    playhead,
    end: micros(Math.max(horizon, playhead, 1)),
    layout,
    view,
    plot,
    look,
    scrollTo: (row) => setScrolled(Math.max(0, Math.min(last, row))),
  };
}

function useLayoutOf(box: RefObject<HTMLElement | null>): Layout | null {
  const isProjected = useDesk((desk) => desk.isProjected);
  const [layout, setLayout] = useState<Layout | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: names are then larger
  useLayoutEffect(() => {
    const element = box.current!;
    const measure = (): void => setLayout(layoutOf(element.clientWidth, element.clientHeight, zoomNow()));
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [box, isProjected]);
  return layout;
}

const widthOf = (layout: Layout): number => layout.right - layout.left;
const stretchesOf = ({ timeline }: Stage) => timeline.activity.stretches;

/** Zooms around an x of the plot, or around an instant. */
export function zoomBy(stage: Stage, factor: number, around: { readonly x: number } | { readonly at: Micros }): void {
  const { layout, view, plot, end, look } = stage;
  if (!layout) return;
  const width = widthOf(layout);
  const x = 'x' in around ? around.x : Math.min(width, Math.max(0, (plot.current?.x(around.at) ?? 0) - layout.left));
  look(zoomed(view.current, (microsPerPx) => scaleAt(stretchesOf(stage), end, microsPerPx), factor, x, width));
}

/** Goes back to the zoom that fits. */
export function zoomToFit({ view, look }: Stage): void {
  look({ ...view.current, isAuto: true });
}

/** Moves the rows along time by so many px, from where they are or from a position of the scale. */
export function panBy(stage: Stage, px: number, from?: number): void {
  const { layout, view, end, look } = stage;
  if (!layout) return;
  const { microsPerPx } = view.current;
  const scale = scaleAt(stretchesOf(stage), end, microsPerPx);
  const position = (from ?? scale.toPosition(view.current.left)) + px * microsPerPx;
  look({ ...moved(view.current, scale, position, widthOf(layout)), isAuto: false });
}

/** Puts the playhead under an x of the whole run, or of the rows. */
export function scrubTo(stage: Stage, x: number, is: 'run' | 'ruler'): void {
  const { layout, plot, end } = stage;
  if (!layout || !plot.current) return;
  const share = Math.min(1, Math.max(0, (x - layout.left) / widthOf(layout)));
  const at = is === 'run' ? share * stripEnd(stretchesOf(stage), end, widthOf(layout)) : plot.current.at(x);
  seek(micros(Math.min(end, at)));
}

/** What lies at a point of the section: a row, and the bar on it if any. */
export function hitUnder({ layout, plot, rows, firstRow, timeline }: Stage, x: number, y: number): Hit | null {
  if (!layout || !plot.current || y < layout.rowsTop || x < layout.left || x > layout.right) return null;
  const row = visible(rows, firstRow, plot.current)[Math.floor((y - layout.rowsTop) / PITCH)];
  return row ? hitAt(row, timeline.spans, plot.current, x) : null;
}

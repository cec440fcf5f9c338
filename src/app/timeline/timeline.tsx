import { type PointerEvent, useCallback, useLayoutEffect, useRef, useState, type WheelEvent } from 'react';
import { envId, type Micros, micros } from '../../base/ids.ts';
import type { Row } from '../../projections/spans.ts';
import { groupsOf } from '../../projections/timeline.ts';
import { openRequest, seek, select, useDesk } from '../stores/desk.ts';
import { useRun } from '../stores/run.ts';
import { useScenario } from '../stores/scenario.ts';
import { type Painter, painterOf, roomFor, type Scene, visible } from './draw.ts';
import { useFold } from './folds.ts';
import { type Hit, hitAt } from './hit.ts';
import { type OldFuture, oldFuture } from './old-future.ts';
import { type Layout, layoutOf, PITCH, type Plot, plotOf } from './plot.ts';
import { RowsTable } from './rows-table.tsx';
import { Scrubber } from './scrubber.tsx';
import './timeline.css';
import { CostSoFar, Label, More, Stroke, Tip } from './timeline-marks.tsx';
import { autoZoom, following, moved, START, scaleAt, stripEnd, type ViewWindow, zoomed } from './view-window.ts';

/** What a drag does: it moves the playhead over the whole run or over the rows, or it moves the rows. */
type Grip = { readonly is: 'run' | 'ruler' } | { readonly is: 'pan'; readonly x: number; readonly position: number; moved: boolean };

/** The timeline: the whole run painted, and one row per environment and door, with the playhead through all of it. */
export function Timeline() {
  const timeline = useFold('timeline');
  const generation = useRun((run) => run.generation);
  const horizon = useRun((run) => run.horizon);
  const playhead = useDesk((desk) => desk.playhead);
  const playing = useDesk((desk) => desk.playing);
  const order = useScenario((state) => state.scenario.nodes);
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<Painter | null>(null);
  const view = useRef<ViewWindow>(START);
  const plot = useRef<Plot | null>(null);
  const grip = useRef<Grip | null>(null);
  const [layout, setLayout] = useState<Layout | null>(null);
  const [scrolled, setScrolled] = useState(0);
  const [hover, setHover] = useState<{ readonly hit: Hit; readonly x: number; readonly y: number } | null>(null);
  const [, redraw] = useState(0);
  const left = useOldFuture(timeline.seen > 0 ? horizon : null);

  const end = micros(Math.max(horizon, playhead, 1));
  const rows = groupsOf(
    timeline.spans.rows,
    order.map((node) => node.id),
  ).flatMap((group) => group.rows);
  const room = layout ? roomFor(layout) : 0;
  const firstRow = Math.min(scrolled, Math.max(0, rows.length - room));
  const { stretches } = timeline.activity;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another run is another timeline
  useLayoutEffect(() => {
    view.current = START;
    setScrolled(0);
    setHover(null);
  }, [generation]);

  useLayoutEffect(() => {
    const element = box.current!;
    const measure = (): void => setLayout(layoutOf(element.clientWidth, element.clientHeight));
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    painter.current = painterOf(canvas.current!);
    const themes = new MutationObserver(() => {
      painter.current?.forgetColours();
      redraw((count) => count + 1);
    });
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      sizes.disconnect();
      themes.disconnect();
    };
  }, []);

  // The picture is drawn outside React: a playhead that moves 60 times a second moves no component.
  useLayoutEffect(() => {
    if (!layout || layout.width === 0) return;
    const width = layout.right - layout.left;
    if (view.current.isAuto) view.current = { ...view.current, microsPerPx: autoZoom(stretches, end, width) };
    const scale = scaleAt(stretches, end, view.current.microsPerPx);
    if (!grip.current || grip.current.is === 'run') view.current = following(view.current, scale, playhead, width, playing);
    plot.current = plotOf(layout, scale, view.current);
    const scene: Scene = {
      timeline,
      rows,
      scrolled: firstRow,
      plot: plot.current,
      playhead,
      end,
      strip: stripEnd(stretches, end, width),
      left,
    };
    painter.current?.paint(scene);
    const x = plot.current.x(playhead);
    const inSight = x >= layout.left - 1 && x <= layout.right + 12;
    box.current!.style.setProperty('--x', `${Math.round(Math.min(layout.right + 12, Math.max(layout.left, x)) * 2) / 2}px`);
    box.current!.dataset['playhead'] = inSight ? 'shown' : 'outside';
    box.current!.dataset['half'] = x > (layout.left + layout.right) / 2 ? 'right' : 'left';
  });

  const change = useCallback((next: ViewWindow): void => {
    view.current = next;
    redraw((count) => count + 1);
  }, []);
  const scaleOf = (microsPerPx: number) => scaleAt(stretches, end, microsPerPx);
  const zoom = (factor: number, x?: number): void => {
    if (!layout) return;
    const width = layout.right - layout.left;
    change(zoomed(view.current, scaleOf, factor, x ?? Math.min(width, Math.max(0, (plot.current?.x(playhead) ?? 0) - layout.left)), width));
  };
  const pan = (px: number): void => {
    if (!layout) return;
    const scale = scaleOf(view.current.microsPerPx);
    const position = scale.toPosition(view.current.left) + px * view.current.microsPerPx;
    change({ ...moved(view.current, scale, position, layout.right - layout.left), isAuto: false });
  };

  const scrubTo = (x: number, is: 'run' | 'ruler'): void => {
    if (!layout || !plot.current) return;
    const share = Math.min(1, Math.max(0, (x - layout.left) / (layout.right - layout.left)));
    seek(
      is === 'run'
        ? micros(Math.min(end, share * stripEnd(stretches, end, layout.right - layout.left)))
        : micros(Math.min(end, plot.current.at(x))),
    );
  };
  const rowUnder = (y: number): Row | undefined => {
    if (!layout || !plot.current || y < layout.rowsTop) return undefined;
    return visible(rows, firstRow, plot.current)[Math.floor((y - layout.rowsTop) / PITCH)];
  };
  const hitUnder = (x: number, y: number): Hit | null => {
    const row = rowUnder(y);
    if (!row || !layout || !plot.current || x < layout.left || x > layout.right) return null;
    return hitAt(row, timeline.spans, plot.current, x);
  };

  function hold(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0 || !layout || !plot.current) return;
    const { x, y } = inside(event);
    if (x < layout.left - 12) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const isHandle = (event.target as Element).closest('.tl-handle') !== null;
    if (!isHandle && y < layout.runBase + 8) grip.current = { is: 'run' };
    else if (isHandle || y < layout.rowsTop) grip.current = { is: 'ruler' };
    else grip.current = { is: 'pan', x, position: plot.current.scale.toPosition(view.current.left), moved: false };
    if (grip.current.is !== 'pan' && !isHandle) scrubTo(x, grip.current.is);
  }

  function move(event: PointerEvent<HTMLElement>): void {
    const { x, y } = inside(event);
    const held = grip.current;
    if (held?.is === 'pan') {
      if (Math.abs(x - held.x) > 3) held.moved = true;
      if (!held.moved || !layout) return;
      const scale = scaleOf(view.current.microsPerPx);
      const position = held.position - (x - held.x) * view.current.microsPerPx;
      change({ ...moved(view.current, scale, position, layout.right - layout.left), isAuto: false });
    } else if (held) scrubTo(x, held.is);
    else {
      const hit = hitUnder(x, y);
      setHover(hit && (hit.span || hit.state) ? { hit, x, y } : null);
    }
  }

  function release(event: PointerEvent<HTMLElement>): void {
    const held = grip.current;
    grip.current = null;
    if (held?.is !== 'pan' || held.moved) return;
    const { x, y } = inside(event);
    const hit = hitUnder(x, y);
    if (hit) point(hit, end);
  }

  function wheel(event: WheelEvent<HTMLElement>): void {
    if (!layout) return;
    const { x } = inside(event);
    if (x < layout.left) setScrolled(Math.max(0, Math.min(rows.length - room, firstRow + Math.sign(event.deltaY))));
    else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) pan(event.deltaX || event.deltaY);
    else zoom(1.0022 ** event.deltaY, x - layout.left);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of pictures, not of form fields
    <div
      className="tl"
      role="group"
      aria-label="Rows of the timeline"
      ref={box}
      onPointerDown={hold}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={() => {
        grip.current = null;
      }}
      onPointerLeave={() => setHover(null)}
      onWheel={wheel}
      onDoubleClick={(event) => {
        const { x, y } = inside(event);
        const item = hitUnder(x, y)?.span?.items[0];
        if (item) openRequest(item);
      }}
    >
      <canvas ref={canvas} style={{ cursor: hover ? 'pointer' : undefined }} />
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
        <More hidden={rows.length - room - firstRow} above={firstRow} onMove={(by) => setScrolled(firstRow + by)} />
      )}
      <Scrubber
        playhead={playhead}
        end={end}
        step={layout ? ((layout.right - layout.left) * view.current.microsPerPx) / 50 : 1}
        layout={layout}
        onZoom={(factor) => (factor === null ? change({ ...view.current, isAuto: true }) : zoom(factor))}
        onPan={pan}
        onScroll={(by) => setScrolled(Math.max(0, Math.min(rows.length - room, firstRow + by)))}
      />
      <Stroke />
      {hover && layout && <Tip hover={hover} layout={layout} />}
      {!playing && <RowsTable rows={rows} spans={timeline.spans} playhead={playhead} />}
    </div>
  );
}

/** The future that was left when this run was made by an act in the past of another. */
function useOldFuture(horizon: Micros | null): OldFuture | null {
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

/** Puts the playhead at what was clicked, lets the caption tell of it and the note show the room. */
function point({ row, at, record }: Hit, end: Micros): void {
  seek(micros(Math.min(at, end)), record);
  select(row.isRoom ? { is: 'room', id: envId(row.id), node: row.node } : { is: 'node', id: row.node });
}

function inside(event: { readonly currentTarget: Element; readonly clientX: number; readonly clientY: number }): {
  readonly x: number;
  readonly y: number;
} {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

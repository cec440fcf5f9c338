import { type ReactFlowState, useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { Token } from '../../projections/travels.ts';
import { SEEN_FOR, useDesk } from '../stores/desk.ts';
import { trace, useRun } from '../stores/run.ts';
import { canvasFold, onMoment } from './fold.ts';
import { onPlaces } from './geometry.ts';
import { drawTokens } from './token-drawing.ts';
import { type Ink, inkOf } from './token-marks.ts';

/** Above this speed no tokens are drawn: only rooms and queues tell what happens. */
const NONE_OVER = 100;

/** Tokens under way, drawn on one canvas over the figure; they are functions of the playhead and never animate by themselves. */
export function TokenLayer() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const store = useStoreApi();
  const transform = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const nodes = useStore((state) => state.nodes);
  const theme = useDesk((desk) => desk.theme);

  // biome-ignore lint/correctness/useExhaustiveDependencies: places and theme are read while drawing
  useEffect(() => {
    const sheet = canvas.current && sheetOf(canvas.current, width, height);
    if (!sheet) return;
    const draw = (): void => drawNow(sheet, store.getState().transform);
    draw();
    const [offMoment, offPlaces] = [onMoment(draw), onPlaces(draw)];
    return () => {
      offMoment();
      offPlaces();
    };
  }, [transform, width, height, nodes, theme, store]);

  return (
    <div className="tokens" aria-hidden="true">
      <canvas ref={canvas} style={{ width, height }} />
    </div>
  );
}

/** What is drawn on: the canvas at the screen's own sharpness, with the colours of the theme. */
interface Sheet {
  readonly context: CanvasRenderingContext2D;
  readonly sharp: number;
  readonly ink: Ink;
  readonly calm: MediaQueryList;
  isClear: boolean;
}

function sheetOf(canvas: HTMLCanvasElement, width: number, height: number): Sheet | null {
  const context = canvas.getContext('2d');
  if (!context) return null;
  const sharp = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * sharp);
  canvas.height = Math.round(height * sharp);
  return { context, sharp, ink: inkOf(canvas), calm: matchMedia('(prefers-reduced-motion: reduce)'), isClear: false };
}

/** Draws what is under way at the playhead; where nothing is and nothing was, the canvas is left alone. */
function drawNow(sheet: Sheet, [x, y, zoom]: ReactFlowState['transform']): void {
  const { context, sharp, ink, calm } = sheet;
  const tokens = tokensNow();
  if (tokens.length === 0 && sheet.isClear) return;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  sheet.isClear = tokens.length === 0;
  if (sheet.isClear) return;
  context.setTransform(zoom * sharp, 0, 0, zoom * sharp, x * sharp, y * sharp);
  drawTokens(context, tokens, { ink, isCalm: calm.matches, speed: useDesk.getState().speed });
}

function tokensNow(): readonly Token[] {
  const { playhead, speed, exact } = useDesk.getState();
  if (speed > NONE_OVER) return [];
  return canvasFold().under(playhead, exact || isAtEnd() ? 0 : SEEN_FOR * 1000 * speed);
}

/** Nothing is left to happen and nothing plays: whatever is still shown on its way has long arrived. */
function isAtEnd(): boolean {
  const { playhead, playing } = useDesk.getState();
  const { status } = useRun.getState();
  if (playing || (status !== 'idle' && status !== 'over' && status !== 'refused')) return false;
  return playhead >= (trace().records.at(-1)?.at ?? 0);
}

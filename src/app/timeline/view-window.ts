import { type Micros, micros } from '../../base/ids.ts';
import type { Stretch } from '../../projections/activity.ts';
import { type FoldedScale, foldedScaleOf } from '../../projections/folded-scale.ts';

/** Which part of the folded time the rows show. */
export interface ViewWindow {
  /** The instant at the left edge. */
  readonly left: Micros;
  readonly microsPerPx: number;
  /** The reader has not zoomed: a short run is shown whole. */
  readonly isAuto: boolean;
}

/** px that a zigzag takes, however much time it folds away; less when so much is in sight that zigzags would be all of it. */
export const foldPx = (microsPerPx: number): number => Math.max(6, Math.min(30, (30 * 24_000) / microsPerPx));
const FINEST = 2;
const COARSEST = 60_000_000;
const SHORTEST_AUTO = 800_000;
const LONGEST_AUTO = 4_000_000;
/** While playing, the playhead stays left of this share of the width. */
const LEADS_AT = 0.56;

export const START: ViewWindow = { left: micros(0), microsPerPx: 4000, isAuto: true };

/** The folded scale at a zoom: its zigzags cost as much time as they take px. */
export function scaleAt(stretches: readonly Stretch[], horizon: Micros, microsPerPx: number): FoldedScale {
  return foldedScaleOf(stretches, horizon, foldPx(microsPerPx) * microsPerPx);
}

/** The zoom at which a short run fills the width. */
export function autoZoom(stretches: readonly Stretch[], horizon: Micros, width: number): number {
  const { length, folds } = scaleAt(stretches, horizon, 0);
  const px = Math.max(width / 3, width - folds.length * foldPx(1));
  return Math.min(LONGEST_AUTO, Math.max(SHORTEST_AUTO, length * 1.06)) / px;
}

/** Moves the window so that the playhead stays in sight; while playing it runs ahead of the playhead. */
export function following(view: ViewWindow, scale: FoldedScale, playhead: Micros, width: number, isPlaying: boolean): ViewWindow {
  const span = width * view.microsPerPx;
  const from = scale.toPosition(view.left);
  const at = scale.toPosition(playhead);
  // Paused, there is no need for room ahead of the run's end.
  const last = isPlaying ? Number.POSITIVE_INFINITY : scale.length - span * 0.94;
  if (at < from || at > from + span) return moved(view, scale, Math.min(last, at - span * (isPlaying ? LEADS_AT : 0.4)), width);
  if (isPlaying && at > from + span * LEADS_AT) return moved(view, scale, at - span * LEADS_AT, width);
  return view;
}

/** Where the strip of the whole run ends: a run that the rows show whole has both on one scale, however short it is. */
export function stripEnd(stretches: readonly Stretch[], horizon: Micros, width: number): Micros {
  const { length, folds } = scaleAt(stretches, horizon, 0);
  if (folds.length > 0 || length * 1.06 > LONGEST_AUTO) return horizon;
  return micros(Math.round(autoZoom(stretches, horizon, width) * width));
}

/** Moves the left edge to a position of the scale, within the run. */
export function moved(view: ViewWindow, scale: FoldedScale, position: number, width: number): ViewWindow {
  const last = Math.max(0, scale.length - width * view.microsPerPx * 0.4);
  const left = scale.toInstant(Math.min(last, Math.max(0, position)));
  return left === view.left ? view : { ...view, left };
}

/** Zooms by a factor around an x of the plot; `scaleOf` gives the scale of another zoom. */
export function zoomed(
  view: ViewWindow,
  scaleOf: (microsPerPx: number) => FoldedScale,
  factor: number,
  x: number,
  width: number,
): ViewWindow {
  const microsPerPx = Math.min(COARSEST, Math.max(FINEST, view.microsPerPx * factor));
  const before = scaleOf(view.microsPerPx);
  const anchor = before.toInstant(before.toPosition(view.left) + x * view.microsPerPx);
  const after = scaleOf(microsPerPx);
  return { ...moved({ ...view, microsPerPx }, after, after.toPosition(anchor) - x * microsPerPx, width), isAuto: false };
}

import { type Micros, micros } from '../../base/ids.ts';
import type { FoldedScale } from '../../projections/folded-scale.ts';
import type { ViewWindow } from './view-window.ts';

/** Where things stand in the timeline, in px of its section; the measures are those of the mock. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly runBase: number;
  readonly lensBase: number;
  readonly tickY: number;
  readonly rowsTop: number;
  readonly rowsBase: number;
}

export const PITCH = 23;
/** From a row's top to the ground line of its bars. */
export const GROUND = 19;
export const BAR = 16;

/** Lays the section out; `zoom` is that of type, and so of the names at the left. */
export function layoutOf(width: number, height: number, zoom = 1): Layout {
  return {
    width,
    height,
    left: Math.round((width < 720 ? 116 : 184) * zoom),
    right: width - 16,
    runBase: 30.5,
    lensBase: 66,
    tickY: 62,
    rowsTop: 72,
    rowsBase: height - 12,
  };
}

/** From instants to px of the section and back. */
export interface Plot {
  readonly layout: Layout;
  readonly scale: FoldedScale;
  readonly view: ViewWindow;
  readonly from: Micros;
  readonly until: Micros;
  x(at: Micros): number;
  at(x: number): Micros;
}

export function plotOf(layout: Layout, scale: FoldedScale, view: ViewWindow): Plot {
  const start = scale.toPosition(view.left);
  const at = (x: number): Micros => scale.toInstant(start + (x - layout.left) * view.microsPerPx);
  return {
    layout,
    scale,
    view,
    from: view.left,
    until: micros(at(layout.right)),
    x: (instant) => layout.left + (scale.toPosition(instant) - start) / view.microsPerPx,
    at,
  };
}

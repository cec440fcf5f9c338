import type { State } from '../../trace/word.ts';
import { zoomNow } from '../widgets/zoom.ts';

/** How a state looks on a canvas: the same floor, wall and texture as its class has in CSS. */
export interface Look {
  readonly fill: string;
  readonly line: string;
  readonly texture: CanvasPattern | null;
}

export interface Palette {
  readonly paper: string;
  readonly paper2: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly wire: string;
  readonly hair: string;
  readonly billed: string;
  readonly font: string;
  /** Of type. */
  readonly zoom: number;
  readonly states: { readonly [S in State]: Look };
}

/** Reads the page's tokens, so that theme and canvas can't disagree. */
export function paletteOf(context: CanvasRenderingContext2D, ratio: number): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const isDark = document.documentElement.dataset['theme'] === 'dark';
  const tile = (size: number, paint: (tile: CanvasRenderingContext2D) => void): CanvasPattern | null => tiled(context, ratio, size, paint);
  const plain = (state: string, texture: CanvasPattern | null = null): Look => ({
    fill: token(`${state}-fill`),
    line: token(`${state}-line`),
    texture,
  });
  return {
    paper: token('paper'),
    paper2: token('paper-2'),
    ink: token('ink'),
    ink2: token('ink-2'),
    ink3: token('ink-3'),
    wire: token('wire'),
    hair: token('hair'),
    billed: token('ink'),
    font: token('font-ui'),
    zoom: zoomNow(),
    states: {
      init: plain(
        'init',
        tile(8, (t) => dots(t, isDark)),
      ),
      invoke: plain('invoke'),
      wait: plain(
        'wait',
        tile(7, (t) => {
          t.fillStyle = '#9c570038';
          t.fillRect(0, 0, 2, 7);
        }),
      ),
      frozen: plain(
        'frozen',
        tile(10, (t) => diagonals(t, token('frozen-hatch'), 1.6, 1)),
      ),
      expired: { ...plain('expired'), fill: 'transparent' },
      error: plain(
        'error',
        tile(11, (t) => {
          diagonals(t, token('error-mark'), 1.5, 1, 11);
          diagonals(t, token('error-mark'), 1.5, -1, 11);
        }),
      ),
      reset: { fill: token('error-wash'), line: token('error-line'), texture: null },
      throttle: plain(
        'throttle',
        tile(6, (t) => {
          t.fillStyle = token('throttle-mark');
          t.fillRect(0, 4, 6, 2);
        }),
      ),
      pass: plain('pass'),
    },
  };
}

function tiled(
  context: CanvasRenderingContext2D,
  ratio: number,
  size: number,
  paint: (tile: CanvasRenderingContext2D) => void,
): CanvasPattern | null {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.round(size * ratio);
  const tile = canvas.getContext('2d')!;
  tile.scale(canvas.width / size, canvas.height / size);
  paint(tile);
  const pattern = context.createPattern(canvas, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(size / canvas.width, size / canvas.height));
  return pattern;
}

function dots(tile: CanvasRenderingContext2D, isDark: boolean): void {
  tile.fillStyle = isDark ? '#ffffff55' : '#ffffffd9';
  for (const [x, y] of [
    [3, 3],
    [7, 7],
  ] as const) {
    tile.beginPath();
    tile.arc(x, y, isDark ? 1.2 : 1.35, 0, 2 * Math.PI);
    tile.fill();
  }
}

/** Lines at 45 degrees that meet themselves at the tile's edges; `way` 1 rises to the right. */
function diagonals(tile: CanvasRenderingContext2D, colour: string, width: number, way: 1 | -1, size = 10): void {
  tile.strokeStyle = colour;
  tile.lineWidth = width;
  tile.beginPath();
  for (const shift of [-size, 0, size]) {
    tile.moveTo(shift, way === 1 ? size : 0);
    tile.lineTo(shift + size, way === 1 ? 0 : size);
  }
  tile.stroke();
}

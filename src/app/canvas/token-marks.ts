import type { Token, TokenForm } from '../../projections/travels.ts';
import type { Point } from './route.ts';

/** Colours of the page as a canvas needs them. */
export interface Ink {
  readonly ink: string;
  readonly ink2: string;
  readonly paper: string;
  readonly wire: string;
  readonly throttle: string;
  readonly throttleLine: string;
  readonly onThrottle: string;
}

export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: of('--ink'),
    ink2: of('--ink-2'),
    paper: of('--paper'),
    wire: of('--wire'),
    throttle: of('--throttle-fill'),
    throttleLine: of('--throttle-line'),
    onThrottle: of('--throttle-on'),
  };
}

const FONT = '600 14px "Atkinson Hyperlegible Mono Variable", monospace';
const HEIGHT = 28;

/** One token at a point: a request is round, a message a soft square, a record leans, an event is a diamond; what goes back is a hollow circle. */
export function drawToken(context: CanvasRenderingContext2D, at: Point, token: Token, ink: Ink): void {
  context.lineWidth = 2;
  if (token.isBack && !token.isThrottled) {
    context.beginPath();
    context.arc(at.x, at.y, 8, 0, 2 * Math.PI);
    fill(context, ink.paper, ink.wire);
    return;
  }
  context.font = FONT;
  const width = widthOf(context, token.label, token.form);
  context.beginPath();
  outline(context, at, width, token.form);
  if (token.isThrottled) {
    fill(context, ink.throttle, null);
    context.fillStyle = ink.throttleLine;
    context.fillRect(at.x + width / 2 + 5, at.y - 17, 4, 34);
  } else fill(context, ink.paper, ink.ink);
  if (token.form !== 'record') write(context, token.label, at, token.isThrottled ? ink.onThrottle : ink.ink);
}

/** Many tokens on one wire as one with a count. */
export function drawCount(context: CanvasRenderingContext2D, at: Point, tokens: readonly Token[], ink: Ink): void {
  const isBack = tokens[0]!.isBack;
  const label = `${tokens.length}×`;
  context.font = FONT;
  context.lineWidth = isBack ? 1.5 : 2;
  context.beginPath();
  outline(context, at, widthOf(context, label, tokens[0]!.form) + 6, tokens[0]!.form);
  fill(context, ink.paper, isBack ? ink.wire : ink.ink);
  write(context, label, at, isBack ? ink.ink2 : ink.ink);
}

const widthOf = (context: CanvasRenderingContext2D, label: string, form: TokenForm): number =>
  form === 'record' ? 30 : Math.max(form === 'event' ? 44 : 32, context.measureText(label).width + (form === 'event' ? 30 : 18));

function outline(context: CanvasRenderingContext2D, { x, y }: Point, width: number, form: TokenForm): void {
  const [w, h] = [width / 2, HEIGHT / 2];
  if (form === 'request') context.roundRect(x - w, y - h, width, HEIGHT, h);
  else if (form === 'message') context.roundRect(x - w, y - h, width, HEIGHT, 5);
  else if (form === 'event') {
    context.moveTo(x - w, y);
    context.lineTo(x, y - h);
    context.lineTo(x + w, y);
    context.lineTo(x, y + h);
    context.closePath();
  } else {
    context.moveTo(x - 9, y - 10);
    context.lineTo(x + 15, y - 10);
    context.lineTo(x + 9, y + 10);
    context.lineTo(x - 15, y + 10);
    context.closePath();
  }
}

function fill(context: CanvasRenderingContext2D, paper: string, line: string | null): void {
  context.fillStyle = paper;
  context.fill();
  if (line === null) return;
  context.strokeStyle = line;
  context.stroke();
}

function write(context: CanvasRenderingContext2D, text: string, { x, y }: Point, colour: string): void {
  context.fillStyle = colour;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, x, y + 1);
}

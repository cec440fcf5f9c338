import type { AnyNode } from 'acorn';
import type { Edits, Insertion } from './edits.ts';
import type { Names } from './names.ts';
import type { Scopes } from './scope.ts';

/** What the parts of the instrumenting walk share. */
export interface Walk {
  readonly edits: Edits;
  readonly names: Names;
  /** `--ticks[0]<0&&over()`. */
  readonly tick: string;
  readonly scopes: Scopes;
  /** The function around the node in hand. */
  frame: Frame;
  visit(node: AnyNode): void;
  /** A `(` at an offset that does not join what it opens to the statement before. */
  paren(at: number): string;
}

/** What is known of a function while it is being walked. */
export interface Frame {
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** Whether it awaits, or yields as an async generator does. */
  suspends: boolean;
  /** Places in catch, in finally and after for-await where the context must be put back if the function suspends. */
  readonly resumptions: Insertion[];
}

/** What is known of a function before its body is walked. */
export function frameOf(isAsync: boolean, isGenerator: boolean): Frame {
  return { isAsync, isGenerator, suspends: false, resumptions: [] };
}

/** Walks `work` with a frame of its own, and gives the frame back. */
export function inFrame(walk: Walk, frame: Frame, work: () => void): Frame {
  const outer = walk.frame;
  walk.frame = frame;
  work();
  walk.frame = outer;
  return frame;
}

/** The offset of `char` at or after `from`, not looking inside comments. */
export function skipTo(source: string, from: number, char: string): number {
  const comment = /\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?\*\//y;
  let at = from;
  while (at < source.length && source[at] !== char) {
    comment.lastIndex = at;
    at = comment.test(source) ? comment.lastIndex : at + 1;
  }
  return at;
}

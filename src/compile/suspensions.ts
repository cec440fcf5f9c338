import type { AnyNode, AwaitExpression, ForOfStatement, ReturnStatement, YieldExpression } from 'acorn';
import type { Names } from './names.ts';
import { forEachChild, takesName } from './nodes.ts';
import { type Frame, skipTo, type Walk } from './walk.ts';

/**
 * Keeps the async context across suspensions. A function that suspends has two locals: `saved`, the context to go on in while
 * it is suspended and 0 otherwise, and `held`, the value in hand. A catch or a finally that finds `saved` set was reached
 * from a suspension. An async generator that is resumed by next() goes on in its caller's context, as in Node.
 */

/** Declares the locals at the function's start. */
export function locals(frame: Frame, names: Names): string {
  return frame.suspends ? `let ${names.saved}=0,${names.held};` : '';
}

/** Fills in the places where the context must be put back, now that it is known whether the function suspends. */
export function finishResumptions(frame: Frame, names: Names): void {
  if (!frame.suspends) return;
  for (const insertion of frame.resumptions)
    insertion.text += `${names.saved}!==0&&(${restore(frame.isGenerator, names)},${names.saved}=0);`;
}

function restore(isGenerator: boolean, { context, saved }: Names): string {
  return isGenerator ? `${context}.g===0&&(${context}.c=${saved})` : `${context}.c=${saved}`;
}

/**
 * `await E` becomes `(held = await (held = E, saved = context, held), context = saved, saved = 0, held)`, and so does `yield`.
 * The keyword stays where it was typed, since async stack frames point at it.
 */
export function visitSuspension(walk: Walk, node: AwaitExpression | YieldExpression): void {
  const { edits, frame } = walk;
  const { saved, held, context } = walk.names;
  const isAwait = node.type === 'AwaitExpression';
  if (!isAwait && !frame.isAsync) {
    forEachChild(node, walk.visit);
    return;
  }
  frame.suspends = true;
  const save = `${saved}=${context}.c,`;
  const goOn = `,${restore(!isAwait, walk.names)},${saved}=0,${held})`;
  const { argument } = node;
  edits.open(node.start, `${walk.paren(node.start)}${argument ? '' : save}${held}=`);
  if (!argument) {
    edits.close(node.end, goOn);
    return;
  }
  const isDelegate = node.type === 'YieldExpression' && node.delegate;
  const keywordEnd = isDelegate ? skipTo(edits.source, node.start + 5, '*') + 1 : node.start + 5;
  const isNamed = takesName(argument);
  edits.open(keywordEnd, `(${held}=${isNamed ? '(0,' : ''}`);
  walk.visit(argument);
  edits.close(node.end, `${isNamed ? ')' : ''},${save}${held})${goOn}`);
}

/** An async generator awaits what it returns, and a finally may run after that. */
export function visitReturn(walk: Walk, node: ReturnStatement): void {
  const { edits, frame } = walk;
  const { saved, held, context } = walk.names;
  const { argument } = node;
  if (!argument || !frame.isAsync || !frame.isGenerator) {
    forEachChild(node, walk.visit);
    return;
  }
  frame.suspends = true;
  edits.open(argument.start, `(${held}=(0,`);
  walk.visit(argument);
  edits.close(argument.end, `),${saved}=${context}.c,${held})`);
}

/** Whether a statement, its labels aside, is a for-await loop whose context must be kept. */
export function isForAwait(node: AnyNode): boolean {
  if (node.type === 'LabeledStatement') return isForAwait(node.body);
  return node.type === 'ForOfStatement' && node.await;
}

/** However the loop is left, also towards an outer label, the context is then the one in which it last suspended. */
export function aroundForAwait(walk: Walk, node: AnyNode, visitLoop: () => void): void {
  const { edits, frame } = walk;
  frame.suspends = true;
  edits.open(node.start, 'try{');
  visitLoop();
  frame.resumptions.push(edits.close(node.end, '}finally{'));
  edits.close(node.end, '}');
}

/** The iterable of a for-await loop, wrapped so that the context is saved before each suspension. */
export function visitAwaited(walk: Walk, node: ForOfStatement): void {
  const { each, saved, context } = walk.names;
  walk.edits.open(node.right.start, `${each}(`);
  walk.visit(node.right);
  walk.edits.close(node.right.end, `,()=>{${saved}=${context}.c})`);
}

/** What the body of a for-await loop starts with. */
export function resumeInLoop({ context, saved }: Names): string {
  return `${context}.c=${saved};${saved}=0;`;
}

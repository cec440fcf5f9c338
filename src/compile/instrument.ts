import type {
  AnyNode,
  AssignmentExpression,
  Program as Ast,
  BinaryExpression,
  CatchClause,
  ForInStatement,
  ForOfStatement,
  Function as FunctionNode,
  PropertyDefinition,
  Statement,
  TryStatement,
} from 'acorn';
import type { Edits } from './edits.ts';
import type { Names } from './names.ts';
import { bare, forEachChild, takesName } from './nodes.ts';
import { visitBinding, visitTarget } from './patterns.ts';
import { type Reference, scopesOf } from './scope.ts';
import {
  aroundForAwait,
  finishResumptions,
  isForAwait,
  locals,
  resumeInLoop,
  visitAwaited,
  visitReturn,
  visitSuspension,
} from './suspensions.ts';
import { frameOf, inFrame, type Walk } from './walk.ts';

/** What one walk over a module found out besides its edits. */
export interface Walked {
  /** Whether the module itself awaits. */
  readonly isAsync: boolean;
  /** Uses of the watched names, for the linker to rewrite. */
  readonly references: readonly Reference[];
  /** Whether an identifier clashes with the added names: choose others and start again. */
  readonly clashes: boolean;
  readonly paren: (at: number) => string;
}

/**
 * Adds the metering in one walk: a tick at every loop turn, function entry, catch and finally, and at instance fields that
 * compute. Keeps the async context across suspensions (see suspensions.ts).
 */
export function instrument(ast: Ast, edits: Edits, names: Names, watched: ReadonlySet<string>): Walked {
  const { source } = edits;
  const { caught, host, error } = names;
  const tick = `--${names.ticks}[0]<0&&${names.over}()`;
  const scopes = scopesOf(watched, names.prefix);
  const top = frameOf(ast.sourceType === 'module', false);
  const statementStarts = new Set<number>();
  const walk: Walk = { edits, names, tick, scopes, frame: top, visit, paren: (at) => (statementStarts.has(at) ? ';(' : '(') };

  function visit(node: AnyNode): void {
    if (isForAwait(node)) aroundForAwait(walk, node, () => visitPlain(node));
    else visitPlain(node);
  }

  function visitPlain(node: AnyNode): void {
    switch (node.type) {
      case 'Identifier':
        scopes.refer(node, 'read');
        break;
      case 'FunctionDeclaration':
        scopes.declare(node.id, 'let');
        visitFunction(node);
        break;
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        visitFunction(node);
        break;
      case 'ClassDeclaration':
        scopes.declare(node.id, 'let');
        visitClass(node);
        break;
      case 'ClassExpression':
        visitClass(node);
        break;
      case 'PropertyDefinition':
        visitField(node);
        break;
      case 'StaticBlock':
        inFrame(walk, frameOf(false, false), () => scopes.within(true, () => visitStatements(node.body)));
        break;
      case 'BlockStatement':
        scopes.within(false, () => visitStatements(node.body));
        break;
      case 'SwitchStatement':
        visit(node.discriminant);
        scopes.within(false, () => node.cases.forEach(visit));
        break;
      case 'SwitchCase':
        if (node.test) visit(node.test);
        visitStatements(node.consequent);
        break;
      case 'VariableDeclaration':
        if (node.kind === 'await using') walk.frame.suspends = true;
        for (const { id, init } of node.declarations) {
          visitBinding(walk, id, node.kind);
          if (init) visit(init);
        }
        break;
      case 'ForStatement':
        scopes.within(false, () => {
          for (const part of [node.init, node.test, node.update]) if (part) visit(part);
          visitLoop(node.body);
        });
        break;
      case 'ForInStatement':
      case 'ForOfStatement':
        visitForEach(node);
        break;
      case 'WhileStatement':
        visit(node.test);
        visitLoop(node.body);
        break;
      case 'DoWhileStatement':
        visitLoop(node.body);
        visit(node.test);
        break;
      case 'LabeledStatement':
        visitPlain(node.body);
        break;
      case 'TryStatement':
        visitTry(node);
        break;
      case 'ReturnStatement':
        visitReturn(walk, node);
        break;
      case 'WithStatement':
        edits.open(node.object.start, `${host}.guard(`);
        visit(node.object);
        edits.close(node.object.end, `,${JSON.stringify(names.prefix)})`);
        visit(node.body);
        break;
      default:
        visitExpression(node);
    }
  }

  function visitExpression(node: AnyNode): void {
    switch (node.type) {
      case 'AwaitExpression':
      case 'YieldExpression':
        visitSuspension(walk, node);
        break;
      case 'ImportExpression':
        edits.replace(node.start, node.start + 6, `${host}.import`);
        forEachChild(node, visit);
        break;
      case 'MetaProperty':
        if (node.meta.name === 'import') edits.replace(node.start, node.end, `${host}.meta`);
        break;
      case 'AssignmentExpression':
        if (node.operator === '**=') powerAssignment(node);
        visitTarget(walk, node.left);
        visit(node.right);
        break;
      case 'UpdateExpression':
        visitTarget(walk, node.argument);
        break;
      case 'CallExpression':
        visitAs('call', node.callee);
        node.arguments.forEach(visit);
        break;
      case 'TaggedTemplateExpression':
        visitAs('call', node.tag);
        visit(node.quasi);
        break;
      case 'UnaryExpression':
        if (node.operator === 'typeof') visitAs('typeof', node.argument);
        else visit(node.argument);
        break;
      case 'Property':
        if (node.shorthand) scopes.refer(node.value, 'shorthand');
        else forEachChild(node, visit);
        break;
      case 'BinaryExpression':
      case 'LogicalExpression':
        visitChain(node);
        break;
      default:
        forEachChild(node, visit);
    }
  }

  function visitAs(use: 'call' | 'typeof', node: AnyNode): void {
    const inner = bare(node);
    if (inner.type === 'Identifier') scopes.refer(inner, use);
    else visit(node);
  }

  function visitStatements(list: readonly AnyNode[]): void {
    for (const node of list) {
      if (node.type === 'ExpressionStatement') statementStarts.add(node.start);
      visit(node);
    }
  }

  /** Not by recursion: bundles hold sums of thousands of terms. */
  function visitChain(node: AnyNode): void {
    const rights: AnyNode[] = [];
    let left = node;
    for (; left.type === 'BinaryExpression' || left.type === 'LogicalExpression'; left = left.left) {
      if (left.operator === '**') asPower(left);
      rights.push(left.right);
    }
    visit(left);
    for (const right of rights.reverse()) visit(right);
  }

  /** `a ** b` becomes a call, since engines differ in its last bit. */
  function asPower(node: BinaryExpression): void {
    const at = operatorAt(source, '**', node.left.end);
    edits.open(node.start, `${host}.power(`);
    edits.replace(at, at + 2, ',');
    edits.close(node.end, ')');
  }

  /** `a **= b` on a variable becomes `a = power(a, b)`; on a property it stays, or the object would be computed twice. */
  function powerAssignment(node: AssignmentExpression): void {
    const target = bare(node.left);
    if (target.type !== 'Identifier') return;
    const at = operatorAt(source, '**=', node.left.end);
    edits.replace(at, at + 3, `=${host}.power(${target.name},`);
    edits.close(node.end, ')');
  }

  function visitFunction(node: FunctionNode): void {
    const frame = inFrame(walk, frameOf(node.async, node.generator), () =>
      scopes.within(true, () => {
        if (node.type === 'FunctionExpression') scopes.declare(node.id, 'let');
        if (node.type !== 'ArrowFunctionExpression') scopes.declareArguments();
        for (const parameter of node.params) visitBinding(walk, parameter, 'let');
        scopes.within(true, () => visitFunctionBody(node.body));
      }),
    );
    finishResumptions(frame, names);
  }

  function visitFunctionBody(body: FunctionNode['body']): void {
    if (body.type === 'BlockStatement') {
      const { at, before } = behindDirectives(body.body, body.start + 1, source);
      const entry = edits.open(at, before);
      visitStatements(body.body);
      entry.text += `${locals(walk.frame, names)}${tick};`;
      return;
    }
    const entry = edits.open(body.start, '');
    visit(body);
    const { suspends } = walk.frame;
    entry.text = suspends ? `{${locals(walk.frame, names)}${tick};return(` : `(${tick},`;
    edits.close(body.end, suspends ? ')}' : ')');
  }

  function visitLoop(body: Statement, first = ''): void {
    const isBlock = body.type === 'BlockStatement';
    edits.open(body.start + (isBlock ? 1 : 0), `${isBlock ? '' : '{'}${first}${tick};`);
    visit(body);
    if (!isBlock) edits.close(body.end, '}');
  }

  function visitForEach(node: ForInStatement | ForOfStatement): void {
    scopes.within(false, () => {
      if (node.left.type === 'VariableDeclaration') visit(node.left);
      else visitTarget(walk, node.left);
      const awaits = isForAwait(node);
      if (awaits) visitAwaited(walk, node as ForOfStatement);
      else visit(node.right);
      visitLoop(node.body, awaits ? resumeInLoop(names) : '');
    });
  }

  function visitTry(node: TryStatement): void {
    visit(node.block);
    if (node.handler) visitCatch(node.handler);
    if (!node.finalizer) return;
    walk.frame.resumptions.push(edits.open(node.finalizer.start + 1, `${tick};`));
    visit(node.finalizer);
  }

  function visitCatch({ param, body }: CatchClause): void {
    scopes.within(false, () => {
      if (!param) edits.open(body.start, `(${error})`);
      const entry = edits.open(body.start + 1, `${caught}(${param?.type === 'Identifier' ? param.name : error});`);
      if (param) {
        visitBinding(walk, param, 'let');
        if (param.type !== 'Identifier') entry.text = caughtByPattern(param);
      }
      walk.frame.resumptions.push(entry);
      visit(body);
    });
  }

  /** A plain pattern moves behind the charge; one that computes stays where its own edits lie, and the error goes unseen. */
  function caughtByPattern(pattern: AnyNode): string {
    const text = source.slice(pattern.start, pattern.end);
    if (!/^[\w$ \t{}[\],:.]*$/.test(text)) return `${caught}();`;
    edits.replace(pattern.start, pattern.end, error);
    return `${caught}(${error});let ${text}=${error};`;
  }

  function visitClass(node: AnyNode & { type: 'ClassDeclaration' | 'ClassExpression' }): void {
    scopes.within(false, () => {
      scopes.declare(node.id, 'let');
      forEachChild(node, visit);
    });
  }

  function visitField(node: PropertyDefinition): void {
    if (node.computed) visit(node.key);
    const { value } = node;
    if (!value) return;
    const isFree = node.static || takesName(value) || ['Literal', 'Identifier', 'ThisExpression'].includes(bare(value).type);
    if (!isFree) edits.open(value.start, `(${tick},`);
    inFrame(walk, frameOf(false, false), () => scopes.within(true, () => visit(value)));
    if (!isFree) edits.close(value.end, ')');
  }

  visitStatements(ast.body);
  finishResumptions(top, names);
  return { isAsync: top.suspends, references: scopes.references, clashes: scopes.clashes, paren: walk.paren };
}

/** The offset behind the directives of a body that starts at `start`, and the `;` that the last one may lack. */
export function behindDirectives(
  list: readonly AnyNode[],
  start: number,
  source: string,
): { readonly at: number; readonly before: string } {
  let at = start;
  for (const node of list) {
    if (node.type !== 'ExpressionStatement' || !('directive' in node) || node.directive === undefined) break;
    at = node.end;
  }
  return { at, before: at > start && source[at - 1] !== ';' ? ';' : '' };
}

/** Where an operator stands behind its left side: only blanks and comments may come before it. */
function operatorAt(source: string, operator: string, from: number): number {
  let at = from;
  while (!source.startsWith(operator, at)) {
    const comment = /^(?:\/\*[\s\S]*?\*\/|\/\/[^\n\r\u2028\u2029]*)/.exec(source.slice(at, at + 10_000));
    at += comment ? comment[0].length : 1;
  }
  return at;
}

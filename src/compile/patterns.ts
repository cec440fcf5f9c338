import type { AnyNode, AssignmentProperty } from 'acorn';
import type { Walk } from './walk.ts';

/** Walks a pattern that declares names: what it computes (defaults, keys) is code. */
export function visitBinding(walk: Walk, node: AnyNode, kind: string): void {
  walk.scopes.declare(node, kind);
  visitPattern(walk, node, true);
}

/** Walks the left side of an assignment: what it writes to is code too. */
export function visitTarget(walk: Walk, node: AnyNode): void {
  visitPattern(walk, node, false);
}

function visitPattern(walk: Walk, node: AnyNode, binds: boolean): void {
  switch (node.type) {
    case 'Identifier':
      if (!binds) walk.scopes.refer(node, 'write');
      break;
    case 'ParenthesizedExpression':
      visitPattern(walk, node.expression, binds);
      break;
    case 'ArrayPattern':
      for (const element of node.elements) if (element) visitPattern(walk, element, binds);
      break;
    case 'ObjectPattern':
      for (const property of node.properties) {
        if (property.type === 'RestElement') visitPattern(walk, property, binds);
        else visitProperty(walk, property, binds);
      }
      break;
    case 'AssignmentPattern':
      visitPattern(walk, node.left, binds);
      walk.visit(node.right);
      break;
    case 'RestElement':
      visitPattern(walk, node.argument, binds);
      break;
    default:
      walk.visit(node);
  }
}

function visitProperty(walk: Walk, property: AssignmentProperty, binds: boolean): void {
  if (property.computed) walk.visit(property.key);
  const { value } = property;
  const target = value.type === 'AssignmentPattern' ? value.left : value;
  if (binds || !property.shorthand) {
    visitPattern(walk, value, binds);
    return;
  }
  walk.scopes.refer(target, 'shorthand write');
  if (value.type === 'AssignmentPattern') walk.visit(value.right);
}

import type { AnyNode, AssignmentExpression, Program as Ast, CallExpression, ObjectExpression } from 'acorn';
import { forEachChild } from './nodes.ts';

/** Which names an `import` may take from a CommonJS module, found without running it, by the patterns that Node looks for. */
export interface CommonJsExports {
  readonly names: readonly string[];
  /** Specifiers whose exports are exported again. */
  readonly again: readonly string[];
}

/** Finds the names that a CommonJS module exports by looking at it. */
export function commonJsExports(ast: Ast): CommonJsExports {
  const names = new Set<string>();
  const again = new Set<string>();

  function visit(node: AnyNode): void {
    if (node.type === 'AssignmentExpression') visitAssignment(node);
    else if (node.type === 'CallExpression') visitCall(node);
    forEachChild(node, visit);
  }

  function visitAssignment({ left, right }: AssignmentExpression): void {
    if (left.type !== 'MemberExpression') return;
    const property = keyOf(left.property, left.computed);
    if (isExports(left.object) && property !== undefined) {
      names.add(property);
      return;
    }
    if (!isModuleExports(left)) return;
    again.clear();
    if (right.type === 'ObjectExpression') visitObject(right);
    const specifier = required(right);
    if (specifier !== undefined) again.add(specifier);
  }

  /** Ends at the first property that is no plain name, as Node's own search does. */
  function visitObject({ properties }: ObjectExpression): void {
    for (const property of properties) {
      if (property.type === 'SpreadElement') {
        const specifier = required(property.argument);
        if (specifier !== undefined) again.add(specifier);
        else if (property.argument.type !== 'Identifier') return;
        continue;
      }
      const key =
        property.kind === 'init' && !property.method
          ? keyOf(property.key, property.computed || property.key.type === 'Literal')
          : undefined;
      if (key === undefined) return;
      names.add(key);
      if (property.value.type !== 'Identifier') return;
    }
  }

  function visitCall({ callee, arguments: args }: CallExpression): void {
    const [first, second, third] = args;
    const name =
      callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? keyOf(callee.property, callee.computed) : undefined;
    if ((name === '__exportStar' || name === '__export') && first) {
      const specifier = required(first);
      if (specifier !== undefined) again.add(specifier);
    }
    const isDefine =
      name === 'defineProperty' &&
      callee.type === 'MemberExpression' &&
      callee.object.type === 'Identifier' &&
      callee.object.name === 'Object';
    if (!isDefine || !first || !isExports(first) || second?.type !== 'Literal' || typeof second.value !== 'string') return;
    if (third?.type === 'ObjectExpression' && isVisible(third)) names.add(second.value);
  }

  visit(ast);
  return { names: [...names], again: [...again] };
}

/** `{ enumerable: true, get … }` or `{ value: … }`. */
function isVisible({ properties }: ObjectExpression): boolean {
  const keys = properties.map((property) => (property.type === 'Property' ? keyOf(property.key, property.computed) : undefined));
  return keys.includes('value') || (keys.includes('enumerable') && keys.includes('get'));
}

/** `exports` or `module.exports`. */
function isExports(node: AnyNode): boolean {
  return (node.type === 'Identifier' && node.name === 'exports') || isModuleExports(node);
}

function isModuleExports(node: AnyNode): boolean {
  return (
    node.type === 'MemberExpression' &&
    node.object.type === 'Identifier' &&
    node.object.name === 'module' &&
    keyOf(node.property, node.computed) === 'exports'
  );
}

function keyOf(node: AnyNode, isComputed: boolean): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  return node.type === 'Identifier' && !isComputed ? node.name : undefined;
}

/** `x` of `require('x')`. */
function required(node: AnyNode): string | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require') return undefined;
  const [argument] = node.arguments;
  return argument?.type === 'Literal' && typeof argument.value === 'string' ? argument.value : undefined;
}

import type { AnyNode } from 'acorn';

/** Child fields of each node type, in source order; names that are no expressions (labels, plain keys, specifiers) are left out. */
const CHILDREN: { readonly [type: string]: readonly string[] } = {
  Program: ['body'],
  ExpressionStatement: ['expression'],
  ParenthesizedExpression: ['expression'],
  ChainExpression: ['expression'],
  BlockStatement: ['body'],
  StaticBlock: ['body'],
  ClassBody: ['body'],
  WithStatement: ['object', 'body'],
  ReturnStatement: ['argument'],
  ThrowStatement: ['argument'],
  UnaryExpression: ['argument'],
  UpdateExpression: ['argument'],
  SpreadElement: ['argument'],
  RestElement: ['argument'],
  AwaitExpression: ['argument'],
  YieldExpression: ['argument'],
  LabeledStatement: ['body'],
  IfStatement: ['test', 'consequent', 'alternate'],
  ConditionalExpression: ['test', 'consequent', 'alternate'],
  SwitchStatement: ['discriminant', 'cases'],
  SwitchCase: ['test', 'consequent'],
  TryStatement: ['block', 'handler', 'finalizer'],
  CatchClause: ['param', 'body'],
  WhileStatement: ['test', 'body'],
  DoWhileStatement: ['body', 'test'],
  ForStatement: ['init', 'test', 'update', 'body'],
  ForInStatement: ['left', 'right', 'body'],
  ForOfStatement: ['left', 'right', 'body'],
  VariableDeclaration: ['declarations'],
  VariableDeclarator: ['id', 'init'],
  ArrayExpression: ['elements'],
  ArrayPattern: ['elements'],
  ObjectExpression: ['properties'],
  ObjectPattern: ['properties'],
  Property: ['key', 'value'],
  MethodDefinition: ['key', 'value'],
  PropertyDefinition: ['key', 'value'],
  BinaryExpression: ['left', 'right'],
  LogicalExpression: ['left', 'right'],
  AssignmentExpression: ['left', 'right'],
  AssignmentPattern: ['left', 'right'],
  CallExpression: ['callee', 'arguments'],
  NewExpression: ['callee', 'arguments'],
  MemberExpression: ['object', 'property'],
  SequenceExpression: ['expressions'],
  TemplateLiteral: ['expressions'],
  TaggedTemplateExpression: ['tag', 'quasi'],
  ClassDeclaration: ['superClass', 'body'],
  ClassExpression: ['superClass', 'body'],
  ImportExpression: ['source', 'options'],
  ExportNamedDeclaration: ['declaration'],
  ExportDefaultDeclaration: ['declaration'],
};
const NONE: readonly string[] = [];

/** Calls `each` with every child that can hold code, in source order. */
export function forEachChild(node: AnyNode, each: (child: AnyNode) => void): void {
  const fields = node as unknown as { readonly [field: string]: AnyNode | readonly (AnyNode | null)[] | null | undefined };
  for (const field of CHILDREN[node.type] ?? NONE) {
    if ((field === 'key' || field === 'property') && !('computed' in node && node.computed)) continue;
    const child = fields[field];
    if (Array.isArray(child)) {
      for (const item of child as readonly (AnyNode | null)[]) if (item) each(item);
    } else if (child) each(child as AnyNode);
  }
}

/** The names that a pattern binds, in source order. */
export function boundNames(pattern: AnyNode): string[] {
  const names: string[] = [];
  forEachBinding(pattern, (name) => names.push(name));
  return names;
}

/** Calls `each` with the names that a pattern binds. */
export function forEachBinding(pattern: AnyNode, each: (name: string) => void): void {
  switch (pattern.type) {
    case 'Identifier':
      each(pattern.name);
      break;
    case 'ArrayPattern':
      for (const element of pattern.elements) if (element) forEachBinding(element, each);
      break;
    case 'ObjectPattern':
      for (const property of pattern.properties) forEachBinding(property.type === 'RestElement' ? property : property.value, each);
      break;
    case 'AssignmentPattern':
      forEachBinding(pattern.left, each);
      break;
    case 'RestElement':
      forEachBinding(pattern.argument, each);
      break;
  }
}

/** Without the parentheses around it. */
export function bare(node: AnyNode): AnyNode {
  return node.type === 'ParenthesizedExpression' ? bare(node.expression) : node;
}

/** Whether assigning the expression to a name would give it that name. */
export function takesName(node: AnyNode): boolean {
  const inner = bare(node);
  return (
    inner.type === 'ArrowFunctionExpression' || ((inner.type === 'FunctionExpression' || inner.type === 'ClassExpression') && !inner.id)
  );
}

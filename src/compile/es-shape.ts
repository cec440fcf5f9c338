import type { AnyNode, Program as Ast, ExportDefaultDeclaration, Identifier, ImportDeclaration, Literal } from 'acorn';
import type { Edits } from './edits.ts';

import type { Names } from './names.ts';
import { bare, boundNames, takesName } from './nodes.ts';
import { positionsIn } from './parse.ts';
import type { ExportTable, ImportName, ModuleRequest } from './program.ts';
import { skipTo } from './walk.ts';

/** What an ES module says at its top level, and the edits that turn its statements into a function body. */
export interface EsShape {
  readonly requests: readonly ModuleRequest[];
  readonly imports: readonly ImportName[];
  readonly exports: ExportTable;
  /** For each local export its binding. */
  readonly bindings: ReadonlyMap<string, string>;
  readonly variables: readonly string[];
  /** Whether an anonymous default export is a hoisted function that must be named. */
  readonly namesDefault: boolean;
}

/** Reads imports and exports. The edits that remove them are made later, by `removeModuleSyntax`. */
export function readShape(ast: Ast, source: string, names: Names): EsShape {
  const requests: ModuleRequest[] = [];
  const imports: ImportName[] = [];
  const bindings = new Map<string, string>();
  const indirect: { name: string; from: number; imported: string }[] = [];
  const stars: number[] = [];
  const variables: string[] = [];
  let namesDefault = false;
  const numbers = new Map<string, number>();
  const requestAt = positionsIn(source);
  const importAt = positionsIn(source);

  function request(node: ImportDeclaration | (AnyNode & { type: 'ExportNamedDeclaration' | 'ExportAllDeclaration' })): number {
    const specifier = String((node.source as Literal).value);
    const attribute = node.attributes.find(({ key }) => nameOfExport(key) === 'type');
    const type = attribute && String(attribute.value.value);
    const key = JSON.stringify([specifier, type]);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, requests.length);
    return requests.push({ specifier, ...(type !== undefined && { type }), ...requestAt((node.source as Literal).start) }) - 1;
  }

  for (const node of ast.body) {
    switch (node.type) {
      case 'ImportDeclaration': {
        const from = request(node);
        for (const specifier of node.specifiers) {
          const imported =
            specifier.type === 'ImportNamespaceSpecifier'
              ? '*'
              : specifier.type === 'ImportSpecifier'
                ? nameOfExport(specifier.imported)
                : 'default';
          imports.push({ from, imported, local: specifier.local.name, ...importAt(specifier.start) });
        }
        break;
      }
      case 'ExportAllDeclaration':
        if (node.exported) indirect.push({ name: nameOfExport(node.exported), from: request(node), imported: '*' });
        else stars.push(request(node));
        break;
      case 'ExportDefaultDeclaration': {
        const id = 'id' in node.declaration ? (node.declaration.id as Identifier | null) : null;
        const isDeclaration = node.declaration.type === 'FunctionDeclaration' || node.declaration.type === 'ClassDeclaration';
        bindings.set('default', isDeclaration && id ? id.name : names.fallback);
        namesDefault = node.declaration.type === 'FunctionDeclaration' && !id;
        break;
      }
      case 'ExportNamedDeclaration':
        if (node.source) {
          const from = request(node);
          for (const { local, exported } of node.specifiers) {
            indirect.push({ name: nameOfExport(exported), from, imported: nameOfExport(local) });
          }
        } else if (node.declaration) {
          const declared =
            node.declaration.type === 'VariableDeclaration'
              ? node.declaration.declarations.flatMap(({ id }) => boundNames(id))
              : [node.declaration.id.name];
          for (const name of declared) bindings.set(name, name);
          if (node.declaration.type === 'VariableDeclaration') variables.push(...declared);
        } else for (const { local, exported } of node.specifiers) bindings.set(nameOfExport(exported), nameOfExport(local));
        break;
      case 'VariableDeclaration':
        variables.push(...node.declarations.flatMap(({ id }) => boundNames(id)));
        break;
    }
  }

  // What is imported and exported again is an indirect export, also when said in two statements.
  const byLocal = new Map(imports.map((item) => [item.local, item]));
  for (const [name, local] of bindings) {
    const found = byLocal.get(local);
    if (!found) continue;
    bindings.delete(name);
    indirect.push({ name, from: found.from, imported: found.imported });
  }
  return { requests, imports, exports: { local: [...bindings.keys()], indirect, stars }, bindings, variables, namesDefault };
}

/** Takes `import` and `export` away, so that what is left is the body of a function. */
export function removeModuleSyntax(ast: Ast, edits: Edits, names: Names): void {
  for (const node of ast.body) {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
        edits.replace(node.start, node.end, ';');
        break;
      case 'ExportNamedDeclaration':
        if (node.declaration) edits.replace(node.start, node.declaration.start, '');
        else edits.replace(node.start, node.end, ';');
        break;
      case 'ExportDefaultDeclaration':
        removeDefault(node, edits, names);
        break;
    }
  }
}

function removeDefault(node: ExportDefaultDeclaration, edits: Edits, names: Names): void {
  const { declaration } = node;
  const { source } = edits;
  if (declaration.type === 'FunctionDeclaration') {
    edits.replace(node.start, declaration.start, '');
    if (declaration.id) return;
    const keyword = declaration.async ? skipTo(source, declaration.start + 5, 'f') : declaration.start;
    edits.open(skipTo(source, keyword + 8, '('), ` ${names.fallback}`);
    return;
  }
  if (declaration.type === 'ClassDeclaration' && declaration.id) {
    edits.replace(node.start, declaration.start, '');
    return;
  }
  const isNamed = declaration.type === 'ClassDeclaration' || takesName(bare(declaration));
  edits.replace(node.start, declaration.start, `const ${names.fallback}=${isNamed ? '{default:' : ''}`);
  const end = source[node.end - 1] === ';' && node.end > declaration.end ? '' : ';';
  edits.close(declaration.end, `${isNamed ? '}.default' : ''}${end}`);
}

function nameOfExport(node: Identifier | Literal): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}

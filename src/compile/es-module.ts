import type { Program as Ast } from 'acorn';
import { Edits } from './edits.ts';
import { type EsShape, readShape, removeModuleSyntax } from './es-shape.ts';
import { instrument, type Walked } from './instrument.ts';
import { type Names, namesFor, parametersOf } from './names.ts';
import type { ImportName } from './program.ts';
import { isTopLevel, type Reference } from './scope.ts';
import { finish, type Written } from './writing.ts';

/** An ES module that waits for what only the whole program knows: which of its imports may change after they were read. */
export interface EsDraft {
  readonly shape: EsShape;
  readonly isAsync: boolean;
  /** Exported names whose binding is assigned to somewhere, so that importers must look again at each use. */
  readonly mutable: ReadonlySet<string>;
  /** Writes the code. `isLive` says of an import whether each use must look again; the others become constants, read once. */
  readonly write: (url: string, isLive: (imported: ImportName) => boolean) => Written;
}

/** Meters an ES module; `attempt` counts up when a name that the compiler adds is taken. */
export function draftEsModule(source: string, ast: Ast, attempt = 0): EsDraft {
  const names = namesFor(source, attempt);
  const edits = new Edits(source);
  const shape = readShape(ast, source, names);
  const watched = new Set([...shape.imports.map(({ local }) => local), ...shape.bindings.values(), 'arguments']);
  const walked = instrument(ast, edits, names, watched);
  if (walked.clashes) return draftEsModule(source, ast, attempt + 1);
  removeModuleSyntax(ast, edits, names);
  const references = walked.references.filter(isTopLevel);
  const written = new Set(references.filter(({ use }) => use === 'write' || use === 'shorthand write').map(({ node }) => node.name));
  return {
    shape,
    isAsync: walked.isAsync,
    mutable: new Set([...shape.bindings].filter(([, local]) => written.has(local)).map(([name]) => name)),
    write(url, isLive) {
      const live = new Map(shape.imports.filter((item) => item.imported !== '*' && isLive(item)).map((item) => [item.local, item]));
      for (const reference of references) rewrite(reference, live, edits, names, walked);
      return finish(edits, { before: opening(shape, names, walked, live), after: '\n}})', url });
    },
  };
}

/** The text before the module's own: parameters, hoisted exports, a pause for linking, imports. All in one line. */
function opening(shape: EsShape, names: Names, walked: Walked, live: ReadonlyMap<string, ImportName>): string {
  const { host } = names;
  const links = shape.requests.map((_, index) => names.link(index));
  const getters = [...shape.bindings].map(([name, local]) => `${keyText(name)}:()=>${local}`);
  const namespaces = shape.imports.filter(({ imported }) => imported === '*').map(({ local, from }) => `${local}=${names.link(from)}`);
  const constants = shape.imports
    .filter((item) => item.imported !== '*' && !live.has(item.local))
    .map(({ local, imported, from }) => `${local}=${names.link(from)}${memberText(imported)}`);
  return [
    `(function(${parametersOf(names).join(',')}){return ${walked.isAsync ? 'async ' : ''}function*(${links.join(',')}){"use strict";`,
    namespaces.length > 0 ? `const ${namespaces.join(',')};` : '',
    `${host}.ready({__proto__:null,${getters.join(',')}},${readerText(shape.variables)});`,
    shape.namesDefault ? `${host}.nameDefault(${names.fallback});` : '',
    'yield;',
    constants.length > 0 ? `const ${constants.join(',')};` : '',
    walked.isAsync ? `let ${names.saved}=0,${names.held};` : '',
    `--${names.ticks}[0]<0&&${names.over}();`,
  ].join('');
}

function rewrite({ node, use }: Reference, live: ReadonlyMap<string, ImportName>, edits: Edits, names: Names, walked: Walked): void {
  if (node.name === 'arguments') {
    edits.replace(node.start, node.end, use === 'typeof' ? 'undefined' : `${names.host}.noArguments()`);
    return;
  }
  const item = live.get(node.name);
  if (!item) return;
  const text = `${names.link(item.from)}${memberText(item.imported)}`;
  if (use === 'call') edits.replace(node.start, node.end, `${walked.paren(node.start)}0,${text})`);
  else edits.replace(node.start, node.end, use.startsWith('shorthand') ? `${node.name}:${text}` : text);
}

/** A function that reads top-level variables by name. */
export function readerText(variables: readonly string[]): string {
  const cases = [...new Set(variables)].map((name) => `case${JSON.stringify(name)}:return ${name};`);
  let parameter = 'n';
  while (variables.includes(parameter)) parameter += '_';
  return `${parameter}=>{switch(${parameter}){${cases.join('')}}}`;
}

const isPlain = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name);

function keyText(name: string): string {
  return name === '__proto__' ? '["__proto__"]' : isPlain(name) ? name : JSON.stringify(name);
}

function memberText(name: string): string {
  return isPlain(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

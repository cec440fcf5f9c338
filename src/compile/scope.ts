import type { AnyNode, Identifier } from 'acorn';
import { forEachBinding } from './nodes.ts';

/** How a name is used: what a rewrite of it must keep. */
export type Use = 'read' | 'call' | 'shorthand' | 'write' | 'shorthand write' | 'typeof';

/** One use of a watched name. */
export interface Reference {
  readonly node: Identifier;
  readonly use: Use;
  readonly scope: Scope;
}

interface Scope {
  readonly parent: Scope | null;
  /** Whether `var` stops here. */
  readonly isFunction: boolean;
  readonly names: Set<string>;
}

/** Follows the scopes of a walk and notes uses of the watched names, so that these can be told from others of the same spelling. */
export interface Scopes {
  readonly references: readonly Reference[];
  /** Set when an identifier, spelt with an escape, has the forbidden prefix. */
  readonly clashes: boolean;
  within(isFunction: boolean, work: () => void): void;
  /** Declares what a pattern binds; `var` in the nearest function. */
  declare(pattern: AnyNode | null | undefined, kind: string): void;
  declareArguments(): void;
  refer(node: AnyNode, use: Use): void;
}

/** Follows scopes through one walk, keeping the references to `watched` names. */
export function scopesOf(watched: ReadonlySet<string>, forbiddenPrefix: string): Scopes {
  const keeps = watched.size > 0;
  const references: Reference[] = [];
  let clashes = false;
  let scope: Scope = { parent: null, isFunction: true, names: new Set() };
  return {
    references,
    get clashes() {
      return clashes;
    },
    within(isFunction, work) {
      const outer = scope;
      if (keeps) scope = { parent: outer, isFunction, names: new Set() };
      work();
      scope = outer;
    },
    declare(pattern, kind) {
      if (!pattern) return;
      let target = scope;
      if (kind === 'var') while (!target.isFunction && target.parent) target = target.parent;
      forEachBinding(pattern, (name) => {
        if (keeps) target.names.add(name);
        if (name.startsWith(forbiddenPrefix)) clashes = true;
      });
    },
    declareArguments() {
      if (keeps) scope.names.add('arguments');
    },
    refer(node, use) {
      if (node.type !== 'Identifier') return;
      if (watched.has(node.name)) references.push({ node, scope, use });
      else if (node.name.startsWith(forbiddenPrefix)) clashes = true;
    },
  };
}

/** Whether the name means the module's own top-level binding; to be asked once the whole module has been walked. */
export function isTopLevel(reference: Reference): boolean {
  for (let scope: Scope | null = reference.scope; scope?.parent; scope = scope.parent) {
    if (scope.names.has(reference.node.name)) return false;
  }
  return true;
}

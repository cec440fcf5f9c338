import type { NodeId } from '../../base/ids.ts';
import { isObject } from '../../base/json.ts';
import { settingsOf } from '../canvas/facts.ts';
import type { Scenario } from '../stores/document.ts';
import { change } from '../stores/scenario.ts';

export type Files = { readonly [path: string]: string };

/** A function's files, its default one included. */
export function filesOf(scenario: Scenario, node: NodeId): Files {
  const own = scenario.nodes.find(({ id }) => id === node);
  const settings = own && settingsOf(own);
  return isObject(settings) && isObject(settings['files']) ? (settings['files'] as Files) : {};
}

/** Replaces a function's files; typing in one file is one step of undo until the editor is left. */
export function putFiles(node: NodeId, files: Files, said: string, key: string | null = null): void {
  change(
    said,
    (draft) => {
      const own = draft.nodes.find(({ id }) => id === node);
      if (own) own.config = { ...(isObject(own.config) ? own.config : {}), files } as never;
    },
    key,
  );
}

/** What is wrong with a path for a file, or null. */
export function pathProblem(path: string, files: Files): string | null {
  if (!/^[^/\\\0\s]+(\/[^/\\\0\s]+)*$/.test(path) || path.split('/').some((part) => part === '..' || part === '.')) {
    return 'A file is named like index.mjs or src/orders.ts.';
  }
  return Object.hasOwn(files, path) ? `There is a file called ${path}.` : null;
}

/** The files with one under another name, in its place. */
export function renamed(files: Files, from: string, to: string): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path === from ? to : path, text]));
}

/** Monaco's name for the language of a file. */
export function languageOf(path: string): string {
  if (/\.[cm]?tsx?$/.test(path)) return 'typescript';
  if (/\.[cm]?jsx?$/.test(path)) return 'javascript';
  return path.endsWith('.json') ? 'json' : 'plaintext';
}

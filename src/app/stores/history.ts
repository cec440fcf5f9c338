import { applyPatches, type Draft, enablePatches, type Patch, produceWithPatches } from 'immer';
import type { Scenario } from './document.ts';

enablePatches();

/** One step that can be taken back: both directions as patches, and what was done, for the reader. */
export interface Step {
  readonly said: string;
  readonly redo: readonly Patch[];
  readonly undo: readonly Patch[];
  /** Steps with one key that follow one another at once (a drag, a scrub, typing) are one step. */
  readonly key: string | null;
}

export interface History {
  readonly past: readonly Step[];
  readonly future: readonly Step[];
}

export const NO_HISTORY: History = { past: [], future: [] };

/** Steps that are kept. */
const DEPTH = 200;

/** What a recipe may change: the document as mutable data. */
export type Recipe = (draft: Draft<Scenario>) => void;

/** Applies a change and remembers how to take it back; null when it changes nothing. */
export function changed(
  scenario: Scenario,
  history: History,
  said: string,
  recipe: Recipe,
  key: string | null = null,
): { readonly scenario: Scenario; readonly history: History } | null {
  const [next, redo, undo] = produceWithPatches(scenario, recipe);
  if (redo.length === 0) return null;
  const last = history.past.at(-1);
  const step: Step =
    key !== null && last?.key === key && history.future.length === 0
      ? { said, key, redo: [...last.redo, ...redo], undo: [...undo, ...last.undo] }
      : { said, key, redo, undo };
  const before = step.redo.length > redo.length ? history.past.slice(0, -1) : history.past;
  return { scenario: next, history: { past: [...before, step].slice(-DEPTH), future: [] } };
}

/** Goes one step back or forth; null when there is none. */
export function stepped(
  scenario: Scenario,
  { past, future }: History,
  way: 'undo' | 'redo',
): { readonly scenario: Scenario; readonly history: History; readonly said: string } | null {
  const step = way === 'undo' ? past.at(-1) : future.at(-1);
  if (!step) return null;
  const closed: Step = { ...step, key: null };
  return {
    scenario: applyPatches(scenario, step[way] as Patch[]),
    said: step.said,
    history:
      way === 'undo' ? { past: past.slice(0, -1), future: [...future, closed] } : { past: [...past, closed], future: future.slice(0, -1) },
  };
}

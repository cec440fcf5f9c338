import { create } from 'zustand';
import { type EnvId, type ItemId, type Micros, micros, type NodeId, type Seq, type WireId } from '../../base/ids.ts';
import type { Verdict } from '../../lessons/judge.ts';

/** What was touched last; the margin note is about it. */
export type Selection =
  | { readonly is: 'node'; readonly id: NodeId }
  | { readonly is: 'wire'; readonly id: WireId }
  | { readonly is: 'room'; readonly id: EnvId; readonly node: NodeId };

/** What fills the page under the header. `request` is the request view of one exchange, `room` an opened environment. */
export type Page =
  | { readonly is: 'opening' }
  | { readonly is: 'welcome' }
  | { readonly is: 'canvas' }
  | { readonly is: 'request'; readonly item: ItemId | null }
  | { readonly is: 'room'; readonly env: EnvId }
  | { readonly is: 'code'; readonly node: NodeId; readonly file?: string; readonly line?: number };

export type Sheet = 'share' | 'help' | 'library' | 'lessons' | 'consent' | 'document';
export type Theme = 'system' | 'light' | 'dark';

/** What the reader guessed about a check, and what it came to when they first saw the end; null until then. */
export interface Guess {
  readonly said: number | boolean;
  readonly was: number | boolean | null;
}

/** How the document's checks stand, by their place in the document, and what the reader made of them. */
export interface LessonState {
  /** `before`: the playhead is at the start. `over`: the run came to rest, and the reader has seen its end. */
  readonly stage: 'before' | 'under way' | 'over';
  /** At the playhead, or of the whole run when it is over; null where too much happened to judge it on a page. */
  readonly verdicts: readonly (Verdict | null)[];
  /** When it is over and the playhead was moved back: how they stood there. */
  readonly back: readonly (Verdict | null)[] | null;
  readonly guesses: { readonly [check: number]: Guess };
  /** How many hints have been asked for. */
  readonly hints: { readonly [check: number]: number };
}

/** Nothing judged, nothing guessed. */
export const NO_LESSON: LessonState = { stage: 'before', verdicts: [], back: null, guesses: {}, hints: {} };

interface DeskState {
  readonly page: Page;
  readonly selection: Selection | null;
  /** Everything at or before this instant has happened. */
  readonly playhead: Micros;
  readonly playing: boolean;
  /** The playhead was put where it is, not played there: tokens then stand exactly where they are, however short their way. */
  readonly exact: boolean;
  /** Virtual seconds a second; Infinity is as fast as possible. */
  readonly speed: number;
  /** The record that the caption and "why?" speak of; null: whatever the playhead last met. */
  readonly pointed: Seq | null;
  readonly sheet: Sheet | null;
  readonly theme: Theme;
  /** Type, walls and tokens are larger, for a room that looks at a projector. */
  readonly isProjected: boolean;
  /** Where there is little room, the margin note is a sheet over the figure: whether it is out without a selection. */
  readonly noteOpen: boolean;
  /** The last act in the past: the run goes another way since then; undo brings the old one back. */
  readonly forked: { readonly at: Micros; readonly said: string } | null;
  /** A short sentence for screen readers and the caption line, such as why a wire was refused. */
  readonly notice: string | null;
  readonly lesson: LessonState;
}

/** The reader's desk: where they look, and what is open. Nothing here is part of a link. */
export const useDesk = create<DeskState>()(() => ({
  page: { is: 'opening' },
  selection: null,
  playhead: micros(0),
  playing: false,
  exact: true,
  speed: 1,
  pointed: null,
  sheet: null,
  theme: 'system',
  isProjected: false,
  noteOpen: false,
  forked: null,
  notice: null,
  lesson: NO_LESSON,
}));

const { setState, getState } = useDesk;

/** While playing, a journey is shown for at least this long of the reader's time, ms: a hop of 1 ms can't be seen. */
export const SEEN_FOR = 450;

/** Speeds in the order of the bracket keys. */
export const SPEEDS: readonly number[] = [0.001, 0.01, 0.1, 0.25, 0.5, 1, 2, 5, 10, 100, 1000, Number.POSITIVE_INFINITY];

export const select = (selection: Selection | null): void => setState({ selection, notice: null });
export const show = (page: Page): void => setState({ page });
export const openSheet = (sheet: Sheet | null): void => setState({ sheet });
export const say = (notice: string | null): void => setState({ notice });
export const setTheme = (theme: Theme): void => setState({ theme });

/** Opens a function's file in the editor, at a line that counts from 1. */
export function openFile(node: NodeId, file?: string, line?: number): void {
  setState({
    page: { is: 'code', node, ...(file !== undefined && { file }), ...(line !== undefined && { line }) },
    selection: { is: 'node', id: node },
  });
}

/** Opens the request view of one exchange, or of the newest one. */
export const openRequest = (item: ItemId | null): void => setState({ page: { is: 'request', item } });
export const openRoom = (env: EnvId): void => setState({ page: { is: 'room', env } });

/** Moves the playhead to an instant of the trace and stops there; `pointed` is the record that was meant. */
export function seek(at: Micros, pointed: Seq | null = null): void {
  setState({ playhead: micros(Math.max(0, Math.round(at))), pointed, playing: false, exact: true, notice: null });
}

/** Goes one speed slower or faster. */
export function changeSpeed(by: 1 | -1): void {
  const at = SPEEDS.indexOf(getState().speed);
  setState({ speed: SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at + by))]! });
}

import { create } from 'zustand';
import { decodeLink } from '../../scenario/link.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { EMPTY, type Scenario } from './document.ts';
import { changed, type History, NO_HISTORY, type Recipe, stepped } from './history.ts';
import { deleteWork, findWork, keepWork, listWorks, newWorkId, readWork, type Work } from './library.ts';

/** Where the open document came from: own work is kept at every change; a guest becomes own work, under an id of its own, when it is first changed. */
export type Origin = 'own' | 'link' | 'file' | 'lesson';

interface ScenarioState extends History {
  readonly scenario: Scenario;
  /** Id in the library; null for a guest that nobody has changed. */
  readonly work: string | null;
  readonly origin: Origin;
  /** Whether the reader has agreed to run this document's code. */
  readonly trusted: boolean;
  readonly works: readonly Work[];
  /** Counts the documents that were opened: a change of it means another document, not a change of this one. */
  readonly opened: number;
  /** Why the last thing that was opened could not be; own work is still there. */
  readonly refused: { readonly path: string; readonly problem: string } | null;
  /** The browser refuses to keep work (private mode, full disk). */
  readonly unkept: boolean;
}

/** The open document with its undo, and the list of own work. Actions stand beside the store, so that components select only data. */
export const useScenario = create<ScenarioState>()(() => ({
  ...NO_HISTORY,
  scenario: EMPTY,
  work: null,
  origin: 'own',
  trusted: true,
  works: [],
  opened: 0,
  refused: null,
  unkept: false,
}));

const { getState, setState } = useScenario;

/** Changes the document. `said` names the step for undo; steps of one `key` in a row (one drag) are one step. */
export function change(said: string, recipe: Recipe, key: string | null = null): void {
  const { scenario, past, future, work } = getState();
  const next = changed(scenario, { past, future }, said, recipe, key);
  if (!next) return;
  setState({ scenario: next.scenario, ...next.history, work: work ?? newWorkId() });
  keepSoon();
}

/** Changes a guest without making it own work or a step of undo: the first page's numbers. */
export function adjust(recipe: Recipe): void {
  const { scenario } = getState();
  const next = changed(scenario, NO_HISTORY, 'adjust', recipe);
  if (next) setState({ scenario: next.scenario });
}

/** Ends a drag or a burst of typing, so that the next change is a step of its own. */
export function closeStep(): void {
  const { past } = getState();
  const last = past.at(-1);
  if (last?.key) setState({ past: [...past.slice(0, -1), { ...last, key: null }] });
}

/** Takes one step back or forth; says which step it was. */
export function travel(way: 'undo' | 'redo'): string | null {
  const { scenario, past, future } = getState();
  const next = stepped(scenario, { past, future }, way);
  if (!next) return null;
  setState({ scenario: next.scenario, ...next.history });
  keepSoon();
  return next.said;
}

/** Opens a valid document beside own work; nothing is overwritten. Code from a link or a file waits for the reader's consent. */
export function openGuest(scenario: Scenario, origin: Exclude<Origin, 'own'>): void {
  keepNow();
  tie = { known: null };
  setState({ ...NO_HISTORY, scenario, work: null, origin, trusted: origin === 'lesson', opened: getState().opened + 1 });
}

/** Opens the document of a link's fragment; false (and `refused`) when it can't be read. */
export function openLink(fragment: string): boolean {
  return take(decodeLink(fragment), 'link');
}

/** Opens a document from text or data; false (and `refused`) when it isn't one. */
export function openDocument(input: unknown, origin: 'file' | 'lesson'): boolean {
  return take(parseScenario(input), origin);
}

function take(parsed: ReturnType<typeof parseScenario>, origin: Exclude<Origin, 'own'>): boolean {
  if (!parsed.ok) {
    setState({ refused: { path: parsed.path, problem: parsed.problem } });
    return false;
  }
  openGuest(parsed.scenario, origin);
  setState({ refused: null });
  return true;
}

/** Forgets the message about what could not be opened. */
export const dismissRefusal = (): void => setState({ refused: null });

/** The reader agrees to run this document's code. */
export function trust(): void {
  setState({ trusted: true });
  if (getState().work !== null) keepSoon();
}

/** Starts a piece of own work, empty or from a document; it is kept from its first change on. */
export function startWork(scenario: Scenario = EMPTY): void {
  keepNow();
  tie = { known: null };
  setState({ ...NO_HISTORY, scenario, work: null, origin: 'own', trusted: true, refused: null, opened: getState().opened + 1 });
}

/** Opens a piece of own work; false when it is gone or can't be read. */
export async function openWork(id: string): Promise<boolean> {
  keepNow();
  const [text, line] = [await readWork(id), await findWork(id)];
  const parsed = parseScenario(text ?? '');
  if (!parsed.ok) {
    setState({ refused: text === undefined ? { path: '', problem: 'This piece of work is no longer kept in this browser.' } : parsed });
    return false;
  }
  tie = { known: line?.changedAt ?? null };
  setState({
    ...NO_HISTORY,
    scenario: parsed.scenario,
    work: id,
    origin: 'own',
    trusted: line?.trusted === true,
    refused: null,
    opened: getState().opened + 1,
  });
  return true;
}

/** Keeps a copy of the open document under a new id and goes on with the copy. */
export async function duplicateWork(): Promise<void> {
  keepNow();
  const { scenario } = getState();
  const copy = { ...scenario, title: `${scenario.title}, copy`.slice(0, 200) };
  const work = newWorkId();
  const kept = await keepWork(work, copy, getState().trusted, null);
  tie = { known: typeof kept === 'object' ? kept.changedAt : null };
  setState({ ...NO_HISTORY, scenario: copy, work, origin: 'own', works: await listWorks() });
}

export async function forgetWork(id: string): Promise<void> {
  await deleteWork(id);
  if (getState().work === id) startWork();
  setState({ works: await listWorks() });
}

export async function refreshWorks(): Promise<readonly Work[]> {
  const works = await listWorks();
  setState({ works });
  return works;
}

let timer: ReturnType<typeof setTimeout> | undefined;
/** When this tab last read or wrote the open piece of work (a later change is another tab's); a new object for each document. */
let tie: { known: number | null } = { known: null };
let saving: Promise<void> = Promise.resolve();

function keepSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(keepNow, 400);
}

/** Keeps the open document at once, if it has been changed since. */
export function keepNow(): void {
  clearTimeout(timer);
  if (timer === undefined) return;
  timer = undefined;
  const { work, scenario, trusted } = getState();
  const own = tie;
  if (work !== null) saving = saving.then(() => keep(work, scenario, trusted, own));
}

/** What another tab has changed meanwhile is never overwritten: this tab goes on with a copy. */
async function keep(work: string, scenario: Scenario, trusted: boolean, own: { known: number | null }): Promise<void> {
  const kept = await keepWork(work, scenario, trusted, own.known);
  const isStillOpen = tie === own;
  if (kept === 'taken' && isStillOpen) {
    tie = { known: null };
    change('go on with a copy, since another tab has changed this work', (draft) => {
      draft.title = `${draft.title}, other tab`.slice(0, 200);
    });
    setState({ work: newWorkId() });
    return;
  }
  if (typeof kept === 'object') own.known = kept.changedAt;
  setState({ unkept: kept === 'refused', works: await listWorks() });
}

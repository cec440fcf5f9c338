import { createStore, del, get, set, type UseStore } from 'idb-keyval';
import type { Scenario } from './document.ts';

/** One piece of own work, as the list shows it. */
export interface Work {
  readonly id: string;
  readonly title: string;
  /** Epoch milliseconds of the last change. */
  readonly changedAt: number;
}

const LIST = 'list';
const keyOf = (id: string): string => `work:${id}`;

let store: UseStore | undefined;
const own = (): UseStore => {
  store ??= createStore('coldstart', 'work');
  return store;
};

/** An id for a new piece of work; never one that exists. */
export function newWorkId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Own work, newest first. An unreadable store (private mode) is an empty one. */
export async function listWorks(): Promise<readonly Work[]> {
  try {
    const works = (await get<Work[]>(LIST, own())) ?? [];
    return [...works].sort((a, b) => b.changedAt - a.changedAt);
  } catch {
    return [];
  }
}

/** Writes one piece of work and its line in the list; false when the browser refuses to keep it. */
export async function keepWork(id: string, scenario: Scenario): Promise<boolean> {
  try {
    await set(keyOf(id), JSON.stringify(scenario), own());
    const works = (await get<Work[]>(LIST, own())) ?? [];
    await set(LIST, [{ id, title: scenario.title, changedAt: Date.now() }, ...works.filter((work) => work.id !== id)], own());
    return true;
  } catch {
    return false;
  }
}

/** The text of a piece of work, to be parsed as warily as any other document. */
export async function readWork(id: string): Promise<string | undefined> {
  try {
    return await get<string>(keyOf(id), own());
  } catch {
    return undefined;
  }
}

export async function deleteWork(id: string): Promise<void> {
  const works = (await get<Work[]>(LIST, own())) ?? [];
  await set(
    LIST,
    works.filter((work) => work.id !== id),
    own(),
  );
  await del(keyOf(id), own());
}

import { createStore, del, get, set, type UseStore } from 'idb-keyval';
import type { Scenario } from './document.ts';

/** One piece of own work, as the list shows it. */
export interface Work {
  readonly id: string;
  readonly title: string;
  /** Epoch milliseconds of the last change. */
  readonly changedAt: number;
  /** False for what began as a link or a file whose code the reader has not agreed to run. */
  readonly trusted: boolean;
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

/** `taken`: another tab has changed it since `known`, so it was left as it is. `refused`: the browser won't keep anything. */
export type Kept = { readonly changedAt: number } | 'taken' | 'refused';

/** Writes one piece of work and its line in the list. `known` is when this tab last read or wrote it; null for a new one. */
export async function keepWork(id: string, scenario: Scenario, trusted: boolean, known: number | null): Promise<Kept> {
  try {
    const works = (await get<Work[]>(LIST, own())) ?? [];
    const there = works.find((work) => work.id === id);
    if (there && there.changedAt !== known) return 'taken';
    const changedAt = Math.max(Date.now(), (known ?? 0) + 1);
    await set(keyOf(id), JSON.stringify(scenario), own());
    await set(LIST, [{ id, title: scenario.title, changedAt, trusted }, ...works.filter((work) => work.id !== id)], own());
    return { changedAt };
  } catch {
    return 'refused';
  }
}

/** A piece of work's line in the list; undefined when it is not there. */
export async function findWork(id: string): Promise<Work | undefined> {
  return (await listWorks()).find((work) => work.id === id);
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

import { heapOf } from '../base/heap.ts';
import type { Micros, Seq } from '../base/ids.ts';
import type { Actor } from './actor.ts';
import type { Call } from './calls.ts';
import type { Environment } from './environments.ts';
import type { Signal } from './signal.ts';

/** Script comes before all else at an instant, so that a live act and its replay are one order. */
export const SCRIPT_LANE = 0;
/** All that is no script entry. */
export const EVENT_LANE = 1;

/** One signal that waits for its instant. */
export interface Entry {
  readonly at: Micros;
  readonly lane: number;
  readonly seq: number;
  readonly chore: boolean;
  readonly actor: Actor;
  readonly signal: Signal;
  readonly cause: Seq | null;
  /** The call that this entry answers or gives up on. */
  readonly call: Call | null;
  readonly env: Environment | null;
  /** Delivered or cancelled. */
  done: boolean;
}

/** The queue of a run in (at, lane, seq) order; knows when only chores are left. */
export interface Queue {
  push(
    at: Micros,
    lane: number,
    actor: Actor,
    signal: Signal,
    cause: Seq | null,
    chore?: boolean,
    call?: Call | null,
    env?: Environment | null,
  ): Entry;
  cancel(entry: Entry): void;
  /** The next entry that is not cancelled, left in place. */
  peek(): Entry | undefined;
  pop(): Entry;
  readonly hasWork: boolean;
}

const before = (a: Entry, b: Entry): boolean => (a.at !== b.at ? a.at < b.at : a.lane !== b.lane ? a.lane < b.lane : a.seq < b.seq);

/** An empty queue. */
export function queueOf(): Queue {
  const heap = heapOf(before);
  let minted = 0;
  let work = 0;
  let cancelled = 0;
  return {
    push(at, lane, actor, signal, cause, chore = false, call = null, env = null) {
      const entry: Entry = { at, lane, seq: minted++, chore, actor, signal, cause, call, env, done: false };
      if (!chore) work++;
      heap.push(entry);
      return entry;
    },
    cancel(entry) {
      if (entry.done) return;
      entry.done = true;
      if (!entry.chore) work--;
      cancelled++;
      if (cancelled > 1024 && cancelled > heap.size >> 1) {
        heap.retain((kept) => !kept.done);
        cancelled = 0;
      }
    },
    peek() {
      let top = heap.peek();
      while (top?.done) {
        heap.pop();
        cancelled--;
        top = heap.peek();
      }
      return top;
    },
    pop() {
      const entry = heap.pop()!;
      entry.done = true;
      if (!entry.chore) work--;
      return entry;
    },
    get hasWork() {
      return work > 0;
    },
  };
}

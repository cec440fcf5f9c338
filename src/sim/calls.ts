import type { CallId, Seq, WireId } from '../base/ids.ts';
import type { Actor } from './actor.ts';
import type { Entry } from './queue.ts';

/** One call between two actors: answered exactly once, given up on at most once. */
export interface Call {
  readonly id: CallId;
  readonly from: Actor;
  readonly to: Actor | null;
  readonly via: WireId | null;
  readonly cause: Seq | null;
  giveUp: Entry | null;
  answered: boolean;
  gaveUp: boolean;
}

/** The calls that are not over yet. */
export interface Calls {
  open(from: Actor, to: Actor | null, via: WireId | null, cause: Seq | null): Call;
  find(id: CallId): Call | undefined;
  end(call: Call): void;
}

/** A run's table of calls, empty. */
export function callsOf(): Calls {
  const calls = new Map<CallId, Call>();
  let minted = 0;
  return {
    open(from, to, via, cause) {
      const call: Call = { id: minted++ as CallId, from, to, via, cause, giveUp: null, answered: false, gaveUp: false };
      calls.set(call.id, call);
      return call;
    },
    find: (id) => calls.get(id),
    end: (call) => void calls.delete(call.id),
  };
}

import { type Compiled, compile } from '../compile/compile.ts';
import type { CodeRef } from '../sim/handler-host.ts';

/** Programs kept after their run, so that running again, or running the past again, compiles nothing. */
const KEPT = 32;

/** Compiles by content: equal files compile once, whichever run or node they belong to. */
export function programCache(): (code: CodeRef) => Compiled {
  const known = new Map<string, Compiled>();
  return (code) => {
    const key = JSON.stringify([code.runtime, code.handler, code.layers, Object.entries(code.files)]);
    const found = known.get(key) ?? compile(code);
    // The one used last stands last; the first is forgotten first.
    known.delete(key);
    known.set(key, found);
    for (const old of known.keys()) {
      if (known.size <= KEPT) break;
      known.delete(old);
    }
    return found;
  };
}

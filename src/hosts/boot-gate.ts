/** Lets only so many workers boot at once: hundreds of threads that parse their scripts together would starve the engine's own
 * thread, and a busy sandbox would be taken for a dead one. */
export interface BootGate {
  /** Calls `start` now or when a place is free. The answer gives the place back, or gives up on it; call it once. */
  enter(start: () => void): () => void;
}

export function bootGate(places: number): BootGate {
  const waiting = new Set<() => void>();
  let free = places;

  function next(): void {
    for (const start of waiting) {
      if (free === 0) return;
      waiting.delete(start);
      free--;
      start();
    }
  }

  return {
    enter(start) {
      let isIn = false;
      let isOut = false;
      const entry = (): void => {
        isIn = true;
        start();
      };
      waiting.add(entry);
      next();
      return () => {
        if (isOut) return;
        isOut = true;
        waiting.delete(entry);
        if (!isIn) return;
        free++;
        next();
      };
    },
  };
}

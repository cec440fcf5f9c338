const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const;
/** A reader who has only looked for this long, ms, is given the rest all the same. */
const PATIENCE = 6000;

let waiting: (() => void)[] | null = [];

/** Calls back once the reader stirs, or has looked for a while: until then the page loads only what stands on it. */
export function onceStirred(load: () => void): void {
  if (waiting) waiting.push(load);
  else load();
}

/** Begins to watch for the reader; called once by main. */
export function startStirring(): void {
  const begin = (): void => {
    clearTimeout(patience);
    for (const sign of SIGNS) removeEventListener(sign, begin);
    const loads = waiting ?? [];
    waiting = null;
    for (const load of loads) load();
  };
  const patience = setTimeout(begin, PATIENCE);
  for (const sign of SIGNS) addEventListener(sign, begin, { passive: true });
}

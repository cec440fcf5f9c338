import { lazy, Suspense, useSyncExternalStore } from 'react';
import { FirstVisit } from '../first-visit/first-visit.tsx';
import { useDesk } from '../stores/desk.ts';
import { Refusal } from './refusal.tsx';

const Workbench = lazy(async () => ({ default: (await import('./workbench.tsx')).Workbench }));
const Player = lazy(async () => ({ default: (await import('../player/player.tsx')).Player }));
const Sheets = lazy(async () => ({ default: (await import('./sheets.tsx')).Sheets }));

const narrow = matchMedia('(max-width: 699px)');
const onNarrow = (listener: () => void): (() => void) => {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
};

/** The page: welcome, workbench, or on a phone the player. The workbench loads after the first paint. */
export function App() {
  const page = useDesk((desk) => desk.page.is);
  const hasSheet = useDesk((desk) => desk.sheet !== null);
  const isNarrow = useSyncExternalStore(onNarrow, () => narrow.matches);
  return (
    <div className="frame">
      <Refusal />
      <div className="page">
        <Suspense fallback={null}>
          {isNarrow ? <Player /> : page === 'opening' ? null : page === 'welcome' ? <FirstVisit /> : <Workbench />}
        </Suspense>
      </div>
      {hasSheet && (
        <Suspense fallback={null}>
          <Sheets />
        </Suspense>
      )}
    </div>
  );
}

/** Loads the workbench once the reader stirs, or has looked for a while: the first page needs none of it to stand. */
export function preload(): void {
  const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const;
  const load = (): void => {
    clearTimeout(patience);
    for (const sign of signs) removeEventListener(sign, load);
    void import('./workbench.tsx');
  };
  const patience = setTimeout(load, 6000);
  for (const sign of signs) addEventListener(sign, load, { passive: true });
}

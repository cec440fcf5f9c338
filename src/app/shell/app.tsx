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
    <>
      <Suspense fallback={null}>
        {isNarrow ? <Player /> : page === 'opening' ? null : page === 'welcome' ? <FirstVisit /> : <Workbench />}
      </Suspense>
      <Refusal />
      {hasSheet && (
        <Suspense fallback={null}>
          <Sheets />
        </Suspense>
      )}
    </>
  );
}

/** Loads the workbench while nothing else is to do, so that opening it is instant. */
export function preload(): void {
  const soon = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 800));
  soon(() => void import('./workbench.tsx'));
}

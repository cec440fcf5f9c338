import { useSyncExternalStore } from 'react';
import { FirstVisit } from '../first-visit/first-visit.tsx';
import { useDesk } from '../stores/desk.ts';
import { slot } from '../widgets/slot.tsx';
import { Refusal } from './refusal.tsx';

const narrow = matchMedia('(max-width: 699px)');
const Workbench = slot(async () => (await import('./workbench.tsx')).Workbench, narrow.matches ? undefined : 'likely');
const Player = slot(async () => (await import('../player/player.tsx')).Player);
const Sheets = slot(async () => (await import('./sheets.tsx')).Sheets);

const onNarrow = (listener: () => void): (() => void) => {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
};

/** The page: welcome, workbench, or on a phone the player. All but the first page loads after its first paint. */
export function App() {
  const page = useDesk((desk) => desk.page.is);
  const hasSheet = useDesk((desk) => desk.sheet !== null);
  const isNarrow = useSyncExternalStore(onNarrow, () => narrow.matches);
  return (
    <div className="frame">
      <Refusal />
      <div className="page">{isNarrow ? <Player /> : page === 'opening' ? null : page === 'welcome' ? <FirstVisit /> : <Workbench />}</div>
      {hasSheet && <Sheets />}
    </div>
  );
}

import { FirstVisit } from '../first-visit/first-visit.tsx';
import { useDesk } from '../stores/desk.ts';
import { slot } from '../widgets/slot.tsx';
import { mediaOf } from '../widgets/use-media.ts';
import { Refusal } from './refusal.tsx';

const phone = mediaOf('(max-width: 699px)');
const Workbench = slot(async () => (await import('./workbench.tsx')).Workbench, phone.isMet() ? undefined : 'likely');
const Player = slot(async () => (await import('../player/player.tsx')).Player);
const Sheets = slot(async () => (await import('./sheets.tsx')).Sheets);

/** The page: welcome, workbench, or on a phone the player. All but the first page loads after its first paint. */
export function App() {
  const page = useDesk((desk) => desk.page.is);
  const hasSheet = useDesk((desk) => desk.sheet !== null);
  const isPhone = phone.use();
  return (
    <div className="frame">
      <Refusal />
      <div className="page">{isPhone ? <Player /> : page === 'opening' ? null : page === 'welcome' ? <FirstVisit /> : <Workbench />}</div>
      {hasSheet && <Sheets />}
    </div>
  );
}

import { show, useDesk } from '../stores/desk.ts';
import { keepNow, openLink, openWork, refreshWorks, useScenario } from '../stores/scenario.ts';

const LAST = 'coldstart.last';

/** Decides what the page opens with: a link's scenario, else the work that was open last, else the welcome page. */
export async function startOpening(): Promise<void> {
  addEventListener('hashchange', () => openFromHash());
  addEventListener('pagehide', keepNow);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keepNow();
  });
  useScenario.subscribe((state, before) => {
    if (state.work === before.work) return;
    try {
      if (state.work) localStorage.setItem(LAST, state.work);
    } catch {
      // The next visit then begins at the welcome page.
    }
    // Once it is own work, the address no longer tells what is on the page.
    if (state.work && location.hash) history.replaceState(null, '', location.pathname + location.search);
  });
  if (openFromHash()) return;
  const isBroken = useScenario.getState().refused !== null;
  const works = await refreshWorks();
  let last: string | null = null;
  try {
    last = localStorage.getItem(LAST);
  } catch {
    // As above.
  }
  const known = works.find(({ id }) => id === last);
  const isOpened = known && !isBroken && (await openWork(known.id));
  if (useDesk.getState().page.is === 'opening') show({ is: isOpened ? 'canvas' : 'welcome' });
}

/** Opens what the address carries; a broken link says so and leaves own work as it is. */
function openFromHash(): boolean {
  if (location.hash.length < 2) return false;
  const opened = openLink(location.hash);
  if (opened) show({ is: 'canvas' });
  void refreshWorks();
  return opened;
}

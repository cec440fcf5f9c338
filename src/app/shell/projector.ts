import { useDesk } from '../stores/desk.ts';

const KEY = 'coldstart.projector';

/** Enlarges type, walls and tokens for a room that looks at a projector, and remembers the choice. The welcome page is large enough as it is. */
export function startProjector(): void {
  const paint = (): void => {
    const { isProjected, page } = useDesk.getState();
    document.documentElement.dataset['projector'] = isProjected && page.is !== 'welcome' ? 'on' : 'off';
  };
  try {
    useDesk.setState({ isProjected: localStorage.getItem(KEY) === 'on' });
  } catch {
    // No storage: it is off at every visit.
  }
  paint();
  useDesk.subscribe((state, before) => {
    if (state.isProjected === before.isProjected && state.page === before.page) return;
    paint();
    if (state.isProjected === before.isProjected) return;
    try {
      if (state.isProjected) localStorage.setItem(KEY, 'on');
      else localStorage.removeItem(KEY);
    } catch {
      // Not kept then.
    }
  });
}

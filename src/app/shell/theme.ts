import { type Theme, useDesk } from '../stores/desk.ts';

const KEY = 'coldstart.theme';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');

const isDark = (theme: Theme): boolean => theme === 'dark' || (theme === 'system' && prefersDark.matches);

/** Sets the page's theme from the desk, follows the system's, and remembers the choice. */
export function startTheme(): void {
  const paint = (): void => {
    document.documentElement.dataset['theme'] = isDark(useDesk.getState().theme) ? 'dark' : 'light';
  };
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    // No storage: the system decides.
  }
  if (kept === 'light' || kept === 'dark') useDesk.setState({ theme: kept });
  paint();
  prefersDark.addEventListener('change', paint);
  useDesk.subscribe((state, before) => {
    if (state.theme === before.theme) return;
    paint();
    try {
      if (state.theme === 'system') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, state.theme);
    } catch {
      // Not kept then.
    }
  });
}

/** The next of system, light, dark. */
export function nextTheme(theme: Theme): Theme {
  return theme === 'system' ? (prefersDark.matches ? 'light' : 'dark') : theme === 'dark' ? 'light' : 'system';
}

import { useSyncExternalStore } from 'react';

/** A media query that a component may ask at every render. */
export function mediaOf(query: string): { readonly isMet: () => boolean; readonly use: () => boolean } {
  const media = matchMedia(query);
  const isMet = (): boolean => media.matches;
  const onChange = (listener: () => void): (() => void) => {
    media.addEventListener('change', listener);
    return () => media.removeEventListener('change', listener);
  };
  return { isMet, use: () => useSyncExternalStore(onChange, isMet) };
}

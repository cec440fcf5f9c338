import { useEffect, useRef } from 'react';

/** Puts the focus where the reader's hands are after an entry was added (its first field) or taken away (the button that adds). */
export function useEntryFocus(count: number) {
  const list = useRef<HTMLFieldSetElement>(null);
  const asked = useRef<'new' | 'add' | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the entry exists once the count has changed
  useEffect(() => {
    const want = asked.current;
    asked.current = null;
    const last = list.current?.querySelector(':scope > .list-entry:last-of-type');
    const field = last?.querySelector<HTMLElement>('input, select, textarea, button');
    const add = list.current?.querySelector<HTMLElement>(':scope > .add');
    if (want === 'new') (field ?? add)?.focus();
    if (want === 'new' && field instanceof HTMLInputElement) field.select();
    if (want === 'add') add?.focus();
  }, [count]);
  return {
    list,
    ask: (where: 'new' | 'add'): void => {
      asked.current = where;
    },
  };
}

import { type ComponentType, lazy, Suspense } from 'react';
import { onceStirred } from './stirred.ts';

/** A view that loads when it is first shown; one that the first touch brings up (`likely`) loads already once the reader stirs. */
export function slot<P extends object = object>(load: () => Promise<ComponentType<P>>, when?: 'likely' | undefined): ComponentType<P> {
  const View = lazy(async () => ({ default: await load() })) as ComponentType<P>;
  if (when === 'likely') onceStirred(() => void load());
  return (props) => (
    <Suspense fallback={null}>
      <View {...props} />
    </Suspense>
  );
}

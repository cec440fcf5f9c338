import { type ComponentType, lazy, Suspense } from 'react';

type View = ComponentType<Record<string, never>>;

const views = import.meta.glob<{ readonly [name: string]: View }>([
  '../timeline/timeline.tsx',
  '../logs/logs.tsx',
  '../requests/request-view.tsx',
  '../requests/room-view.tsx',
  '../explanation/explanation.tsx',
]);

function slot(path: string, name: string): View {
  const load = views[path];
  if (!load) return () => null;
  return lazy(async () => ({ default: (await load())[name] as View }));
}

/** Places of the page that hold a view of the trace; each loads when it is first shown. Views take no props: they read the stores. */
const Timeline = slot('../timeline/timeline.tsx', 'Timeline');
const Logs = slot('../logs/logs.tsx', 'Logs');
const RequestView = slot('../requests/request-view.tsx', 'RequestView');
const RoomView = slot('../requests/room-view.tsx', 'RoomView');
const Explanation = slot('../explanation/explanation.tsx', 'Explanation');

export const TimelineSlot = () => (
  <Suspense fallback={null}>
    <Timeline />
  </Suspense>
);
export const LogsSlot = () => (
  <Suspense fallback={null}>
    <Logs />
  </Suspense>
);
export const RequestSlot = () => (
  <Suspense fallback={null}>
    <RequestView />
  </Suspense>
);
export const RoomSlot = () => (
  <Suspense fallback={null}>
    <RoomView />
  </Suspense>
);
export const ExplanationSlot = () => (
  <Suspense fallback={null}>
    <Explanation />
  </Suspense>
);

import { lazy, Suspense } from 'react';
import { useDesk } from '../stores/desk.ts';
import { ConsentSheet } from './consent-sheet.tsx';
import { HelpSheet } from './help-sheet.tsx';
import { LessonsSheet } from './lessons-sheet.tsx';
import { LibrarySheet } from './library-sheet.tsx';

const ShareSheet = lazy(async () => ({ default: (await import('../share/share-sheet.tsx')).ShareSheet }));

/** Whatever sheet is open over the page. */
export function Sheets() {
  const sheet = useDesk((desk) => desk.sheet);
  return (
    <Suspense fallback={null}>
      {sheet === 'share' && <ShareSheet />}
      {sheet === 'help' && <HelpSheet />}
      {sheet === 'library' && <LibrarySheet />}
      {sheet === 'lessons' && <LessonsSheet />}
      {sheet === 'consent' && <ConsentSheet />}
    </Suspense>
  );
}

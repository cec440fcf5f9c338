import { lazy, Suspense, useEffect } from 'react';
import { runToIdle } from '../playback/playback.ts';
import { openSheet, useDesk } from '../stores/desk.ts';
import { useScenario } from '../stores/scenario.ts';
import { CheckList } from './check-list.tsx';
import { checksNow, followChecks } from './follow-checks.ts';
import { Guesses } from './guesses.tsx';
import { Hints } from './hints.tsx';
import './lesson.css';

const Prose = lazy(async () => ({ default: (await import('../widgets/prose.tsx')).Prose }));

/** The document's checks: what is to be guessed before the run, what must hold, and what helps. `canWatchOnly`: where nothing can be changed. */
export function Lesson({ canWatchOnly = false }: { readonly canWatchOnly?: boolean }) {
  useScenario((state) => state.scenario.checks);
  const stage = useDesk((desk) => desk.lesson.stage);
  const isDone = useDesk(({ lesson }) => lesson.stage === 'over' && lesson.verdicts.every((verdict) => verdict?.held));
  useEffect(followChecks, []);
  const checks = checksNow();
  if (checks.length === 0) return null;
  return (
    <section className="lesson" aria-label="Checks">
      <Guesses checks={checks} />
      <CheckList checks={checks} />
      {!canWatchOnly && <Hints checks={checks} />}
      {stage !== 'over' && (
        <button type="button" className="solid lesson-run" onClick={() => void runToIdle()}>
          Run to the end
        </button>
      )}
      {isDone && !canWatchOnly && (
        <div>
          <button type="button" className="quiet u" onClick={() => openSheet('lessons')}>
            Choose another lesson
          </button>
        </div>
      )}
    </section>
  );
}

/** The same with its notes, for the phone's page. */
export function WatchedLesson() {
  const notes = useScenario((state) => state.scenario.notes);
  return (
    <div className="note watched">
      <h2 className="unseen">What to do, and what must hold</h2>
      {notes && (
        <Suspense fallback={null}>
          <Prose text={notes} />
        </Suspense>
      )}
      <Lesson canWatchOnly />
    </div>
  );
}

import { useEffect } from 'react';
import { openSheet, select, show, useDesk } from '../stores/desk.ts';
import { useScenario } from '../stores/scenario.ts';
import { checksNow, followChecks } from './follow-checks.ts';
import './lesson.css';
import { standingOf, VerdictMark } from './verdict-mark.tsx';

/** How the checks stand, from every page of the workbench; the way to the note that tells more. */
export function ChecksButton() {
  useScenario((state) => state.scenario.checks);
  const lesson = useDesk((desk) => desk.lesson);
  useEffect(followChecks, []);
  const checks = checksNow();
  if (checks.length === 0) return null;
  const held = lesson.verdicts.filter((verdict) => verdict?.held).length;
  const says = lesson.stage === 'before' ? 'not judged yet' : `${held} of ${checks.length} hold${lesson.stage === 'over' ? '' : ' so far'}`;
  return (
    <button
      type="button"
      className="quiet u checks-button"
      aria-label={`Checks: ${says}`}
      onClick={() => {
        openSheet(null);
        select(null);
        const { page } = useDesk.getState();
        if (page.is === 'request' || page.is === 'room') show({ is: 'canvas' });
        useDesk.setState({ noteOpen: true });
      }}
    >
      Checks
      {checks.map((_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a check is known by its place in the document
        <VerdictMark key={i} standing={standingOf(lesson, i)} isSmall />
      ))}
    </button>
  );
}

import { clock } from '../../projections/clock.ts';
import type { Check } from '../../scenario/check.ts';
import { type LessonState, seek, useDesk } from '../stores/desk.ts';
import { trace } from '../stores/run.ts';
import { standingOf, VerdictMark } from './verdict-mark.tsx';

/** What must hold, and whether it does: so far while time runs, for good when the run is over. */
export function CheckList({ checks }: { readonly checks: readonly Check[] }) {
  const lesson = useDesk((desk) => desk.lesson);
  const held = lesson.verdicts.filter((verdict) => verdict?.held).length;
  return (
    <>
      <ol className="checks">
        {checks.map((check, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a check is known by its place in the document
          <CheckLine key={i} check={check} index={i} lesson={lesson} />
        ))}
      </ol>
      <p className="unseen" role="status">
        {lesson.stage === 'over' && `${held} of ${checks.length} checks hold.`}
      </p>
    </>
  );
}

interface CheckLineProps {
  readonly check: Check;
  readonly index: number;
  readonly lesson: LessonState;
}

function CheckLine({ check, index, lesson }: CheckLineProps) {
  const standing = standingOf(lesson, index);
  const verdict = lesson.verdicts[index];
  const back = lesson.back?.[index];
  // What is asked first is not told before it was answered.
  const isKept = check.guess !== undefined && lesson.stage === 'before' && lesson.guesses[index] === undefined;
  const shown = standing === 'failed' && verdict && verdict.at !== null ? trace().records[verdict.at] : undefined;
  return (
    <li className={`check ${standing}`}>
      <VerdictMark standing={standing} />
      <div>
        <p className={isKept ? 'dim' : ''}>{isKept ? 'Told once you have guessed, or run it.' : check.say}</p>
        {lesson.stage !== 'before' && <p className="check-saw">{findingText(lesson, index)}</p>}
        {back && verdict && back.held !== verdict.held && (
          <p className="check-saw">{back.held ? 'At the playhead it still held.' : 'At the playhead it did not hold yet.'}</p>
        )}
        {check.seeds !== undefined && lesson.stage === 'over' && (
          <p className="check-saw">Judged with this seed only; the command line judges it with the next {check.seeds}, too.</p>
        )}
        {shown && (
          <button type="button" className="check-show" onClick={() => seek(shown.at, shown.seq)}>
            Show me at {clock(shown.at)}
          </button>
        )}
      </div>
    </li>
  );
}

function findingText({ stage, verdicts }: LessonState, index: number): string {
  const verdict = verdicts[index];
  if (!verdict) return verdict === null ? 'Too much happened to judge it on this page; the command line does.' : '';
  if (stage === 'over') return verdict.saw;
  return verdict.held ? 'Holds so far.' : `Not so far. ${verdict.saw}`;
}

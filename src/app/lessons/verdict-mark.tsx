import type { LessonState } from '../stores/desk.ts';
import { Icon } from '../widgets/icon.tsx';

/** How a check stands: `open` is not judged yet or doesn't hold so far, `so-far` holds at the playhead, the others are for good. */
export type Standing = 'open' | 'so-far' | 'met' | 'failed';

/** The standing of the check at that place of the document. */
export function standingOf({ stage, verdicts }: LessonState, index: number): Standing {
  const verdict = verdicts[index];
  if (stage === 'before' || !verdict) return 'open';
  if (stage === 'over') return verdict.held ? 'met' : 'failed';
  return verdict.held ? 'so-far' : 'open';
}

const WORDS: { readonly [S in Standing]: string } = { open: 'Open', 'so-far': 'Holds so far', met: 'Met', failed: 'Not met' };
const STATES: { readonly [S in Standing]: string } = { open: '', 'so-far': 'st-pass', met: 'st-pass', failed: 'st-error' };

/** A check's mark: round with a tick when it is met, square with a cross when it isn't, hollow until the run is over. */
export function VerdictMark({ standing, isSmall = false }: { readonly standing: Standing; readonly isSmall?: boolean }) {
  return (
    <span className={`verdict ${standing} ${STATES[standing]} ${isSmall ? 'small-mark' : ''}`}>
      {(standing === 'met' || standing === 'so-far') && <Icon name="tick" size={isSmall ? 9 : 16} />}
      {standing === 'failed' && <Icon name="cross" size={isSmall ? 9 : 16} />}
      {!isSmall && <span className="unseen">{WORDS[standing]}: </span>}
    </span>
  );
}

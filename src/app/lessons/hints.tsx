import type { Check } from '../../scenario/check.ts';
import { useDesk } from '../stores/desk.ts';
import { standingOf } from './verdict-mark.tsx';

/** Help with the first check that isn't met, one hint at a time and only when asked for. */
export function Hints({ checks }: { readonly checks: readonly Check[] }) {
  const lesson = useDesk((desk) => desk.lesson);
  const index = checks.findIndex((check, i) => {
    const standing = standingOf(lesson, i);
    return check.hints?.length && (standing === 'failed' || (standing === 'open' && lesson.hints[i] !== undefined));
  });
  const hints = checks[index]?.hints;
  if (!hints) return null;
  const count = lesson.hints[index] ?? 0;
  const show = (to: number): void => useDesk.setState({ lesson: { ...lesson, hints: { ...lesson.hints, [index]: to } } });
  return (
    <section className="hint" aria-label="Hints">
      {count > 0 && (
        <div aria-live="polite">
          <h3>
            Hint {count} of {hints.length}
          </h3>
          <p>{hints[count - 1]}</p>
        </div>
      )}
      <div className="row">
        {count < hints.length && (
          <button type="button" className="quiet u" onClick={() => show(count + 1)}>
            {count === 0 ? 'Give me a hint' : 'Next hint'}
          </button>
        )}
        {count > 1 && (
          <button type="button" className="quiet u" onClick={() => show(count - 1)}>
            Previous hint
          </button>
        )}
      </div>
    </section>
  );
}

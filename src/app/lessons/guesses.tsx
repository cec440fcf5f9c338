import { useId } from 'react';
import type { Check } from '../../scenario/check.ts';
import { type LessonState, useDesk } from '../stores/desk.ts';
import { answerOf } from './follow-checks.ts';

type Answer = number | boolean;

/** What a lesson asks before the run. */
export function Guesses({ checks }: { readonly checks: readonly Check[] }) {
  return checks.map((check, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: a check is known by its place in the document
    check.guess === undefined ? null : <Question key={i} check={check} question={check.guess} index={i} />,
  );
}

interface QuestionProps {
  readonly check: Check;
  readonly question: string;
  readonly index: number;
}

function Question({ check, question, index }: QuestionProps) {
  const lesson = useDesk((desk) => desk.lesson);
  const id = useId();
  const options: readonly Answer[] = ('choices' in check && check.choices) || [true, false];
  const guess = lesson.guesses[index];
  const isOpen = lesson.stage === 'before' && (guess?.was ?? null) === null;
  const was = guess ? guess.was : lesson.stage === 'over' ? answerOf(check, lesson.verdicts[index]) : null;
  return (
    <fieldset className="guess" aria-labelledby={id}>
      <h3 id={id}>{question}</h3>
      <div className="guess-line">
        {options.map((option) => (
          <button
            type="button"
            key={String(option)}
            className={`guess-choice ${was === option ? 'was' : ''}`}
            aria-pressed={guess?.said === option}
            disabled={!isOpen}
            onClick={() => say(index, option)}
          >
            {optionText(option)}
          </button>
        ))}
        <p className="guess-said" aria-live="polite">
          {saidText(guess?.said, was, lesson.stage)}
        </p>
      </div>
    </fieldset>
  );
}

function say(index: number, said: Answer): void {
  const { lesson } = useDesk.getState();
  useDesk.setState({ lesson: { ...lesson, guesses: { ...lesson.guesses, [index]: { said, was: null } } } });
}

const optionText = (option: Answer): string => (option === true ? 'Yes' : option === false ? 'No' : String(option));

function saidText(said: Answer | undefined, was: Answer | null, stage: LessonState['stage']): string {
  if (said === undefined && was === null) return stage === 'before' ? 'Guess first, then run it.' : 'The run has begun without a guess.';
  const answer = was === null ? '' : typeof was === 'number' ? `It was ${was}.` : was ? 'It was so.' : 'It was not so.';
  if (said === undefined) return answer;
  const guess = `You said ${optionText(said).toLowerCase()}`;
  if (was === null) return stage === 'before' ? `${guess}. Now run it.` : `${guess}.`;
  return said === was ? `${guess}, and so it was.` : `${guess}. ${answer}`;
}

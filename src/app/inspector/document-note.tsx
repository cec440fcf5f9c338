import { lazy, Suspense, useState } from 'react';
import { parseInstant } from '../../base/instant.ts';
import { LessonSlot } from '../shell/slots.tsx';
import { openSheet } from '../stores/desk.ts';
import { change, useScenario } from '../stores/scenario.ts';
import { Scrub } from '../widgets/scrub.tsx';

const Prose = lazy(async () => ({ default: (await import('../widgets/prose.tsx')).Prose }));

/** The note about the whole scenario, when nothing is selected: its notes, its seed and when it begins. */
export function DocumentNote() {
  const { title, notes, seed, startsAt, model, nodes, checks } = useScenario((state) => state.scenario);
  const [fault, setFault] = useState<string | null>(null);
  const [isEditing, setEditing] = useState(false);
  return (
    <>
      <h2>{title}</h2>
      {nodes.length === 0 && (
        <p>Drag an HTTP client, a front door and a function in from the shelf, and wire them from left to right. Then press play.</p>
      )}
      {notes && !isEditing && (
        <Suspense fallback={null}>
          <Prose text={notes} />
        </Suspense>
      )}
      {isEditing && (
        <textarea
          className="field"
          aria-label="Notes, in Markdown"
          rows={8}
          defaultValue={notes ?? ''}
          maxLength={20_000}
          onBlur={(event) => {
            const { value } = event.currentTarget;
            setEditing(false);
            change('edit the notes', (draft) => {
              if (value.trim() === '') delete draft.notes;
              else draft.notes = value;
            });
          }}
        />
      )}
      {checks && <LessonSlot />}
      <p>
        It begins at{' '}
        <input
          className="scrub-typed plain"
          aria-label="Begins at"
          size={24}
          key={startsAt}
          defaultValue={startsAt}
          onBlur={(event) => {
            const to = event.currentTarget.value.trim();
            if (parseInstant(to) === undefined) {
              setFault('An instant in UTC is written like "2026-11-23T09:00:00.000Z".');
              return;
            }
            setFault(null);
            if (to !== startsAt)
              change('change the start', (draft) => {
                draft.startsAt = to;
              });
          }}
        />{' '}
        and throws its dice from seed{' '}
        <Scrub
          label="Seed"
          value={seed}
          min={0}
          max={4_294_967_295}
          step={1}
          shown={String(seed)}
          onChange={(value) =>
            change(
              'change the seed',
              (draft) => {
                draft.seed = value;
              },
              'seed',
            )
          }
        />
        .
      </p>
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      <p className="src">Behaviour model {model}. The same document gives the same run, always.</p>
      <div className="row">
        <button type="button" className="quiet u" onClick={() => setEditing(!isEditing)}>
          {notes ? 'Edit the notes' : 'Add notes'}
        </button>
        <button type="button" className="quiet u" onClick={() => openSheet('lessons')}>
          Lessons
        </button>
      </div>
    </>
  );
}

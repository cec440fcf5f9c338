import { useEffect, useRef, useState } from 'react';
import { openSheet, show } from '../stores/desk.ts';
import type { Work } from '../stores/library.ts';
import { duplicateWork, forgetWork, openDocument, openWork, refreshWorks, startWork, useScenario } from '../stores/scenario.ts';
import { Icon } from '../widgets/icon.tsx';
import { Sheet } from '../widgets/sheet.tsx';

/** Own work, kept in this browser: open, duplicate, delete; begin anew; import a file. Renaming is typing in the title. */
export function LibrarySheet() {
  const works = useScenario((state) => state.works);
  const work = useScenario((state) => state.work);
  const unkept = useScenario((state) => state.unkept);
  const picker = useRef<HTMLInputElement>(null);
  useEffect(() => void refreshWorks(), []);

  function leave(): void {
    openSheet(null);
    show({ is: 'canvas' });
  }

  return (
    <Sheet title="My work" about="Kept in this browser at every change. To rename a piece of work, open it and type in its title.">
      {unkept && (
        <p className="fault" role="alert">
          This browser refuses to keep work (a private window, or its disk is full). Export it as a file before you close the tab.
        </p>
      )}
      {works.length === 0 && <p className="mid">Nothing yet. Whatever you change becomes a piece of work here.</p>}
      <ul className="rows">
        {works.map((own) => (
          <WorkRow key={own.id} work={own} isOpen={own.id === work} onLeave={leave} />
        ))}
      </ul>
      <div className="row">
        <button
          type="button"
          className="solid"
          onClick={() => {
            startWork();
            leave();
          }}
        >
          Start with an empty canvas
        </button>
        <button
          type="button"
          className="quiet u"
          onClick={async () => {
            await duplicateWork();
            leave();
          }}
        >
          Duplicate what is open
        </button>
        <button type="button" className="quiet u" onClick={() => picker.current?.click()}>
          Import a file
        </button>
        <input
          ref={picker}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label="A scenario file"
          onChange={async (event) => {
            const file = event.currentTarget.files?.[0];
            if (file && openDocument(await file.text(), 'file')) leave();
            else openSheet(null);
          }}
        />
      </div>
    </Sheet>
  );
}

interface WorkRowProps {
  readonly work: Work;
  readonly isOpen: boolean;
  readonly onLeave: () => void;
}

/** One piece of work. Nothing brings it back once it is deleted, so the row asks first. */
function WorkRow({ work: { id, title, changedAt }, isOpen, onLeave }: WorkRowProps) {
  const [isAsking, setAsking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    if (wasAsking.current && !isAsking) opener.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  if (isAsking) {
    return (
      <li className="asking">
        <span className="grow">Delete “{title}” for good?</span>
        <button
          type="button"
          className="quiet u"
          onClick={async (event) => {
            const sheet = event.currentTarget.closest<HTMLElement>('[role="dialog"]');
            await forgetWork(id);
            sheet?.focus();
          }}
        >
          Delete it
        </button>
        {/* biome-ignore lint/a11y/noAutofocus: the question replaces the button that was pressed */}
        <button type="button" className="quiet u" autoFocus onClick={() => setAsking(false)}>
          Keep it
        </button>
      </li>
    );
  }
  return (
    <li>
      <button
        type="button"
        onClick={async () => {
          if (isOpen || (await openWork(id))) onLeave();
        }}
      >
        {title}
        {isOpen && <span className="small dim">open</span>}
      </button>
      <span className="small dim">{new Date(changedAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })}</span>
      <button type="button" ref={opener} className="small-button" aria-label={`Delete ${title}`} onClick={() => setAsking(true)}>
        <Icon name="cross" />
      </button>
    </li>
  );
}

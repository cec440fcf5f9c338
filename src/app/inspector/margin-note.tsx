import { ExplanationSlot } from '../shell/slots.tsx';
import { select, useDesk } from '../stores/desk.ts';
import { Icon } from '../widgets/icon.tsx';
import { slot } from '../widgets/slot.tsx';
import { DocumentNote } from './document-note.tsx';
import './inspector.css';

/** Apart, since its forms weigh more than the canvas that one selects on. */
const SelectedNote = slot(async () => (await import('./selected-note.tsx')).SelectedNote, 'likely');

/** The margin: a note about what was touched last; right after its sentence stands why it is as it is. */
export function MarginNote() {
  const selection = useDesk((desk) => desk.selection);
  const isOpen = useDesk((desk) => desk.noteOpen);
  return (
    <aside className={`margin-note note ${selection || isOpen ? 'out' : ''}`} aria-label="About the selection">
      <button
        type="button"
        className="note-close"
        aria-label="Put the note away"
        onClick={() => {
          select(null);
          useDesk.setState({ noteOpen: false });
        }}
      >
        <Icon name="cross" />
      </button>
      {selection ? (
        <SelectedNote>
          <ExplanationSlot />
        </SelectedNote>
      ) : (
        <>
          <DocumentNote />
          <ExplanationSlot />
        </>
      )}
    </aside>
  );
}

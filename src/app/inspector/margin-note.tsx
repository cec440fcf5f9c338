import { ExplanationSlot } from '../shell/slots.tsx';
import { select, useDesk } from '../stores/desk.ts';
import { useScenario } from '../stores/scenario.ts';
import { Icon } from '../widgets/icon.tsx';
import { DocumentNote } from './document-note.tsx';
import './inspector.css';
import { NodeNote } from './node-note.tsx';
import { RoomNote } from './room-note.tsx';
import { WireNote } from './wire-note.tsx';

/** The margin: a note about what was touched last; right after its sentence stands why it is as it is. */
export function MarginNote() {
  const selection = useDesk((desk) => desk.selection);
  const isOpen = useDesk((desk) => desk.noteOpen);
  const node = useScenario((state) =>
    selection?.is === 'node' || selection?.is === 'room'
      ? state.scenario.nodes.find(({ id }) => id === (selection.is === 'room' ? selection.node : selection.id))
      : undefined,
  );
  const wire = useScenario((state) => (selection?.is === 'wire' ? state.scenario.wires.find(({ id }) => id === selection.id) : undefined));
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
      {node && selection?.is === 'room' ? (
        <RoomNote env={selection.id} node={node}>
          <ExplanationSlot />
        </RoomNote>
      ) : node ? (
        <NodeNote key={node.id} node={node}>
          <ExplanationSlot />
        </NodeNote>
      ) : wire ? (
        <WireNote key={wire.id} wire={wire}>
          <ExplanationSlot />
        </WireNote>
      ) : (
        <>
          <DocumentNote />
          <ExplanationSlot />
        </>
      )}
    </aside>
  );
}

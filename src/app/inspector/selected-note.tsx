import type { ReactNode } from 'react';
import { useDesk } from '../stores/desk.ts';
import { useScenario } from '../stores/scenario.ts';
import { DocumentNote } from './document-note.tsx';
import { NodeNote } from './node-note.tsx';
import { RoomNote } from './room-note.tsx';
import { WireNote } from './wire-note.tsx';

/** The note about what is selected. */
export function SelectedNote({ children }: { readonly children: ReactNode }) {
  const selection = useDesk((desk) => desk.selection);
  const node = useScenario((state) =>
    selection?.is === 'node' || selection?.is === 'room'
      ? state.scenario.nodes.find(({ id }) => id === (selection.is === 'room' ? selection.node : selection.id))
      : undefined,
  );
  const wire = useScenario((state) => (selection?.is === 'wire' ? state.scenario.wires.find(({ id }) => id === selection.id) : undefined));
  if (node && selection?.is === 'room') {
    return (
      <RoomNote env={selection.id} node={node}>
        {children}
      </RoomNote>
    );
  }
  if (node) {
    return (
      <NodeNote key={node.id} node={node}>
        {children}
      </NodeNote>
    );
  }
  if (wire) {
    return (
      <WireNote key={wire.id} wire={wire}>
        {children}
      </WireNote>
    );
  }
  return (
    <>
      <DocumentNote />
      {children}
    </>
  );
}

import { useRef, useState } from 'react';
import { registry } from '../../services/index.ts';
import { useDesk } from '../stores/desk.ts';
import { useScenario } from '../stores/scenario.ts';
import { Icon } from '../widgets/icon.tsx';
import { columnsOf, HEIGHTS, PLAIN } from './columns.ts';
import { addNode } from './edit.ts';
import { anchorOf, type Form, portOf } from './geometry.ts';
import { focusNode } from './in-sight.ts';

/** What a drag from the shelf carries. */
export const KIND = 'application/x-coldstart-kind';

const GROUPS = ['Clients', 'Front doors', 'Compute', 'Pushes', 'Polled', 'Stores'] as const;

/** Where something that is added by a key comes to stand: right of all else. */
function freePlace(form: Form): readonly [number, number] {
  const places = [...columnsOf(useScenario.getState().scenario)];
  const [last, at] = places.reduce((far, place) => (place[1][0] > far[1][0] ? place : far), ['', [-260, 0] as readonly [number, number]]);
  // Its port on the line of what stands before it, so that a wire between the two is straight.
  const line = anchorOf(last)?.outY ?? at[1] + 120;
  return [at[0] + 260, line - portOf(form, HEIGHTS[form] ?? PLAIN)];
}

/** Everything that can stand on the canvas; drag it in, or press Enter. In projector mode it is folded away. */
export function Shelf() {
  return useDesk((desk) => desk.isProjected) ? <FoldedShelf /> : <OpenShelf />;
}

const OpenShelf = () => (
  <nav className="shelf" aria-label="Add to the canvas">
    <h2>Drag in</h2>
    <Stock />
  </nav>
);

function FoldedShelf() {
  const [isOpen, setOpen] = useState(false);
  const fold = useRef<HTMLButtonElement>(null);
  return (
    <nav
      className="shelf folded"
      aria-label="Add to the canvas"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        setOpen(false);
        fold.current?.focus();
      }}
    >
      <button type="button" className="fold" ref={fold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        Add
      </button>
      {isOpen && (
        // biome-ignore lint/a11y/noStaticElementInteractions: whatever was dragged out of it, it is not needed any longer
        <div onDragEnd={() => setOpen(false)}>
          <Stock onAdded={() => setOpen(false)} />
        </div>
      )}
    </nav>
  );
}

function Stock({ onAdded }: { readonly onAdded?: () => void }) {
  const services = Object.values(registry);
  return GROUPS.flatMap((group) => services.filter((service) => service.group === group)).map((service) => (
    <button
      type="button"
      key={service.kind}
      draggable
      title={`${service.title}: drag it onto the canvas, or press Enter`}
      onDragStart={(event) => {
        event.dataTransfer.setData(KIND, service.kind);
        event.dataTransfer.effectAllowed = 'copy';
      }}
      onClick={(event) => {
        const id = addNode(service.kind, freePlace(service.face.form));
        if (event.detail === 0) focusNode(id);
        onAdded?.();
      }}
    >
      <Icon name={service.face.icon} />
      {service.title}
    </button>
  ));
}

import { registry } from '../../services/index.ts';
import { useScenario } from '../stores/scenario.ts';
import { Icon } from '../widgets/icon.tsx';
import { addNode } from './edit.ts';

/** What a drag from the shelf carries. */
export const KIND = 'application/x-coldstart-kind';

const GROUPS = ['Clients', 'Front doors', 'Compute', 'Pushes', 'Polled', 'Stores'] as const;

/** Where something that is added by a key comes to stand: right of all else. */
function freePlace(): readonly [number, number] {
  const { nodes } = useScenario.getState().scenario;
  const right = Math.max(-240, ...nodes.map((node) => node.at?.[0] ?? 0));
  const top = Math.min(...nodes.map((node) => node.at?.[1] ?? 0), 80);
  return [right + 260, top];
}

/** Everything that can stand on the canvas; drag it in, or press Enter. */
export function Shelf() {
  const services = Object.values(registry);
  return (
    <nav className="shelf" aria-label="Add to the canvas">
      <h2>Drag in</h2>
      {GROUPS.flatMap((group) => services.filter((service) => service.group === group)).map((service) => (
        <button
          type="button"
          key={service.kind}
          draggable
          title={`${service.title}: drag it onto the canvas, or press Enter`}
          onDragStart={(event) => {
            event.dataTransfer.setData(KIND, service.kind);
            event.dataTransfer.effectAllowed = 'copy';
          }}
          onClick={() => addNode(service.kind, freePlace())}
        >
          <Icon name={service.face.icon} />
          {service.title}
        </button>
      ))}
    </nav>
  );
}

import { openSheet, show } from '../stores/desk.ts';
import { openDocument } from '../stores/scenario.ts';
import { Icon } from '../widgets/icon.tsx';
import { Sheet } from '../widgets/sheet.tsx';
import { offered } from './offered.ts';

/** What can be opened to learn from. */
export function LessonsSheet() {
  return (
    <Sheet title="Examples" about="Each opens beside your own work and becomes yours when you change it.">
      <ul className="rows">
        {offered().map(({ id, icon, scenario, about }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => {
                if (!openDocument(scenario, 'lesson')) return;
                openSheet(null);
                show({ is: 'canvas' });
              }}
            >
              <Icon name={icon} />
              {scenario.title}
            </button>
            <span className="dim">{about}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

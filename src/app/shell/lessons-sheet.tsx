import { openSheet } from '../stores/desk.ts';
import { Icon } from '../widgets/icon.tsx';
import { Sheet } from '../widgets/sheet.tsx';
import { offered, openExperiment } from './offered.ts';

/** What can be opened to learn from. */
export function LessonsSheet() {
  return (
    <Sheet title="Examples" about="Each opens beside your own work and becomes yours when you change it.">
      <ul className="rows">
        {offered().map((experiment) => (
          <li key={experiment.id}>
            <button
              type="button"
              onClick={() => {
                if (openExperiment(experiment)) openSheet(null);
              }}
            >
              <Icon name={experiment.icon} />
              {experiment.scenario.title}
            </button>
            <span className="dim">{experiment.about}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

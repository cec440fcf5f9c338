import { serviceOf } from '../canvas/facts.ts';
import { goOn } from '../playback/open-document.ts';
import { openSheet } from '../stores/desk.ts';
import { trust, useScenario } from '../stores/scenario.ts';
import { Sheet } from '../widgets/sheet.tsx';

/** Asks before code that came with a link or a file runs for the first time. */
export function ConsentSheet() {
  const title = useScenario((state) => state.scenario.title);
  const functions = useScenario((state) => state.scenario.nodes.filter(({ kind }) => serviceOf(kind)?.runsCode).length);
  return (
    <Sheet
      title={`Run “${title}”?`}
      about={`It came from a link or a file and brings ${functions === 1 ? 'one function' : `${functions} functions`} with code of its own. The code runs here in this tab, in a sandbox without network, storage or sight of this page.`}
    >
      <div className="row">
        <button
          type="button"
          className="solid"
          onClick={() => {
            trust();
            openSheet(null);
            goOn();
          }}
        >
          Run it
        </button>
        <button type="button" className="quiet u" onClick={() => openSheet(null)}>
          Look at it first
        </button>
      </div>
    </Sheet>
  );
}

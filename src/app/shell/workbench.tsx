import { Canvas } from '../canvas/canvas.tsx';
import { Shelf } from '../canvas/shelf.tsx';
import { MarginNote } from '../inspector/margin-note.tsx';
import { Transport } from '../playback/transport.tsx';
import { useDesk } from '../stores/desk.ts';
import { useScenario } from '../stores/scenario.ts';
import { Header } from './header.tsx';
import { ChecksButtonSlot, CodeSlot, LogsSlot, RequestSlot, RoomSlot, TimelineSlot } from './slots.tsx';

/** Where scenarios are built and watched: shelf, figure and margin note above; time, timeline and logs below. */
export function Workbench() {
  const page = useDesk((desk) => desk.page);
  const title = useScenario((state) => state.scenario.title);
  const hasChecks = useScenario((state) => state.scenario.checks !== undefined);
  return (
    <div className="app">
      <Header>{hasChecks && <ChecksButtonSlot />}</Header>
      {page.is === 'request' ? (
        <RequestSlot />
      ) : page.is === 'room' ? (
        <RoomSlot />
      ) : (
        <div className="desk">
          <main className="figure">
            <h1 className="unseen">{title}, in Coldstart</h1>
            {page.is === 'code' ? (
              <CodeSlot page={page} />
            ) : (
              <>
                <Shelf />
                <div className="canvas">
                  <Canvas />
                </div>
              </>
            )}
            <MarginNote />
          </main>
          <div className="deck">
            <Transport />
            <div className="records">
              <section aria-label="Timeline">
                <TimelineSlot />
              </section>
              <section aria-label="Logs">
                <LogsSlot />
              </section>
            </div>
          </div>
        </div>
      )}
    </div>
  );
}

import { Sheet } from '../widgets/sheet.tsx';

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['Space'], 'Play or pause'],
  [[',', '.'], 'Step to the event before, to the next event'],
  [['Shift ,', 'Shift .'], 'The same, of the selected node only'],
  [['Home', 'End'], 'To the start; run to idle'],
  [['R'], 'Read the request that the caption tells of, or else the newest; Escape goes back'],
  [['[', ']'], 'Slower, faster'],
  [['Ctrl Enter'], 'Run again from the start'],
  [['Ctrl Z', 'Ctrl Shift Z'], 'Undo, redo'],
  [['Ctrl S'], 'Share'],
  [['Enter'], 'On a node: select it. On the shelf: add it. On a number: type it'],
  [['Arrows'], 'On a number: change it, with Shift by ten steps. On a selected node: move it'],
  [['↑', '↓'], 'On a function: to its rooms and between them. Enter opens a room, Escape goes back; Shift with arrows moves the function'],
  [
    ['Arrows', 'Enter'],
    'On the bars of the timeline: from bar to bar and row to row; put the playhead there. With Shift, open the request',
  ],
  [['Delete'], 'Delete what is selected'],
  [['Escape'], 'Put a number back; close a sheet'],
  [['?'], 'This sheet'],
];

/** Every key, and what the picture idealises. */
export function HelpSheet() {
  return (
    <Sheet title="Keys, and what to know about the picture" isWide>
      <dl className="keys-list">
        {KEYS.map(([keys, what]) => (
          <div key={what} style={{ display: 'contents' }}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} style={{ marginRight: 6 }}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <h3 style={{ marginTop: 20 }}>A note on realism</h3>
      <p className="book mid">
        The handlers really run, and their code decides what happens. Time is simulated: CPU is metered, networks take a fixed time, and
        what AWS does not publish is a stated number that you can change under “All settings”. A token on a wire is shown for at least 0.45
        s of your time, since a hop of one millisecond could not be seen; rooms, logs and timeline show the exact instant.
      </p>
    </Sheet>
  );
}

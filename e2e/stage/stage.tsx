import { createRoot } from 'react-dom/client';
import '@fontsource-variable/source-serif-4/opsz.css';
import '@fontsource-variable/source-serif-4/opsz-italic.css';
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '@fontsource-variable/atkinson-hyperlegible-mono/wght.css';
import '../../src/app/shell/base.css';
import '../../src/app/shell/tokens.css';
import '../../src/app/shell/states.css';
import '../../src/app/shell/layout.css';
import { runToIdle, startPlayback } from '../../src/app/playback/playback.ts';
import { startTheme } from '../../src/app/shell/theme.ts';
import { Workbench } from '../../src/app/shell/workbench.tsx';
import * as desk from '../../src/app/stores/desk.ts';
import { connectEngine, trace } from '../../src/app/stores/run.ts';
import { openDocument } from '../../src/app/stores/scenario.ts';
import type { Micros } from '../../src/base/ids.ts';
import { syntheticLogs, syntheticTrace, syntheticVocabulary } from '../../src/projections/synthetic-trace.ts';
import { vocabulary } from '../../src/services/index.ts';
import { checkout, checkoutScript } from './checkout.ts';
import { playedEngine, stageEngine } from './engine.ts';

/** The views over a trace without the sandbox: `?records=100000` for a synthetic one, `?lines=200000` for logs alone, `?at=62.5` for an instant in seconds,
 * `?request=req-1` for the request view. */
const options = new URLSearchParams(location.search);
const records = Number(options.get('records'));

startTheme();
startPlayback();
const lines = Number(options.get('lines'));
if (lines > 0) {
  Object.assign(vocabulary, syntheticVocabulary);
  connectEngine(async () => playedEngine(syntheticLogs(lines)));
} else if (records > 0) {
  Object.assign(vocabulary, syntheticVocabulary);
  connectEngine(async () => playedEngine(syntheticTrace({ seed: 1, records, functions: 3, roomsPerFunction: 4 })));
} else connectEngine(async () => stageEngine(checkoutScript));
if (!openDocument(checkout, 'lesson')) throw new Error('The stage’s own scenario is refused.');
desk.show({ is: 'canvas' });
createRoot(document.getElementById('root')!).render(<Workbench />);

await runToIdle();
if (options.has('at')) desk.seek((Number(options.get('at')) * 1e6) as Micros);
if (options.has('request')) desk.openRequest(options.get('request') || null);
Object.assign(window, { desk, trace });
document.body.dataset['ready'] = 'yes';

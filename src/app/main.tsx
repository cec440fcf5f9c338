import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/source-serif-4/opsz.css';
import '@fontsource-variable/source-serif-4/opsz-italic.css';
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '@fontsource-variable/atkinson-hyperlegible-mono/wght.css';
import './shell/base.css';
import './shell/tokens.css';
import './shell/states.css';
import './shell/layout.css';
import { startPlayback } from './playback/playback.ts';
import { App } from './shell/app.tsx';
import { startKeys } from './shell/keys.ts';
import { startOpening } from './shell/opening.ts';
import { startProjector } from './shell/projector.ts';
import { startTheme } from './shell/theme.ts';
import { connectEngine } from './stores/run.ts';
import { onceStirred, startStirring } from './widgets/stirred.ts';

const loadEngine = () => import('../engine/client.ts');
connectEngine(async () => (await loadEngine()).startEngine());
// The first page runs at once; what a link brings is looked at first.
if (location.hash.length < 2) void loadEngine();
else onceStirred(() => void loadEngine());
startTheme();
startProjector();
startPlayback();
startKeys();
void startOpening();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
startStirring();

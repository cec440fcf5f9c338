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
import { startEngine } from '../engine/client.ts';
import { startPlayback } from './playback/playback.ts';
import { App } from './shell/app.tsx';
import { startKeys } from './shell/keys.ts';
import { startOpening } from './shell/opening.ts';
import { startTheme } from './shell/theme.ts';
import { connectEngine } from './stores/run.ts';
import { startStirring } from './widgets/stirred.ts';

connectEngine(startEngine());
startTheme();
startPlayback();
startKeys();
void startOpening();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
startStirring();

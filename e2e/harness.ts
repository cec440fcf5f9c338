import { type EngineClient, startEngine } from '../src/engine/client.ts';

/** A page with nothing but the engine's client, so that the sandbox can be tried without the app. */
declare global {
  interface Window {
    engine: EngineClient;
    deaths: string[];
  }
}

window.deaths = [];
window.engine = startEngine();
window.engine.onDied((sentence) => window.deaths.push(sentence));

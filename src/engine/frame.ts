import type { Engage, Start, Word } from './frame-handover.ts';

/** The sandbox frame's own script: it starts the engine's worker from a blob made here, hands it the page's port, and does
 * nothing else. User code never runs in this window. */

const say = (word: Word): void => window.parent.postMessage(word, '*');

function start({ engine, bootstrap }: Start, port: MessagePort): void {
  const url = URL.createObjectURL(new Blob([engine], { type: 'text/javascript' }));
  const worker = new Worker(url);
  worker.onerror = (event) => say({ is: 'failed', why: event.message || 'its script did not load' });
  const engage: Engage = { is: 'engage', bootstrap };
  worker.postMessage(engage, [port]);
}

function wait(event: MessageEvent): void {
  const message = event.data as Partial<Start> | null;
  const [port] = event.ports;
  if (event.source !== window.parent || message?.is !== 'start' || !port) return;
  window.removeEventListener('message', wait);
  start(message as Start, port);
}

// Opened on its own, this page would have the site's origin, and with it the site's storage: then it must not run.
if (self.origin === 'null' && window.parent !== window) {
  window.addEventListener('message', wait);
  say({ is: 'up' });
} else {
  document.body.textContent = 'This page only works inside Coldstart.';
}

import { expose } from 'comlink';
import { browserHosts } from '../hosts/browser-host.ts';
import { engineOf } from './engine.ts';
import { type Engage, packed } from './frame-handover.ts';

/** The engine's own worker. It exposes the engine to the page's port only; environments speak the closed protocol of the host. */

self.onmessage = (event: MessageEvent<Engage>) => {
  const [port] = event.ports;
  if (!port) return;
  self.onmessage = null;
  const hosts = browserHosts(event.data.bootstrap);
  expose(packed(engineOf(hosts, () => performance.now())), port);
};

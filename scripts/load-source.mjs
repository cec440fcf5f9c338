import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

/** Loads a TypeScript module of this project into this process, as Node 20 can't by itself. `close` lets the process end. */
export async function loadSource(path) {
  const server = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('..', import.meta.url)),
    server: { middlewareMode: true, watch: null, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true },
    appType: 'custom',
    logLevel: 'error',
  });
  return { module: await server.ssrLoadModule(path), close: () => server.close() };
}

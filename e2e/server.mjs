// Serves dist/ from a folder deep in a plain static host, as a stranger's host would; beside it the harness page, built from harness.ts.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { listen, staticServer } from '../scripts/static-server.mjs';

const MOUNT = '/some/folder/';
const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** Starts the server; `address` is the folder's. It fails when dist/ was not built. */
export async function serveForTests(port) {
  const [, csp] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(readFileSync(`${dist}/index.html`, 'utf8'));
  const [bundle] = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      minify: false,
      lib: { entry: fileURLToPath(new URL('harness.ts', import.meta.url)), formats: ['es'] },
    },
  });
  const pages = {
    'harness.html': [
      'text/html',
      `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${csp}"><title>Harness</title><body><script type="module" src="harness.js"></script></body>`,
    ],
    'harness.js': ['text/javascript', bundle.output[0].code],
  };

  const files = staticServer(dist, MOUNT);
  const [handle] = files.listeners('request');
  files.removeAllListeners('request');
  files.on('request', (request, response) => {
    const page = pages[request.url?.replace(MOUNT, '')];
    if (!page) return handle(request, response);
    response.writeHead(200, { 'content-type': page[0] });
    response.end(page[1]);
  });
  const at = await listen(files, port, 0);
  return { address: `http://127.0.0.1:${at}${MOUNT}`, close: () => new Promise((resolve) => files.close(resolve)) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serveForTests(Number(process.argv[2]));

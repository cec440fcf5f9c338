import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** The file that a URL path names inside `root`, or null: outside, missing, or not a file. */
function fileAt(root, path) {
  let name;
  try {
    name = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (name.includes('\0')) return null;
  const file = join(root, normalize(name.endsWith('/') ? `${name}index.html` : name));
  if (!file.startsWith(root + sep)) return null;
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() ? { file, stat } : null;
}

/** A static file server as plain as any host's: MIME types, no special headers. `mount` is the folder that the site lies in, such as `/some/folder/`. */
export function staticServer(root, mount = '/') {
  return createServer((request, response) => {
    const path = (request.url ?? '/').replace(/[?#].*$/, '');
    const found = path.startsWith(mount) ? fileAt(root, `/${path.slice(mount.length)}`) : null;
    if (!found || (request.method !== 'GET' && request.method !== 'HEAD')) {
      response.writeHead(found ? 405 : 404, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(found ? 'Only GET and HEAD.\n' : 'There is no such file.\n');
      return;
    }
    const { file, stat } = found;
    const tag = `"${stat.size.toString(36)}-${Math.floor(stat.mtimeMs).toString(36)}"`;
    const headers = { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', etag: tag, 'cache-control': 'no-cache' };
    if (request.headers['if-none-match'] === tag) {
      response.writeHead(304, headers).end();
      return;
    }
    response.writeHead(200, { ...headers, 'content-length': stat.size });
    if (request.method === 'HEAD') response.end();
    else
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response);
  });
}

/** Listens on 127.0.0.1 at the first free port from `port`, and says which. */
export function listen(server, port, tries = 50) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE' && tries > 0) resolve(listen(server, port + 1, tries - 1));
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => {
      server.removeAllListeners('error');
      resolve(port);
    });
  });
}

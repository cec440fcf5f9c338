import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { bundleSandbox } from '../src/hosts/node-sandbox-text.ts';

/** Scripts that run inside the sandbox frame, each bundled as one classic script: blob workers of an opaque origin can't be
 * modules. The page fetches the engine, and the bootstrap that the Node host bundles too, as text and posts them in; the frame's
 * own script is inlined. */
const ENTRIES = {
  frame: 'src/engine/frame.ts',
  engine: 'src/engine/worker.ts',
} as const;

type Files = { readonly [path: string]: string };

async function bundle(root: string, entry: string, minify: boolean): Promise<string> {
  const result = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      copyPublicDir: false,
      target: 'es2023',
      minify,
      lib: { entry: join(root, entry), formats: ['iife'], name: 'coldstart' },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const chunks = outputs.flatMap((output) => ('output' in output ? output.output : [])).filter((file) => file.type === 'chunk');
  if (chunks.length !== 1) throw new Error(`${entry} must become one script, not ${chunks.length}`);
  return chunks[0]!.code;
}

/** Builds what the frame needs, keyed by its path in dist/. */
export async function sandboxFiles(root: string, minify = true): Promise<Files> {
  const [frame, engine, bootstrap] = await Promise.all([
    bundle(root, ENTRIES.frame, minify),
    bundle(root, ENTRIES.engine, minify),
    bundleSandbox(),
  ]);
  const script = frame.replaceAll('</script', '<\\/script');
  // A hash and no nonce: with a nonce, import() from the script could load from anywhere.
  const hash = `sha256-${createHash('sha256').update(script).digest('base64')}`;
  const html = readFileSync(join(root, 'src/engine/sandbox.html'), 'utf8');
  return {
    'sandbox.html': html.replace('sha256-of-frame.ts', () => hash).replace('/* frame.ts */', () => script),
    'sandbox/engine.js': engine,
    'sandbox/bootstrap.js': bootstrap,
  };
}

const mime = (path: string): string => (path.endsWith('.html') ? 'text/html' : 'text/javascript');

/** Adds the sandbox to the build and to the dev server. `__SANDBOX_VERSION__` changes with its content, so that a cached file
 * of an older build is never paired with a newer page. */
export function sandbox(root: string): Plugin {
  let made: Promise<Files> | undefined;
  const files = (minify: boolean): Promise<Files> => {
    made ??= sandboxFiles(root, minify);
    return made;
  };
  return {
    name: 'coldstart-sandbox',
    async config(_config, { command }) {
      if (command !== 'build') return { define: { __SANDBOX_VERSION__: '"dev"' } };
      const hash = createHash('sha256').update(JSON.stringify(await files(true)));
      return { define: { __SANDBOX_VERSION__: JSON.stringify(hash.digest('hex').slice(0, 10)) } };
    },
    async generateBundle() {
      for (const [fileName, source] of Object.entries(await files(true))) this.emitFile({ type: 'asset', fileName, source });
    },
    configureServer(server) {
      server.watcher.on('change', (file) => {
        if (!file.includes('/src/app/')) made = undefined;
      });
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '').replace(/\?.*$/, '').slice(1);
        if (path !== 'sandbox.html' && !path.startsWith('sandbox/')) return next();
        files(false).then(
          (all) => {
            const text = all[path];
            response.statusCode = text === undefined ? 404 : 200;
            response.setHeader('content-type', mime(path));
            response.setHeader('cache-control', 'no-store');
            response.end(text ?? '');
          },
          (error) => {
            made = undefined;
            next(error);
          },
        );
      });
    },
    // Vite's client and React's refresh put inline scripts into the page while developing.
    transformIndexHtml: {
      order: 'post',
      handler: (html, context) => (context.server ? html.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'") : html),
    },
  };
}

import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** How the bootstrap becomes one classic script; the browser build and the Node host bundle it alike. */
export const BOOTSTRAP = fileURLToPath(new URL('../sandbox/bootstrap.ts', import.meta.url));

let text: Promise<string> | undefined;

/** The bootstrap as the text of a classic script, bundled once per process. */
export function sandboxText(): Promise<string> {
  text ??= bundleSandbox();
  return text;
}

/** Bundles it afresh, for a build or after an edit. */
export async function bundleSandbox(): Promise<string> {
  const result = await build({
    configFile: false,
    envFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: { input: BOOTSTRAP, output: { format: 'iife', keepNames: true, codeSplitting: false } as never },
    },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as {
    output: readonly { readonly type: string; readonly code?: string }[];
  };
  const chunks = output.filter((part) => part.type === 'chunk');
  if (chunks.length !== 1) throw new Error(`The bootstrap must bundle into one script, not ${chunks.length}`);
  // The bundle's own names must not become globals of the worker.
  return `(function () {'use strict';\n${chunks[0]!.code}\n})();`;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/** Bundles a TypeScript module of this project and imports it, so that it runs as fast as it would in the app. */
export async function bundled(entry) {
  const outDir = mkdtempSync(join(tmpdir(), 'coldstart-bench-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      build: {
        ssr: entry,
        outDir,
        emptyOutDir: true,
        minify: false,
        rolldownOptions: { output: { codeSplitting: false, entryFileNames: 'bench.mjs' } },
      },
      ssr: { noExternal: true },
    });
    return await import(pathToFileURL(join(outDir, 'bench.mjs')).href);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

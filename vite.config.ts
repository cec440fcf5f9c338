import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { editorLibs } from './scripts/editor-libs.ts';
import { licences } from './scripts/licences.ts';
import { sandbox } from './scripts/sandbox-files.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root,
  // Works from any folder of any static host.
  base: './',
  plugins: [react(), editorLibs(root), sandbox(root), licences(root)],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 8000,
    // Components of React Flow that the canvas doesn't show are left out only when making a component counts as free of effects.
    rolldownOptions: { treeshake: { manualPureFunctions: ['memo', 'forwardRef', 'createContext'] } },
  },
});

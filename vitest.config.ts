import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumLaunch } from './scripts/chromium-launch.mjs';
import { sandbox } from './scripts/sandbox-files.ts';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          // Tests with real handlers start worker threads, which take their time on a busy machine.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ['src/**/*.browser.test.*'],
        },
      },
      {
        plugins: [sandbox(fileURLToPath(new URL('.', import.meta.url)))],
        // Else they are found while a test runs, and the page reloads under it.
        optimizeDeps: { include: ['acorn', 'sucrase'] },
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
            provider: playwright({ launchOptions: chromiumLaunch() }),
          },
        },
      },
    ],
  },
});

import { defineConfig, devices } from '@playwright/test';
import { chromiumLaunch } from './scripts/chromium-launch.mjs';

/** `npm test` builds first and says so; run by hand, the suite builds for itself. */
const build = process.env['COLDSTART_BUILT'] ? '' : 'node scripts/build.mjs --quiet && ';
const port = Number(process.env['E2E_PORT'] ?? 4519);

export default defineConfig({
  testDir: './e2e',
  outputDir: './test-results/e2e',
  fullyParallel: true,
  workers: 2,
  // CI's machine is shared: what passes only at the second try is reported as flaky, not hidden.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 60_000,
  forbidOnly: !!process.env['CI'],
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${port}/some/folder/`,
    trace: 'retain-on-failure',
    ...devices['Desktop Chrome'],
    launchOptions: chromiumLaunch(),
  },
  projects: [{ name: 'chromium' }],
  webServer: {
    command: `${build}node e2e/server.mjs ${port}`,
    url: `http://127.0.0.1:${port}/some/folder/`,
    reuseExistingServer: false,
    timeout: 120_000,
  },
});

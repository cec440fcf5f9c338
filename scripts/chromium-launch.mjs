import { existsSync } from 'node:fs';

const DEBIAN = '/usr/bin/chromium';

/** How tests start Chromium: works as root and without a GPU, and does nothing on the network by itself. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
];

/** Launch options for Playwright: `CHROMIUM_PATH` (set by `npm test`), Debian's Chromium, or else Playwright's own. */
export function chromiumLaunch() {
  const executablePath = process.env.CHROMIUM_PATH ?? (existsSync(DEBIAN) ? DEBIAN : undefined);
  return { ...(executablePath && { executablePath }), args: [...CHROMIUM_ARGS] };
}

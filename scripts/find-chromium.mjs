// Finds a Chromium for the tests, or installs one. Run alone, it prints the path; imported, it gives it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const MAC = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];
const say = (line) => console.error(`chromium: ${line}`);

async function fromPlaywright() {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

function fromSystem() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  const windows = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .map((name) => process.env[name])
    .filter(Boolean)
    .map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe'));
  const places = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...MAC, ...windows];
  return places.find((path) => existsSync(path)) ?? null;
}

const run = (command, args, timeout) =>
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

function installPlaywright() {
  say("none found; trying Playwright's own (npx playwright install chromium)");
  return run(process.execPath, [require.resolve('playwright/cli'), 'install', 'chromium'], 300_000);
}

function installDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  say("trying Debian's package (apt-get install chromium)");
  return run('apt-get', ['update'], 300_000) && run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], 900_000);
}

/** Path of a Chromium that can be started, or null after everything was tried. */
export async function findChromium() {
  const told = process.env.CHROMIUM_PATH;
  if (told) {
    if (existsSync(told)) return told;
    say(`CHROMIUM_PATH names ${told}, where there is nothing; looking elsewhere`);
  }
  const found = (await fromPlaywright()) ?? fromSystem();
  if (found) return found;
  if (installPlaywright()) {
    const path = await fromPlaywright();
    if (path) return path;
  }
  return installDebian() ? fromSystem() : null;
}

/** What a person must do when no Chromium could be had. */
export const NO_CHROMIUM =
  'No Chromium was found and none could be installed: set CHROMIUM_PATH to one, or run "npx playwright install chromium", or install your system\'s chromium package.';

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const path = await findChromium();
  if (path) console.log(path);
  else {
    console.error(NO_CHROMIUM);
    process.exit(1);
  }
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { PACKAGES } from './editor-libs.ts';

/** What of others' work the page carries though no package brings it: drawings that were taken over. */
const TAKEN_OVER = 'docs/notices';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
}

const isNotice = (name: string): boolean => /^(licen[cs]e|copying|notice|third.?party)/i.test(name);

const textsIn = (folder: string): string =>
  readdirSync(folder)
    .filter(isNotice)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').trim())
    .join('\n\n');

/** The licences of everything that the build may carry: each package that is not only for development, and what was taken over. */
function notices(root: string): string {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: { [path: string]: Locked } };
  const isCarried = (path: string, { dev, optional }: Locked): boolean =>
    path !== '' && ((!dev && !optional) || PACKAGES.some((name) => path === `node_modules/${name}`));
  const carried = Object.entries(packages).filter(([path, locked]) => isCarried(path, locked) && existsSync(join(root, path)));
  const parts = carried.map(([path, { version, license }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return `${name} ${version}\n\n${textsIn(join(root, path)) || `Licence: ${license}`}`;
  });
  for (const file of readdirSync(join(root, TAKEN_OVER)).sort()) parts.push(readFileSync(join(root, TAKEN_OVER, file), 'utf8').trim());
  return `Coldstart carries work of others. These are their licences.\n\n${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** Puts `licences.txt` beside the page. */
export const licences = (root: string): Plugin => ({
  name: 'coldstart-licences',
  apply: 'build',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'licences.txt', source: notices(root) });
  },
});

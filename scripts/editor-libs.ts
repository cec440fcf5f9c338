import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const ID = 'virtual:editor-libs';
/** Packages whose declarations the editor carries, though they are only for development otherwise. */
export const PACKAGES = ['@types/node', '@types/aws-lambda'];

function declarations(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    // @types/node carries older copies for old compilers under ts5.x.
    if (entry.isDirectory()) return /^ts\d/.test(entry.name) ? [] : declarations(join(folder, entry.name));
    return entry.name.endsWith('.d.ts') ? [join(folder, entry.name)] : [];
  });
}

/** `virtual:editor-libs`: the declarations that the editor shows handlers, keyed `file:///node_modules/…`; comments are
 * stripped, which saves three quarters of their size. */
export function editorLibs(root: string): Plugin {
  return {
    name: 'coldstart-editor-libs',
    resolveId: (source) => (source === ID ? `\0${ID}` : null),
    load(id) {
      if (id !== `\0${ID}`) return null;
      const libs: { [path: string]: string } = {};
      for (const name of PACKAGES) {
        const folder = join(root, 'node_modules', name);
        if (!existsSync(folder)) this.error(`${name} is not installed`);
        for (const file of declarations(folder)) {
          const path = file.slice(join(root, 'node_modules').length).replaceAll('\\', '/');
          libs[`file:///node_modules${path}`] = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
        }
      }
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(libs))})`;
    },
  };
}

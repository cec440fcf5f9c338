import type { FileTree } from '../base/file-tree.ts';
import { resolveRequire, TASK_ROOT } from '../base/module-resolution.ts';
import { packageOf } from '../base/package-json.ts';
import { joinPath } from '../base/paths.ts';
import type { Entry } from './program.ts';

/** The runtime's own file, which `require` names last in its stack. */
const RUNTIME = '/var/runtime/index.mjs';

/**
 * Finds the file and the export that a handler setting means, in the order of Lambda's Node runtime: the name without an
 * extension, .js, .mjs, .cjs, then Node's own search (aws-lambda-nodejs-runtime-interface-client, UserFunction; checked
 * 2026-11-25). TypeScript files come last.
 */
export function locateEntry(handler: string, tree: FileTree): Entry {
  if (handler.includes('..'))
    return {
      errorType: 'Runtime.MalformedHandlerName',
      errorMessage: `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    };
  const slash = handler.lastIndexOf('/') + 1;
  const name = /^([^.]*)\.(.*)$/.exec(handler.slice(slash));
  if (!name) return { errorType: 'Runtime.MalformedHandlerName', errorMessage: 'Bad handler' };
  const [, moduleName = '', exportName = ''] = name;
  const base = joinPath(TASK_ROOT, handler.slice(0, slash) + moduleName);
  const found = { handler: { text: handler, path: exportName.split('.') } };
  const isModule = (path: string): boolean => packageOf(path, tree)?.type === 'module';

  if (tree.isFile(base)) return { path: base, by: 'require', ...found };
  if (tree.isFolder(base)) {
    const index = resolveRequire(`${base}/`, RUNTIME, tree);
    if ('path' in index) return { path: index.path, by: by(index.path, isModule(index.path)), ...found };
  }
  for (const extension of ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts']) {
    const path = base + extension;
    if (tree.isFile(path)) return { path, by: by(path, isModule(path)), ...found };
  }
  const elsewhere = resolveRequire(moduleName, `${TASK_ROOT}/index.js`, tree);
  if ('path' in elsewhere) return { path: elsewhere.path, by: 'require', ...found };
  return {
    errorType: 'Runtime.ImportModuleError',
    errorMessage: `Error: Cannot find module '${moduleName}'\nRequire stack:\n- ${RUNTIME}`,
  };
}

function by(path: string, isModule: boolean): 'require' | 'import' {
  if (/\.(mjs|mts|ts)$/.test(path)) return 'import';
  return /\.js$/.test(path) && isModule ? 'import' : 'require';
}

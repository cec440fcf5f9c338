import type { FileTree } from './file-tree.ts';
import { builtinName } from './node-builtins.ts';
import { exportTarget, importTarget, type Target } from './package-exports.ts';
import { type PackageJson, packageIn, packageOf } from './package-json.ts';
import { extensionOf, fileUrl, folderOf, joinPath, nameOf } from './paths.ts';

/**
 * Node's two ways from a specifier to a file, `require` and `import`, over the files of an environment. One extension:
 * where Node finds nothing, TypeScript files stand in, as if a bundler had been run.
 */

/** What a specifier leads to: a file, a built-in, or the error that Node throws. */
export type Resolved =
  | { readonly path: string }
  /** Without `node:`. */
  | { readonly builtin: string }
  | { readonly missing: ResolveFailure };

/** The error that Node throws, as data; `url` and `path` become properties of it when present. */
export interface ResolveFailure {
  readonly name: 'Error' | 'TypeError';
  readonly code: string;
  readonly message: string;
  readonly url?: string;
  /** Whether `\nRequire stack:…` belongs behind the message. */
  readonly withStack?: true;
}

/** Where a Lambda function's own code lies. */
export const TASK_ROOT = '/var/task';
/** Where `require` looks for packages after the folders above the file. */
const NODE_PATH = ['/opt/nodejs/node_modules', '/var/runtime/node_modules', '/var/task'];
const REQUIRE: ReadonlySet<string> = new Set(['node', 'require', 'module-sync', 'node-addons']);
const IMPORT: ReadonlySet<string> = new Set(['node', 'import', 'module-sync', 'node-addons']);

/** What `require(specifier)` in the file `from` means. */
export function resolveRequire(specifier: string, from: string, tree: FileTree): Resolved {
  const builtin = builtinName(specifier);
  if (builtin !== undefined) return { builtin };
  if (specifier.startsWith('node:')) return failure('ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${specifier}`);
  const missing = {
    missing: { name: 'Error', code: 'MODULE_NOT_FOUND', message: `Cannot find module '${specifier}'`, withStack: true },
  } as const;
  if (/^(\.\.?)?(\/|$)/.test(specifier)) {
    const path = joinPath(folderOf(from), specifier);
    const asFolder = /(^|\/)\.{0,2}$/.test(specifier);
    const found = (asFolder ? undefined : asFile(path, tree)) ?? asIndex(path, tree) ?? asTypeScript(path, tree);
    return found === undefined ? missing : { path: found };
  }
  if (specifier.startsWith('#')) return viaImports(specifier, from, tree, REQUIRE, '') ?? missing;
  return inPackages(specifier, from, tree, REQUIRE, '') ?? missing;
}

/** What `import 'specifier'` in the file `from` means. */
export function resolveImport(specifier: string, from: string, tree: FileTree): Resolved {
  const builtin = builtinName(specifier);
  if (builtin !== undefined) return { builtin };
  if (specifier.startsWith('node:')) return failure('ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${specifier}`);
  const by = ` imported from ${from}`;
  if (/^\.{0,2}\//.test(specifier) || specifier === '.' || specifier === '..') return importFile(fromUrlPath(specifier), from, tree);
  if (specifier.startsWith('file://')) return importFile(fromUrlPath(specifier.slice(7)), from, tree);
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(specifier);
  if (scheme)
    return failure(
      'ERR_UNSUPPORTED_ESM_URL_SCHEME',
      `Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. Received protocol '${scheme[1]}:'`,
    );
  if (specifier.startsWith('#')) {
    const found = viaImports(specifier, from, tree, IMPORT, by);
    return found ?? failure('ERR_PACKAGE_IMPORT_NOT_DEFINED', `Package import specifier "${specifier}" is not defined${by}`, 'TypeError');
  }
  if (!/^(@[^/\\%]+\/)?[^./\\%@][^/\\%]*(\/|$)/.test(specifier))
    return failure('ERR_INVALID_MODULE_SPECIFIER', `Invalid module "${specifier}" is not a valid package name${by}`, 'TypeError');
  const found = inPackages(specifier, from, tree, IMPORT, by);
  return found ?? failure('ERR_MODULE_NOT_FOUND', `Cannot find package '${packageName(specifier)}'${by}`);
}

/** Whether a file is an ES module, CommonJS or JSON by its name and its package; undefined when Node has no say in it. */
export function formatByName(path: string, tree: FileTree): 'module' | 'commonjs' | 'json' | 'typeless' | undefined {
  switch (extensionOf(path)) {
    case '.mjs':
    case '.mts':
      return 'module';
    case '.cjs':
    case '.cts':
      return 'commonjs';
    case '.json':
      return 'json';
    case '.js':
    case '.ts':
    case '': {
      const type = packageOf(path, tree)?.type;
      return type === 'module' ? 'module' : type === 'commonjs' ? 'commonjs' : 'typeless';
    }
    default:
      return undefined;
  }
}

function importFile(specifier: string, from: string, tree: FileTree): Resolved {
  const path = joinPath(folderOf(from), specifier);
  if (tree.isFile(path) && !specifier.endsWith('/')) return { path };
  const stand = asTypeScript(path, tree);
  if (stand !== undefined) return { path: stand };
  const url = fileUrl(path);
  if (tree.isFolder(path))
    return {
      missing: {
        name: 'Error',
        code: 'ERR_UNSUPPORTED_DIR_IMPORT',
        message: `Directory import '${path}' is not supported resolving ES modules imported from ${from}`,
        url,
      },
    };
  return { missing: { name: 'Error', code: 'ERR_MODULE_NOT_FOUND', message: `Cannot find module '${path}' imported from ${from}`, url } };
}

function asFile(path: string, tree: FileTree): string | undefined {
  return [path, `${path}.js`, `${path}.json`].find((candidate) => tree.isFile(candidate));
}

function asIndex(folder: string, tree: FileTree): string | undefined {
  const main = packageIn(folder, tree)?.main;
  if (main !== undefined) {
    const path = joinPath(folder, main);
    const found = asFile(path, tree) ?? [`${path}/index.js`, `${path}/index.json`].find((candidate) => tree.isFile(candidate));
    if (found !== undefined) return found;
  }
  return [`${folder}/index.js`, `${folder}/index.json`].find((candidate) => tree.isFile(candidate));
}

/** `./a.js` may have been written as `a.ts`, and `./a` as `a.ts` or `a/index.ts`; packages are never TypeScript. */
function asTypeScript(path: string, tree: FileTree): string | undefined {
  if (path.includes('/node_modules/')) return undefined;
  const twin = { '.js': '.ts', '.mjs': '.mts', '.cjs': '.cts' }[extensionOf(path)];
  const candidates = [
    ...(twin ? [path.slice(0, -extensionOf(path).length) + twin] : []),
    `${path}.ts`,
    `${path}.mts`,
    `${path}.cts`,
    `${path}/index.ts`,
    `${path}/index.mts`,
  ];
  return candidates.find((candidate) => tree.isFile(candidate));
}

function inPackages(specifier: string, from: string, tree: FileTree, conditions: ReadonlySet<string>, by: string): Resolved | undefined {
  const name = packageName(specifier);
  const subpath = `.${specifier.slice(name.length)}`;
  const own = packageOf(from, tree);
  if (own?.name === name && own.exports !== undefined) return viaExports(own, subpath, tree, conditions, by);
  const folders: string[] = [];
  for (let folder = folderOf(from); ; folder = folderOf(folder)) {
    if (nameOf(folder) !== 'node_modules') folders.push(folder === '/' ? '/node_modules' : `${folder}/node_modules`);
    if (folder === '/') break;
  }
  // Lambda's loader lets `import` find packages of a layer too, though Node's NODE_PATH is for `require` alone.
  for (const folder of [...folders, ...NODE_PATH]) {
    const root = `${folder}/${name}`;
    const isFolder = tree.isFolder(root);
    if (conditions === REQUIRE && subpath === '.' && !isFolder) {
      const file = asFile(root, tree);
      if (file !== undefined) return { path: file };
    }
    if (!isFolder) continue;
    const found = packageIn(root, tree);
    if (found?.exports !== undefined) return viaExports(found, subpath, tree, conditions, by);
    const path = joinPath(root, subpath);
    const file =
      (subpath === '.' ? undefined : conditions === REQUIRE ? asFile(path, tree) : exactly(path, tree)) ??
      inFolder(path, subpath, tree, conditions);
    if (file !== undefined) return { path: file };
    if (conditions === IMPORT) {
      const what = subpath === '.' ? `package '${joinPath(path, found?.main ?? '')}'` : `module '${path}'`;
      return failure('ERR_MODULE_NOT_FOUND', `Cannot find ${what}${by}`);
    }
  }
  return undefined;
}

const exactly = (path: string, tree: FileTree): string | undefined => (tree.isFile(path) ? path : undefined);

function inFolder(path: string, subpath: string, tree: FileTree, conditions: ReadonlySet<string>): string | undefined {
  return subpath === '.' || conditions === REQUIRE ? asIndex(path, tree) : undefined;
}

function viaExports(found: PackageJson, subpath: string, tree: FileTree, conditions: ReadonlySet<string>, by: string): Resolved {
  const target = exportTarget(found.exports!, subpath, conditions);
  const inPackage = `${found.folder}/package.json${by}`;
  if (target === 'not listed') {
    const what = subpath === '.' ? 'No "exports" main defined in' : `Package subpath '${subpath}' is not defined by "exports" in`;
    return failure('ERR_PACKAGE_PATH_NOT_EXPORTED', `${what} ${inPackage}`);
  }
  return ofTarget(target, found, tree, by);
}

function viaImports(specifier: string, from: string, tree: FileTree, conditions: ReadonlySet<string>, by: string): Resolved | undefined {
  const own = packageOf(from, tree);
  if (own?.imports === undefined) return undefined;
  const target = importTarget(own.imports, specifier, conditions);
  if (target === 'not listed') return undefined;
  if (target.target.startsWith('./')) return ofTarget(target, own, tree, by);
  const builtin = builtinName(target.target);
  return builtin !== undefined ? { builtin } : inPackages(target.target, `${own.folder}/package.json`, tree, conditions, by);
}

function ofTarget(target: Exclude<Target, string>, found: PackageJson, tree: FileTree, by: string): Resolved {
  const path = joinPath(found.folder, target.target);
  if (tree.isFile(path)) return { path };
  return failure(by === '' ? 'MODULE_NOT_FOUND' : 'ERR_MODULE_NOT_FOUND', `Cannot find module '${path}'${by}`);
}

function packageName(specifier: string): string {
  const [first = '', second] = specifier.split('/');
  return first.startsWith('@') && second !== undefined ? `${first}/${second}` : first;
}

/** A relative import is a URL: `%20` is a space, and a query belongs to no file. */
function fromUrlPath(specifier: string): string {
  const path = specifier.replace(/[?#].*$/s, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function failure(code: string, message: string, name: 'Error' | 'TypeError' = 'Error'): Resolved {
  return { missing: { name, code, message } };
}

import { fileUrl } from '../../base/paths.ts';
import { codedError } from './failures.ts';
import type { Shared } from './parts.ts';

/** Import attributes: JSON must be asked for as JSON, and nothing else may be. Codes and words as in Node 20 and in later ones. */
export function checkType(path: string, type: string | undefined, { program, moduleAt }: Shared): void {
  const isJson = moduleAt(path)?.format === 'json';
  const isOld = program.runtime === 'nodejs20.x';
  const module = `Module "${fileUrl(path)}"`;
  if (type !== undefined && type !== 'json') {
    if (isOld) throw attributeError('ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED', `Import attribute type "${type}" is unsupported`);
    throw attributeError('ERR_IMPORT_ATTRIBUTE_UNSUPPORTED', `Import attribute "type" with value "${type}" is not supported`);
  }
  if (isJson && type === undefined) {
    if (isOld) throw attributeError('ERR_IMPORT_ASSERTION_TYPE_MISSING', `${module} needs an import attribute of type "json"`);
    throw attributeError('ERR_IMPORT_ATTRIBUTE_MISSING', `${module} needs an import attribute of "type: json"`);
  }
  if (!isJson && type === 'json') {
    throw attributeError(
      isOld ? 'ERR_IMPORT_ASSERTION_TYPE_FAILED' : 'ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE',
      `${module} is not of type "json"`,
    );
  }
}

const attributeError = (code: string, message: string): Error => codedError(TypeError as ErrorConstructor, code, message);

/** The `type` of `import(specifier, { with: { type } })`. */
export function typeOf(options: unknown): string | undefined {
  if (options === undefined) return undefined;
  if (typeof options !== 'object' || options === null) throw new TypeError('The second argument of import() must be an object');
  const attributes = (options as { readonly with?: unknown }).with;
  if (attributes === undefined) return undefined;
  if (typeof attributes !== 'object' || attributes === null) throw new TypeError("The 'with' option must be an object");
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value !== 'string') throw new TypeError('Import attribute value must be a string');
    if (key !== 'type')
      throw codedError(
        TypeError as ErrorConstructor,
        'ERR_IMPORT_ATTRIBUTE_UNSUPPORTED',
        `Import attribute "${key}" with value "${value}" is not supported`,
      );
  }
  return (attributes as { readonly type?: string }).type;
}

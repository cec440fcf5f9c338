import { registry } from '../../services/index.ts';
import type { ScenarioNode, Service } from '../stores/document.ts';

/** The service of a node; undefined for a kind that this version does not know. */
export const serviceOf = (kind: string): Service | undefined => (Object.hasOwn(registry, kind) ? registry[kind] : undefined);

/** A node's settings with AWS's defaults filled in; as written when they are at fault. */
export function settingsOf(node: Pick<ScenarioNode, 'kind' | 'config'>): unknown {
  const parsed = serviceOf(node.kind)?.config.safeParse(node.config ?? {});
  return parsed?.success ? parsed.data : (node.config ?? {});
}

/** The value at a dotted path, own keys only. */
export function valueAt(root: unknown, path: string): unknown {
  let value = root;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as { readonly [name: string]: unknown })[key];
  }
  return value;
}

/** Fills `{path}` from settings; a part between commas whose value is absent is left out. An amount, which has a unit behind it, is
 * written as in sentences: 10,240 MB; a port is no amount. */
export function factsOf(template: string, settings: unknown): string {
  return template
    .split(', ')
    .map((part) => {
      let isWhole = true;
      const text = part.replace(/\{([\w.]+)\}(?=( (?:MB|s)\b)?)/g, (_, path: string, unit: string | undefined) => {
        const value = valueAt(settings, path);
        if (value === undefined || value === null || value === '') isWhole = false;
        if (typeof value === 'number' && unit) return value.toLocaleString('en');
        return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
      });
      return isWhole ? text : null;
    })
    .filter((part) => part !== null)
    .join(', ');
}

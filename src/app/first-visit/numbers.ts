import { isObject } from '../../base/json.ts';
import type { Scenario } from '../stores/document.ts';
import type { Recipe } from '../stores/history.ts';

/** The two numbers of the first page, read from and written into its scenario. */
export interface Numbers {
  readonly perSecond: number;
  readonly takesMs: number;
}

export function numbersOf({ script, nodes }: Scenario): Numbers {
  const load = script.find((entry) => entry.do === 'load')?.with;
  const variables = variablesOf(nodes.find((node) => node.kind === 'lambda')?.config);
  return { perSecond: isObject(load) ? Number(load['perSecond']) : 3, takesMs: Number(variables?.['TAKES_MS'] ?? 500) };
}

export function setNumbers({ perSecond, takesMs }: Numbers): Recipe {
  return (draft) => {
    for (const entry of draft.script) {
      if (entry.do === 'load' && isObject(entry.with)) entry.with = { ...entry.with, perSecond } as never;
    }
    for (const node of draft.nodes) {
      const variables = variablesOf(node.config);
      if (variables) (variables as { TAKES_MS: string }).TAKES_MS = String(takesMs);
    }
  };
}

function variablesOf(config: unknown): { readonly [name: string]: unknown } | undefined {
  const environment = isObject(config) ? config['environment'] : undefined;
  const variables = isObject(environment) ? environment['variables'] : undefined;
  return isObject(variables) ? variables : undefined;
}

const WORDS = [
  'no rooms',
  'one room',
  'two rooms',
  'three rooms',
  'four rooms',
  'five rooms',
  'six rooms',
  'seven rooms',
  'eight rooms',
  'nine rooms',
];

/** "three rooms"; from ten on in figures. */
export const roomsInWords = (count: number): string => WORDS[count] ?? `${count} rooms`;

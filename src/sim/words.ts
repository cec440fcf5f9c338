import type { Vocabulary } from '../trace/word.ts';

/** The kernel's own words. */
export const simWords: Vocabulary = {
  'sim.stimulus': {
    shape: 'mark',
    sentence: (data, node) => `The script tells ${node} to ${String((data as { do: string }).do)}.`,
  },
};

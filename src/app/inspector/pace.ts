import { formatDuration, parseDuration } from '../../base/duration.ts';
import { isObject } from '../../base/json.ts';

/** The sentence whose numbers say how often a stimulus happens, told from the settings that it can have; null for one that happens once. */
export function paceSentenceOf(settings: { readonly [name: string]: unknown } | undefined, times: unknown): string | null {
  const word = times === 1 ? 'time' : 'times';
  const has = (...names: readonly string[]): boolean => names.every((name) => settings !== undefined && name in settings);
  if (has('times', 'parallel', 'every')) return `Send it {times} ${word}, {parallel} at once, every {every}.`;
  if (has('perSecond', 'forSeconds')) return 'Send {perSecond} a second for {forSeconds} s.';
  if (has('times')) return times === 1 ? 'Do it {times} time.' : 'Do it {times} times at once.';
  return null;
}

/** The settings that the sentence speaks of. */
export const pacePathsOf = (sentence: string): readonly string[] => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

/** How many requests a pace makes in all, and when; null where that is said already. */
export function totalOf(stimulus: unknown): string | null {
  if (!isObject(stimulus)) return null;
  const { times, parallel, every, perSecond, forSeconds } = stimulus;
  if (typeof perSecond === 'number' && typeof forSeconds === 'number') {
    const total = Math.max(1, Math.round(perSecond * forSeconds));
    return total === 1 ? 'One request.' : `${count(total)}, one every ${formatDuration(Math.floor(1e6 / perSecond))}.`;
  }
  if (typeof parallel !== 'number' || typeof every !== 'string') return null;
  const total = typeof times === 'number' ? times : parallel;
  if (total === 1) return 'One request.';
  const beats = Math.ceil(total / parallel);
  const beat = parseDuration(every) ?? 0;
  if (beats === 1 || beat === 0) return `${count(total)}, all at once.`;
  return `${count(total)} in ${beats.toLocaleString('en')} beats; the last begins ${formatDuration((beats - 1) * beat)} after the first.`;
}

const count = (total: number): string => `${total.toLocaleString('en')} requests`;

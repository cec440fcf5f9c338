import type { Edits } from './edits.ts';

/** Code with the text around it, and where its columns jump (see base/column-jumps.ts). */
export interface Written {
  readonly code: string;
  readonly jumps: readonly number[];
}

/** Applies the edits and puts `before` in front of the first line, which keeps its number. `url` becomes the script's name in stack traces. */
export function finish(edits: Edits, around: { readonly before: string; readonly after: string; readonly url: string }): Written {
  const { before } = around;
  // A hashbang is allowed at the very start only.
  if (edits.source.startsWith('#!')) edits.replace(0, 2, '//');
  const { code, jumps } = edits.apply();
  const moved = [1, before.length + 1, 1];
  for (let i = 0; i < jumps.length; i += 3) moved.push(jumps[i]!, jumps[i + 1]! + (jumps[i] === 1 ? before.length : 0), jumps[i + 2]!);
  return { code: `${before}${code}${around.after}\n//# sourceURL=${around.url.replace(/\s/g, encodeURIComponent)}\n`, jumps: moved };
}

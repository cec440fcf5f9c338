import { piecesOf } from '../../projections/stack-frames.ts';

/** How a log line is shown: the machine's words, with what the row already says (time, request) left out until the line is opened. */
export interface ShownLine {
  /** `ERROR`, `INFO` and so on. */
  readonly level: string | null;
  readonly lines: readonly (readonly ReturnType<typeof piecesOf>[number][])[];
  readonly isReport: boolean;
}

const PREFIX = /^\d{4}-\d\d-\d\dT[\d:.]+Z\t\S*\t(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\t/;
const UUID = /\b([0-9a-f]{4})[0-9a-f]{4}-(?:[0-9a-f]{4}-){3}[0-9a-f]{10}([0-9a-f]{2})\b/g;

/** The line in short: no time of its own, request ids as `3b0c…e1`, tabs as two spaces. */
export function shortened(text: string): ShownLine {
  const prefix = PREFIX.exec(text);
  const rest = (prefix ? text.slice(prefix[0].length) : text).replace(UUID, '$1…$2').replace(/\t+/g, '  ').trimEnd();
  return { level: prefix?.[1] ?? null, lines: rest.split(/\r\n|\r|\n/).map(piecesOf), isReport: rest.startsWith('REPORT ') };
}

/** The line letter for letter. */
export function inFull(text: string): ShownLine {
  return { level: null, lines: text.split(/\r\n|\r|\n/).map(piecesOf), isReport: false };
}

/** How many rows the line takes when it is shown in short; a guess for REPORT, which wraps. */
export const heightOf = (text: string): number => (text.startsWith('REPORT ') ? 3 : 1 + (text.match(/\r\n|\r|\n/g)?.length ?? 0));

/** The first place in the reader's code that a line tells of, when the line in short would hide it. */
export function hiddenFrame({ lines }: ShownLine): Extract<ShownLine['lines'][number][number], { file: string }> | null {
  if (lines.length > 1) return null;
  for (const piece of lines[0] ?? []) if ('file' in piece) return piece;
  return null;
}

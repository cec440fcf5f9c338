/** A piece of a log line: plain text, or a place in the function's own code. */
export type LogPiece =
  | { readonly text: string }
  | { readonly text: string; readonly file: string; readonly line: number; readonly column: number };

const PLACE = /(?:file:\/\/)?\/var\/task\/([^\s:()"'\\]+):(\d+)(?::(\d+))?/g;

/** Splits a line of a log at the places in the function's own files, such as `/var/task/index.mjs:3:9`, so that they can be links. */
export function piecesOf(text: string): readonly LogPiece[] {
  const pieces: LogPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACE)) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ text: match[0], file: match[1]!, line: Number(match[2]), column: Number(match[3] ?? 1) });
    end = match.index + match[0].length;
  }
  if (end < text.length || pieces.length === 0) pieces.push({ text: text.slice(end) });
  return pieces;
}

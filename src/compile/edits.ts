/** Text to be inserted at an offset of the source; it may still grow until the edits are applied. */
export interface Insertion {
  readonly at: number;
  text: string;
}

/**
 * Edits to a source text in which no line moves: insertions and replacements by position, applied in one pass. Also knows
 * where columns went, so that a stack frame can point at what was typed.
 */
export class Edits {
  private readonly openers: Insertion[] = [];
  private readonly closers: Insertion[] = [];
  private readonly replacements: [from: number, to: number, text: string][] = [];

  constructor(readonly source: string) {}

  /** Inserts before what starts at `at`; of several, the first call comes first (outer before inner). */
  open(at: number, text: string): Insertion {
    const insertion = { at, text };
    this.openers.push(insertion);
    return insertion;
  }

  /** Inserts after what ends at `at`, before any opener there; of several, the first call comes first (inner before outer). */
  close(at: number, text: string): Insertion {
    const insertion = { at, text };
    this.closers.push(insertion);
    return insertion;
  }

  /** Replaces a range that no other edit lies inside; its line breaks are kept. */
  replace(from: number, to: number, text: string): void {
    const old = this.source.slice(from, to);
    const missing = lineBreaks(old) - lineBreaks(text);
    this.replacements.push([from, to, missing > 0 ? text + '\n'.repeat(missing) : text]);
  }

  /** The edited text, and triples (line, column there, column in the source) where columns jump; lines and columns count from 1. */
  apply(): { readonly code: string; readonly jumps: number[] } {
    const { source } = this;
    const edits = [
      ...this.closers.map(({ at, text }) => ({ from: at, to: at, text, rank: 0 })),
      ...this.openers.map(({ at, text }) => ({ from: at, to: at, text, rank: 1 })),
      ...this.replacements.map(([from, to, text]) => ({ from, to, text, rank: 2 })),
    ].sort((a, b) => a.from - b.from || a.rank - b.rank);
    const parts: string[] = [];
    const jumps: number[] = [];
    const position = { line: 1, lineStart: 0, outLineStart: 0 };
    let out = 0;
    let at = 0;
    for (const edit of edits) {
      const kept = source.slice(at, edit.from);
      advance(position, kept, at, out);
      out += kept.length;
      advance(position, source.slice(edit.from, edit.to), edit.from, out, edit.text);
      out += edit.text.length;
      parts.push(kept, edit.text);
      at = edit.to;
      jumps.push(position.line, out - position.outLineStart + 1, at - position.lineStart + 1);
    }
    parts.push(source.slice(at));
    return { code: parts.join(''), jumps };
  }
}

/** Moves past text that is kept, or past text that is replaced by other text with as many line breaks. */
function advance(
  position: { line: number; lineStart: number; outLineStart: number },
  old: string,
  at: number,
  out: number,
  becomes: string = old,
): void {
  const last = lastBreak(old);
  if (last < 0) return;
  position.line += lineBreaks(old);
  position.lineStart = at + last + 1;
  position.outLineStart = out + lastBreak(becomes) + 1;
}

const lineBreaks = (text: string): number => text.match(/\r\n|[\n\r\u2028\u2029]/g)?.length ?? 0;

function lastBreak(text: string): number {
  return Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'), text.lastIndexOf('\u2028'), text.lastIndexOf('\u2029'));
}

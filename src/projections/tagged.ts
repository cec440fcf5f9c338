/** A piece of a sentence: a name that stands in the picture, or the words between. */
export interface TaggedPiece {
  readonly text: string;
  readonly isName: boolean;
}

const isWordCharacter = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}_-]/u.test(char);

/** Splits a sentence at the names that it uses (rows, nodes, items), the longest first, whole words only. */
export function taggedPieces(sentence: string, names: Iterable<string>): readonly TaggedPiece[] {
  const known = [...new Set(names)].filter((name) => name !== '').sort((a, b) => b.length - a.length);
  const pieces: TaggedPiece[] = [];
  let plain = '';
  for (let at = 0; at < sentence.length; ) {
    const isStart = !isWordCharacter(sentence[at - 1]);
    const name = isStart
      ? known.find((candidate) => sentence.startsWith(candidate, at) && !isWordCharacter(sentence[at + candidate.length]))
      : undefined;
    if (name === undefined) {
      plain += sentence[at++];
      continue;
    }
    if (plain !== '') pieces.push({ text: plain, isName: false });
    plain = '';
    pieces.push({ text: name, isName: true });
    at += name.length;
  }
  if (plain !== '') pieces.push({ text: plain, isName: false });
  return pieces;
}

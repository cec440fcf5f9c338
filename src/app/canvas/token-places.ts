import type { Token } from '../../projections/travels.ts';

/** One mark on a wire: a token, or several as one with a count. */
export interface Placement {
  readonly tokens: readonly Token[];
  /** How far along the wire, px. */
  readonly px: number;
  /** How far beside it, px: what comes the other way is let pass. */
  readonly aside: number;
}

/** More tokens than this on a wire, one way, are one token with a count. */
const MERGE_OVER = 8;
/** Half a token's length: it stops in front of the wall, not in it. */
const NOSE = 25;
const CIRCLE = 8;
/** Tokens that would cover each other by more than this share of their length are one with a count. */
const COVERS = 0.45;
/** px beside the wire that a response gives way, and from how far it begins to. */
const ASIDE = 26;
const FROM_AFAR = 30;

/** Where the tokens of one wire are drawn: none covers another, in either direction. `isFlow` makes one mark of each direction. */
export function placedTokens(tokens: readonly Token[], length: number, isFlow = false): readonly Placement[] {
  const there = marksOf(
    tokens.filter(({ isBack }) => !isBack),
    length,
    isFlow,
  );
  const back = marksOf(
    tokens.filter(({ isBack }) => isBack),
    length,
    isFlow,
  );
  return [
    ...there,
    ...back.map((mark) => {
      const nearest = Math.min(...there.map(({ px, tokens }) => Math.abs(px - mark.px) - halfOf(tokens)));
      const reach = halfOf(mark.tokens) + FROM_AFAR;
      const share = Math.min(1, Math.max(0, (reach - nearest) / FROM_AFAR));
      const depth = halfOf(mark.tokens) > CIRCLE ? ASIDE + CIRCLE : ASIDE;
      return { ...mark, aside: Math.round(depth * share) };
    }),
  ];
}

function marksOf(tokens: readonly Token[], length: number, isFlow: boolean): readonly Placement[] {
  if (tokens.length === 0) return [];
  if (tokens.length > MERGE_OVER || (isFlow && tokens.length > 1)) return [{ tokens, px: length / 2, aside: 0 }];
  const along = tokens.map((token) => ({ token, px: pxOf(token, length) })).sort((a, b) => a.px - b.px);
  const marks: { tokens: Token[]; px: number; aside: number }[] = [];
  for (const { token, px } of along) {
    const last = marks.at(-1);
    if (last && px - last.px < 2 * halfOf([token]) * COVERS) last.tokens.push(token);
    else marks.push({ tokens: [token], px, aside: 0 });
  }
  return marks;
}

/** Half of what a mark takes along the wire. */
function halfOf(tokens: readonly Token[]): number {
  const [first] = tokens;
  return tokens.length === 1 && first!.isBack && !first!.isThrottled ? CIRCLE : NOSE;
}

function pxOf(token: Token, length: number): number {
  const nose = Math.min(halfOf([token]), length / 2);
  return nose + token.at * (length - 2 * nose);
}

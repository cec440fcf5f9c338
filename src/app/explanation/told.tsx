import type { Seq } from '../../base/ids.ts';
import { captionAt } from '../../projections/explanation.ts';
import { taggedPieces } from '../../projections/tagged.ts';
import { vocabulary } from '../../services/index.ts';
import { useDesk } from '../stores/desk.ts';
import { trace, useRun } from '../stores/run.ts';
import { foldNow } from '../timeline/folds.ts';

/** The record that the page speaks of: the one that the reader points at, or else the most telling one at the playhead. */
export function useToldRecord(): Seq | null {
  useRun((run) => run.version);
  return useDesk(({ pointed, playhead }) => pointed ?? captionAt(trace(), vocabulary, playhead)?.seq ?? null);
}

/** A sentence of the trace with the names of rooms, nodes and items as the picture writes them. */
export function Told({ sentence, seq }: { readonly sentence: string; readonly seq: Seq }) {
  const record = trace().records[seq];
  const rows = foldNow('timeline').spans.rows;
  const names = record
    ? [record.node, ...(record.items ?? []), ...(rows.length < 400 ? rows.flatMap((row) => [row.id, row.node]) : [])]
    : [];
  return taggedPieces(sentence, names).map((piece, i) =>
    piece.isName ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence never change places
      <b className="tag" key={i}>
        {piece.text}
      </b>
    ) : (
      piece.text
    ),
  );
}

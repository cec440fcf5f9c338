import type { ItemId, Micros, Seq } from '../../base/ids.ts';
import { captionAt } from '../../projections/explanation.ts';
import { taggedPieces } from '../../projections/tagged.ts';
import { vocabulary } from '../../services/index.ts';
import { useDesk } from '../stores/desk.ts';
import { trace, useRun } from '../stores/run.ts';
import { foldNow } from '../timeline/folds.ts';

/** The record that the page speaks of: the one that the reader points at, or else the most telling one at the playhead. */
export function useToldRecord(): Seq | null {
  useRun((run) => run.version);
  return useDesk(toldIn);
}

/** The same, asked once. */
export const toldNow = (): Seq | null => toldIn(useDesk.getState());

const toldIn = ({ pointed, playhead }: { readonly pointed: Seq | null; readonly playhead: Micros }): Seq | null =>
  pointed ?? captionAt(trace(), vocabulary, playhead)?.seq ?? null;

/** The HTTP exchange that a record belongs to, when it can be read part by part. */
export function readableIn(seq: Seq | null): ItemId | null {
  const item = seq === null ? undefined : trace().records[seq]?.items?.[0];
  return item !== undefined && foldNow('exchanges').of(item) !== undefined ? item : null;
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

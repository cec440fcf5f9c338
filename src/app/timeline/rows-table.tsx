import type { Micros } from '../../base/ids.ts';
import { clock, spoken } from '../../projections/clock.ts';
import { changeAt, type Row, type Spans } from '../../projections/spans.ts';
import { rowName } from '../../projections/timeline.ts';
import { shownState } from './bars.ts';
import { stateName } from './hit.ts';

/** The timeline as text, for those who don't see it: what each row is at the playhead, since when, and for whom. */
export function RowsTable({ rows, spans, playhead }: { readonly rows: readonly Row[]; readonly spans: Spans; readonly playhead: Micros }) {
  return (
    <table className="unseen">
      <caption>Every row at {clock(playhead)}</caption>
      <thead>
        <tr>
          <th scope="col">Row</th>
          <th scope="col">State</th>
          <th scope="col">For</th>
          <th scope="col">Works on</th>
          <th scope="col">Billed</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const change = changeAt(row, playhead);
          const span = change?.span == null ? undefined : spans.span(change.span);
          const { node, own } = rowName(row);
          const state = change && (span?.until ?? 0) <= playhead ? shownState(change, spans) : (change?.state ?? null);
          const begun = span?.from ?? change?.from;
          return (
            <tr key={row.id}>
              <th scope="row">{own ? `${node} ${own}` : node}</th>
              <td>{state ? stateName(state) : change && change.open > 0 ? `${change.open} open` : change ? 'idle' : 'not begun'}</td>
              <td>{begun === undefined ? '' : spoken(playhead - begun)}</td>
              <td>{span?.items.join(', ')}</td>
              <td>{change?.isBilled ? 'yes' : 'no'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

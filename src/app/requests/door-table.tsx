import { useMemo } from 'react';
import { type Cell, comparisonOf } from '../../projections/door-comparison.ts';
import type { HttpRequest } from '../../services/index.ts';
import { type DoorColumn, type DoorVariant, titleOfColumn } from './five-doors.ts';

interface DoorTableProps {
  readonly request: HttpRequest;
  readonly doors: readonly DoorColumn[];
  /** The column of the exchange's own door. */
  readonly own: DoorVariant | null;
  /** The column whose door the exchange is read through. */
  readonly chosen: DoorVariant | null;
  readonly onChoose: (column: DoorVariant) => void;
  /** Epoch ms that doors put into what they build. */
  readonly now: number;
}

/** The same request through every front door, each field asked of the door's own mapping. */
export function DoorTable({ request, doors, own, chosen, onChoose, now }: DoorTableProps) {
  const rows = useMemo(() => comparisonOf(doors, request, { now, node: 'door' }), [doors, request, now]);
  if (doors.length === 0) return null;
  const classOf = (column: DoorVariant): string | undefined =>
    `${column === own ? 'own' : ''}${column === chosen ? ' chosen' : ''}`.trim() || undefined;
  return (
    <section className="rq-doors" aria-label="The same request through other front doors">
      <table>
        <thead>
          <tr>
            <th scope="col">{doors.length === 5 ? 'Five front doors' : 'Front doors'}</th>
            {doors.map(({ column }) => (
              <th scope="col" key={column.kind + column.variant} className={classOf(column)}>
                <button
                  type="button"
                  aria-pressed={column === chosen}
                  title={`Read this exchange through ${titleOfColumn(column)}`}
                  onClick={() => onChoose(column)}
                >
                  <DoorSign leaf={column.leaf} />
                  <span>
                    <b>{column.title}</b> <small>{column.variant}</small>
                  </span>
                  {column === own && <span className="unseen">, the door of this request</span>}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.title}>
              <th scope="row">{row.title}</th>
              {row.cells.map((cell, i) => (
                <td key={doors[i]!.column.kind + doors[i]!.column.variant} className={classOf(doors[i]!.column)}>
                  <Field cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Field({ cell }: { readonly cell: Cell }) {
  return (
    <>
      {cell.pieces.map((piece) => (piece.lost ? <s key={piece.text}>{piece.text}</s> : <span key={piece.text}>{piece.text}</span>))}
      {cell.note !== undefined && <small>{cell.note}</small>}
    </>
  );
}

const LEAVES = {
  single: 'M10 40V7h18v33M24 24.500v.1',
  double: 'M9 40V7h20v33M19 7v33M16 24.500v.1M22 24.500v.1',
  slotted: 'M10 40V7h18v33M14 14h4M20 14h4M24 25v.1',
} as const;

/** A door as the figure draws it: one leaf, two leaves, or one with slots for JSON's second version. */
function DoorSign({ leaf }: { readonly leaf: DoorVariant['leaf'] }) {
  return (
    <svg viewBox="0 0 38 42" width="38" height="42" aria-hidden="true">
      <path d="M5 40V2h28v38M0 41h38" />
      <path d={LEAVES[leaf]} />
    </svg>
  );
}

import type { ReactNode } from 'react';
import type { Json } from '../../base/json.ts';
import { type JsonLine, jsonLines } from '../../projections/json-lines.ts';
import type { JsonPath } from '../../projections/json-path.ts';
import { pathKey } from '../../projections/json-path.ts';
import { Elided } from './elided.tsx';

interface JsonProps {
  readonly json: Json;
  readonly side: string;
  readonly width: number;
  /** Keys of values that stand in a correspondence. */
  readonly linked: ReadonlySet<string>;
  readonly active: ReadonlySet<string>;
  readonly onActive: (key: string | null) => void;
  readonly noteOf?: (key: string) => string | null;
  readonly isAdded?: (line: JsonLine) => boolean;
  /** Why the value at a key had no effect. */
  readonly lostOf?: (key: string) => string | null;
}

/** JSON in lines, whose values can be pointed at. */
export function JsonView({ json, side, width, linked, active, onActive, noteOf, isAdded, lostOf }: JsonProps) {
  const addedAt: boolean[] = [];
  const lostAt: boolean[] = [];
  let told: string | null = null;
  return (
    <pre className="rq-json" onPointerLeave={() => onActive(null)}>
      {jsonLines(json, width).map((line, i) => {
        const { depth, keys } = line;
        const added = keys.length === 0 ? (addedAt[depth] ?? false) : (isAdded?.(line) ?? false);
        const why = keys.length === 0 ? null : (keys.map((key) => lostOf?.(key) ?? null).find((reason) => reason !== null) ?? null);
        const isLost = keys.length === 0 ? (lostAt[depth] ?? false) : why !== null;
        addedAt[depth] = added;
        lostAt[depth] = isLost;
        const reason = why !== null && why !== told ? why : null;
        told = why ?? (isLost ? told : null);
        const note = keys.map((key) => noteOf?.(key) ?? null).find((each) => each !== null) ?? null;
        return (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one document never change places
            key={i}
            className={`${added ? 'added' : ''}${isLost ? ' lost' : ''}`}
            style={{ paddingLeft: `${2 * depth + 2}ch` }}
          >
            {line.pieces.map((piece, at) => pieceOf(piece, at, side, linked, active, onActive))}
            {note !== null && <span className="rq-reason">{note}</span>}
            {reason !== null && <span className="rq-reason">{reason}</span>}
          </div>
        );
      })}
    </pre>
  );
}

function pieceOf(
  piece: JsonLine['pieces'][number],
  at: number,
  side: string,
  linked: ReadonlySet<string>,
  active: ReadonlySet<string>,
  onActive: (key: string | null) => void,
): ReactNode {
  const key = piece.key === null ? null : linkedKey(piece.key, linked);
  if (piece.key === null) return piece.text;
  if (key === null) return <Elided key={at} text={piece.text} isReachable />;
  return (
    <span
      key={at}
      className={`rq-part${active.has(key) ? ' inked' : ''}`}
      data-part={`${side}/${piece.key}`}
      onPointerEnter={() => onActive(key)}
    >
      <Elided text={piece.text} isReachable />
    </span>
  );
}

/** The value itself, or the nearest list or object around it, that stands in a correspondence. */
export function linkedKey(key: string, linked: ReadonlySet<string>): string | null {
  const path = JSON.parse(key) as JsonPath;
  for (let length = path.length; length > 0; length--) {
    const holder = pathKey(path.slice(0, length));
    if (linked.has(holder)) return holder;
  }
  return null;
}

import type { ActorId } from '../../base/ids.ts';
import type { LogQuery } from '../../projections/logs.ts';

interface LogFilterProps {
  readonly query: LogQuery;
  readonly nodes: readonly ActorId[];
  readonly rows: readonly string[];
  readonly levels: readonly string[];
  readonly onChange: (query: LogQuery) => void;
}

/** Which lines are shown, as a short sentence of controls: all functions, every level, with a text. */
export function LogFilter({ query, nodes, rows, levels, onChange }: LogFilterProps) {
  const scope = query.row !== undefined ? `row:${query.row}` : query.node !== undefined ? `node:${query.node}` : '';
  const { node: _node, row: _row, ...unscoped } = query;
  const { level: _level, ...unlevelled } = query;
  const { requestId, ...ofAnyRequest } = query;
  return (
    <div className="log-filter">
      <select
        aria-label="Whose lines"
        value={scope}
        onChange={({ currentTarget: { value } }) => {
          if (value.startsWith('row:')) onChange({ ...unscoped, row: value.slice(4) });
          else if (value.startsWith('node:')) onChange({ ...unscoped, node: value.slice(5) });
          else onChange(unscoped);
        }}
      >
        <option value="">all functions</option>
        {nodes.map((node) => (
          <option key={node} value={`node:${node}`}>
            {node}
          </option>
        ))}
        {rows.map((row) => (
          <option key={row} value={`row:${row}`}>
            {row}
          </option>
        ))}
      </select>
      {levels.length > 1 && (
        <select
          aria-label="Level"
          value={query.level ?? ''}
          onChange={({ currentTarget: { value } }) => onChange(value === '' ? unlevelled : { ...query, level: value })}
        >
          <option value="">every level</option>
          {levels.map((level) => (
            <option key={level} value={level}>
              {level}
            </option>
          ))}
        </select>
      )}
      <input
        type="search"
        aria-label="Find in the logs"
        placeholder="Find"
        value={query.text ?? ''}
        onKeyDown={(event) => event.stopPropagation()}
        onChange={({ currentTarget: { value } }) => {
          const { text: _text, ...rest } = query;
          onChange(value === '' ? rest : { ...rest, text: value });
        }}
      />
      {requestId !== undefined && (
        <button
          type="button"
          className="only"
          onClick={() => onChange(ofAnyRequest)}
          aria-label={`Only request ${requestId}: show all again`}
        >
          {requestId.slice(0, 4)}…{requestId.slice(-2)} <span aria-hidden="true">×</span>
        </button>
      )}
    </div>
  );
}

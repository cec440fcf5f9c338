import { useEffect, useId, useMemo, useState } from 'react';
import type { LogLine, LogQuery } from '../../projections/logs.ts';
import { useRun } from '../stores/run.ts';
import { useFold } from '../timeline/folds.ts';
import { slot } from '../widgets/slot.tsx';
import { mediaOf } from '../widgets/use-media.ts';
import { LogFilter } from './log-filter.tsx';
import './logs.css';

/** Apart, since before the first run there is no line to list. */
const LogList = slot(async () => (await import('./log-list.tsx')).LogList, 'likely');

/** Where the logs lie under the caption, and all but their last line is folded away. */
const narrow = mediaOf('(width < 1180px)');

/** What the functions and Lambda printed, and which of it is wanted. */
export function Logs() {
  const logs = useFold('logs');
  const generation = useRun((run) => run.generation);
  const [query, setQuery] = useState<LogQuery>({});
  const [hasPrinted, setPrinted] = useState(false);
  const isNarrow = narrow.use();
  const [isOpen, setOpen] = useState(false);
  const isFolded = isNarrow && !isOpen;
  const listId = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names are read off as many lines as there are
  const { nodes, rows } = useMemo(() => speakersOf(logs.lines), [logs, logs.lines.length]);
  if (!hasPrinted && logs.lines.length > 0) setPrinted(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another run has other requests
  useEffect(() => {
    setQuery(({ node, row, level, text }) => ({
      ...(node !== undefined && { node }),
      ...(row !== undefined && { row }),
      ...(level !== undefined && { level }),
      ...(text !== undefined && { text }),
    }));
  }, [generation]);

  return (
    <div className={`logs ${isFolded ? 'folded' : ''}`}>
      <div className="log-head">
        <h2>
          {isNarrow ? (
            <button type="button" aria-expanded={isOpen} aria-controls={listId} onClick={() => setOpen(!isOpen)}>
              Logs
            </button>
          ) : (
            'Logs'
          )}
        </h2>
        {isFolded ? (
          Object.keys(query).length > 0 && <span className="small dim">filtered</span>
        ) : (
          <LogFilter query={query} nodes={nodes} rows={rows} levels={logs.levels} onChange={setQuery} />
        )}
      </div>
      {hasPrinted ? (
        <LogList id={listId} query={query} onQuery={setQuery} isFolded={isFolded} onUnfold={() => setOpen(true)} />
      ) : (
        <div className="log" id={listId} role="log" aria-live="off" aria-label="Log lines">
          <p className="log-none">Nothing has been printed so far.</p>
        </div>
      )}
      <div className="log-stroke" aria-hidden="true">
        <i className="halo" />
        <i className="up" />
        <i className="over" />
      </div>
    </div>
  );
}

/** Who has printed: functions, and environments when there are several. */
function speakersOf(lines: readonly LogLine[]): { readonly nodes: readonly string[]; readonly rows: readonly string[] } {
  const nodes = new Set<string>();
  const rows = new Set<string>();
  for (const line of lines) {
    nodes.add(line.node);
    rows.add(line.row);
  }
  return { nodes: [...nodes], rows: rows.size > 1 ? [...rows].slice(0, 60) : [] };
}

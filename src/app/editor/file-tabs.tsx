import { useState } from 'react';
import type { NodeId } from '../../base/ids.ts';
import { Icon } from '../widgets/icon.tsx';
import { type Files, pathProblem, putFiles, renamed } from './files.ts';

interface FileTabsProps {
  readonly node: NodeId;
  readonly files: Files;
  readonly chosen: string | undefined;
  readonly onChoose: (file: string) => void;
}

/** A function's files: choose, add, rename (Enter on the chosen one, or a double click), delete. */
export function FileTabs({ node, files, chosen, onChoose }: FileTabsProps) {
  const [naming, setNaming] = useState<{ readonly from: string | null } | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const paths = Object.keys(files);

  function name(from: string | null, to: string): void {
    setNaming(null);
    if (to === '' || to === from) return;
    const problem = pathProblem(to, files);
    setFault(problem);
    if (problem) return;
    if (from === null) putFiles(node, { ...files, [to]: to.endsWith('.json') ? '{}\n' : '' }, `add ${to}`);
    else putFiles(node, renamed(files, from, to), `rename ${from}`);
    onChoose(to);
  }

  return (
    <div className="tabs">
      <div role="tablist" aria-label="Files">
        {paths.map((path) =>
          naming?.from === path ? (
            <NameField key={path} value={path} onDone={(to) => name(path, to)} />
          ) : (
            <button
              type="button"
              role="tab"
              key={path}
              aria-selected={path === chosen}
              title="Double click to rename"
              onClick={() => onChoose(path)}
              onDoubleClick={() => setNaming({ from: path })}
              onKeyDown={(event) => {
                if (event.key === 'F2') setNaming({ from: path });
              }}
            >
              {path}
            </button>
          ),
        )}
        {naming?.from === null && <NameField value="" onDone={(to) => name(null, to)} />}
      </div>
      <button type="button" className="small-button" aria-label="Add a file" onClick={() => setNaming({ from: null })}>
        <Icon name="plus" />
      </button>
      {chosen !== undefined && (
        <button type="button" className="quiet u small" onClick={() => setNaming({ from: chosen })}>
          Rename
        </button>
      )}
      {chosen !== undefined && paths.length > 1 && (
        <button
          type="button"
          className="quiet u small"
          onClick={() => {
            const { [chosen]: _, ...rest } = files;
            putFiles(node, rest, `delete ${chosen}`);
            onChoose(Object.keys(rest)[0]!);
          }}
        >
          Delete
        </button>
      )}
      {fault && (
        <span className="fault" role="alert">
          {fault}
        </span>
      )}
    </div>
  );
}

function NameField({ value, onDone }: { readonly value: string; readonly onDone: (to: string) => void }) {
  return (
    <input
      className="field data file-name"
      aria-label="Name of the file"
      placeholder="src/orders.ts"
      defaultValue={value}
      spellCheck={false}
      // biome-ignore lint/a11y/noAutofocus: the reader has just asked to name a file
      autoFocus
      onBlur={(event) => onDone(event.currentTarget.value.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') onDone(value);
      }}
    />
  );
}

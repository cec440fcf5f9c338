import { Fragment, type ReactNode } from 'react';
import type { Seq } from '../../base/ids.ts';
import type { LogLine } from '../../projections/logs.ts';
import { openFile, seek } from '../stores/desk.ts';
import { trace } from '../stores/run.ts';
import { hiddenFrame, inFull, shortened } from './log-text.ts';

interface LogRowProps {
  readonly line: LogLine;
  readonly time: string;
  readonly isGhost: boolean;
  /** The line that the reader points at is shown letter for letter, with what can be done. */
  readonly isOpen: boolean;
  readonly onPoint: (line: LogLine) => void;
  readonly onOnly: (line: LogLine) => void;
}

/** One event of a log stream. */
export function LogRow({ line, time, isGhost, isOpen, onPoint, onOnly }: LogRowProps) {
  const shown = isOpen ? inFull(line.text) : shortened(line.text);
  const frame = isOpen ? null : hiddenFrame(shown);
  const isBad = line.level === 'ERROR' || line.level === 'FATAL';
  return (
    <div className={`log-row${isGhost ? ' ghost' : ''}${isOpen ? ' open' : ''}${isBad ? ' bad' : ''}`}>
      <i className={`g ${line.state ? `st-${line.state}` : ''}`} />
      <button type="button" className="w" tabIndex={-1} onClick={() => onPoint(line)} aria-label={`Go to ${time}`}>
        {time}
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the time beside it is the button; the text is a larger target for the pointer */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      <div className={`t${frame ? ' ends' : ''}`} onClick={() => onPoint(line)}>
        {shown.lines.map((pieces, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one text never change places
          <div key={i} className={shown.isReport ? 'report' : undefined}>
            {i === 0 && shown.level && `${shown.level} `}
            {pieces.map((piece, at) => (shown.isReport ? fieldsOf(piece.text) : frame ? piece.text : pieceOf(piece, at, line, isOpen)))}
          </div>
        ))}
        {frame && (
          <button
            type="button"
            className="frame at-end"
            title={`Open ${frame.file} at line ${frame.line}`}
            onClick={stopped(() => openFile(line.node, frame.file, frame.line))}
          >
            {frame.file}:{frame.line}
          </button>
        )}
        {isOpen && <Acts line={line} onOnly={onOnly} />}
      </div>
    </div>
  );
}

/** REPORT wraps between its fields, never inside one. */
const fieldsOf = (text: string): ReactNode =>
  text.split('  ').map((field, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the fields of one line never change places
    <Fragment key={i}>
      {i > 0 && ' '}
      <span className="log-field">{field}</span>
    </Fragment>
  ));

function pieceOf(piece: ReturnType<typeof shortened>['lines'][number][number], key: number, line: LogLine, isOpen: boolean): ReactNode {
  if (!('file' in piece)) return piece.text;
  return (
    <button
      type="button"
      className="frame"
      key={key}
      tabIndex={isOpen ? 0 : -1}
      title={`Open ${piece.file} at line ${piece.line}`}
      onClick={(event) => {
        event.stopPropagation();
        openFile(line.node, piece.file, piece.line);
      }}
    >
      {piece.text}
    </button>
  );
}

function Acts({ line, onOnly }: { readonly line: LogLine; readonly onOnly: (line: LogLine) => void }) {
  const cause = trace().records[line.seq]?.cause ?? null;
  return (
    <span className="acts">
      {cause !== null && (
        <button type="button" onClick={stopped(() => jumpTo(cause))}>
          Go to its cause
        </button>
      )}
      {line.requestId !== null && (
        <button type="button" onClick={stopped(() => onOnly(line))}>
          Only this request
        </button>
      )}
    </span>
  );
}

function jumpTo(cause: Seq): void {
  const record = trace().records[cause];
  if (record) seek(record.at, cause);
}

const stopped = (act: () => void) => (event: { stopPropagation(): void }) => {
  event.stopPropagation();
  act();
};

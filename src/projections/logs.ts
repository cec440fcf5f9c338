import type { ActorId, Micros, Seq } from '../base/ids.ts';
import type { Trace } from '../trace/log.ts';
import { isText, type Log } from '../trace/record.ts';
import type { State, Vocabulary } from '../trace/word.ts';
import { countWhile } from './bisect.ts';
import { extended, type Fold, foldOver } from './fold.ts';
import { spansOf } from './spans.ts';

/** One event of a log stream. */
export interface LogLine {
  readonly seq: Seq;
  readonly at: Micros;
  readonly node: ActorId;
  /** The environment, as in `orders A`. */
  readonly row: string;
  readonly stream: string;
  readonly text: string;
  /** `ERROR`, `INFO` and so on when the handler printed it; null for what Lambda itself prints. */
  readonly level: string | null;
  readonly requestId: string | null;
  /** What the environment was doing. */
  readonly state: State | null;
}

/** Which lines are wanted; an absent member wants all. */
export interface LogQuery {
  readonly node?: ActorId;
  readonly row?: string;
  readonly level?: string;
  readonly requestId?: string;
  /** Part of the text, in any case. */
  readonly text?: string;
}

/** All log lines of a trace, and those that a query wants. */
export interface Logs extends Fold {
  readonly lines: readonly LogLine[];
  /** Every level that was printed, in the order of first use. */
  readonly levels: readonly string[];
  /** Positions in `lines` that fit; asking again after the trace grew reads only the new lines. */
  matching(query: LogQuery): readonly number[];
}

const LEVEL = /^\S+\t\S*\t(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\t/;
const REQUEST_ID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/;

/** The lines that handlers and Lambda printed, with what can be asked about them. */
export function logsOf(vocabulary: Vocabulary): Logs {
  const lines: LogLine[] = [];
  const levels: string[] = [];
  const requestOfSpan = new Map<Seq, string>();
  const spans = spansOf(vocabulary);
  let last: { readonly key: string; readonly found: number[]; read: number } | null = null;

  const fold = foldOver((record, trace) => {
    spans.take(record);
    if (record.shape === 'open' && typeof record.data['requestId'] === 'string') requestOfSpan.set(record.seq, record.data['requestId']);
    if (record.shape !== 'log') return;
    const look = spans.rowAt(record.row, record.at);
    const line = lineOf(record, trace, look?.state ?? vocabulary[record.word]?.state ?? null);
    if (line.level !== null && !levels.includes(line.level)) levels.push(line.level);
    const fromSpan = look?.span != null ? requestOf(look.span) : null;
    lines.push(line.requestId === null && fromSpan ? { ...line, requestId: fromSpan } : line);
  });

  function requestOf(seq: Seq): string | null {
    for (let span = spans.span(seq); span; span = span.within === null ? undefined : spans.span(span.within)) {
      const found = requestOfSpan.get(span.seq);
      if (found) return found;
    }
    return null;
  }

  return extended(fold, {
    lines,
    levels,
    matching(query: LogQuery) {
      const key = JSON.stringify(query);
      if (last?.key !== key) last = { key, found: [], read: 0 };
      const fits = filterOf(query);
      for (; last.read < lines.length; last.read++) if (fits(lines[last.read]!)) last.found.push(last.read);
      return last.found;
    },
  });
}

/** How many of the wanted lines have happened at `at`; the line after them is the first ghost. */
export function linesUntil(logs: Logs, wanted: readonly number[], at: Micros): number {
  return countWhile(wanted.length, (i) => logs.lines[wanted[i]!]!.at <= at);
}

function lineOf(record: Log, trace: Trace, state: State | null): LogLine {
  const { seq, at, node, row, stream, data } = record;
  const text = textOf(record, trace);
  const level = typeof data['level'] === 'string' ? data['level'].toUpperCase() : (LEVEL.exec(text)?.[1] ?? null);
  const requestId = typeof data['requestId'] === 'string' ? data['requestId'] : (REQUEST_ID.exec(text.slice(0, 200))?.[0] ?? null);
  return { seq, at, node, row, stream, text, level, requestId, state: level === 'ERROR' || level === 'FATAL' ? 'error' : state };
}

/** A log record's text, which stands beside the trace when it is long. */
function textOf(record: Log, trace: Trace): string {
  const long = record.data['text'];
  return record.text === '' && isText(long) ? (trace.texts[long.$text] ?? '') : record.text;
}

function filterOf(query: LogQuery): (line: LogLine) => boolean {
  const sought = query.text?.toLowerCase() ?? '';
  return (line) =>
    (query.node === undefined || line.node === query.node) &&
    (query.row === undefined || line.row === query.row) &&
    (query.level === undefined || line.level === query.level) &&
    (query.requestId === undefined || line.requestId === query.requestId) &&
    (sought === '' || line.text.toLowerCase().includes(sought));
}

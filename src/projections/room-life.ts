import type { Micros, Seq } from '../base/ids.ts';
import type { Trace } from '../trace/log.ts';
import type { State } from '../trace/word.ts';
import { countWhile } from './bisect.ts';
import { happenedAt } from './playhead.ts';
import type { Row, Span, Spans } from './spans.ts';

/** One stretch of a room's life: INIT, one event from start to end, a freeze. */
export interface Chapter {
  readonly from: Micros;
  /** The playhead, for the one that is going on. */
  readonly until: Micros;
  readonly state: State;
  readonly isBilled: boolean;
  readonly isOver: boolean;
  readonly span: Seq | null;
}

/** A room up to the playhead: how old it is, how long it has worked, and what its life has been. */
export interface RoomLife {
  readonly born: Micros;
  readonly ageUs: number;
  readonly workedUs: number;
  readonly state: State | null;
  readonly chapters: readonly Chapter[];
  /** Events that it has been given, oldest first. */
  readonly served: readonly Span[];
  /** What is still open within it and has no colour: timers that wait, calls without an answer. */
  readonly leftRunning: readonly Span[];
}

/** The life of a room up to an instant; null before it is built. */
export function roomLife(row: Row, spans: Spans, at: Micros): RoomLife | null {
  const { changes } = row;
  const count = countWhile(changes.length, (i) => changes[i]!.from <= at);
  const last = changes[count - 1];
  if (!last) return null;
  const chapters: Chapter[] = [];
  let workedUs = 0;
  for (let i = 0; i < count; i++) {
    const { from, state, span, isBilled } = changes[i]!;
    if (state === null) continue;
    const next = changes[i + 1]?.from;
    const until = next === undefined || next > at ? at : next;
    if (state === 'invoke' || state === 'init') workedUs += until - from;
    const event = span === null ? undefined : eventAround(spans, span);
    const shown = event ? stateOfEvent(event, at) : state;
    const before = chapters[chapters.length - 1];
    const own = event?.seq ?? span;
    if (before && before.span === own && before.state === shown && before.until === from) {
      chapters[chapters.length - 1] = { ...before, until, isOver: until < at };
    } else chapters.push({ from, until, state: shown, isBilled, isOver: until < at, span: own });
  }
  const begun = row.spans.slice(
    0,
    countWhile(row.spans.length, (i) => row.spans[i]!.from <= at),
  );
  const isOpen = (span: Span): boolean => span.until === null || span.until > at;
  return {
    born: row.spans[0]!.from,
    ageUs: at - row.spans[0]!.from,
    workedUs,
    state: last.state,
    chapters,
    served: begun.filter((span) => span.state === 'invoke'),
    leftRunning: begun.filter((span) => span.state === null && span.within !== null && isOpen(span)),
  };
}

/** The invocation that a span is, or is part of. */
function eventAround(spans: Spans, seq: Seq): Span | undefined {
  for (let span = spans.span(seq); span; span = span.within === null ? undefined : spans.span(span.within)) {
    if (span.state === 'invoke') return span;
  }
  return undefined;
}

const stateOfEvent = (event: Span, at: Micros): State =>
  event.until !== null && event.until <= at && event.outcome !== 'ok' ? 'error' : 'invoke';

/** A file as marks tell of it (`path` and `bytes` in their data, `gone` when it was deleted). */
export interface RoomFile {
  readonly path: string;
  readonly bytes: number;
}

/** Files that the room has at an instant, by path. */
export function roomFiles(trace: Trace, own: readonly Seq[], row: string, at: Micros): readonly RoomFile[] {
  const files = new Map<string, number>();
  const end = happenedAt(trace.records, at);
  for (const seq of own) {
    if (seq >= end) break;
    const record = trace.records[seq]!;
    if (record.shape !== 'mark' || record.row !== row) continue;
    const { path, bytes, gone } = record.data;
    if (typeof path !== 'string' || typeof bytes !== 'number') continue;
    if (gone === true) files.delete(path);
    else files.set(path, bytes);
  }
  return [...files].map(([path, bytes]) => ({ path, bytes })).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Memory as the closing records of a node's row tell it: the last and the most, in MB. */
export function roomMemory(trace: Trace, served: readonly Span[], at: Micros): { readonly last: number; readonly most: number } | null {
  let last: number | null = null;
  let most = 0;
  for (const span of served) {
    if (span.until === null || span.until > at || span.closedBy === null) continue;
    const used = trace.records[span.closedBy]!.data['memoryMb'];
    if (typeof used !== 'number') continue;
    last = used;
    most = Math.max(most, used);
  }
  return last === null ? null : { last, most };
}

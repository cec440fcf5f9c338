import type { ActorId, ItemId, Micros, Seq, WordId } from '../base/ids.ts';
import type { Close, Mark, Open, Outcome, Record } from '../trace/record.ts';
import type { State, Vocabulary } from '../trace/word.ts';
import { countWhile } from './bisect.ts';
import { extended, type Fold, foldOver } from './fold.ts';

/** One bar of the timeline: from the record that opened it to the one that closed it. */
export interface Span {
  readonly seq: Seq;
  readonly node: ActorId;
  readonly row: string;
  readonly word: WordId;
  readonly from: Micros;
  /** Null while it is open. */
  readonly until: Micros | null;
  readonly closedBy: Seq | null;
  readonly outcome: Outcome | null;
  readonly state: State | null;
  readonly isBilled: boolean;
  readonly within: Seq | null;
  readonly items: readonly ItemId[];
}

/** From this instant until the row's next change, the row looks like this. */
export interface Change {
  readonly from: Micros;
  /** State of the innermost open span that has one. */
  readonly state: State | null;
  /** That span, or else the one that was opened last. */
  readonly span: Seq | null;
  readonly isBilled: boolean;
  /** How many spans are open. */
  readonly open: number;
}

/** A mark that has a colour. */
export interface Stamp {
  readonly seq: Seq;
  readonly at: Micros;
  readonly state: State;
}

/** One lane of the timeline. */
export interface Row {
  readonly id: string;
  readonly node: ActorId;
  /** In the order in which they were opened. */
  readonly spans: readonly Span[];
  readonly changes: readonly Change[];
  readonly stamps: readonly Stamp[];
  /** Spans that ended badly, in the order in which they ended. */
  readonly failed: readonly Span[];
  /** An environment: a stateless span that holds others. */
  readonly isRoom: boolean;
}

/** All rows of the timeline and their spans. */
export interface Spans extends Fold {
  /** In the order of their first records. */
  readonly rows: readonly Row[];
  row(id: string): Row | undefined;
  span(seq: Seq): Span | undefined;
  /** How the row looks at an instant; undefined before its first span. */
  rowAt(id: string, at: Micros): Change | undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface Lane extends Mutable<Row> {
  readonly spans: Span[];
  readonly changes: Change[];
  readonly stamps: Stamp[];
  readonly failed: Span[];
  /** Open spans, outermost first. */
  readonly stack: Mutable<Span>[];
  hasExpired: boolean;
}

const isBad = (outcome: Outcome): boolean => outcome !== 'ok';

/** Told when a row stops looking as it did: what it looked like (undefined before its first span), what it looks like now. */
export type OnLook = (before: Change | undefined, after: Change) => void;

/** Rows and their spans, with the state of each row as a step function that can be searched. */
export function spansOf(vocabulary: Vocabulary, onLook?: OnLook): Spans & { take(record: Record): void } {
  const lanes = new Map<string, Lane>();
  const rows: Lane[] = [];
  const spans = new Map<Seq, Mutable<Span>>();

  function laneOf(id: string, node: ActorId): Lane {
    let lane = lanes.get(id);
    if (!lane) {
      lane = { id, node, spans: [], changes: [], stamps: [], failed: [], isRoom: false, stack: [], hasExpired: false };
      lanes.set(id, lane);
      rows.push(lane);
    }
    return lane;
  }

  function note(lane: Lane, at: Micros): void {
    const change = lookOf(lane, at);
    const last = lane.changes[lane.changes.length - 1];
    if (last && sameLook(last, change)) return;
    onLook?.(last, change);
    if (last?.from === at) lane.changes[lane.changes.length - 1] = change;
    else lane.changes.push(change);
  }

  function open(record: Open): void {
    const lane = laneOf(record.row, record.node);
    const word = vocabulary[record.word];
    const outer = lane.stack[lane.stack.length - 1];
    const span: Mutable<Span> = {
      seq: record.seq,
      node: record.node,
      row: record.row,
      word: record.word,
      from: record.at,
      until: null,
      closedBy: null,
      outcome: null,
      state: word?.state ?? null,
      isBilled: word?.billed ?? false,
      within: record.within ?? null,
      items: record.items ?? [],
    };
    if (span.state && outer && lane.stack[0]!.state === null && record.within !== undefined) lane.isRoom = true;
    lane.hasExpired = false;
    lane.spans.push(span);
    lane.stack.push(span);
    spans.set(record.seq, span);
    note(lane, record.at);
  }

  function close(record: Close): void {
    const span = spans.get(record.of);
    if (!span || span.until !== null) return;
    const lane = lanes.get(span.row)!;
    span.until = record.at;
    span.closedBy = record.seq;
    span.outcome = record.outcome;
    if (isBad(record.outcome)) lane.failed.push(span);
    lane.stack.splice(lane.stack.lastIndexOf(span), 1);
    const saysExpired = vocabulary[record.word]?.state === 'expired';
    if (lane.stack.length === 0 && (saysExpired || (lane.isRoom && span.state === null))) lane.hasExpired = true;
    note(lane, record.at);
  }

  function mark(record: Mark): void {
    const state = vocabulary[record.word]?.state;
    if (state) laneOf(record.row ?? record.node, record.node).stamps.push({ seq: record.seq, at: record.at, state });
  }

  function take(record: Record): void {
    if (record.shape === 'open') open(record);
    else if (record.shape === 'close') close(record);
    else if (record.shape === 'mark') mark(record);
  }
  return extended(foldOver(take), {
    take,
    rows,
    row: (id: string) => lanes.get(id),
    span: (seq: Seq) => spans.get(seq),
    rowAt(id: string, at: Micros) {
      const lane = lanes.get(id);
      return lane && changeAt(lane, at);
    },
  });
}

/** How a row looks at an instant. */
export function changeAt(row: Row, at: Micros): Change | undefined {
  return row.changes[countWhile(row.changes.length, (i) => row.changes[i]!.from <= at) - 1];
}

function lookOf(lane: Lane, from: Micros): Change {
  const { stack } = lane;
  let coloured: Span | undefined;
  let isBilled = false;
  for (const span of stack) {
    if (span.state) coloured = span;
    isBilled ||= span.isBilled;
  }
  const state = coloured?.state ?? (lane.hasExpired ? 'expired' : null);
  return { from, state, span: (coloured ?? stack[stack.length - 1])?.seq ?? null, isBilled, open: stack.length };
}

const sameLook = (a: Change, b: Change): boolean =>
  a.state === b.state && a.span === b.span && a.isBilled === b.isBilled && a.open === b.open;

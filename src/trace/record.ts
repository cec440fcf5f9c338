import type { ActorId, ItemId, Micros, NodeId, Seq, WireId, WordId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';

/** A payload kept once beside the trace; `$text` is the ordinal of its first use (no hash, so no collision). */
export interface Text {
  readonly $text: number;
}

/** What a record says beyond its shape. Keys that views know everywhere: `request` and `response` (raw HTTP, JSON of
 * HttpRequest and HttpResponse), `event`, `context`, `result` and `error` (JSON), `requestId`, `billedMs`, `memoryMb`. */
export type RecordData = { readonly [key: string]: Json | Text };

/** What every record has, whatever its shape. */
export interface RecordBase {
  readonly seq: Seq;
  /** Never falls from one record to the next, so that seeking is a binary search. */
  readonly at: Micros;
  /** The one record that led here; null only for what the start or the script began. */
  readonly cause: Seq | null;
  /** Further causes: a batch of 10 has one cause and nine of these. */
  readonly also?: readonly Seq[];
  /** Whose journey this belongs to; survives batches, retries and calls. */
  readonly items?: readonly ItemId[];
  readonly node: ActorId;
  readonly word: WordId;
  readonly data: RecordData;
}

/** How a span ended. */
export type Outcome = 'ok' | 'error' | 'timeout' | 'throttled' | 'dropped';

/** Something moves along a wire; written at departure. `wire` is null for what travels without one (an SDK call). */
export type Travel = RecordBase & {
  readonly shape: 'travel';
  readonly wire: WireId | null;
  readonly to: NodeId;
  readonly arrives: Micros;
  readonly back?: true;
};
/** A span begins on the timeline lane `row`; its seq is the span's id. */
export type Open = RecordBase & { readonly shape: 'open'; readonly row: string; readonly within?: Seq };
/** A span ends; `of` is the seq of the record that opened it. */
export type Close = RecordBase & { readonly shape: 'close'; readonly of: Seq; readonly outcome: Outcome };
/** An instant at which something is worth a sentence. */
export type Mark = RecordBase & { readonly shape: 'mark'; readonly row?: string };
/** A gauge takes a new value; null means that it is gone. */
export type Level = RecordBase & {
  readonly shape: 'level';
  readonly gauge: string;
  readonly row?: string;
  readonly value: number | string | null;
};
/** A line in a log stream. */
export type Log = RecordBase & { readonly shape: 'log'; readonly row: string; readonly stream: string; readonly text: string };

/** The closed grammar of the trace: six shapes; a seventh needs a decision record. */
export type Record = Travel | Open | Close | Mark | Level | Log;
/** The name of a shape. */
export type Shape = Record['shape'];

/** What a behaviour writes; the world adds seq, at, node, and the cause (the signal in hand) unless given. */
export type Said = Record extends infer R
  ? R extends Record
    ? Omit<R, 'seq' | 'at' | 'node' | 'cause'> & { readonly cause?: Seq }
    : never
  : never;

/** Tells an interned payload from plain JSON. */
export const isText = (value: Json | Text | undefined): value is Text =>
  typeof value === 'object' && value !== null && typeof (value as { $text?: unknown }).$text === 'number';

import type { ItemId, Micros, NodeId } from '../base/ids.ts';
import type { State, Vocabulary } from '../trace/word.ts';
import { countWhile } from './bisect.ts';
import { spoken } from './clock.ts';
import { extended, type Fold } from './fold.ts';
import { type LevelValue, metersOf } from './meters.ts';
import { type Change, changeAt, type Row, type Span, spansOf } from './spans.ts';
import { itemLabel, type Travels, travelsOf } from './travels.ts';

/** How a room is drawn; `thaw` is the first moment of an invocation in a room that was frozen. */
export type RoomState = State | 'thaw';

/** Open: ready. Shut: busy. Ajar: about to thaw. None: expired, or being built for the first time. */
export type Door = 'open' | 'shut' | 'ajar' | 'none';

/** One execution environment at one instant, ready to be drawn. */
export interface Room {
  /** Row of the timeline and name of the environment: `orders A`. */
  readonly id: string;
  readonly letter: string;
  readonly state: RoomState;
  readonly door: Door;
  /** Line 1: what it holds. */
  readonly title: string;
  /** Line 2: state and elapsed time. */
  readonly detail: string;
  /** How much of this state is over, 0 to 1; an estimate from this node's last one while its end is unknown. */
  readonly share: number;
  readonly isBilled: boolean;
  readonly item: ItemId | null;
}

/** What the canvas asks at any playhead. */
export interface Canvas extends Fold {
  /** Rooms of a node at an instant, in the order in which they were opened; those gone for long are left out. */
  roomsOf(node: NodeId, at: Micros): readonly Room[];
  /** How many rooms a node has had in the whole trace. */
  roomsEver(node: NodeId): number;
  valueAt(node: NodeId, gauge: string, at: Micros): LevelValue;
  readonly under: Travels['under'];
  readonly coming: Travels['coming'];
  readonly sentOn: Travels['sentOn'];
}

/** How long a failure is shown in a room that goes on, and an expired room is kept on the plan, µs. */
const FAILURE_SHOWS = 600_000;
const EXPIRED_SHOWS = 60_000_000;
/** A guess at how long something takes that has never been seen to end, µs. */
const FIRST_GUESS = 400_000;

/** What the canvas shows at any playhead: rooms, meters and tokens. */
export function canvasOf(vocabulary: Vocabulary): Canvas {
  const spans = spansOf(vocabulary);
  const meters = metersOf();
  const travels = travelsOf(vocabulary);
  const byNode = new Map<NodeId, Row[]>();
  let known = 0;

  function index(): void {
    for (; known < spans.rows.length; known++) {
      const row = spans.rows[known]!;
      const list = byNode.get(row.node);
      if (list) list.push(row);
      else byNode.set(row.node, [row]);
    }
  }

  return extended(
    {
      get seen() {
        return spans.seen;
      },
      extend(trace: Parameters<Fold['extend']>[0]) {
        spans.extend(trace);
        meters.extend(trace);
        travels.extend(trace);
        index();
      },
    },
    {
      roomsOf(node: NodeId, at: Micros) {
        const rooms: Room[] = [];
        for (const row of byNode.get(node) ?? []) {
          const room = row.isRoom ? roomAt(row, at) : null;
          if (room) rooms.push(room);
        }
        return rooms;
      },
      roomsEver: (node: NodeId) => (byNode.get(node) ?? []).filter((row) => row.isRoom).length,
      valueAt: (node: NodeId, gauge: string, at: Micros) => meters.valueAt(node, gauge, at),
      under: travels.under,
      coming: travels.coming,
      sentOn: travels.sentOn,
    },
  );
}

function roomAt(row: Row, at: Micros): Room | null {
  const look = changeAt(row, at);
  if (!look) return null;
  const letter = row.id.slice(row.id.lastIndexOf(' ') + 1);
  const base = { id: row.id, letter, isBilled: look.isBilled };
  if (look.state === 'expired') {
    if (at - look.from > EXPIRED_SHOWS) return null;
    return { ...base, state: 'expired', door: 'none', title: 'expired', detail: expiryOf(row, look), share: 0, item: null };
  }
  const span = spanOf(row, look);
  const failed = failureAt(row, at);
  if (failed && (look.state === 'frozen' || look.state === 'reset')) {
    const took = spoken(failed.until! - failed.from);
    const isOver = failed.outcome === 'timeout';
    return {
      ...base,
      state: look.state === 'reset' ? 'reset' : 'error',
      door: 'shut',
      title: nameOf(failed.items),
      detail: isOver ? `timed out at ${took}` : `failed at ${took}`,
      share: 1,
      isBilled: failed.isBilled,
      item: failed.items[0] ?? null,
    };
  }
  return { ...base, ...lookOf(row, span, look, at) };
}

type Look = Pick<Room, 'state' | 'door' | 'title' | 'detail' | 'share' | 'item'>;

function lookOf(row: Row, span: Span | undefined, look: Change, at: Micros): Look {
  const state = look.state ?? 'init';
  const from = span?.from ?? look.from;
  const holder = holderOf(row, span);
  const item = holder?.items[0] ?? null;
  const progress = progressOf(row, span, { from, until: span?.until ?? null }, at);
  switch (state) {
    case 'init': {
      const { share, known } = progressOf(row, span, buildingTime(row, look), at);
      return { state, door: 'shut', title: 'Cold start', detail: item ? `${known}, for ${itemLabel(item)}` : known, share, item };
    }
    case 'invoke':
      return {
        state,
        door: 'shut',
        title: nameOf(holder?.items ?? []),
        detail: `invoking, ${progress.known}`,
        share: progress.share,
        item,
      };
    case 'wait': {
      const outer = holder ?? span;
      const share = outer ? progressOf(row, outer, outer, at).share : progress.share;
      return { state, door: 'shut', title: nameOf(outer?.items ?? []), detail: `waits, ${spoken(at - from)}`, share, item };
    }
    case 'frozen':
      return { state, door: 'open', title: 'Frozen', detail: frozenDetail(row, at - from, at), share: 0, item: null };
    case 'reset':
      return { state, door: 'none', title: 'reset', detail: 'INIT is next', share: 0, item: null };
    default:
      return { state, door: 'shut', title: nameOf(holder?.items ?? []), detail: progress.known, share: progress.share, item };
  }
}

/** How much of a stretch is over, as a share and in words; an estimate while its end is unknown. */
function progressOf(
  row: Row,
  span: Span | undefined,
  { from, until }: { readonly from: Micros; readonly until: Micros | null },
  at: Micros,
): { readonly share: number; readonly known: string } {
  const elapsed = at - from;
  if (until === null) return { share: Math.min(0.95, elapsed / guessOf(row, span)), known: spoken(elapsed) };
  const whole = until - from;
  return { share: Math.min(1, elapsed / Math.max(1, whole)), known: `${numberOf(elapsed, whole)} of ${spoken(whole)}` };
}

function frozenDetail(row: Row, elapsed: number, at: Micros): string {
  const last = lastDone(row, at);
  return last && elapsed < 3_000_000 ? `${nameOf(last.items)} is done`.toLowerCase() : `for ${spoken(elapsed)}`;
}

/** When a cold start began and ended: placing the environment and INIT are one to the eye. */
function buildingTime(row: Row, look: Change): { readonly from: Micros; readonly until: Micros | null } {
  const { changes } = row;
  let first = countWhile(changes.length, (i) => changes[i]!.from < look.from);
  let next = first + 1;
  while (first > 0 && changes[first - 1]!.state === 'init') first--;
  while (next < changes.length && changes[next]!.state === 'init') next++;
  return { from: changes[first]!.from, until: changes[next]?.from ?? null };
}

/** "Request 4", "Message 17", or several: "4427, 4428". */
function nameOf(items: readonly ItemId[]): string {
  if (items.length === 0) return 'An event';
  if (items.length > 1) return items.slice(0, 3).map(itemLabel).join(', ') + (items.length > 3 ? ` and ${items.length - 3}` : '');
  const [item] = items as readonly [ItemId];
  return item.startsWith('req-')
    ? `Request ${itemLabel(item)}`
    : item.startsWith('msg-')
      ? `Message ${itemLabel(item)}`
      : `Event ${itemLabel(item)}`;
}

const numberOf = (elapsed: number, whole: number): string =>
  whole < 999_500
    ? `${Math.round(elapsed / 1000)}`
    : spoken(elapsed).replace(/ (s|ms)$/, (unit) => (unit === ' s' && whole >= 1_000_000 ? '' : unit));

const spanOf = (row: Row, look: Change): Span | undefined => (look.span === null ? undefined : findSpan(row, look.span));

function findSpan(row: Row, seq: number): Span | undefined {
  const i = countWhile(row.spans.length, (k) => row.spans[k]!.seq < seq);
  return row.spans[i]?.seq === seq ? row.spans[i] : undefined;
}

/** The span around `span` that carries an item: the invocation in which a wait happens. */
function holderOf(row: Row, span: Span | undefined): Span | undefined {
  for (let at = span; at; at = at.within === null ? undefined : findSpan(row, at.within)) if (at.items.length > 0) return at;
  return undefined;
}

/** How long the last span of the same word took in this row; the share of a bar needs an end while none is known. */
function guessOf(row: Row, span: Span | undefined): number {
  if (!span) return FIRST_GUESS;
  const i = countWhile(row.spans.length, (k) => row.spans[k]!.seq < span.seq);
  for (let k = i - 1; k >= Math.max(0, i - 20); k--) {
    const earlier = row.spans[k]!;
    if (earlier.word === span.word && earlier.until !== null) return Math.max(1, earlier.until - earlier.from);
  }
  return FIRST_GUESS;
}

function failureAt(row: Row, at: Micros): Span | undefined {
  const last = row.failed[countWhile(row.failed.length, (i) => row.failed[i]!.until! <= at) - 1];
  return last && at - last.until! < FAILURE_SHOWS && last.items.length > 0 ? last : undefined;
}

/** The last span with an item that was over at `at`. */
function lastDone(row: Row, at: Micros): Span | undefined {
  for (let i = countWhile(row.spans.length, (k) => row.spans[k]!.from <= at) - 1; i >= 0; i--) {
    const span = row.spans[i]!;
    if (span.items.length > 0 && span.state === 'invoke' && span.until !== null && span.until <= at) return span;
  }
  return undefined;
}

function expiryOf(row: Row, look: Change): string {
  const last = lastDone(row, look.from);
  return last ? `${spoken(look.from - last.until!)} unused` : 'unused';
}

import type { ActorId, ItemId, Micros, Seq, WireId } from '../base/ids.ts';
import type { DoorResult } from '../sim/service.ts';
import type { Answer } from '../sim/signal.ts';
import type { World } from '../sim/world.ts';
import type { Outcome, RecordData, Text } from '../trace/record.ts';
import type { Answered, Prefix } from './gateway-dialect.ts';
import { invoked } from './invoke.ts';

interface Counts {
  inFlight: number;
  clientErrors: number;
  serverErrors: number;
}

/** Marks something about one exchange on the API's row. */
export function note(world: World, prefix: Prefix, items: readonly ItemId[], word: string, data: RecordData, cause: Seq | null): Seq {
  return world.say({
    shape: 'mark',
    word: `${prefix}.${word}`,
    row: world.self,
    items,
    ...(cause !== null && { cause }),
    data: { item: items[0]!, ...data },
  });
}

/** Tells how many exchanges are open. */
export function tellInFlight(world: World, prefix: Prefix, counts: Counts, change: 1 | -1): void {
  counts.inFlight += change;
  const count = counts.inFlight;
  world.say({ shape: 'level', word: `${prefix}.in-flight`, gauge: 'in flight', value: count, data: { count } });
}

/** Counts a response among API Gateway's metrics 4XXError and 5XXError. */
export function tellErrors(world: World, prefix: Prefix, counts: Counts, status: number): void {
  if (status < 400) return;
  const isServer = status >= 500;
  const count = isServer ? ++counts.serverErrors : ++counts.clientErrors;
  world.say({
    shape: 'level',
    word: `${prefix}.errors`,
    gauge: isServer ? '5xx' : '4xx',
    value: count,
    data: { kind: isServer ? '5xx' : '4xx', count },
  });
}

/** Closes an exchange. `cause` is the mark that says why the response isn't the function's, if one does. */
export function tellResponse(
  world: World,
  prefix: Prefix,
  { items, open, eventAfter }: { readonly items: readonly ItemId[]; readonly open: Seq; readonly eventAfter: Text | null },
  { response, word, why, ignored }: Answered,
  result: DoorResult | null,
  cause: Seq | null,
): Seq {
  return world.say({
    shape: 'close',
    word: `${prefix}.response`,
    of: open,
    outcome: outcomeOf(response.status, word),
    items,
    ...(cause !== null && { cause }),
    data: {
      item: items[0]!,
      status: response.status,
      ...(eventAfter && { event: eventAfter }),
      ...(result && 'payload' in result && { result: world.text(result.payload) }),
      response: world.json(response),
      ...(why !== undefined && { why }),
      ...(ignored && ignored.length > 0 && { ignored }),
    },
  });
}

/** Says that a response or a request leaves along a wire. */
export function tellTravel(
  world: World,
  word: `${Prefix}.${string}`,
  items: readonly ItemId[],
  where: { readonly wire: WireId | null; readonly to: ActorId; readonly hop: number; readonly back: boolean },
  data: RecordData,
  cause: Seq | null,
): Seq {
  const { wire, to, hop, back } = where;
  return world.say({
    shape: 'travel',
    word,
    wire,
    to,
    arrives: (world.now + hop) as Micros,
    ...(back && { back }),
    items,
    ...(cause !== null && { cause }),
    data: { item: items[0]!, to, ...data },
  });
}

function outcomeOf(status: number, word: string | undefined): Outcome {
  if (word === 'timed-out') return 'timeout';
  if (word === 'throttled') return 'throttled';
  return word !== undefined || status >= 500 ? 'error' : 'ok';
}

/** What Lambda's answer means to a door. */
export function resultOf(answer: Answer | { readonly ok: false; readonly gaveUp: true }): DoorResult {
  if (!answer.ok) return 'gaveUp' in answer ? { gaveUp: true } : { error: answer.error };
  const { payload, functionError, requestId } = invoked(answer.output);
  return { payload, requestId, ...(functionError !== undefined && { functionError }) };
}

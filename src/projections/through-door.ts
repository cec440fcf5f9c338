import type { Json } from '../base/json.ts';
import type { DoorDef, DoorEvent, DoorStamp, HttpRequest, HttpResponse } from '../services/index.ts';

/** One exchange as a door would have it: the event that it makes, and the answer that it makes of a result. */
export interface Through {
  /** Null when the door refuses the request. */
  readonly mapped: DoorEvent | null;
  readonly event: Json | undefined;
  readonly lost: DoorEvent['lost'];
  readonly response: HttpResponse | null;
  /** What the door says of the result; null while there is none. */
  readonly answer: ReturnType<DoorDef['toHttp']> | null;
}

/** The same request and the same result through a door, by its pure mapping alone: nothing runs. */
export function throughDoor(
  { door, config }: { readonly door: DoorDef; readonly config: Json },
  request: HttpRequest,
  result: { readonly text: string; readonly isError: boolean } | null,
  { asked, answered }: { readonly asked: DoorStamp; readonly answered: DoorStamp },
): Through {
  const sent = door.toEvent(request, config, asked);
  if ('refused' in sent) {
    const answer = { response: sent.refused, why: sent.why };
    return { mapped: null, event: undefined, lost: [], response: sent.refused, answer };
  }
  const given = result && { payload: result.text, ...(result.isError && { functionError: 'Unhandled' }) };
  const answer = given && door.toHttp(given, config, answered, request);
  return { mapped: sent, event: sent.event, lost: sent.lost, response: answer?.response ?? null, answer };
}

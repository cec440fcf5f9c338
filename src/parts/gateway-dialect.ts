import type { WireId } from '../base/ids.ts';
import type { JsonObject } from '../base/json.ts';
import type { HttpRequest, HttpResponse } from '../sim/http.ts';
import type { DoorResult, DoorStamp } from '../sim/service.ts';
import type { World } from '../sim/world.ts';

/** Which folder's words are said. */
export type Prefix = 'rest-api' | 'http-api';

/** A response with the word and the sentence that say why it isn't what the function gave. */
export interface Answered {
  readonly response: HttpResponse;
  readonly word?: string;
  readonly why?: string;
  readonly ignored?: readonly { readonly path: string; readonly why: string }[];
}

/** What the desk must know of a request on its way; each API adds what its own mapping needs. */
export interface Visit {
  /** The wire to the function. */
  readonly wire: WireId;
  /** The route as the sentence names it: `GET /orders/{id}`. */
  readonly label: string;
  readonly timeoutMs: number;
  /** Name of the authorizer that must agree, if any. */
  readonly authorizer: string | undefined;
  /** ARN of the method that is called. */
  readonly arn: string;
  /** X-Ray header for Lambda. */
  readonly trace: string;
}

/** What the desk must know of an authorizer of either kind of API. */
export interface Authorizer {
  readonly name: string;
  readonly authorizerResultTtlInSeconds: number;
}

/** What an authorizer is asked with: the key under which its answer may be kept, and its event. */
export interface Question {
  readonly key: string;
  readonly event: JsonObject;
}

/** What one kind of API decides; the desk does the rest: it calls, waits, gives up, keeps answers of authorizers, and writes the trace.
 * `G` is what an authorizer granted, read once and then weighed for every request that it is kept for. */
export interface Dialect<C, T, V extends Visit, A extends Authorizer, G> {
  readonly prefix: Prefix;
  readonly authorizerTimeoutMs: number;
  throttle(config: C): { readonly rate: number; readonly burst: number };
  table(config: C, wires: World<C>['wires']): T & { readonly conflicts: readonly string[] };
  arrive(request: HttpRequest, config: C, table: T, stamp: DoorStamp): { readonly visit: V } | { readonly answered: Answered };
  throttled(request: HttpRequest, config: C, stamp: DoorStamp): Answered;
  question(visit: V, authorizer: A): Question | Answered;
  read(visit: V, authorizer: A, result: DoorResult): { readonly grant: G } | Answered;
  /** `latencyMs`: how long the authorizer took, 0 when its answer was kept. */
  weigh(visit: V, authorizer: A, grant: G, latencyMs: number): { readonly context: JsonObject } | Answered;
  /** The authorizer that a method names isn't there. */
  unfound(visit: V): Answered;
  admit(visit: V): Answered | null;
  event(visit: V, context: JsonObject | null): JsonObject;
  respond(result: DoorResult, visit: V): Answered;
}

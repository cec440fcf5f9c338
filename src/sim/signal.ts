import type { ActorId, CallId, EnvId, ItemId, WireId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import type { Effect, TurnEnd } from './handler-host.ts';

/** Who asks. `service` is an AWS service principal such as `elasticloadbalancing.amazonaws.com`. */
export interface Principal {
  readonly role?: string;
  readonly service?: string;
  readonly account: string;
  readonly sourceArn?: string;
}

/** One call across the house: `http:Request` carries an HttpRequest, `lambda:Invoke` an Invoke (services/lambda), others an AWS API input. */
export interface ApiCall {
  readonly action: string;
  readonly input: Json;
  readonly as: Principal;
  readonly items?: readonly ItemId[];
  /** X-Ray header; also carries the hop count for recursion detection. */
  readonly trace?: string;
}

/** An error as an AWS API gives it. `status` 0 when there was no HTTP answer at all. */
export type AwsError = {
  readonly code: string;
  readonly message: string;
  readonly status: number;
  readonly fault: 'client' | 'server';
  /** Further members of AWS's error body, such as `Reason` and `Type` of a throttle. */
  readonly detail?: { readonly [key: string]: Json };
  readonly retryAfter?: number;
};

/** What a call comes to. */
export type Answer = { readonly ok: true; readonly output: Json } | { readonly ok: false; readonly error: AwsError };

/** The only way into a behaviour; one at a time, at one instant. */
export type Signal =
  | { readonly on: 'start' }
  | { readonly on: 'stimulus'; readonly do: string; readonly with: Json }
  /** Must be answered exactly once, now or later. */
  | { readonly on: 'call'; readonly call: CallId; readonly via: WireId | null; readonly from: ActorId; readonly request: ApiCall }
  | { readonly on: 'answer'; readonly call: CallId; readonly answer: Answer | { readonly ok: false; readonly gaveUp: true } }
  /** The answer that came after `giveUpAfter`: "the 504 that succeeded". */
  | { readonly on: 'late'; readonly call: CallId; readonly answer: Answer }
  | { readonly on: 'part'; readonly call: CallId; readonly chunk: string }
  | { readonly on: 'wake'; readonly tag: Json }
  /** Delivered at its own instant; dropped when the environment died before it. */
  | { readonly on: 'effect'; readonly env: EnvId; readonly effect: Effect }
  /** The turn's end, at its start plus its CPU time, after its effects. */
  | { readonly on: 'turned'; readonly env: EnvId; readonly end: TurnEnd };

import type { ActorId, CallId, EnvId, ItemId, Micros, NodeId, Seq, WireId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import type { Said, Text } from '../trace/record.ts';
import type { CodeRef, Delivery } from './handler-host.ts';
import type { HttpRequest } from './http.ts';
import type { Answer, ApiCall, Principal } from './signal.ts';

/** What Lambda's behaviour sees of its environments: synchronous; answers come back as signals. */
export interface EnvPort {
  /** `tmp` is the fold of the tmp effects that survives a RESET (discard, then create with the old tmp). */
  create(env: EnvId, code: CodeRef, tmp: Json | null): void;
  /** Starts a turn now. `until` is the absolute deadline; `share` the part of one vCPU that a thread gets, in (0, 1].
   * The environment must not be busy: after resume, wait for `turned`. Deliveries to a busy or frozen one are the behaviour's to hold. */
  resume(env: EnvId, deliveries: readonly Delivery[], until: Micros, share: number): void;
  /** Kills; undelivered effects are dropped. */
  discard(env: EnvId): void;
}

/** How a call travels and how long it is waited for. */
export interface CallOptions {
  /** Time on the way, in whole µs; the model's default when absent. */
  readonly hop?: number;
  readonly giveUpAfter?: number;
  readonly cause?: Seq;
}

/** All that a service may do; synchronous. Nothing else crosses between actors. */
export interface World<Config = unknown> {
  readonly now: Micros;
  /** Epoch milliseconds of the scenario's startsAt. */
  readonly startsAt: number;
  readonly self: ActorId;
  readonly arn: string;
  readonly config: Config;
  readonly model: string;
  /** The record that led to the signal in hand. */
  readonly cause: Seq | null;
  /** This actor's stream only. */
  random(): number;
  /** Mints an id for a thing to follow: `prefix` and the next free number of this run. */
  item(prefix: string): ItemId;
  /** Interns a payload; always do so for requests, responses, events, results and errors. */
  text(value: string): Text;
  /** The same for a value as JSON. An object that was written once is not written again, so it must never change. */
  json(value: object): Text;
  say(said: Said): Seq;
  /** Calls the actor at the wire's end (or with the ARN). Its cause is the last record said in this signal, else the signal's own, unless given. */
  call(to: WireId | { readonly arn: string }, request: ApiCall, how?: CallOptions): CallId;
  /** An HTTP request routed by its Host: a node that answers to it, else ENOTFOUND. */
  http(request: HttpRequest, as: Principal, how?: CallOptions & { readonly items?: readonly ItemId[] }): CallId;
  answer(call: CallId, answer: Answer, hop?: number): void;
  part(call: CallId, chunk: string, hop?: number): void;
  /** A `chore` doesn't keep a run from being idle (polls, health checks, expiry, retention). `after` is whole µs. Returns a handle for `cancel`. */
  wake(after: number, tag: Json, kind?: 'work' | 'chore'): number;
  cancel(wake: number): void;
  /** The wires that leave by a port; `host` is the DNS name of the node at the end, when it has one. */
  wires(out: string): readonly { readonly id: WireId; readonly to: NodeId; readonly config: Json; readonly host?: string }[];
  /** For List* operations: config, never state. */
  nodes(kind: string): readonly { readonly id: NodeId; readonly arn: string; readonly config: Json }[];
  /** Invariant-fails unless the service declares runsCode. */
  readonly env: EnvPort;
}

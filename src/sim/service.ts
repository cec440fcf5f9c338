import type { Micros, NodeId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';
import type { z } from '../base/z.ts';
import type { Word } from '../trace/word.ts';
import type { HttpRequest, HttpResponse } from './http.ts';
import type { AwsError, Signal } from './signal.ts';
import type { World } from './world.ts';

/** A part that the engine loads before a run and the page's first load does not carry. */
export type Lazy<T> = () => Promise<T>;

/** A service's state machine: state made once, then one signal at a time. */
export interface Behaviour<State, Config> {
  create(world: World<Config>): State;
  receive(state: State, signal: Signal, world: World<Config>): void;
}

/** What passes through a port: a raw exchange, an Invoke, a put/send/publish, a wire that pulls, or only a permission. */
export type Speaks = 'http' | 'invoke' | 'deliver' | 'poll' | 'attach';

/** A place of a node where wires begin or end. */
export interface Port {
  readonly name: string;
  readonly speaks: readonly Speaks[];
  readonly max?: number;
  /** The sentence that a reader sees when a wire here is refused; says what would fit. */
  readonly why: string;
}

/** What a wire from an out port is: its settings, its look, and the permissions that it needs. */
export interface WireDef {
  readonly config: z.ZodType;
  readonly look: 'waits' | 'hands' | 'polled' | 'gives-up' | 'attached';
  /** IAM actions that the wire needs: shown now, enforced with the issue on permissions. */
  readonly requires: readonly string[];
  /** With a behaviour, the wire is an actor (a poller). */
  // biome-ignore lint/suspicious/noExplicitAny: the registry holds services of every state and config
  readonly behaviour?: Lazy<Behaviour<any, any>>;
}

/** One API operation that an SDK client may call. */
export interface ApiDef {
  readonly protocol: 'json1.0' | 'json1.1' | 'query' | 'rest-json' | 'rest-xml' | 'http';
  readonly host: (host: string) => boolean;
  readonly operations: {
    readonly [name: string]: { readonly action: string; readonly resource: (input: Json) => string | null; readonly hop: Micros };
  };
  readonly missing: (resource: string) => AwsError;
}

/** Ids and instants that a door puts into an event, so that the mapping is pure. `random` is a stream for the ids that it must mint. */
export interface DoorStamp {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly node: NodeId;
  readonly random: () => number;
}

/** Where a value of the event comes from: dotted or bracketed path in the event, and a place in the request such as `header:2`
 * (ordinal), `query:1`, `method`, `path`, `body`; or `door` for what the door added. */
export interface Origin {
  readonly event: string;
  readonly request: string;
  /** What happened on the way, when it is worth a word: "not decoded", "names lower-cased", "last value wins". */
  readonly note?: string;
}

/** Parts of the request that the handler never sees, with the reason: `query:0`, "the last value wins". */
export interface Lost {
  readonly request: string;
  readonly why: string;
}

/** The event that a door makes of a request, where each part came from, and what was lost. */
export type DoorEvent = { readonly event: Json; readonly origin: readonly Origin[]; readonly lost: readonly Lost[] };

/** What Lambda gave the door: the payload as JSON text, a function error, or a refusal of the Invoke API. */
export type DoorResult =
  | { readonly payload: string; readonly functionError?: string; readonly requestId?: string }
  | { readonly error: AwsError }
  | { readonly gaveUp: true };

/** A part of a handler's result that had no effect, and why. */
export type Ignored = { readonly path: string; readonly why: string };

/** Pure mapping of a front door: the behaviour uses it, and so do the five-door comparison and the hover, without the engine. */
export interface DoorDef<C = unknown> {
  toEvent(request: HttpRequest, config: C, stamp: DoorStamp): DoorEvent | { readonly refused: HttpResponse; readonly why: string };
  /** `why` is a sentence when something was refused, ignored or replaced; `ignored` names paths of the result that had no effect. */
  toHttp(
    result: DoorResult,
    config: C,
    stamp: DoorStamp,
    request: HttpRequest,
  ): {
    readonly response: HttpResponse;
    readonly why?: string;
    readonly ignored?: readonly Ignored[];
  };
}

/** The canvas node as data: one of a closed set of forms and what fills it. */
export interface Face {
  readonly form: 'building' | 'trough' | 'lanes' | 'ladder' | 'door' | 'shelf' | 'plain';
  /** Name of an icon in app/canvas (lucide's name, such as `split`). */
  readonly icon: string;
  readonly fills: { readonly [slot: string]: readonly string[] };
  /** Gauges of level records that stand on the node, in order. */
  readonly meters: readonly string[];
  /** The main settings as a sentence; `{timeout}` is a number, switch or name that can be scrubbed in place. */
  readonly sentence: string;
  /** The 13 px line of facts under the name: `{runtime}, {memorySize} MB`. */
  readonly facts: string;
}

/** A service as data: all that the engine, the inspector, the canvas and the reader of scenarios know of it. */
// biome-ignore lint/suspicious/noExplicitAny: the registry holds services of every state and config
export interface ServiceDef<C = any> {
  readonly kind: string;
  /** AWS's name for it, as the palette shows it. */
  readonly title: string;
  /** Palette group. */
  readonly group: 'Clients' | 'Front doors' | 'Compute' | 'Pushes' | 'Polled' | 'Stores';
  readonly config: z.ZodType<C>;
  // biome-ignore lint/suspicious/noExplicitAny: each word types its own data
  readonly words: { readonly [word: string]: Word<any> };
  readonly ports: { readonly in: readonly Port[]; readonly out: readonly (Port & { readonly wire: WireDef })[] };
  readonly stimuli: { readonly [name: string]: z.ZodType };
  readonly face: Face;
  readonly behaviour: Lazy<Behaviour<unknown, C>>;
  readonly api?: Lazy<ApiDef>;
  readonly door?: Lazy<DoorDef<C>>;
  readonly runsCode?: true;
  readonly arn: (id: NodeId, config: C) => string;
  /** DNS name that the node answers to, when it has one. */
  readonly host?: (id: NodeId, config: C) => string;
}

/** Services by kind. */
export type Registry = { readonly [kind: string]: ServiceDef };

/** Ties a service's files; checks that words carry the folder's prefix. */
export function defineService<State, C>(
  service: Omit<ServiceDef<C>, 'behaviour'> & { readonly behaviour: Lazy<Behaviour<State, C>> },
): ServiceDef<C> {
  return service as unknown as ServiceDef<C>;
}

/** Declares a word with its data typed; the words of a service are an object of these, keyed `folder.word`. */
export function word<D>(definition: Word<D>): Word<D> {
  return definition;
}

/** Gives a plain type a name of its own, so that a seq can't be passed where a time is meant. */
export type Brand<T, B extends string> = T & { readonly __brand: B };

/** Virtual time: whole microseconds since the scenario's `startsAt`. */
export type Micros = Brand<number, 'Micros'>;
/** Position in the trace, dense from 0. */
export type Seq = Brand<number, 'Seq'>;
/** Id of a node in the scenario, as a person chose it. */
export type NodeId = string;
/** Id of a wire in the scenario. */
export type WireId = string;
/** Nodes and wires share one namespace of ids, since a wire may act too (a poller). */
export type ActorId = NodeId | WireId;
/** A thing that is followed through the trace: a request, a message, a record, an event. */
export type ItemId = string;
/** `folder.word`, such as `lambda.invoke`; the prefix is the folder under services/, or `sim`. */
export type WordId = `${string}.${string}`;
/** One call between two actors, numbered within a run. */
export type CallId = Brand<number, 'CallId'>;
/** Names an execution environment the way views do: `orders A`. */
export type EnvId = Brand<string, 'EnvId'>;

/** Takes a number for whole microseconds, where its maker knows that it is. */
export const micros = (value: number): Micros => value as Micros;
/** Takes a number for a position in the trace. */
export const seq = (value: number): Seq => value as Seq;
/** Takes a text for the name of an environment. */
export const envId = (value: string): EnvId => value as EnvId;

/** One second of virtual time, in microseconds. */
export const SECOND = 1_000_000;

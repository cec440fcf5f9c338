/** Gives a plain type a name of its own, so that a seq can't be passed where a time is meant. */
export type Brand<T, B extends string> = T & { readonly __brand: B };

/** Virtual time: whole microseconds since the scenario's `startsAt`. */
export type Micros = Brand<number, 'Micros'>;
/** Position in the trace, dense from 0. */
export type Seq = Brand<number, 'Seq'>;
export type NodeId = string;
export type WireId = string;
/** Nodes and wires share one namespace of ids, since a wire may act too (a poller). */
export type ActorId = NodeId | WireId;
/** A thing that is followed through the trace: a request, a message, a record, an event. */
export type ItemId = string;
/** `folder.word`, such as `lambda.invoke`; the prefix is the folder under services/, or `sim`. */
export type WordId = `${string}.${string}`;
export type CallId = Brand<number, 'CallId'>;
/** Names an execution environment the way views do: `orders A`. */
export type EnvId = Brand<string, 'EnvId'>;

export const micros = (value: number): Micros => value as Micros;
export const seq = (value: number): Seq => value as Seq;
export const envId = (value: string): EnvId => value as EnvId;

/** One second of virtual time, in microseconds. */
export const SECOND = 1_000_000;
/** One millisecond of virtual time, in microseconds. */
export const MILLISECOND = 1_000;

import type { EnvId, Micros } from '../base/ids.ts';
import type { Json, JsonObject } from '../base/json.ts';
import type { HttpRequest, HttpResponse } from './http.ts';

/** The code of one execution environment, as the host must prepare it. */
export interface CodeRef {
  readonly runtime: string;
  readonly handler: string;
  readonly files: { readonly [path: string]: string };
  readonly layers: readonly string[];
  readonly env: { readonly [name: string]: string };
}

/** Where a person must look when code can't be compiled; lines and columns count from 1. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Code that is ready to run, code with a fault in it, or code that this host can't run, with the sentence that says why. */
export type Prepared = { readonly ready: number } | { readonly faulty: Fault } | { readonly cannot: string };

/** What an environment is resumed with; each runs in its own macrotask with microtasks drained, in order. */
export type Delivery =
  /** `env` holds the variables that are this environment's own, such as AWS_LAMBDA_LOG_STREAM_NAME; they lie over the code's. */
  | { readonly on: 'init'; readonly env?: { readonly [name: string]: string } }
  /** `event` is JSON text; `context` the data of Lambda's context object (awsRequestId, functionName, deadlineMs as epoch milliseconds, traceId, …). */
  | { readonly on: 'invoke'; readonly event: string; readonly context: JsonObject }
  | {
      readonly on: 'answer';
      readonly call: number;
      readonly response: HttpResponse | { readonly errno: string; readonly message: string };
    };

/** How the platform names the signals that end a process. */
export type ExitSignal = 'hangup' | 'interrupt' | 'aborted (core dumped)' | 'killed' | 'terminated';
export const EXIT_SIGNALS: readonly ExitSignal[] = ['hangup', 'interrupt', 'aborted (core dumped)', 'killed', 'terminated'];

/** What a turn did, in order. `offset` is whole µs of virtual CPU since the turn began; `by` the index of the delivery that ran, or -1-n for timer n. */
export type Effect = { readonly offset: Micros; readonly by: number } & (
  | { readonly is: 'log'; readonly level: string; readonly text: string }
  | { readonly is: 'call'; readonly call: number; readonly request: HttpRequest }
  /** A timer was set; `every` in µs when it repeats, `label` such as `setTimeout(flush, 1000)`. */
  | { readonly is: 'timer'; readonly timer: number; readonly due: Micros; readonly label: string }
  | { readonly is: 'untimed'; readonly timer: number }
  | { readonly is: 'tmp'; readonly path: string; readonly bytes: number; readonly text?: string; readonly gone?: true }
  /** The module code has run and the handler was found. */
  | { readonly is: 'ready' }
  | { readonly is: 'chunk'; readonly text: string }
  /** The invocation's result as JSON text, exactly as the runtime would post it. */
  | { readonly is: 'settled'; readonly result: string }
  /** Init or the invocation failed; `error` is the payload that the runtime would post: {errorType, errorMessage, trace}. `fatal` when the process then exits by itself. */
  | { readonly is: 'failed'; readonly error: JsonObject; readonly fatal?: true }
  /** `signal` when a signal ended the process, and not an exit. */
  | { readonly is: 'exit'; readonly code: number; readonly signal?: ExitSignal }
);

/** How a turn ended. `quiet`: nothing but virtual effects can move it. `budget`: its deadline came while it computed.
 * `spun`: it burnt the model's spin limit without yielding. `overflow`: the stack overflowed (one fixed outcome). */
export interface TurnEnd {
  readonly how: 'quiet' | 'budget' | 'spun' | 'overflow';
  readonly ticks: number;
  /** Virtual time at which the earliest pending timer is due, or null. */
  readonly wakeAt: Micros | null;
  /** Calls whose answers are awaited. */
  readonly waitingOn: readonly number[];
  readonly memoryKb: number;
}

/** What the host needs to run a turn: when it is, how fast it may go and how far, and what is delivered. */
export interface TurnInput {
  readonly turn: number;
  /** Virtual now, µs since startsAt. */
  readonly at: Micros;
  /** Epoch milliseconds of startsAt; Date.now() inside is this plus virtual time. */
  readonly startsAt: number;
  readonly nsPerTick: number;
  readonly budgetTicks: number;
  /** Spin limit in ticks; a budget below it is a deadline. */
  readonly spinTicks: number;
  readonly deliveries: readonly Delivery[];
}

/** What a turn did and how it ended; the drive takes it only if it keeps the clock's rules. */
export interface TurnAnswer {
  readonly turn: number;
  /** Sorted by offset; none past the budget. */
  readonly effects: readonly Effect[];
  readonly end: TurnEnd;
}

/** What is no fold of the trace and is asked of the environment itself. */
export interface Peek {
  readonly variables: readonly { readonly file: string; readonly name: string; readonly shown: string }[];
  readonly lines: { readonly [file: string]: readonly number[] };
}

/** Rejection of `turn`: the host ended the run (watchdog, death), not the environment. */
export class HostStopped extends Error {
  constructor(
    readonly stop: 'stuck' | 'died',
    sentence: string,
  ) {
    super(sentence);
    this.name = 'HostStopped';
  }
}

/** The one port for user code: sim declares it, hosts implement it. */
export interface HandlerHost {
  prepare(code: CodeRef): Promise<Prepared>;
  create(env: EnvId, ready: number, seed: number, tmp: Json | null): void;
  turn(env: EnvId, input: TurnInput): Promise<TurnAnswer>;
  peek(env: EnvId): Promise<Peek>;
  discard(env: EnvId): void;
}

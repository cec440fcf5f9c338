import type { ActorId, CallId, EnvId, ItemId, Micros, Seq, WireId } from '../../base/ids.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import type { CodeRef, Delivery } from '../../sim/handler-host.ts';
import type { World } from '../../sim/world.ts';
import type { LambdaConfig } from './config.ts';
import type { Exit } from './failures.ts';
import { type PlatformLog, platformLogOf } from './log-lines.ts';
import { logGroupName } from './names.ts';
import { sharedVariables } from './variables.ts';

export type LambdaWorld = World<LambdaConfig>;

/** One event on its way through an environment. */
export interface Invocation {
  /** Null for a test event. */
  readonly call: CallId | null;
  readonly from: ActorId;
  readonly via: WireId | null;
  readonly items: readonly ItemId[];
  readonly requestId: string;
  readonly event: string;
  readonly invokedArn: string;
  readonly clientContext: Json | undefined;
  readonly trace: string;
  /** Lines for LogResult, when the caller asked for them. */
  readonly tail: string[] | null;
  /** When Duration began to count. */
  startedAt: Micros;
  /** The open `lambda.invoke` span, or -1. */
  span: Seq;
}

/** The code and settings that an environment was made with; a change makes the next generation. */
export interface Generation {
  readonly config: LambdaConfig;
  readonly code: CodeRef;
  readonly log: PlatformLog;
  /** Part of one vCPU that a thread gets outside an on-demand INIT: memory / 1769 MB.
   * https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html (2026-11-23) */
  readonly share: number;
  readonly timeoutUs: number;
  readonly idleUs: number;
  /** Members of the context that don't change, as JSON text without its closing brace. */
  readonly contextHead: string;
}

export type Verdict =
  | { readonly is: 'ready' }
  | { readonly is: 'settled'; readonly result: string; readonly at: Micros }
  | { readonly is: 'failed'; readonly error: JsonObject; readonly at: Micros };

/** How a process ended: by exit, by the platform, or after the runtime had `posted` an error that took it down. */
export interface Death {
  readonly exit: Exit;
  readonly errorType: 'Runtime.ExitError' | 'Runtime.OutOfMemory';
  readonly posted: JsonObject | null;
}

/** Which of an environment's wakes rang. */
export interface Tag {
  readonly [key: string]: string;
  readonly env: EnvId;
  readonly what: 'created' | 'booted' | 'timer' | 'deadline' | 'expiry';
}

/** An execution environment: a room of the building. */
export interface Environment {
  readonly id: EnvId;
  readonly generation: Generation;
  readonly stream: string;
  /** The open `lambda.environment` span. */
  readonly life: Seq;
  readonly tags: { readonly [what in Tag['what']]: Tag };
  phase: 'creating' | 'init' | 'invoke' | 'frozen' | 'reset' | 'gone';
  /** INIT runs inside an invocation, under the function's timeout. */
  isSuppressedInit: boolean;
  /** The host runs a process for it. */
  hasProcess: boolean;
  isBusy: boolean;
  /** Answers that came while it was busy or frozen. */
  inbox: Delivery[];
  /** The open span of the phase, and of a wait inside it, or -1. */
  span: Seq;
  wait: Seq;
  invocation: Invocation | null;
  verdict: Verdict | null;
  /** How the process ended in the turn that is under way; the turn's end tells what memory it had. */
  death: Death | null;
  initStartedAt: Micros;
  /** Length of the INIT that the next REPORT tells, in µs. */
  initUs: number | null;
  deadline: Micros;
  timerWake: number | null;
  deadlineWake: number | null;
  hasExpiry: boolean;
  usedAt: Micros;
  maxMemoryKb: number;
  readonly timers: Map<number, Seq>;
  readonly fetches: Map<CallId, { readonly call: number; readonly span: Seq }>;
  readonly tmp: Map<string, Json>;
}

/** All environments of one function. */
export interface Fleet {
  generation: Generation;
  readonly environments: Map<EnvId, Environment>;
  /** Those that wait for an event, the most recently used last. */
  readonly idle: Environment[];
  /** Whose call an answer belongs to. */
  readonly fetching: Map<CallId, Environment>;
  minted: number;
  inFlight: number;
  throttles: number;
  /** Picodollars so far. */
  cost: number;
}

export function generationOf(world: LambdaWorld): Generation {
  const { config, self, arn } = world;
  const head = {
    functionName: self,
    functionVersion: '$LATEST',
    memoryLimitInMB: String(config.memorySize),
    logGroupName: logGroupName(self),
  };
  return {
    config,
    code: {
      runtime: config.runtime,
      handler: config.handler,
      files: config.files,
      layers: [],
      env: sharedVariables(self, config),
    },
    log: platformLogOf(config, self, arn),
    share: Math.min(1, config.memorySize / 1769),
    timeoutUs: config.timeout * 1_000_000,
    idleUs: config.model.idleLife * 1_000_000,
    contextHead: JSON.stringify(head).slice(0, -1),
  };
}

export const fleetOf = (world: LambdaWorld): Fleet => ({
  generation: generationOf(world),
  environments: new Map(),
  idle: [],
  fetching: new Map(),
  minted: 0,
  inFlight: 0,
  throttles: 0,
  cost: 0,
});

/** Now, as epoch milliseconds with its microseconds as a fraction. */
export const epochMs = (world: LambdaWorld): number => world.startsAt + world.now / 1000;

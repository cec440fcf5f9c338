import type { EnvId, Micros, Seq } from '../base/ids.ts';
import type { Peek, Problem, Stimulus } from '../simulate.ts';
import type { Record } from '../trace/record.ts';

/** A run's status, never a record. `full`: the record or memory cap; `stuck`: the watchdog; `died`: the frame is gone. */
export type Stop = 'asked' | 'idle' | 'full' | 'stuck' | 'died';

export interface Batch {
  readonly from: Seq;
  readonly records: readonly Record[];
  /** Texts first used by these records, in order of their ordinals from `textsFrom`. */
  readonly textsFrom: number;
  readonly texts: readonly string[];
  /** All that happens before this instant is in the trace. */
  readonly horizon: Micros;
  readonly stop: Stop;
  /** For a person, when `stop` is full, stuck or died. */
  readonly sentence?: string;
}

/** The engine in its worker. The page pulls: plain data both ways, a deadline on each call, no callbacks, no proxies. */
export interface EngineApi {
  open(document: string): Promise<{ readonly run: number } | Problem>;
  /** Runs up to `until` exclusively, or to idle, or to about `maxRecords` further records, whichever is first; 0 to idle only asks
   * whether it is idle. */
  advance(run: number, until: Micros | 'idle', maxRecords: number): Promise<Batch>;
  /** Only at the live edge; the page writes it into the script. */
  act(run: number, stimulus: Omit<Stimulus, 'at'>): Promise<{ readonly at: Micros } | Problem>;
  /** At the horizon asks the environment; earlier, replays in a second engine. */
  look(run: number, env: EnvId, at: Micros): Promise<Peek | { readonly gone: string }>;
  pulse(): Promise<number>;
  close(run: number): Promise<void>;
}

export type { Peek, Problem, Stimulus };

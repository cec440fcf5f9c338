import type { Json, JsonObject } from '../base/json.ts';
import type { DoorResult } from '../sim/service.ts';
import type { Answer } from '../sim/signal.ts';

/** Input of `lambda:Invoke`; `payload` is JSON text. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (2026-11-23) */
export type Invoke = JsonObject & {
  readonly payload: string;
  readonly invocationType?: 'RequestResponse' | 'Event' | 'DryRun';
  readonly qualifier?: string;
  /** Base64 of JSON, as in the X-Amz-Client-Context header. */
  readonly clientContext?: string;
  readonly logType?: 'Tail';
};

/** Output of `lambda:Invoke`. `payload` is the result or the error payload as JSON text, or empty for Event and DryRun. */
export type Invoked = JsonObject & {
  readonly statusCode: number;
  readonly payload: string;
  readonly functionError?: 'Unhandled';
  readonly executedVersion?: string;
  readonly requestId: string;
  /** Base64 of the last 4 KB of the log, when it was asked for. */
  readonly logResult?: string;
};

/** Takes an answer of `lambda:Invoke` for what Lambda promises to answer. */
export const invoked = (output: Json): Invoked => output as Invoked;

/** An answer of Lambda as the mapping of a door takes it. */
export function doorResult(answer: Answer | { readonly ok: false; readonly gaveUp: true }): DoorResult {
  if (!answer.ok) return 'gaveUp' in answer ? { gaveUp: true } : { error: answer.error };
  const { payload, functionError, requestId } = invoked(answer.output);
  return functionError === undefined ? { payload, requestId } : { payload, functionError, requestId };
}

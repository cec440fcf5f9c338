import { utf8Length } from '../../base/bytes.ts';
import type { JsonObject } from '../../base/json.ts';
import type { ExitSignal } from '../../sim/handler-host.ts';

/** 6 MiB and 100 bytes. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html, recorded 2025-11-24 */
export const RESPONSE_BYTES = 6_291_556;

/** Counts only when the text could be too long at all. */
export const exceeds = (text: string, bytes: number): boolean => text.length * 3 > bytes && utf8Length(text) > bytes;

/** Error payloads are recorded with their keys in these orders (2025-11). */
export const tooLargePayload = (): string =>
  JSON.stringify({
    errorMessage: `Response payload size exceeded maximum allowed payload size (${RESPONSE_BYTES} bytes).`,
    errorType: 'Function.ResponseSizeTooLarge',
  });

export const timeoutPayload = (requestId: string, timeoutSeconds: number): string =>
  JSON.stringify({
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  });

/** How a process ended: an exit code, or a signal. */
export type Exit = { readonly code: number } | { readonly signal: ExitSignal };

export function exitPayload(requestId: string, exit: Exit): string {
  const how = 'signal' in exit ? `signal: ${exit.signal}` : `exit status ${exit.code}`;
  const reason = 'code' in exit && exit.code === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: ${how}`;
  return JSON.stringify({ errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${reason}` });
}

/** What the runtime posted, without what is for the editor and for us only. */
export function postedPayload(error: JsonObject): string {
  if (!('fault' in error) && !('unstarted' in error)) return JSON.stringify(error);
  const { fault: _fault, unstarted: _unstarted, ...posted } = error;
  return JSON.stringify(posted);
}

/** Error types that the platform repeats in REPORT; all others it calls unknown. Runtime interface emulator, 2026-01. */
export function reportedType(error: JsonObject): string {
  const type = error['errorType'];
  return typeof type === 'string' && /^(Runtime|Function)\.[A-Z][A-Za-z]+$/.test(type) ? type : 'Runtime.Unknown';
}

/** The one outcome of a stack overflow: how deep a stack goes differs by engine, so nothing after it can be trusted. */
export const OVERFLOW: JsonObject = { errorType: 'RangeError', errorMessage: 'Maximum call stack size exceeded', trace: [] };

import { CHARGES, chargeFor } from '../native-charges.ts';
import { epochMs } from '../realm/clock.ts';
import { emit } from '../realm/effects.ts';
import { charge } from '../realm/meter.ts';
import { clientVersion, errorInJsonLog, intoError, loggedError } from './error-payloads.ts';

/** Taken before user code can replace them. */
const { stringify } = JSON;

/** How console calls become lines of the log stream. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html (2026-11-23) */

export type Level = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';
const LEVELS: readonly Level[] = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

type Format = (...args: unknown[]) => string;

interface LogState {
  /** Id of the invocation that runs now, as it is written; before the first one `undefined` (Node 20, 22) or `-` (24). */
  requestId: string | undefined;
  isJson: boolean;
  least: number;
  format: Format;
}

const state: LogState = { requestId: undefined, isJson: false, least: 0, format: (...args) => args.map(String).join(' ') };

/** Reads the logging settings that Lambda passes in the environment. Levels filter in the JSON format only. */
export function configureLog(env: { readonly [name: string]: string | undefined }, format: Format): void {
  state.isJson = env['AWS_LAMBDA_LOG_FORMAT']?.toUpperCase() === 'JSON';
  state.least = state.isJson ? Math.max(0, LEVELS.indexOf(env['AWS_LAMBDA_LOG_LEVEL']?.toUpperCase() as Level)) : 0;
  state.format = format;
}

/** From now on lines carry this id. */
export const logAs = (requestId: string | undefined): void => void (state.requestId = requestId);

const timestamp = (): string => new Date(epochMs()).toISOString();

/** Writes one line to the log stream as it is. */
export function writeLine(level: string, text: string): void {
  charge(CHARGES.logLine);
  chargeFor('logCharacters', text.length);
  emit({ is: 'log', level, text });
}

/** What console.log and its kin do in Lambda. The client's console has a first parameter of its own, so `console.log()` prints `undefined`. */
export function log(level: Level, [message, ...rest]: readonly unknown[]): void {
  if (LEVELS.indexOf(level) < state.least) return;
  if (state.isJson) writeLine(level, jsonLine(level, message, rest));
  else writeLine(level, `${timestamp()}\t${state.requestId}\t${level}\t${state.format(message, ...rest)}`);
}

/** What the runtime client logs of an error before it reports it. */
export function logError(label: string, thrown: unknown): void {
  const error = intoError(thrown);
  log('ERROR', state.isJson ? [error] : [label, loggedError(error)]);
}

function jsonLine(level: Level, message: unknown, rest: readonly unknown[]): string {
  const line: { [key: string]: unknown } = { timestamp: timestamp(), level, requestId: state.requestId };
  const replace = (_key: string, value: unknown): unknown => (value instanceof Error ? errorInJsonLog(value) : value);
  if (rest.length === 0) {
    line['message'] = message;
    try {
      return stringify(line, replace);
    } catch {
      line['message'] = state.format(message);
      return stringify(line);
    }
  }
  line['message'] = state.format(message, ...rest);
  // Version 4 looks for an error behind the first argument only.
  const error = (clientVersion() === 3 ? [message, ...rest] : rest).find((arg) => arg instanceof Error) as Error | undefined;
  if (error) {
    const { errorType, errorMessage } = errorInJsonLog(error);
    Object.assign(line, { errorType, errorMessage, stackTrace: typeof error.stack === 'string' ? error.stack.split('\n') : [] });
  }
  return stringify(line);
}

let partial = { stdout: '', stderr: '' };

/** process.stdout.write: no prefix; every finished line is one log event. */
export function writeRaw(stream: 'stdout' | 'stderr', text: string): void {
  const lines = (partial[stream] + text).split('\n');
  partial = { ...partial, [stream]: lines.pop() as string };
  for (const line of lines) if (line !== '') writeLine(stream === 'stderr' ? 'ERROR' : 'INFO', line);
}

/** What was written without a newline comes out when the turn ends, as Lambda reads the pipe. */
export function flushRaw(): void {
  for (const stream of ['stdout', 'stderr'] as const) {
    const rest = partial[stream];
    if (rest === '') continue;
    partial = { ...partial, [stream]: '' };
    writeLine(stream === 'stderr' ? 'ERROR' : 'INFO', rest);
  }
}

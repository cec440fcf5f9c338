import { formatInstant } from '../../base/instant.ts';
import type { LambdaConfig } from './config.ts';
import { runtimeVersionArn } from './names.ts';
import { RUNTIMES } from './runtimes.ts';

export type Phase = 'init' | 'invoke';

/** What REPORT says of an invocation. `status` is absent in the text of a success and of an error that the handler reported itself. */
export interface Report {
  readonly requestId: string;
  readonly durationUs: number;
  readonly billedMs: number;
  readonly maxMemoryMb: number;
  /** Only in the invocation that a cold start served. */
  readonly initUs: number | null;
  readonly status: 'success' | 'failure' | 'error' | 'timeout';
  readonly errorType: string | null;
}

export interface InitReport {
  readonly us: number;
  readonly phase: Phase;
  readonly status: 'success' | 'error' | 'timeout';
  readonly errorType: string | null;
}

/** The platform's own lines in a log stream; null where this format or level prints none. `at` is epoch milliseconds. */
export interface PlatformLog {
  initStart(at: number, stream: string): string | null;
  initRuntimeDone(at: number, report: InitReport): string | null;
  initReport(at: number, report: InitReport): string | null;
  start(at: number, requestId: string, invokedArn: string): string | null;
  runtimeDone(at: number, report: Report): string | null;
  end(requestId: string): string | null;
  report(at: number, report: Report): string | null;
}

const ms = (us: number): string => (us / 1000).toFixed(2);

/** Text lines, tab for tab. REPORT of a success ends with a tab; one with a status ends at it.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html and recordings (2026-11-23) */
function textLog(config: LambdaConfig): PlatformLog {
  const initStart = `INIT_START Runtime Version: ${RUNTIMES[config.runtime].version}\tRuntime Version ARN: ${runtimeVersionArn(config.runtime)}`;
  const memory = ` ms\tMemory Size: ${config.memorySize} MB\tMax Memory Used: `;
  return {
    initStart: () => initStart,
    initRuntimeDone: () => null,
    initReport: (_at, { us, phase, status, errorType }) =>
      status === 'success'
        ? null
        : `INIT_REPORT Init Duration: ${ms(us)} ms\tPhase: ${phase}\tStatus: ${status}${errorType ? `\tError Type: ${errorType}` : ''}`,
    start: (_at, requestId) => `START RequestId: ${requestId} Version: $LATEST`,
    runtimeDone: () => null,
    end: (requestId) => `END RequestId: ${requestId}`,
    report(_at, { requestId, durationUs, billedMs, maxMemoryMb, initUs, status, errorType }) {
      const line = `REPORT RequestId: ${requestId}\tDuration: ${ms(durationUs)} ms\tBilled Duration: ${billedMs}${memory}${maxMemoryMb} MB\t`;
      const whole = initUs === null ? line : `${line}Init Duration: ${ms(initUs)} ms\t`;
      if (status === 'success' || status === 'failure') return whole;
      return `${whole}Status: ${status}${errorType ? `\tError Type: ${errorType}` : ''}`;
    },
  };
}

const LEVELS = ['DEBUG', 'INFO', 'WARN'] as const;

/** Platform events of the JSON log format, at their levels.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html (2026-11-23) */
function jsonLog(config: LambdaConfig, functionName: string, arn: string): PlatformLog {
  const least = LEVELS.indexOf(config.loggingConfig.systemLogLevel ?? 'INFO');
  const event = (level: (typeof LEVELS)[number], at: number, type: string, record: object): string | null =>
    LEVELS.indexOf(level) < least ? null : JSON.stringify({ time: formatInstant(at), type: `platform.${type}`, record });
  return {
    initStart: (at, stream) =>
      event('INFO', at, 'initStart', {
        initializationType: 'on-demand',
        phase: 'init',
        runtimeVersion: RUNTIMES[config.runtime].version,
        runtimeVersionArn: runtimeVersionArn(config.runtime),
        functionName,
        functionVersion: '$LATEST',
        instanceId: stream.replace('[', `${functionName}[`),
        instanceMaxMemory: config.memorySize * 1024 * 1024,
      }),
    initRuntimeDone: (at, { phase, status, errorType }) =>
      event(status === 'success' ? 'DEBUG' : 'WARN', at, 'initRuntimeDone', {
        initializationType: 'on-demand',
        phase,
        status,
        ...(errorType && { errorType }),
      }),
    initReport: (at, { us, phase, status, errorType }) =>
      event(status === 'success' ? 'DEBUG' : 'WARN', at, 'initReport', {
        initializationType: 'on-demand',
        phase,
        status,
        ...(errorType && { errorType }),
        metrics: { durationMs: us / 1000 },
      }),
    start: (at, requestId, invokedArn) => event('INFO', at, 'start', { requestId, functionArn: invokedArn || arn, version: '$LATEST' }),
    runtimeDone: (at, { requestId, status, errorType, durationUs }) =>
      event(status === 'success' ? 'DEBUG' : 'WARN', at, 'runtimeDone', {
        requestId,
        status,
        ...(errorType && { errorType }),
        metrics: { durationMs: durationUs / 1000 },
      }),
    end: () => null,
    report: (at, { requestId, durationUs, billedMs, maxMemoryMb, initUs, status, errorType }) =>
      event(status === 'success' ? 'INFO' : 'WARN', at, 'report', {
        requestId,
        metrics: {
          durationMs: durationUs / 1000,
          billedDurationMs: billedMs,
          memorySizeMB: config.memorySize,
          maxMemoryUsedMB: maxMemoryMb,
          ...(initUs !== null && { initDurationMs: initUs / 1000 }),
        },
        status,
        ...(errorType && { errorType }),
      }),
  };
}

/** The platform lines in the format that the function's logging config asks for. */
export const platformLogOf = (config: LambdaConfig, functionName: string, arn: string): PlatformLog =>
  config.loggingConfig.logFormat === 'JSON' ? jsonLog(config, functionName, arn) : textLog(config);

const APPLICATION_LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/** Says whether a line that the handler printed at `level` is kept; levels filter the JSON format only. */
export function keepsLine(config: LambdaConfig, level: string): boolean {
  if (config.loggingConfig.logFormat !== 'JSON') return true;
  const at = APPLICATION_LEVELS.indexOf(level);
  return (at < 0 ? 2 : at) >= APPLICATION_LEVELS.indexOf(config.loggingConfig.applicationLogLevel ?? 'INFO');
}

import { word } from '../../sim/service.ts';
import { priceText } from './pricing.ts';

const LIFE_CYCLE = { aws: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html', checked: '2026-11-23' };
const INVOKE_API = { aws: 'https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html', checked: '2026-11-23' };
const CONCURRENCY = { aws: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html', checked: '2026-11-23' };
const TIMEOUT = { aws: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html', checked: '2026-11-23' };
const MEMORY = { aws: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html', checked: '2026-11-23' };
const LOGS = { aws: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html', checked: '2026-11-23' };
const PRICE = { aws: 'https://aws.amazon.com/lambda/pricing/', checked: '2026-11-23' };

/** What every record about one environment says: its name. */
interface Room {
  readonly env: string;
}
interface Run extends Room {
  readonly item: string;
  readonly durationMs: number;
  readonly billedMs: number;
}

const ms = (value: number): string => `${Math.round(value * 100) / 100} ms`;

/** Lambda's words: the life of environments, what runs in them, what they print and cost. */
export const lambdaWords = {
  'lambda.environment': word<Room & { name: string }>({
    shape: 'open',
    sentence: ({ env, name }) => `${name} has no environment free, so AWS begins ${env}.`,
    says: LIFE_CYCLE,
  }),
  'lambda.expired': word<Room>({
    shape: 'close',
    sentence: ({ env }) => `${env} has been idle long enough and is gone, with its memory and its /tmp.`,
    says: LIFE_CYCLE,
  }),
  'lambda.retired': word<Room>({
    shape: 'close',
    sentence: ({ env }) => `${env} still had the old code or settings and is gone.`,
    says: LIFE_CYCLE,
  }),
  'lambda.left': word<Room>({ shape: 'close', sentence: ({ env }) => `No further event came to ${env}.` }),
  'lambda.create': word<Room>({
    shape: 'open',
    sentence: ({ env }) => `${env} is placed and its code fetched; this time is not billed.`,
    says: LIFE_CYCLE,
    state: 'init',
  }),
  'lambda.created': word<Room>({ shape: 'close', sentence: ({ env }) => `${env} is in place.` }),
  'lambda.init': word<Room & { phase: string }>({
    shape: 'open',
    sentence: ({ env, phase }) =>
      phase === 'init'
        ? `${env} starts INIT: the runtime starts and the module's code runs once.`
        : `${env} runs INIT again, inside the invocation and on its time.`,
    says: LIFE_CYCLE,
    state: 'init',
    billed: true,
  }),
  'lambda.initialized': word<Room & { durationMs: number }>({
    shape: 'close',
    sentence: ({ env, durationMs }) => `${env} is ready after ${ms(durationMs)} of INIT.`,
  }),
  'lambda.init-failed': word<Room & { errorType: string; durationMs: number }>({
    shape: 'close',
    sentence: ({ env, errorType, durationMs }) => `${env} fails in INIT after ${ms(durationMs)}: ${errorType}.`,
    says: LIFE_CYCLE,
    state: 'error',
  }),
  'lambda.invoke': word<Room & { item: string }>({
    shape: 'open',
    sentence: ({ env, item }) => `${env} runs ${item}.`,
    says: LIFE_CYCLE,
    state: 'invoke',
    billed: true,
  }),
  'lambda.done': word<Run>({
    shape: 'close',
    sentence: ({ env, item, durationMs, billedMs }) => `${env} answers ${item} after ${ms(durationMs)}, billed ${billedMs} ms.`,
  }),
  'lambda.failed': word<Run & { errorType: string }>({
    shape: 'close',
    sentence: ({ env, item, errorType, billedMs }) =>
      `${env} fails on ${item} with ${errorType}, billed ${billedMs} ms; it keeps its memory.`,
    says: INVOKE_API,
    state: 'error',
  }),
  'lambda.timed-out': word<Run>({
    shape: 'close',
    sentence: ({ env, item, durationMs, billedMs }) =>
      `${env} is stopped on ${item} after ${ms(durationMs)}, its timeout, billed ${billedMs} ms.`,
    says: TIMEOUT,
    state: 'error',
  }),
  'lambda.exited': word<Run & { errorType: string }>({
    shape: 'close',
    sentence: ({ env, item, errorType }) => `The process of ${env} ends during ${item}: ${errorType}.`,
    says: LIFE_CYCLE,
    state: 'error',
  }),
  'lambda.unstarted': word<Run & { errorType: string }>({
    shape: 'close',
    sentence: ({ env, item, errorType, billedMs }) =>
      `${env} can't run ${item}, since INIT failed with ${errorType}; billed ${billedMs} ms.`,
    says: LIFE_CYCLE,
    state: 'error',
  }),
  'lambda.wait': word<Room & { calls: number }>({
    shape: 'open',
    sentence: ({ env, calls }) =>
      calls > 0
        ? `${env} waits for ${calls === 1 ? 'an answer' : `${calls} answers`} and computes nothing.`
        : `${env} waits for its timer and computes nothing.`,
    state: 'wait',
    billed: true,
  }),
  'lambda.waited': word<Room>({ shape: 'close', sentence: ({ env }) => `${env} goes on.` }),
  'lambda.frozen': word<Room>({
    shape: 'open',
    sentence: ({ env }) => `${env} freezes: memory, timers and promises stay as they are until its next event.`,
    says: LIFE_CYCLE,
    state: 'frozen',
  }),
  'lambda.thawed': word<Room>({ shape: 'close', sentence: ({ env }) => `${env} thaws.` }),
  'lambda.reset': word<Room>({
    shape: 'open',
    sentence: ({ env }) => `${env} is reset: memory is lost, /tmp stays, and INIT must run again.`,
    says: LIFE_CYCLE,
    state: 'reset',
  }),
  'lambda.restarted': word<Room>({ shape: 'close', sentence: ({ env }) => `${env} gets an event and must start over.` }),
  'lambda.timer': word<Room & { label: string }>({
    shape: 'open',
    sentence: ({ env, label }) => `${env} sets ${label}.`,
  }),
  'lambda.timer-over': word<Room>({ shape: 'close', sentence: ({ env }) => `A timer of ${env} is over.` }),
  'lambda.fetch': word<Room & { item: string; method: string; target: string }>({
    shape: 'open',
    sentence: ({ env, item, method, target }) => `${env} sends ${item}: ${method} ${target}.`,
  }),
  'lambda.fetched': word<Room & { status: number | string }>({
    shape: 'close',
    sentence: ({ env, status }) => `${env} hears back: ${status}.`,
  }),
  'lambda.tmp': word<Room & { path: string; bytes: number; gone: boolean }>({
    shape: 'mark',
    sentence: ({ env, path, bytes, gone }) => (gone ? `${env} deletes ${path}.` : `${env} writes ${path}, ${bytes} bytes.`),
  }),
  'lambda.overran': word<Room>({
    shape: 'mark',
    sentence: ({ env }) => `${env} was still computing when its time was over.`,
    says: TIMEOUT,
  }),
  'lambda.spun': word<Room>({
    shape: 'mark',
    sentence: ({ env }) => `${env} has computed for so long without a pause that it is taken to go on until its timeout.`,
  }),
  'lambda.overflowed': word<Room>({
    shape: 'mark',
    sentence: ({ env }) => `${env} overflowed its stack. How deep a stack goes differs by engine, so Coldstart ends the process there.`,
    state: 'error',
  }),
  'lambda.throttled': word<{ name: string; item: string; reason: string }>({
    shape: 'mark',
    sentence: ({ name, item, reason }) => `${name} refuses ${item} with 429: ${reason}.`,
    says: CONCURRENCY,
    state: 'throttle',
  }),
  'lambda.refused': word<{ name: string; item: string; code: string; message: string }>({
    shape: 'mark',
    sentence: ({ name, item, code, message }) => `${name} refuses ${item} with ${code}: ${message}`,
    says: INVOKE_API,
    state: 'error',
  }),
  'lambda.dry-run': word<{ name: string; item: string }>({
    shape: 'mark',
    sentence: ({ name, item }) => `${name} accepts ${item} as a dry run; no code runs.`,
    says: INVOKE_API,
  }),
  'lambda.updated': word<{ name: string; leaving: number }>({
    shape: 'mark',
    sentence: ({ name, leaving }) =>
      `${name} has new code or settings; ${leaving === 0 ? 'no environment has the old ones' : `${leaving} with the old ones ${leaving === 1 ? 'finishes its event' : 'finish their events'} first`}.`,
    says: LIFE_CYCLE,
  }),
  'lambda.log': word<Room & { level: string }>({
    shape: 'log',
    sentence: ({ env, level }) => `${env} prints a line at ${level}.`,
    says: LOGS,
  }),
  'lambda.platform': word<Room>({ shape: 'log', sentence: ({ env }) => `Lambda writes into the log stream of ${env}.`, says: LOGS }),
  'lambda.reply': word<Room & { item: string }>({
    shape: 'travel',
    sentence: ({ env, item }) => `The answer to ${item} leaves ${env}.`,
  }),
  'lambda.refusal': word<{ name: string; item: string }>({
    shape: 'travel',
    sentence: ({ name, item }) => `The refusal of ${item} leaves ${name}.`,
  }),
  'lambda.environments': word<{ name: string; count: number }>({
    shape: 'level',
    sentence: ({ name, count }) =>
      `${name} has ${count === 0 ? 'no environment' : count === 1 ? 'one environment' : `${count} environments`}.`,
  }),
  'lambda.throttles': word<{ name: string; count: number }>({
    shape: 'level',
    sentence: ({ name, count }) => `${name} has refused ${count === 1 ? 'one event' : `${count} events`}.`,
    says: CONCURRENCY,
  }),
  'lambda.cost': word<{ name: string; picodollars: number }>({
    shape: 'level',
    sentence: ({ name, picodollars }) => `${name} has cost ${priceText(picodollars)}.`,
    says: PRICE,
  }),
  'lambda.out-of-memory': word<Room & { memoryMb: number; limitMb: number }>({
    shape: 'mark',
    sentence: ({ env, memoryMb, limitMb }) => `${env} needs ${memoryMb} MB and may use ${limitMb} MB, so its process is killed.`,
    says: MEMORY,
    state: 'error',
  }),
};

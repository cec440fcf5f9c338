import type { JsonObject } from '../../base/json.ts';
import type { Delivery } from '../../sim/handler-host.ts';
import { chargeFor } from '../native-charges.ts';
import { emit, emitFailure } from '../realm/effects.ts';
import { immediately, isOverflow, type LoopHooks, nextTick } from '../realm/loop.ts';
import { stop } from '../realm/meter.ts';
import { holdsLoop } from '../realm/timers.ts';
import { crashReport } from './crash-report.ts';
import { postedError, RuntimeError, setClientVersion } from './error-payloads.ts';
import { CALLBACK_WARNING, type Handler, handlerIn, isAsync, loadingError, refuseCallbacks, refuseStreaming } from './handler.ts';
import { legacyContext, modernContext } from './invoke-context.ts';
import { flushRaw, log, logAs, logError, writeRaw } from './log-lines.ts';

/** Taken before user code can replace them. */
const { parse, stringify } = JSON;

/**
 * Lambda's runtime client for Node: loads the handler, calls it for each event, posts what comes of it. Node 20 and 22 run
 * version 3 (callbacks, an error reported before the process exits); Node 24 runs version 4 (async only, crashes are Node's own).
 */

/** What the client needs of the process around it. */
export interface Surroundings {
  readonly runtime: string;
  readonly env: { [name: string]: string | undefined };
  /** Version with its v, for crash reports. */
  readonly nodeVersion: string;
  /** Loads the handler's module; answers its exports or namespace and the path to the handler in it. */
  load(): Promise<{ readonly module: unknown; readonly text: string; readonly path: readonly string[] }>;
  /** Calls that wait for an answer. */
  awaited(): number;
  answer(delivery: Extract<Delivery, { on: 'answer' }>): void;
  /** Runs listeners of process events; true when there were any. */
  processEvent(name: 'exit' | 'beforeExit' | 'uncaughtException' | 'unhandledRejection', ...args: unknown[]): boolean;
  exitCode(): number | undefined;
  /** The text of a file of the function, for crash reports. */
  sourceOf(path: string): string | undefined;
}

interface Invocation {
  readonly requestId: string;
  isOver: boolean;
  /** What happens when the event loop is empty. */
  whenEmpty: (() => void) | null;
}

const NEVER_SETTLED =
  'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes';

/** Version 3 calls the handler as a method of an object of this class, which stack traces show: `at Runtime.handler`. */
class Runtime {
  readonly handler: Handler;
  constructor(handler: Handler) {
    this.handler = handler;
  }
  handleOnceNonStreaming(event: unknown, context: object, callback: Handler): unknown {
    return this.handler(event, context, callback);
  }
}

/** Version 4 does so too: `at BufferedInvokeProcessor.handler`. What comes of it waits for one turn of the loop. */
class BufferedInvokeProcessor {
  readonly handler: Handler;
  constructor(handler: Handler) {
    this.handler = handler;
  }
  async processInvoke(context: object, event: unknown, succeed: (result: unknown) => void, fail: (error: unknown) => void): Promise<void> {
    try {
      const result = await this.handler(event, context);
      immediately(() => succeed(result));
    } catch (error) {
      immediately(() => fail(error));
    }
  }
}

/** Wires the client to the event loop. */
export function runtimeClient(around: Surroundings): LoopHooks {
  const isLegacy = around.runtime !== 'nodejs24.x';
  setClientVersion(isLegacy ? 3 : 4);
  let handler: Handler | null = null;
  let runtime: Runtime | null = null;
  let processor: BufferedInvokeProcessor | null = null;
  let phase: 'init' | 'ready' = 'init';
  let invocation: Invocation | null = null;
  let isAsyncHandler = false;

  function exit(code: number): never {
    flushRaw();
    emit({ is: 'exit', code });
    return stop('exit');
  }

  /** The client posts an error and then ends its process. */
  function exitWith(error: unknown): never {
    flushRaw();
    emitFailure(postedError(error), true);
    return stop('exit');
  }

  function initFailed(error: unknown): void {
    logError(isLegacy ? 'Uncaught Exception' : 'Init Error', error);
    exitWith(error);
  }

  async function init(): Promise<void> {
    try {
      const { module, text, path } = await around.load();
      const found = handlerIn(module, text, path);
      refuseStreaming(found);
      if (!isLegacy) refuseCallbacks(found);
      handler = found;
      runtime = new Runtime(found);
      processor = new BufferedInvokeProcessor(found);
      isAsyncHandler = isAsync(found);
    } catch (error) {
      if (isOverflow(error)) stop('overflow');
      initFailed(loadingError(error));
      return;
    }
    if (isLegacy && !isAsyncHandler && handler.length >= 3 && !around.env['AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING'])
      log('WARN', [CALLBACK_WARNING]);
    phase = 'ready';
    emit({ is: 'ready' });
  }

  function settled(call: Invocation, result: unknown): void {
    let body: string | undefined;
    try {
      body = stringify(result === undefined ? null : result);
    } catch {
      failed(
        call,
        isLegacy
          ? new Error('Unable to stringify response body')
          : new RuntimeError('Runtime.JSONStringifyError', 'Unable to stringify response body'),
      );
      return;
    }
    // A function or a symbol has no JSON text, and the client's native part takes nothing but text.
    if (body === undefined) return failed(call, new TypeError('Wrong arguments'));
    flushRaw();
    emit({ is: 'settled', result: body });
  }

  function failed(_call: Invocation, thrown: unknown): void {
    if (isOverflow(thrown)) stop('overflow');
    flushRaw();
    const error = isLegacy && typeof thrown === 'symbol' ? new TypeError('Cannot convert a Symbol value to a string') : thrown;
    logError('Invoke Error', error);
    emitFailure(postedError(error), false);
  }

  function begin(context: JsonObject): Invocation {
    const requestId = String(context['awsRequestId']);
    chargeFor('invocation');
    logAs(requestId);
    around.env['_X_AMZN_TRACE_ID'] = typeof context['traceId'] === 'string' ? context['traceId'] : undefined;
    if (around.env['_X_AMZN_TRACE_ID'] === undefined) delete around.env['_X_AMZN_TRACE_ID'];
    const call: Invocation = { requestId, isOver: false, whenEmpty: null };
    invocation = call;
    return call;
  }

  /** A callback's result is posted from an immediate of the client's own, so that what is wrong with it has nobody to catch it. */
  function settledLate(call: Invocation, result: unknown): void {
    try {
      stringify(result === undefined ? null : result);
    } catch {
      uncaught(new Error('Unable to stringify response body'));
    }
    settled(call, result);
  }

  /** Version 3 logs what nobody caught, posts it and exits, before any listener of the function's own is asked. */
  function uncaught(error: unknown): never {
    logError('Uncaught Exception', error);
    if (phase === 'init') around.processEvent('uncaughtException', error, 'uncaughtException');
    around.processEvent('exit', 129);
    return exitWith(error);
  }

  function legacyInvoke(event: unknown, data: JsonObject): void {
    const call = begin(data);
    const once = (then: () => void): void => {
      if (call.isOver) return;
      call.isOver = true;
      call.whenEmpty = null;
      then();
    };
    const finish = (error: unknown, result: unknown): void =>
      once(() => (error === undefined || error === null ? settled(call, result) : failed(call, error)));
    const completion = {
      waitsForEmptyLoop: true,
      succeed: (result?: unknown) => finish(null, result),
      fail: (error?: unknown) => finish(error === undefined || error === null ? 'handled' : error, null),
      done: (error?: unknown, result?: unknown) => finish(error, result),
    };
    const callback = (error?: unknown, result?: unknown): void => {
      if (error !== undefined && error !== null) return finish(error, null);
      once(() => {
        if (!completion.waitsForEmptyLoop) settled(call, result);
        else call.whenEmpty = () => void immediately(() => settledLate(call, result));
      });
    };
    call.whenEmpty = () =>
      once(() => (isAsyncHandler ? failed(call, new RuntimeError('Runtime.NodeJsExit', NEVER_SETTLED)) : settled(call, null)));
    try {
      const result = (runtime as Runtime).handleOnceNonStreaming(event, legacyContext(data, completion), callback);
      if (isThenable(result)) result.then(completion.succeed, completion.fail);
    } catch (error) {
      callback(error);
    }
  }

  function modernInvoke(event: unknown, data: JsonObject): void {
    const call = begin(data);
    call.whenEmpty = () => {
      around.processEvent('exit', around.exitCode() ?? 0);
      exit(around.exitCode() ?? 0);
    };
    const over = (then: (outcome: unknown) => void) => (outcome: unknown) => {
      call.isOver = true;
      call.whenEmpty = null;
      then(outcome);
    };
    void (processor as BufferedInvokeProcessor).processInvoke(
      modernContext(data),
      event,
      over((result) => settled(call, result)),
      over((error) => failed(call, error)),
    );
  }

  /** Node 24 has no safety net: Node prints the error and exits with 1. */
  function crash(error: unknown, from: 'throw' | 'rejection'): never {
    writeRaw('stderr', crashReport(error, from, around));
    around.processEvent('exit', 1);
    return exit(1);
  }

  return {
    deliver(delivery) {
      if (delivery.on === 'answer') return around.answer(delivery);
      if (delivery.on === 'init') {
        if (delivery.env) Object.assign(around.env, delivery.env);
        logAs(isLegacy ? undefined : '-');
        void init();
        return;
      }
      const event: unknown = parse(delivery.event);
      // The client calls the handler after an await, so inside the microtask queue: promises come before nextTick there.
      void Promise.resolve().then(() => (isLegacy ? legacyInvoke(event, delivery.context) : modernInvoke(event, delivery.context)));
    },
    uncaught(error) {
      if (isLegacy) uncaught(error);
      if (!around.processEvent('uncaughtException', error, 'uncaughtException')) crash(error, 'throw');
    },
    rejected(reason, promise) {
      if (!isLegacy) {
        if (!around.processEvent('unhandledRejection', reason, promise)) crash(reason, 'rejection');
        return;
      }
      const error = unhandledRejection(reason);
      logError('Unhandled Promise Rejection', error);
      if (phase === 'init') around.processEvent('unhandledRejection', reason, promise);
      around.processEvent('exit', 128);
      exitWith(error);
    },
    idle() {
      flushRaw();
      if (holdsLoop() || around.awaited() > 0) return false;
      if (phase === 'init' && handler === null) {
        // Version 4 loads the function without a top-level await of its own, so Node sees nothing that is unsettled.
        if (isLegacy) writeRaw('stderr', 'Warning: Detected unsettled top-level await\n');
        exit(isLegacy ? 13 : 0);
      }
      const whenEmpty = invocation?.whenEmpty;
      if (!invocation || !whenEmpty) return false;
      invocation.whenEmpty = null;
      around.processEvent('beforeExit', around.exitCode() ?? 0);
      if (holdsLoop() || around.awaited() > 0) {
        invocation.whenEmpty = whenEmpty;
        return true;
      }
      nextTick(whenEmpty);
      return true;
    },
  };
}

/** Where Node and the client stand when a rejection that nobody handled is told of; as Node 20 has it. */
const REJECTION_FRAMES = [
  'process.<anonymous> (file:///var/runtime/index.mjs:1276:17)',
  'process.emit (node:events:524:28)',
  'emitUnhandledRejection (node:internal/process/promises:250:13)',
  'throwUnhandledRejectionsMode (node:internal/process/promises:385:19)',
  'processPromiseRejections (node:internal/process/promises:470:17)',
  'process.processTicksAndRejections (node:internal/process/task_queues:96:32)',
];

function unhandledRejection(reason: unknown): RuntimeError {
  const error = new RuntimeError('Runtime.UnhandledPromiseRejection', reason === undefined ? undefined : String(reason));
  const header = `Runtime.UnhandledPromiseRejection${error.message === '' ? '' : `: ${error.message}`}`;
  Object.defineProperty(error, 'stack', { value: [header, ...REJECTION_FRAMES.map((frame) => `    at ${frame}`)].join('\n') });
  return Object.assign(error, { reason, promise: {} });
}

function isThenable(value: unknown): value is { then(kept: (value: unknown) => void, broken: (error: unknown) => void): unknown } {
  return Boolean(value) && typeof (value as { then?: unknown }).then === 'function';
}

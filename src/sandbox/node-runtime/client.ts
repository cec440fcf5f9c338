import type { JsonObject } from '../../base/json.ts';
import type { Delivery } from '../../sim/handler-host.ts';
import { chargeFor } from '../native-charges.ts';
import { emit, emitFailure } from '../realm/effects.ts';
import { immediately, isOverflow, type LoopHooks, nextTick } from '../realm/loop.ts';
import { stop } from '../realm/meter.ts';
import { holdsLoop } from '../realm/timers.ts';
import { postedError, RuntimeError } from './error-payloads.ts';
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

/** Wires the client to the event loop. */
export function runtimeClient(around: Surroundings): LoopHooks {
  const isLegacy = around.runtime !== 'nodejs24.x';
  let handler: Handler | null = null;
  let runtime: Runtime | null = null;
  let phase: 'init' | 'ready' = 'init';
  let invocation: Invocation | null = null;
  let isAsyncHandler = false;

  function exit(code: number, post?: unknown): never {
    flushRaw();
    if (post === undefined) emit({ is: 'exit', code });
    else emitFailure(postedError(post), true);
    return stop('exit');
  }

  function initFailed(error: unknown): void {
    logError(isLegacy ? 'Uncaught Exception' : 'Init Error', error);
    exit(1, error);
  }

  async function init(): Promise<void> {
    try {
      const { module, text, path } = await around.load();
      const found = handlerIn(module, text, path);
      refuseStreaming(found);
      if (!isLegacy) refuseCallbacks(found);
      handler = found;
      runtime = new Runtime(found);
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
    flushRaw();
    emit({ is: 'settled', result: body ?? 'null' });
  }

  function failed(_call: Invocation, error: unknown): void {
    if (isOverflow(error)) stop('overflow');
    flushRaw();
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
        else call.whenEmpty = () => void immediately(() => settled(call, result));
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

  async function modernInvoke(event: unknown, data: JsonObject): Promise<void> {
    const call = begin(data);
    call.whenEmpty = () => exit(around.exitCode() ?? 0);
    const over = (then: () => void): void => {
      call.isOver = true;
      call.whenEmpty = null;
      immediately(then);
    };
    try {
      const result = await (handler as Handler)(event, modernContext(data));
      over(() => settled(call, result));
    } catch (error) {
      over(() => failed(call, error));
    }
  }

  /** Node 24 has no safety net: Node prints the error and exits with 1. */
  function crash(error: unknown, from: 'throw' | 'rejection'): never {
    const stack = error instanceof Error && typeof error.stack === 'string' ? error.stack : null;
    if (stack !== null) writeRaw('stderr', `${stack}\n\nNode.js ${around.nodeVersion}\n`);
    else if (from === 'rejection') {
      writeRaw(
        'stderr',
        `[UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${String(error)}".] {\n  code: 'ERR_UNHANDLED_REJECTION'\n}\n\nNode.js ${around.nodeVersion}\n`,
      );
    } else writeRaw('stderr', `Uncaught ${String(error)}\n\nNode.js ${around.nodeVersion}\n`);
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
      if (around.processEvent('uncaughtException', error, 'uncaughtException') && !isLegacy) return;
      if (!isLegacy) crash(error, 'throw');
      logError('Uncaught Exception', error);
      around.processEvent('exit', 129);
      exit(129, error);
    },
    rejected(reason, promise) {
      if (around.processEvent('unhandledRejection', reason, promise) && !isLegacy) return;
      if (!isLegacy) crash(reason, 'rejection');
      const error = new RuntimeError('Runtime.UnhandledPromiseRejection', String(reason));
      Object.assign(error, { reason, promise: {} });
      logError('Unhandled Promise Rejection', error);
      around.processEvent('exit', 128);
      exit(128, error);
    },
    idle() {
      flushRaw();
      if (holdsLoop() || around.awaited() > 0) return false;
      if (phase === 'init' && handler === null) {
        writeRaw('stderr', 'Warning: Detected unsettled top-level await\n');
        exit(13);
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

function isThenable(value: unknown): value is { then(kept: (value: unknown) => void, broken: (error: unknown) => void): unknown } {
  return Boolean(value) && typeof (value as { then?: unknown }).then === 'function';
}

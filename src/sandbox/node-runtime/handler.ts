import { clientVersion, RuntimeError } from './error-payloads.ts';

export type Handler = (...args: unknown[]) => unknown;

const CALLBACKS_GONE =
  'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.';

/** Wording of the warning that Node 20 and 22 log once at init for a callback-style handler. */
export const CALLBACK_WARNING =
  'AWS Lambda plans to remove support for callback-based function handlers starting with Node.js 24. You will need to update this function to use an async handler to use Node.js 24 or later. For more information and to provide feedback on this change, see https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/issues/137. To disable this warning, set the AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING environment variable.';

/** Finds the handler in a loaded module; `text` is what messages quote, such as `index.a.b`. */
export function handlerIn(module: unknown, text: string, path: readonly string[]): Handler {
  const found = exportAt(module, path) || (clientVersion() === 4 && exportAt((module as { default?: unknown } | null)?.default, path));
  if (!found) throw new RuntimeError('Runtime.HandlerNotFound', `${text} is undefined or not exported`);
  if (typeof found !== 'function') throw new RuntimeError('Runtime.HandlerNotFound', `${text} is not a function`);
  return found as Handler;
}

/** Version 4 looks for nested names in objects only, and in a default export when there is no export of that name. */
function exportAt(module: unknown, path: readonly string[]): unknown {
  let found: unknown = module;
  for (const [depth, key] of path.entries()) {
    if (clientVersion() === 4 && depth > 0 && typeof found !== 'object') return undefined;
    found = found && (found as { [key: string]: unknown })[key];
  }
  return found;
}

/** Turns what loading the module threw into what the runtime reports of it. */
export function loadingError(error: unknown): unknown {
  if (error instanceof Error && 'errorType' in error) return new RuntimeError(String(error.errorType), error.message);
  if (error instanceof SyntaxError) return syntaxReport(error);
  if (error instanceof Error && (error as { code?: unknown }).code === 'MODULE_NOT_FOUND') {
    return new RuntimeError('Runtime.ImportModuleError', String(error));
  }
  return error;
}

/** Version 4 keeps the stack of the syntax error; where the fault is goes to the editor with either. */
function syntaxReport(error: SyntaxError): RuntimeError {
  const report = new RuntimeError('Runtime.UserCodeSyntaxError', String(error), (error as { fault?: unknown }).fault);
  if (clientVersion() === 4) Object.defineProperty(report, 'stack', { value: error.stack });
  return report;
}

/** Node 24 refuses handlers of three parameters, whatever they are. */
export function refuseCallbacks(handler: Handler): void {
  if (handler.length >= 3) throw new RuntimeError('Runtime.CallbackHandlerDeprecated', CALLBACKS_GONE);
}

/** An `async` function, as V8 tells it. */
export const isAsync = (handler: Handler): boolean => Object.prototype.toString.call(handler) === '[object AsyncFunction]';

/** Marks what awslambda.streamifyResponse made. */
export const STREAMED = Symbol.for('aws.lambda.runtime.handler.streaming');

/** Response streaming isn't modelled, and a handler that needs it must not seem to work. */
export function refuseStreaming(handler: Handler): void {
  if (STREAMED in handler) {
    throw new RuntimeError(
      'Coldstart.NotModelled',
      'awslambda.streamifyResponse is not available in Coldstart yet: response streaming is not modelled. Return the whole response from an async handler instead.',
    );
  }
}

/** Errors as Lambda's Node runtime client writes them into logs and posts them to the service. Behaviour of its versions 3 and 4, 2026-11. */

/** Taken before user code can replace them. */
const { stringify } = JSON;

/** The version of the runtime client: 3 runs Node 20 and 22, 4 runs Node 24. */
export type ClientVersion = 3 | 4;

let version: ClientVersion = 3;
/** From now on errors are written as this version of the client writes them. */
export const setClientVersion = (running: ClientVersion): void => void (version = running);
/** The version in use. */
export const clientVersion = (): ClientVersion => version;

const hidden = (value: unknown): PropertyDescriptor => ({ value, configurable: true, writable: true, enumerable: false });

/** An error of the runtime itself; its name is the errorType. Version 4 keeps the name as an own property, which its logs show. */
export class RuntimeError extends Error {
  declare readonly fault: unknown;

  constructor(type: string, message?: string, fault?: unknown) {
    super(message);
    Object.defineProperty(this, 'name', { ...hidden(type), enumerable: version === 4 });
    const stack = typeof this.stack === 'string' ? this.stack.replace(/^Error/, type) : `${type}: ${message}`;
    Object.defineProperty(this, 'stack', hidden(stack));
    if (fault !== undefined) Object.defineProperty(this, 'fault', hidden(fault));
  }

  /** What the client calls the class of this error; the JSON log format shows it as errorType. */
  get className(): string {
    const short = this.name.slice(this.name.indexOf('.') + 1);
    return version === 4 && /^(HandlerNotFound|MalformedHandlerName|CallbackHandlerDeprecated)$/.test(short) ? `${short}Error` : short;
  }
}

interface ErrorLike {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

/** Version 3 also takes for an error what looks like one. */
function isErrorLike(value: unknown): value is ErrorLike {
  if (value instanceof Error) return true;
  if (version === 4 || typeof value !== 'object' || value === null) return false;
  const { name, message, stack } = value as { [key: string]: unknown };
  return Boolean(name && message && stack) && typeof name === 'string' && typeof message === 'string' && typeof stack === 'string';
}

/** DEL would break the header that the payload's type travels in, so the client escapes it. Throws for what is no text, as the client does. */
const clean = (text: string | undefined): string | undefined =>
  text === undefined || text === null ? undefined : text.replaceAll('\x7f', '%7F');

/** Version 3 trips over an error without a stack, and then says so. */
const traceOf = ({ stack }: { readonly stack?: string }): readonly string[] =>
  version === 3 || stack ? (clean((stack as string).toString()) as string).split('\n') : [];

/** JSON text of the payload that the caller gets: {errorType, errorMessage, trace}. */
export function postedError(error: unknown): string {
  try {
    if (isErrorLike(error)) {
      const fault = error instanceof RuntimeError ? error.fault : undefined;
      return stringify({
        errorType: clean(error.name),
        errorMessage: clean(error.message),
        trace: traceOf(error),
        ...(fault !== undefined && { fault }),
      });
    }
    const shown = version === 3 ? (error as object).toString() : String(error);
    return stringify({ errorType: typeof error, errorMessage: shown, trace: [] });
  } catch {
    return stringify({
      errorType: 'handled',
      errorMessage:
        'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
      ...(version === 4 && { trace: [] }),
    });
  }
}

/** What the client makes of a thrown value before it logs it. */
export function intoError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  return version === 3 ? new Error(thrown as string | undefined) : new Error(String(thrown));
}

/** The JSON that follows `Invoke Error` in a text log: errorType, errorMessage, code, own properties, stack as lines. */
export function loggedError(error: Error): string {
  try {
    return `\t${stringify(error, (_key, value: unknown) => (value instanceof Error ? withProperties(value) : value))}`;
  } catch {
    return `\t${postedError(error)}`;
  }
}

function withProperties(error: Error & { code?: unknown }): object {
  const shown: { [key: string]: unknown } = { errorType: error.name, errorMessage: error.message, code: error.code, ...error };
  if (typeof error.stack === 'string') shown['stack'] = error.stack.split('\n');
  return shown;
}

/** An error as it stands inside a line of the JSON log format. */
export function errorInJsonLog(error: Error): {
  readonly errorType: unknown;
  readonly errorMessage: unknown;
  readonly stackTrace: unknown;
} {
  const own = (error.constructor as { name?: string } | undefined)?.name ?? 'UnknownError';
  const type = error instanceof RuntimeError ? error.className : own;
  const stackTrace: unknown = typeof error.stack === 'string' ? error.stack.split('\n') : error.stack;
  return { errorType: type, errorMessage: error.message, stackTrace, ...error };
}

/** Errors as Lambda's Node runtime client writes them into logs and posts them to the service. Behaviour of its versions 3 and 4, 2026-11. */

/** Taken before user code can replace them. */
const { stringify } = JSON;

/** An error of the runtime itself; its name is the errorType. */
export class RuntimeError extends Error {
  constructor(type: string, message: string) {
    super(message);
    Object.defineProperty(this, 'name', { value: type, configurable: true, writable: true, enumerable: false });
    const stack = typeof this.stack === 'string' ? this.stack.replace(/^Error/, type) : `${type}: ${message}`;
    Object.defineProperty(this, 'stack', { value: stack, configurable: true, writable: true, enumerable: false });
  }
}

interface ErrorLike {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

function isErrorLike(value: unknown): value is ErrorLike {
  if (value instanceof Error) return true;
  if (typeof value !== 'object' || value === null) return false;
  const { name, message, stack } = value as { [key: string]: unknown };
  return Boolean(name && message && stack) && typeof name === 'string' && typeof message === 'string' && typeof stack === 'string';
}

/** DEL would break the header that the payload's type travels in, so the client escapes it. */
const clean = (text: unknown): string | undefined => (typeof text === 'string' ? text.replaceAll('\x7f', '%7F') : undefined);

const linesOf = (error: { readonly stack?: unknown }): readonly string[] =>
  typeof error.stack === 'string' ? (clean(error.stack) as string).split('\n') : [];

/** JSON text of the payload that the caller gets: {errorType, errorMessage, trace}. */
export function postedError(error: unknown): string {
  try {
    if (isErrorLike(error)) {
      const fault = (error as { fault?: unknown }).fault;
      return stringify({
        errorType: clean(error.name),
        errorMessage: clean(error.message),
        trace: linesOf(error),
        ...(fault !== undefined && { fault }),
      });
    }
    return stringify({ errorType: typeof error, errorMessage: String(error), trace: [] });
  } catch {
    return stringify({
      errorType: 'handled',
      errorMessage:
        'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
      trace: [],
    });
  }
}

/** The JSON that follows `Invoke Error` in a text log: errorType, errorMessage, code, own properties, stack as lines. */
export function loggedError(error: unknown): string {
  const subject = error instanceof Error ? error : new Error(String(error));
  try {
    return `\t${stringify(subject, (_key, value: unknown) => (value instanceof Error ? withProperties(value) : value))}`;
  } catch {
    return `\t${stringify({ errorType: subject.name, errorMessage: subject.message, stack: linesOf(subject) })}`;
  }
}

function withProperties(error: Error & { code?: unknown }): object {
  const { fault: _fault, ...own } = error as Error & { fault?: unknown };
  const shown: { [key: string]: unknown } = { errorType: error.name, errorMessage: error.message, code: error.code, ...own };
  if (typeof error.stack === 'string') shown['stack'] = error.stack.split('\n');
  return shown;
}

/** An error as it stands inside a line of the JSON log format. */
export function errorInJsonLog(error: Error): object {
  const type = (error.constructor as { name?: string } | undefined)?.name ?? 'UnknownError';
  return { errorType: type, errorMessage: error.message, stackTrace: linesOf(error), ...error };
}

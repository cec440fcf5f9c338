/** Errors with Node's codes, worded as Node words them. */

type ErrorKind = typeof TypeError | typeof RangeError | typeof Error;

/** An error whose name reads `TypeError [CODE]` in its stack, as Node's do, while `name` stays plain. */
export function codedError(Kind: ErrorKind, code: string, message: string): Error & { code: string } {
  const error = new Kind(message) as Error & { code: string };
  const stack = String(error.stack ?? `${error.name}: ${message}`);
  const value = stack.startsWith(`${error.name}:`) ? `${error.name} [${code}]${stack.slice(error.name.length)}` : stack;
  Object.defineProperty(error, 'stack', { value, configurable: true, enumerable: false, writable: true });
  const toString = { toString: (): string => `${error.name} [${code}]: ${error.message}` }.toString;
  Object.defineProperty(error, 'toString', { value: toString, configurable: true, enumerable: false, writable: true });
  error.code = code;
  return error;
}

function received(value: unknown): string {
  if (value === null || value === undefined) return ` Received ${value}`;
  if (typeof value === 'function') return ` Received function ${value.name}`;
  if (typeof value === 'object') {
    const name = (value as { constructor?: { name?: string } }).constructor?.name;
    return name ? ` Received an instance of ${name}` : ' Received [Object: null prototype] {}';
  }
  let shown = typeof value === 'string' ? `'${value.length > 28 ? `${value.slice(0, 25)}...` : value}'` : String(value);
  if (typeof value === 'bigint') shown += 'n';
  return ` Received type ${typeof value} (${shown})`;
}

/** The errors that Node's own modules throw most. */
export const nodeError = {
  argumentType(name: string, expected: string, actual: unknown): Error {
    const what = name.endsWith(' argument') ? `The ${name}` : `The "${name}" ${name.includes('.') ? 'property' : 'argument'}`;
    return codedError(TypeError, 'ERR_INVALID_ARG_TYPE', `${what} must be ${expected}.${received(actual)}`);
  },
  argumentValue(name: string, value: unknown, reason = 'is invalid'): Error {
    const what = name.includes('.') ? 'property' : 'argument';
    const shown = typeof value === 'string' ? `'${value}'` : String(value);
    return codedError(TypeError, 'ERR_INVALID_ARG_VALUE', `The ${what} '${name}' ${reason}. Received ${shown}`);
  },
  outOfRange(name: string, range: string, value: unknown): Error {
    const shown =
      typeof value === 'number' && Number.isInteger(value) && Math.abs(value) > 2 ** 32 ? grouped(String(value)) : String(value);
    return codedError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range. It must be ${range}. Received ${shown}`);
  },
  of: codedError,
};

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, '_');
}

import { inspect } from 'node-inspect-extracted';
import { nodeError } from '../realm/node-error.ts';
import { isDeepLooseEqual, isDeepStrictEqual } from './deep-equal.ts';

/** node:assert. Messages name both values; Node's coloured diffs are left out. */

type Message = string | Error | undefined;

interface Failure {
  readonly message?: Message;
  readonly actual?: unknown;
  readonly expected?: unknown;
  readonly operator: string;
  readonly text: () => string;
}

export class AssertionError extends Error {
  readonly generatedMessage: boolean;
  readonly code = 'ERR_ASSERTION';
  readonly actual: unknown;
  readonly expected: unknown;
  readonly operator: string;
  constructor(options: { readonly message?: string; readonly actual?: unknown; readonly expected?: unknown; readonly operator?: string }) {
    super(options.message ?? `${inspect(options.actual)} ${options.operator ?? ''} ${inspect(options.expected)}`);
    Object.defineProperty(this, 'name', { value: 'AssertionError', enumerable: false, configurable: true, writable: true });
    if (typeof this.stack === 'string') {
      Object.defineProperty(this, 'stack', {
        value: this.stack.replace(/^Error/, 'AssertionError [ERR_ASSERTION]'),
        enumerable: false,
        configurable: true,
        writable: true,
      });
    }
    this.generatedMessage = options.message === undefined;
    this.actual = options.actual;
    this.expected = options.expected;
    this.operator = options.operator ?? 'fail';
  }
}

function fail({ message, actual, expected, operator, text }: Failure): never {
  if (message instanceof Error) throw message;
  const error = new AssertionError({ message: message ?? text(), actual, expected, operator });
  Object.defineProperty(error, 'generatedMessage', { value: message === undefined, enumerable: true, configurable: true, writable: true });
  throw error;
}

const both =
  (what: string, actual: unknown, expected: unknown): (() => string) =>
  () =>
    `${what}\n\n${inspect(actual)} !== ${inspect(expected)}\n`;
const diff =
  (what: string, actual: unknown, expected: unknown): (() => string) =>
  () =>
    `${what}\n+ actual - expected\n\n+ ${inspect(actual)}\n- ${inspect(expected)}`;

function ok(...given: [value?: unknown, message?: Message]): void {
  const [value, message] = given;
  if (value) return;
  const text = (): string =>
    given.length === 0 ? 'No value argument passed to `assert.ok()`' : 'The expression evaluated to a falsy value:\n\n  assert(…)\n';
  fail({ message, actual: value, expected: true, operator: '==', text });
}

type Expected = undefined | RegExp | (new (...args: never[]) => unknown) | ((error: unknown) => unknown) | object | Error;

function matches(error: unknown, expected: Expected, message: Message): void {
  if (expected === undefined) return;
  if (expected instanceof RegExp) {
    if (expected.test(String(error))) return;
    fail({
      message,
      actual: error,
      expected,
      operator: 'throws',
      text: () => `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(String(error))}\n`,
    });
  }
  if (typeof expected === 'function') {
    const isClass = expected.prototype !== undefined && error instanceof (expected as new () => unknown);
    if (isClass) return;
    if (Object.prototype.isPrototypeOf.call(Error, expected) || expected === Error) throw error;
    if (Reflect.apply(expected as () => unknown, {}, [error] as never) === true) return;
    fail({
      message,
      actual: error,
      expected,
      operator: 'throws',
      text: () => `The ${expected.name ? `"${expected.name}" ` : ''}validation function is expected to return "true". Received false`,
    });
  }
  for (const key of [...Object.keys(expected), ...(expected instanceof Error ? ['name', 'message'] : [])]) {
    const want = (expected as { [key: string]: unknown })[key];
    const got = (error as { [key: string]: unknown } | null)?.[key];
    if (want instanceof RegExp && typeof got === 'string' ? want.test(got) : isDeepStrictEqual(got, want)) continue;
    fail({
      message,
      actual: error,
      expected,
      operator: 'throws',
      text: diff('Expected values to be strictly deep-equal:', { [key]: got }, { [key]: want }),
    });
  }
}

const split = (expected: unknown, message: unknown): { readonly expected: Expected; readonly message: Message } =>
  typeof expected === 'string'
    ? { expected: undefined, message: expected }
    : { expected: expected as Expected, message: message as Message };

function throws(run: unknown, wanted?: unknown, note?: unknown): void {
  if (typeof run !== 'function') throw nodeError.argumentType('fn', 'of type function', run);
  const { expected, message } = split(wanted, note);
  try {
    run();
  } catch (error) {
    return matches(error, expected, message);
  }
  missing('exception', expected, message, 'throws');
}

function missing(what: string, expected: Expected, message: Message, operator: string): never {
  const name = typeof expected === 'function' && expected.name ? ` (${expected.name})` : '';
  const text = (): string => `Missing expected ${what}${name}${typeof message === 'string' ? `: ${message}` : '.'}`;
  return fail({ message: message instanceof Error ? message : text(), expected, operator, text });
}

async function outcomeOf(promise: unknown): Promise<{ readonly error?: unknown; readonly isRejected: boolean }> {
  const started = typeof promise === 'function' ? (promise() as unknown) : promise;
  if (typeof (started as { then?: unknown } | null)?.then !== 'function')
    throw nodeError.argumentType('promiseFn', 'of type function or an instance of Promise', promise);
  try {
    await started;
    return { isRejected: false };
  } catch (error) {
    return { isRejected: true, error };
  }
}

async function rejects(promise: unknown, wanted?: unknown, note?: unknown): Promise<void> {
  const { expected, message } = split(wanted, note);
  const { isRejected, error } = await outcomeOf(promise);
  if (!isRejected) missing('rejection', expected, message, 'rejects');
  matches(error, expected, message);
}

const checks = {
  ok,
  fail(message?: Message): never {
    return fail({ message, operator: 'fail', text: () => 'Failed' });
  },
  equal(a: unknown, b: unknown, message?: Message): void {
    // biome-ignore lint/suspicious/noDoubleEquals: assert.equal is loose
    if (!(a == b || (Number.isNaN(a) && Number.isNaN(b))))
      fail({ message, actual: a, expected: b, operator: '==', text: () => `${inspect(a)} == ${inspect(b)}` });
  },
  notEqual(a: unknown, b: unknown, message?: Message): void {
    // biome-ignore lint/suspicious/noDoubleEquals: assert.notEqual is loose
    if (a == b) fail({ message, actual: a, expected: b, operator: '!=', text: () => `${inspect(a)} != ${inspect(b)}` });
  },
  strictEqual(a: unknown, b: unknown, message?: Message): void {
    if (!Object.is(a, b))
      fail({ message, actual: a, expected: b, operator: 'strictEqual', text: both('Expected values to be strictly equal:', a, b) });
  },
  notStrictEqual(a: unknown, b: unknown, message?: Message): void {
    if (Object.is(a, b))
      fail({
        message,
        actual: a,
        expected: b,
        operator: 'notStrictEqual',
        text: () => `Expected "actual" to be strictly unequal to: ${inspect(b)}`,
      });
  },
  deepEqual(a: unknown, b: unknown, message?: Message): void {
    if (!isDeepLooseEqual(a, b))
      fail({ message, actual: a, expected: b, operator: 'deepEqual', text: diff('Expected values to be loosely deep-equal:', a, b) });
  },
  notDeepEqual(a: unknown, b: unknown, message?: Message): void {
    if (isDeepLooseEqual(a, b))
      fail({
        message,
        actual: a,
        expected: b,
        operator: 'notDeepEqual',
        text: () => `Expected "actual" not to be loosely deep-equal to: ${inspect(b)}`,
      });
  },
  deepStrictEqual(a: unknown, b: unknown, message?: Message): void {
    if (!isDeepStrictEqual(a, b))
      fail({
        message,
        actual: a,
        expected: b,
        operator: 'deepStrictEqual',
        text: diff('Expected values to be strictly deep-equal:', a, b),
      });
  },
  notDeepStrictEqual(a: unknown, b: unknown, message?: Message): void {
    if (isDeepStrictEqual(a, b))
      fail({
        message,
        actual: a,
        expected: b,
        operator: 'notDeepStrictEqual',
        text: () => `Expected "actual" not to be strictly deep-equal to: ${inspect(b)}`,
      });
  },
  match(value: string, pattern: RegExp, message?: Message): void {
    if (!pattern.test(value))
      fail({
        message,
        actual: value,
        expected: pattern,
        operator: 'match',
        text: () => `The input did not match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(value)}\n`,
      });
  },
  doesNotMatch(value: string, pattern: RegExp, message?: Message): void {
    if (pattern.test(value))
      fail({
        message,
        actual: value,
        expected: pattern,
        operator: 'doesNotMatch',
        text: () => `The input was expected to not match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(value)}\n`,
      });
  },
  throws,
  doesNotThrow(run: () => unknown, message?: Message): void {
    try {
      run();
    } catch (error) {
      fail({
        message,
        actual: error,
        operator: 'doesNotThrow',
        text: () => `Got unwanted exception.\nActual message: "${(error as Error)?.message}"`,
      });
    }
  },
  rejects,
  async doesNotReject(promise: unknown, message?: Message): Promise<void> {
    const { isRejected, error } = await outcomeOf(promise);
    if (isRejected)
      fail({
        message,
        actual: error,
        operator: 'doesNotReject',
        text: () => `Got unwanted rejection.\nActual message: "${(error as Error)?.message}"`,
      });
  },
  ifError(value: unknown): void {
    if (value !== null && value !== undefined) {
      fail({
        actual: value,
        expected: null,
        operator: 'ifError',
        text: () => `ifError got unwanted exception: ${value instanceof Error ? value.message : inspect(value)}`,
      });
    }
  },
  AssertionError,
};

const callable = (value: unknown, message?: Message): void => ok(value, message);
const strict = Object.assign((value: unknown, message?: Message): void => ok(value, message), checks, {
  equal: checks.strictEqual,
  notEqual: checks.notStrictEqual,
  deepEqual: checks.deepStrictEqual,
  notDeepEqual: checks.notDeepStrictEqual,
});
Object.assign(strict, { strict });

/** What `require('assert')` gives. */
export const assert = Object.assign(callable, checks, { strict });

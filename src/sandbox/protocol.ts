import { micros } from '../base/ids.ts';
import type { Json, JsonObject } from '../base/json.ts';
import type { Program } from '../compile/program.ts';
import { type Effect, EXIT_SIGNALS, type Peek, type TurnAnswer, type TurnEnd, type TurnInput } from '../sim/handler-host.ts';
import type { Header, HttpRequest } from '../sim/http.ts';

/**
 * The closed protocol between a host and one environment's worker. User code shares its realm with the bootstrap, so
 * everything that comes FROM an environment may be forged: a host reads it through `readFromEnv` and `readAnswer` only.
 */

/** What becomes an environment: the linked program, the function's settings, its dice, and /tmp as the last life left it. */
export interface Assignment {
  readonly program: Program;
  readonly runtime: string;
  readonly handler: string;
  readonly env: { readonly [name: string]: string };
  readonly seed: number;
  readonly tmp: Json | null;
}

/** A turn on its way to an environment: the JSON text of its TurnInput, which a locked realm parses in a fraction of the time that
 * it takes to clone the objects (four fifths of a warm invocation's time in its worker, profiled 2026-11-25). */
export type TurnText = string;

/** What a host says to an environment: `assign` once, then turns and peeks, one at a time. */
export type ToEnv = TurnText | { readonly is: 'assign'; readonly assignment: Assignment } | { readonly is: 'peek'; readonly ask: number };

/** Writes a turn for an environment. */
export const turnText = (input: TurnInput): TurnText => JSON.stringify(input);

/** What an environment says: `booted` once, then one answer for each question. */
export type FromEnv =
  | { readonly is: 'booted' }
  | { readonly is: 'answer'; readonly answer: TurnAnswer }
  | { readonly is: 'peeked'; readonly ask: number; readonly peek: Peek };

/** Most effects that one turn may have; what each is charged makes the spin limit come first in honest code. */
export const MAX_EFFECTS = 500_000;
/** Most characters of text in all effects of one turn. */
export const MAX_TEXT = 256 * 1024 * 1024;
const MAX_NAME = 4096;
const MAX_HEADERS = 1000;
const MAX_WAITING = 100_000;
const MAX_PEEKED = 2000;

/** Thrown by the readers below; the sentence says which rule a message broke. */
export class ForgedMessage extends Error {
  override name = 'ForgedMessage';
}

/** Sorts a message by its kind without trusting anything else in it. */
export function readFromEnv(
  value: unknown,
):
  | { readonly is: 'booted' }
  | { readonly is: 'answer'; readonly answer: unknown }
  | { readonly is: 'peeked'; readonly ask: number; readonly peek: unknown } {
  const message = object(value, 'a message');
  switch (message.is) {
    case 'booted':
      return { is: 'booted' };
    case 'answer':
      return { is: 'answer', answer: message.answer };
    case 'peeked':
      return { is: 'peeked', ask: whole(message.ask, 'the number of a peek'), peek: message.peek };
    default:
      throw new ForgedMessage('a message is of no known kind');
  }
}

/** A turn's answer, rebuilt from plain values after every field was checked against the question. */
export function readAnswer(value: unknown, input: TurnInput): TurnAnswer {
  const answer = object(value, 'an answer');
  if (answer.turn !== input.turn) throw new ForgedMessage('an answer names another turn');
  const end = readEnd(answer.end, input);
  const last = Math.floor((end.ticks * input.nsPerTick) / 1000);
  const quota = { text: MAX_TEXT };
  let before = 0;
  const effects = list(answer.effects, MAX_EFFECTS, 'effects').map((raw) => {
    const effect = readEffect(object(raw, 'an effect'), input, quota);
    if (effect.offset < before) throw new ForgedMessage('effects are not in order');
    if (effect.offset > last) throw new ForgedMessage('an effect lies past the end of its turn');
    before = effect.offset;
    return effect;
  });
  return { turn: input.turn, effects, end };
}

/** What was peeked at, rebuilt from plain values and cut to a bearable size. */
export function readPeek(value: unknown): Peek {
  const peek = object(value, 'a peek');
  const variables = list(peek.variables, MAX_PEEKED, 'variables').map((raw) => {
    const variable = object(raw, 'a variable');
    return { file: text(variable.file, MAX_NAME), name: text(variable.name, MAX_NAME), shown: text(variable.shown, 64 * 1024) };
  });
  const lines: { [file: string]: readonly number[] } = {};
  for (const [file, counts] of Object.entries(object(peek.lines, 'lines')).slice(0, MAX_PEEKED)) {
    Object.defineProperty(lines, file, {
      value: list(counts, 100_000, 'line counts').map((count) => whole(count, 'a line count')),
      enumerable: true,
    });
  }
  return { variables, lines };
}

function readEnd(value: unknown, input: TurnInput): TurnEnd {
  const end = object(value, 'the end of a turn');
  const how = end.how;
  if (how !== 'quiet' && how !== 'budget' && how !== 'spun' && how !== 'overflow') throw new ForgedMessage('a turn ended in no known way');
  const ticks = whole(end.ticks, 'ticks');
  const limit = Math.min(input.budgetTicks, input.spinTicks);
  if (ticks > limit) throw new ForgedMessage('a turn burnt more than its budget');
  const isDeadline = input.budgetTicks <= input.spinTicks;
  if ((how === 'budget' && !isDeadline) || (how === 'spun' && isDeadline)) throw new ForgedMessage('a turn names the wrong limit');
  if ((how === 'budget' || how === 'spun') && ticks !== limit) throw new ForgedMessage('a turn that hit its limit burnt less than that');
  const wakeAt = end.wakeAt === null ? null : micros(whole(end.wakeAt, 'the time of a wake'));
  if (wakeAt !== null && wakeAt <= input.at) throw new ForgedMessage('a wake lies in the past');
  return {
    how,
    ticks,
    wakeAt,
    waitingOn: list(end.waitingOn, MAX_WAITING, 'awaited calls').map((call) => whole(call, 'a call')),
    memoryKb: whole(end.memoryKb, 'memory'),
  };
}

function readEffect(raw: { readonly [key: string]: unknown }, input: TurnInput, quota: { text: number }): Effect {
  const offset = micros(whole(raw.offset, 'an offset'));
  const by = raw.by;
  if (!Number.isSafeInteger(by) || (by as number) >= input.deliveries.length) throw new ForgedMessage('an effect names no delivery');
  const base = { offset, by: by as number };
  const long = (value: unknown): string => {
    const read = text(value, quota.text);
    quota.text -= read.length;
    return read;
  };
  switch (raw.is) {
    case 'log':
      return { ...base, is: 'log', level: text(raw.level, 16), text: long(raw.text) };
    case 'call':
      return { ...base, is: 'call', call: whole(raw.call, 'a call'), request: readRequest(raw.request, long) };
    case 'timer':
      return {
        ...base,
        is: 'timer',
        timer: whole(raw.timer, 'a timer'),
        due: micros(whole(raw.due, 'the time of a timer')),
        label: text(raw.label, 200),
      };
    case 'untimed':
      return { ...base, is: 'untimed', timer: whole(raw.timer, 'a timer') };
    case 'tmp': {
      const tmp = { ...base, is: 'tmp' as const, path: text(raw.path, MAX_NAME), bytes: whole(raw.bytes, 'a size') };
      if (raw.gone === true) return { ...tmp, gone: true };
      return raw.text === undefined ? tmp : { ...tmp, text: long(raw.text) };
    }
    case 'ready':
      return { ...base, is: 'ready' };
    case 'chunk':
      return { ...base, is: 'chunk', text: long(raw.text) };
    case 'settled':
      return { ...base, is: 'settled', result: long(raw.result) };
    case 'failed': {
      const error = readError(long(raw.error));
      return raw.fatal === true ? { ...base, is: 'failed', error, fatal: true } : { ...base, is: 'failed', error };
    }
    case 'exit': {
      const signal = EXIT_SIGNALS.find((known) => known === raw.signal);
      return { ...base, is: 'exit', code: whole(raw.code, 'an exit code'), ...(signal && { signal }) };
    }
    default:
      throw new ForgedMessage('an effect is of no known kind');
  }
}

/** Errors travel as JSON text, so that no getter, prototype or odd value comes along. */
function readError(json: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw new ForgedMessage('an error is not JSON');
  }
  return object(parsed, 'an error') as JsonObject;
}

function readRequest(value: unknown, long: (value: unknown) => string): HttpRequest {
  const request = object(value, 'a request');
  const headers = list(request.headers, MAX_HEADERS, 'headers').map((raw): Header => {
    const pair = list(raw, 2, 'a header');
    return [text(pair[0], MAX_NAME), long(pair[1])];
  });
  if (typeof request.isBase64 !== 'boolean') throw new ForgedMessage('a request does not say how its body is written');
  return {
    method: text(request.method, 64),
    target: text(request.target, 64 * 1024),
    headers,
    body: long(request.body),
    isBase64: request.isBase64,
    sourceIp: text(request.sourceIp, 64),
  };
}

function object(value: unknown, what: string): { readonly [key: string]: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ForgedMessage(`${what} is not an object`);
  return value as { readonly [key: string]: unknown };
}

function list(value: unknown, most: number, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new ForgedMessage(`${what}: not a list`);
  if (value.length > most) throw new ForgedMessage(`${what}: more than ${most}`);
  return Array.from(value);
}

function whole(value: unknown, what: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new ForgedMessage(`${what} is not a whole number`);
  return value as number;
}

function text(value: unknown, most: number): string {
  if (typeof value !== 'string') throw new ForgedMessage('a text is missing');
  if (value.length > most) throw new ForgedMessage(`a text is longer than ${most}`);
  return value;
}

import { fromBase64, fromUtf8, utf8Length } from '../../base/bytes.ts';
import { type Json, parseJson } from '../../base/json.ts';
import type { Invoke } from '../../parts/invoke.ts';
import type { AwsError, Principal } from '../../sim/signal.ts';
import { exceeds } from './failures.ts';

/** 6 MiB. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (2026-11-23) */
const REQUEST_BYTES = 6_291_456;
/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (2026-11-23) */
const CLIENT_CONTEXT_CHARACTERS = 3_583;

const client = (status: number, code: string, message: string): AwsError => ({ code, message, status, fault: 'client' });

/** What the Invoke API refuses before any code runs, or null. Doors build their events themselves, so only others' payloads are parsed. */
export function inputProblem(input: Invoke, arn: string, as: Principal): AwsError | null {
  const { qualifier, payload, invocationType } = input;
  if (qualifier !== undefined && qualifier !== '$LATEST') {
    return client(404, 'ResourceNotFoundException', `Function not found: ${arn}:${qualifier}`);
  }
  if (invocationType === 'Event') {
    return {
      code: 'NotImplementedException',
      message: 'Coldstart does not invoke asynchronously yet (invocation type Event). Use RequestResponse.',
      status: 501,
      fault: 'server',
    };
  }
  if (exceeds(payload, REQUEST_BYTES)) {
    return client(
      413,
      'RequestTooLargeException',
      `${utf8Length(payload)} byte payload is too large for the RequestResponse invocation type (limit ${REQUEST_BYTES} bytes)`,
    );
  }
  if (as.service === undefined && payload !== '' && parseJson(payload) === undefined) {
    return client(
      400,
      'InvalidRequestContentException',
      `Could not parse request body into json: Could not parse payload into json: ${complaint(payload)}`,
    );
  }
  return null;
}

/** The client context as JSON, or why it can't be read. */
export function clientContextOf(input: Invoke): { readonly value: Json | undefined } | { readonly refused: AwsError } {
  const { clientContext } = input;
  if (clientContext === undefined) return { value: undefined };
  const bytes = clientContext.length <= CLIENT_CONTEXT_CHARACTERS ? fromBase64(clientContext) : undefined;
  const value = bytes && parseJson(fromUtf8(bytes));
  if (value !== undefined) return { value };
  return {
    refused: client(400, 'InvalidRequestContentException', 'Client context must be a valid Base64-encoded JSON object.'),
  };
}

/** What Lambda's JSON parser says of the first thing that it can't read; its wording is recorded for a stray character only. */
function complaint(payload: string): string {
  const at = payload.search(/[^ \t\r\n]/);
  const before = payload.slice(0, at).split('\n');
  const where = (column: number): string =>
    `\n at [Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: ${before.length}, column: ${column}]`;
  const column = (before.at(-1) as string).length + 1;
  const expected = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
  const word = /^[A-Za-z_$][\w$]*/.exec(payload.slice(at))?.[0];
  if (word && !['true', 'false', 'null'].includes(word)) {
    return `Unrecognized token '${word}': was expecting ${expected}${where(column + word.length)}`;
  }
  if (/^["{[\d-]/.test(payload.slice(at)) || word) return `Unexpected end-of-input or character inside the JSON value${where(column)}`;
  const code = payload.codePointAt(at) ?? 32;
  const shown = code < 32 || (code >= 127 && code < 160) ? `(CTRL-CHAR, code ${code})` : `'${String.fromCodePoint(code)}' (code ${code})`;
  return `Unexpected character (${shown}): expected a valid value ${expected}${where(column)}`;
}

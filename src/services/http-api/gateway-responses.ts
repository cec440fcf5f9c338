import { utf8Length } from '../../base/bytes.ts';
import { httpDate } from '../../base/civil-date.ts';
import type { Header, HttpResponse } from '../../sim/http.ts';

/** A response that API Gateway makes itself. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly word: string;
  readonly why: string;
}

type Case =
  | 'no route'
  | 'no stage'
  | 'bad path'
  | 'headers'
  | 'too large'
  | 'throttled'
  | 'unauthorized'
  | 'forbidden'
  | 'authorizer failed'
  | 'malformed'
  | 'function failed'
  | 'not invoked'
  | 'throttled function'
  | 'payload'
  | 'timed out';

const REFUSALS: { readonly [name in Case]: readonly [status: number, message: string, word: string, why: string] } = {
  'no route': [404, 'Not Found', 'unmatched', 'No route has this method and path, and there is no $default route.'],
  'no stage': [404, 'Not Found', 'unmatched', "The first part of the path isn't the name of a stage, and there is no $default stage."],
  'bad path': [400, 'Bad Request', 'invalid', "The path, decoded once, still has a % that isn't followed by two hex digits."],
  headers: [
    431,
    'Request Header Fields Too Large',
    'too-large',
    'The request line and the header values take more than 10,240 bytes together.',
  ],
  'too large': [413, 'Request Entity Too Large', 'too-large', 'The body is over 10 MB.'],
  throttled: [429, 'Too Many Requests', 'throttled', "The stage's token bucket is empty."],
  unauthorized: [401, 'Unauthorized', 'unauthorized', "An identity source is missing, so the authorizer isn't even asked."],
  forbidden: [403, 'Forbidden', 'denied', 'The authorizer does not allow this route.'],
  'authorizer failed': [500, 'Internal Server Error', 'authorizer-failed', 'The authorizer gave no answer that API Gateway can use.'],
  malformed: [500, 'Internal Server Error', 'malformed', 'The result is not a response.'],
  'function failed': [500, 'Internal Server Error', 'failed', 'The function failed.'],
  'not invoked': [500, 'Internal Server Error', 'not-invoked', "Lambda refused the invocation, and API Gateway doesn't try again."],
  'throttled function': [
    503,
    'Service Unavailable',
    'not-invoked',
    "Lambda refused the invocation with 429, and API Gateway doesn't try again.",
  ],
  payload: [413, 'Request Entity Too Large', 'too-large', 'The event is over the 6 MB that Lambda takes.'],
  'timed out': [503, 'Service Unavailable', 'timed-out', 'The function has not answered within the integration timeout. It runs on.'],
};

/** The response of a case; `why` says what is particular this time. */
export function refusal(name: Case, why?: string): Refusal {
  const [status, message, word, standard] = REFUSALS[name];
  return { status, message, word, why: why ?? standard };
}

/** The response to the byte: `{"message":"Not Found"}`. A 503 has no Content-Type (captured). */
export function gatewayMade(
  { status, message }: Refusal,
  requestId: string,
  now: number,
  method: string,
  further: readonly Header[],
): HttpResponse {
  const body = JSON.stringify({ message });
  const headers: Header[] = [
    ['Date', httpDate(now)],
    ...(status === 503 ? [] : [['Content-Type', 'application/json'] as const]),
    ['Content-Length', String(utf8Length(body))],
    ['Connection', 'keep-alive'],
    ...further,
    ['Apigw-Requestid', requestId],
  ];
  return { status, headers, body: method === 'HEAD' ? '' : body, isBase64: false };
}

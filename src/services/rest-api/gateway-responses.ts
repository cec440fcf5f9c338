/** A response that API Gateway makes itself: status, body to the byte, x-amzn-ErrorType, and the word and sentence that say why.
 * Bodies: 4xx without and 5xx with a space after the colon, as captured (front-doors B4).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html (2026-11-23) */
export interface Refusal {
  readonly status: number;
  readonly body: string;
  readonly errorType: string | null;
  readonly word: RefusalWord;
  readonly why: string;
}

/** How a request ends that gets no answer of the function: a word of the trace. */
export type RefusalWord =
  | 'unmatched'
  | 'forbidden'
  | 'too-large'
  | 'throttled'
  | 'unauthorized'
  | 'denied'
  | 'authorizer-failed'
  | 'invalid'
  | 'misconfigured'
  | 'malformed'
  | 'failed'
  | 'not-invoked'
  | 'timed-out';

const said = (message: string | null): string => JSON.stringify({ message });
const spaced = (message: string): string => `{"message": ${JSON.stringify(message)}}`;
const internal = spaced('Internal server error');

type Case =
  | 'missing token'
  | 'unknown stage'
  | 'api key'
  | 'too long'
  | 'headers'
  | 'throttled'
  | 'unauthorized'
  | 'denied'
  | 'denied explicitly'
  | 'authorizer failed'
  | 'arn too long'
  | 'parameters'
  | 'body'
  | 'configuration'
  | 'malformed'
  | 'bad base64'
  | 'function failed'
  | 'not invoked'
  | 'payload'
  | 'timed out';

const CASES: { readonly [name in Case]: Omit<Refusal, 'why'> & { readonly why: string } } = {
  'missing token': {
    status: 403,
    body: said('Missing Authentication Token'),
    errorType: 'MissingAuthenticationTokenException',
    word: 'unmatched',
    why: 'No resource has this path and method. API Gateway says "Missing Authentication Token" for that, whether or not a token is asked for.',
  },
  'unknown stage': {
    status: 403,
    body: said('Forbidden'),
    errorType: 'ForbiddenException',
    word: 'forbidden',
    why: "The first part of the path isn't the name of a stage.",
  },
  'api key': {
    status: 403,
    body: said('Forbidden'),
    errorType: 'ForbiddenException',
    word: 'forbidden',
    why: 'The method needs an API key, and x-api-key holds none that is known.',
  },
  'too long': {
    status: 413,
    body: said('Request Too Long'),
    errorType: 'RequestTooLargeException',
    word: 'too-large',
    why: 'The body is over 10 MB.',
  },
  headers: {
    status: 431,
    body: said('Request Header Fields Too Large'),
    errorType: null,
    word: 'too-large',
    why: 'The header values take more than 10,240 bytes together.',
  },
  throttled: {
    status: 429,
    body: said('Too Many Requests'),
    errorType: 'TooManyRequestsException',
    word: 'throttled',
    why: "The stage's token bucket is empty.",
  },
  unauthorized: {
    status: 401,
    body: said('Unauthorized'),
    errorType: 'UnauthorizedException',
    word: 'unauthorized',
    why: "An identity source is missing, so the authorizer isn't even asked.",
  },
  denied: {
    status: 403,
    body: JSON.stringify({ Message: 'User is not authorized to access this resource' }),
    errorType: 'AccessDeniedException',
    word: 'denied',
    why: 'No statement of the policy allows this method.',
  },
  'denied explicitly': {
    status: 403,
    body: JSON.stringify({ Message: 'User is not authorized to access this resource with an explicit deny' }),
    errorType: 'AccessDeniedException',
    word: 'denied',
    why: 'A statement of the policy denies this method.',
  },
  'authorizer failed': {
    status: 500,
    body: said(null),
    errorType: 'AuthorizerConfigurationException',
    word: 'authorizer-failed',
    why: 'The authorizer gave no policy that API Gateway can use.',
  },
  'arn too long': {
    status: 414,
    body: said('Request-URI Too Long'),
    errorType: null,
    word: 'too-large',
    why: 'The methodArn for the authorizer is over 1,600 bytes.',
  },
  parameters: {
    status: 400,
    body: '',
    errorType: 'BadRequestException',
    word: 'invalid',
    why: 'A required parameter is missing.',
  },
  body: {
    status: 400,
    body: said('Invalid request body'),
    errorType: 'BadRequestException',
    word: 'invalid',
    why: "The body doesn't fit the model of its media type.",
  },
  configuration: {
    status: 500,
    body: internal,
    errorType: 'InternalServerErrorException',
    word: 'misconfigured',
    why: 'A Lambda function is only called by POST, whatever method the client used.',
  },
  malformed: {
    status: 502,
    body: internal,
    errorType: 'InternalServerErrorException',
    word: 'malformed',
    why: 'Malformed Lambda proxy response',
  },
  'bad base64': {
    status: 500,
    body: internal,
    errorType: 'InternalServerErrorException',
    word: 'malformed',
    why: "The body says that it is base64 and isn't.",
  },
  'function failed': {
    status: 502,
    body: internal,
    errorType: 'InternalServerErrorException',
    word: 'failed',
    why: 'The function failed.',
  },
  'not invoked': {
    status: 500,
    body: internal,
    errorType: 'InternalServerErrorException',
    word: 'not-invoked',
    why: "Lambda refused the invocation, and API Gateway doesn't try again.",
  },
  payload: {
    status: 413,
    body: said('Request Too Long'),
    errorType: 'RequestTooLargeException',
    word: 'too-large',
    why: 'The event is over the 6 MB that Lambda takes.',
  },
  'timed out': {
    status: 504,
    body: spaced('Endpoint request timed out'),
    errorType: 'InternalServerErrorException',
    word: 'timed-out',
    why: 'The function has not answered within the integration timeout. It runs on.',
  },
};

/** The gateway response of a case; `why` adds what is particular this time. */
export function refusal(name: Case, particular?: { readonly why?: string; readonly body?: string }): Refusal {
  const standard = CASES[name];
  return { ...standard, body: particular?.body ?? standard.body, why: particular?.why ?? standard.why };
}

/** `Missing required request parameters: [x-header-param, issuer, qs1]` (recorded-facts 2.9). */
export const missingParameters = (names: readonly string[]): Refusal =>
  refusal('parameters', {
    body: said(`Missing required request parameters: [${names.join(', ')}]`),
    why: `The method needs ${names.join(', ')}.`,
  });

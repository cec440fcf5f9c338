/** One header as it was sent; names keep their spelling. */
export type Header = readonly [name: string, value: string];

/** A raw HTTP request as a client sends it. `target` is the request-target with its query, percent-escapes untouched;
 * header order, spelling and repeats are kept; `body` is text, or base64 when `isBase64`. */
export type HttpRequest = {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly Header[];
  readonly body: string;
  readonly isBase64: boolean;
  readonly sourceIp: string;
};

/** A raw HTTP response, with the same rules for headers and body as a request. */
export type HttpResponse = {
  readonly status: number;
  /** The reason phrase, when it isn't the status's own: an ALB's function may choose one. */
  readonly statusText?: string;
  readonly headers: readonly Header[];
  readonly body: string;
  readonly isBase64: boolean;
};

import { base64, fromBase64, fromUtf8, utf8, utf8Length } from '../base/bytes.ts';
import type { Header, HttpRequest } from '../sim/http.ts';
import { headerOf } from './http-headers.ts';

/** A body as HttpRequest, HttpResponse and every door's event hold it: text, or base64 of its bytes. */
export interface Body {
  readonly body: string;
  readonly isBase64: boolean;
}

/** How many bytes a body has on the wire. */
export function bodyLength({ body, isBase64 }: Body): number {
  if (!isBase64) return utf8Length(body);
  let padding = 0;
  while (padding < 2 && body.charCodeAt(body.length - 1 - padding) === 61) padding++;
  return ((body.length - padding) * 3) >> 2;
}

/** The bytes of a body; undefined when its base64 isn't. */
export const bodyBytes = ({ body, isBase64 }: Body): Uint8Array | undefined => (isBase64 ? fromBase64(body) : utf8(body));

/** The body in base64, whatever it was. */
export const inBase64 = ({ body, isBase64 }: Body): string => (isBase64 ? body : base64(utf8(body)));

/** The body as text; undefined when its bytes aren't UTF-8. */
export function inText({ body, isBase64 }: Body): string | undefined {
  if (!isBase64) return body;
  const bytes = fromBase64(body);
  if (!bytes) return undefined;
  const text = fromUtf8(bytes);
  return text.includes('\ufffd') && !sameBytes(utf8(text), bytes) ? undefined : text;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The media type of a Content-Type, in lower case and without parameters. */
export function mediaType(contentType: string): string {
  const semicolon = contentType.indexOf(';');
  return (semicolon < 0 ? contentType : contentType.slice(0, semicolon)).trim().toLowerCase();
}

/** The types whose bodies an ALB, an HTTP API and a function URL pass on as text; all others, and none at all, go as base64.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html (2026-11-23) */
export function isTextType(contentType: string | undefined): boolean {
  if (contentType === undefined) return false;
  const type = mediaType(contentType);
  return type.startsWith('text/') || type === 'application/json' || type === 'application/javascript' || type === 'application/xml';
}

/** The request with what HTTP/1.1 makes a client send, if it was left out: `host` is the name that the client looked up, and a body
 * has its length. */
export function framed(request: HttpRequest, host: string): HttpRequest {
  const hasHost = headerOf(request.headers, 'host') !== undefined;
  const hasLength =
    request.body === '' ||
    headerOf(request.headers, 'content-length') !== undefined ||
    headerOf(request.headers, 'transfer-encoding') !== undefined;
  if (hasHost && hasLength) return request;
  const headers: Header[] = [...request.headers];
  if (!hasHost) headers.push(['Host', host]);
  if (!hasLength) headers.push(['Content-Length', String(bodyLength(request))]);
  return { ...request, headers };
}

/** The body as an API's event holds it: as text or in base64, and null when there is none. Bytes that aren't UTF-8 are lost in text. */
export function eventBody(body: Body, isText: boolean): { readonly body: string | null; readonly isBase64Encoded: boolean } {
  if (body.body === '') return { body: null, isBase64Encoded: false };
  if (!isText) return { body: inBase64(body), isBase64Encoded: true };
  return { body: body.isBase64 ? fromUtf8(bodyBytes(body) ?? new Uint8Array()) : body.body, isBase64Encoded: false };
}

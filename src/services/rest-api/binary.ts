import { mediaType } from '../../parts/http-body.ts';

/** Whether a configured type covers one that was sent: the same type, or a wildcard at its right (`image/*`, or everything). A wildcard at the
 * left only never covers anything (recorded-facts 2.6). CloudFormation writes the slash as ~1. */
function covers(configured: string, sent: string): boolean {
  const own = configured.replace('~1', '/').toLowerCase();
  if (own === sent || own === '*/*') return true;
  return own.endsWith('/*') && !own.startsWith('*') && sent.startsWith(own.slice(0, -1));
}

/** Whether a request's body is binary: by its Content-Type, which is application/json when it isn't given.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html (2026-11-23) */
export function coversContentType(binaryMediaTypes: readonly string[], contentType: string | undefined): boolean {
  const sent = mediaType(contentType ?? 'application/json');
  return binaryMediaTypes.some((configured) => covers(configured, sent));
}

/** Whether a response's base64 is decoded: by the first media type of the request's Accept alone; the response's own type plays no part.
 * Configured `image/png` is not matched by Accept `image/*` (recorded-facts 2.6). */
export function coversAccept(binaryMediaTypes: readonly string[], accept: string | undefined): boolean {
  const first = accept === undefined ? '' : mediaType(accept.split(',')[0]!);
  return binaryMediaTypes.some((configured) => (first === '' ? /^\*(?:\/|~1)\*$/.test(configured) : covers(configured, first)));
}

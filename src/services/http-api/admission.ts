import { HEADER_LIMIT, PAYLOAD_LIMIT, valueBytes } from '../../parts/gateway-limits.ts';
import { bodyLength } from '../../parts/http-body.ts';
import { type Refusal, refusal } from './gateway-responses.ts';
import type { HttpVisit } from './visit.ts';

/** What API Gateway refuses whatever the route. */
export function screen({ request }: HttpVisit): Refusal | null {
  if (request.method.length + request.target.length + valueBytes(request.headers) > HEADER_LIMIT) return refusal('headers');
  return bodyLength(request) > PAYLOAD_LIMIT ? refusal('too large') : null;
}

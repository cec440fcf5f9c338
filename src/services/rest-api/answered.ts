import type { Answered, Visit } from '../../parts/gateway-dialect.ts';
import type { Refusal } from './gateway-responses.ts';
import { respond } from './response.ts';
import type { RestVisit } from './visit.ts';

/** A REST visit as the desk handles it. */
export type RestDeskVisit = RestVisit & { readonly wire: Visit['wire'] };

/** A gateway response as the desk takes it. */
export const answeredBy = ({ ids, now, request }: Pick<RestVisit, 'ids' | 'now' | 'request'>, found: Refusal): Answered => ({
  response: respond.refused(found, ids, now, request.method),
  word: found.word,
  why: found.why,
});

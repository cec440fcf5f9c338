import { gatewayDesk } from '../../parts/gateway-desk.ts';
import type { Answered, Dialect } from '../../parts/gateway-dialect.ts';
import { screenMethod, screenSize } from './admission.ts';
import { answeredBy, type RestDeskVisit } from './answered.ts';
import { questionOf, type RestGrant, readGrant, weighGrant } from './authorizer.ts';
import type { RestApiConfig, RestAuthorizer, RestMethods } from './config.ts';
import { refusal } from './gateway-responses.ts';
import { eventOf } from './proxy-event.ts';
import { respond } from './response.ts';
import { idsOf, type RestTable, type RestVisit, tableOf, visitOf } from './visit.ts';

/** A Lambda authorizer of a REST API is waited for as long as an integration. Assumed: AWS names no limit of its own. */
const AUTHORIZER_TIMEOUT_MS = 29_000;

const dialect: Dialect<RestApiConfig, RestTable, RestDeskVisit, RestAuthorizer, RestGrant> = {
  prefix: 'rest-api',
  authorizerTimeoutMs: AUTHORIZER_TIMEOUT_MS,
  throttle: ({ throttlingRateLimit, throttlingBurstLimit }) => ({ rate: throttlingRateLimit, burst: throttlingBurstLimit }),
  table: (config, wires) =>
    tableOf(
      wires('integration').map((wire) => ({ id: wire.id, settings: wire.config as unknown as RestMethods })),
      config,
    ),
  arrive(request, config, table, stamp) {
    const ids = idsOf(request, config, stamp.now, stamp.random);
    const visit = visitOf(request, config, table, stamp, ids);
    if (typeof visit === 'string') return { answered: answeredBy({ ids, now: stamp.now, request }, refusal(visit)) };
    const tooLarge = screenSize(visit);
    if (tooLarge) return { answered: answeredBy(visit, tooLarge) };
    return isWired(visit) ? { visit } : { answered: preflight(visit, table) };
  },
  throttled: (request, config, stamp) =>
    answeredBy({ ids: idsOf(request, config, stamp.now, stamp.random), now: stamp.now, request }, refusal('throttled')),
  question: questionOf,
  read: (visit, _, result) => readGrant(visit, result),
  weigh: (visit, _, grant, latencyMs) => weighGrant(visit, grant, latencyMs),
  unfound: (visit) =>
    answeredBy(
      visit,
      refusal('authorizer failed', { why: `The method names the authorizer ${visit.authorizer}, and no wire leads to one of that name.` }),
    ),
  admit(visit) {
    const found = screenMethod(visit);
    return found && answeredBy(visit, found);
  },
  event: eventOf,
  respond(result, visit) {
    const { response, why, refused, ignored } = respond.result(result, visit);
    return { response, ignored, ...(refused && { word: refused.word }), ...(why !== undefined && { why }) };
  },
};

const isWired = (visit: RestVisit): visit is RestDeskVisit => visit.wire !== null;

/** The answer of an OPTIONS method that the `cors` setting made: MOCK, so no function and no trace header. */
function preflight({ config, route, ids, now }: RestVisit, table: RestTable): Answered {
  const methods = table.routes.filter((other) => other.path === route.path).map((other) => other.method);
  const listed = methods.includes('ANY') ? ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'] : [...methods].sort();
  return { response: respond.preflight(config, listed, ids, now) };
}

/** A REST API: finds the method, asks the authorizer, calls the function, and answers within 29 s, whatever the function does then. */
export const behaviour = gatewayDesk(dialect);

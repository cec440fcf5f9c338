import { gatewayDesk } from '../../parts/gateway-desk.ts';
import type { Dialect } from '../../parts/gateway-dialect.ts';
import { screen } from './admission.ts';
import { answeredBy, type HttpGrant, questionOf, readGrant, weighGrant } from './authorizer.ts';
import type { HttpApiConfig, HttpAuthorizer, HttpRoutes } from './config.ts';
import { isPreflight, preflight } from './cors.ts';
import { refusal } from './gateway-responses.ts';
import { eventOf } from './proxy-event.ts';
import { respond } from './response.ts';
import { type HttpTable, type HttpVisit, idsOf, tableOf, visitOf } from './visit.ts';

/** An authorizer of an HTTP API has 10 s. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html (2026-11-23) */
const AUTHORIZER_TIMEOUT_MS = 10_000;

const dialect: Dialect<HttpApiConfig, HttpTable, HttpVisit, HttpAuthorizer, HttpGrant> = {
  prefix: 'http-api',
  authorizerTimeoutMs: AUTHORIZER_TIMEOUT_MS,
  throttle: ({ throttlingRateLimit, throttlingBurstLimit }) => ({ rate: throttlingRateLimit, burst: throttlingBurstLimit }),
  table: (_, wires) => tableOf(wires('integration').map(({ id, config }) => ({ id, settings: config as unknown as HttpRoutes }))),
  arrive(request, config, table, stamp) {
    const ids = idsOf(request, stamp.now, stamp.random);
    const ground = { config, requestId: ids.requestId, now: stamp.now, request };
    if (isPreflight(config, request)) return { answered: { response: preflight(config, request, ids.requestId, stamp.now) } };
    const visit = visitOf(request, config, table, stamp, ids);
    if (typeof visit === 'string') return { answered: answeredBy(ground, refusal(visit)) };
    const found = screen(visit);
    if (found) return { answered: answeredBy(visit, found) };
    return { visit };
  },
  throttled(request, config, stamp) {
    const { requestId } = idsOf(request, stamp.now, stamp.random);
    return answeredBy({ config, requestId, now: stamp.now, request }, refusal('throttled'));
  },
  question: questionOf,
  read: readGrant,
  weigh: (visit, _, grant, latencyMs) => weighGrant(visit, grant, latencyMs),
  unfound: (visit) =>
    answeredBy(
      visit,
      refusal('authorizer failed', `The route names the authorizer ${visit.authorizer}, and no wire leads to one of that name.`),
    ),
  admit: () => null,
  event: eventOf,
  respond(result, visit) {
    const { response, why, refused, ignored } = respond(result, visit, visit.route.settings.payloadFormatVersion);
    return { response, ignored, ...(refused && { word: refused.word }), ...(why !== undefined && { why }) };
  },
};

/** An HTTP API: finds the route, asks the authorizer, calls the function, and answers within 30 s, whatever the function does then. */
export const behaviour = gatewayDesk(dialect);

import type { DoorDef } from '../../sim/service.ts';
import { screen } from './admission.ts';
import type { HttpDoorConfig } from './config.ts';
import { isPreflight, preflight } from './cors.ts';
import { refusal } from './gateway-responses.ts';
import { lostOf, originOf } from './origin.ts';
import { eventOf } from './proxy-event.ts';
import { refusedAs, respond } from './response.ts';
import { idsOf, tableOfDoor, visitOf, withStage } from './visit.ts';

/** How an HTTP API turns HTTP into an event and a result into HTTP. Its config is the API's with that of the wire laid over it. */
export const httpDoor: DoorDef<HttpDoorConfig> = {
  toEvent(raw, config, stamp) {
    const request = withStage(raw, config);
    const ids = idsOf(request, stamp.now, stamp.random);
    const { requestId } = ids;
    if (isPreflight(config, request)) {
      return { refused: preflight(config, request, requestId, stamp.now), why: 'API Gateway answers a CORS preflight itself.' };
    }
    const visit = visitOf(request, config, tableOfDoor(config), stamp, ids);
    const found = typeof visit === 'string' ? refusal(visit) : screen(visit);
    if (typeof visit === 'string' || found) {
      return { refused: refusedAs(found!, { config, requestId, now: stamp.now, request }), why: found!.why };
    }
    return {
      event: eventOf(visit, null),
      get origin() {
        return originOf(raw, visit);
      },
      get lost() {
        return lostOf(raw, visit);
      },
    };
  },
  toHttp(result, config, stamp, request) {
    const { requestId } = idsOf(request, stamp.now, stamp.random);
    const payloadFormatVersion = config.payloadFormatVersion ?? '2.0';
    const { response, why, ignored } = respond(result, { config, requestId, now: stamp.now, request }, payloadFormatVersion);
    return { response, ...(why !== undefined && { why }), ...(ignored.length > 0 && { ignored }) };
  },
};

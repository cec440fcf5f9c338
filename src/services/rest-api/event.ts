import type { DoorDef } from '../../sim/service.ts';
import { screen } from './admission.ts';
import type { RestDoorConfig } from './config.ts';
import { refusal } from './gateway-responses.ts';
import { lostOf, originOf } from './origin.ts';
import { eventOf } from './proxy-event.ts';
import { respond } from './response.ts';
import { idsOf, tableOfDoor, visitOf, withStage } from './visit.ts';

/** How a REST API turns HTTP into an event and a result into HTTP. Its config is the API's with that of the wire laid over it. */
export const restDoor: DoorDef<RestDoorConfig> = {
  toEvent(raw, config, stamp) {
    const request = withStage(raw, config);
    const ids = idsOf(request, config, stamp.now, stamp.random);
    const visit = visitOf(request, config, tableOfDoor(config), stamp, ids);
    const found = typeof visit === 'string' ? refusal(visit) : screen(visit);
    if (typeof visit === 'string' || found) {
      return { refused: respond.refused(found!, ids, stamp.now, raw.method), why: found!.why };
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
  toHttp(result, config, stamp, raw) {
    const request = withStage(raw, config);
    const ids = idsOf(request, config, stamp.now, stamp.random);
    const { response, why, ignored } = respond.result(result, { config, ids, now: stamp.now, request });
    return { response, ...(why !== undefined && { why }), ...(ignored.length > 0 && { ignored }) };
  },
};

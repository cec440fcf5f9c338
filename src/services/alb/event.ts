import type { Json, JsonObject } from '../../base/json.ts';
import { framed, inBase64, inText, isTextType } from '../../parts/http-body.ts';
import { emptyMap, headerOf } from '../../parts/http-headers.ts';
import { rawParameters, splitTarget } from '../../parts/request-target.ts';
import type { HttpRequest } from '../../sim/http.ts';
import type { DoorDef, DoorStamp } from '../../sim/service.ts';
import type { DoorConfig } from './config.ts';
import { allValues, type Built, gather, lastValues } from './gathered.ts';
import { dnsName, targetGroupArn } from './names.ts';
import { lostOf, originOf } from './origin.ts';
import { ownPage, ruleAnswer } from './own-answers.ts';
import { mapResult } from './response.ts';
import { pickGroup, routeOf } from './routing.ts';
import { screen, screenForLambda } from './screening.ts';

/** Builds the event of one request, which must be framed and screened.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#receive-event-from-load-balancer (2026-11-23) */
export function buildEvent(request: HttpRequest, config: DoorConfig, stamp: DoorStamp, groupArn: string): Built {
  const { path, query } = splitTarget(request.target);
  const gathered = gather(request, config, stamp.now, stamp.random);
  const trace = gathered.get('x-amzn-trace-id')![0]!.value;
  const requestContext = { elb: { targetGroupArn: groupArn } };
  const httpMethod = request.method;
  const { body, isBase64Encoded } = bodyOf(request);
  // Written out twice rather than spread together: every request comes by here, and spreading takes several times as long.
  const event: JsonObject = config.multiValueHeadersEnabled
    ? {
        requestContext,
        httpMethod,
        path,
        multiValueQueryStringParameters: manyOf(query),
        multiValueHeaders: allValues(gathered),
        body,
        isBase64Encoded,
      }
    : {
        requestContext,
        httpMethod,
        path,
        queryStringParameters: lastOf(query),
        headers: lastValues(gathered),
        body,
        isBase64Encoded,
      };
  return { event, gathered, trace };
}

/** Names and values stay as they were typed: nothing is decoded. The last of several values wins. */
function lastOf(query: string): { readonly [name: string]: string } {
  const map = emptyMap<string>();
  for (const [name, value] of rawParameters(query)) map[name] = value;
  return map;
}

function manyOf(query: string): { readonly [name: string]: readonly string[] } {
  const map = emptyMap<string[]>();
  for (const [name, value] of rawParameters(query)) {
    const known = map[name];
    if (known) known.push(value);
    else map[name] = [value];
  }
  return map;
}

/** Text for the types that a load balancer takes for text, unless a content-encoding hides it; base64 else; "" when there is none. */
function bodyOf(request: HttpRequest): { readonly body: string; readonly isBase64Encoded: boolean } {
  if (request.body === '') return { body: '', isBase64Encoded: false };
  const isText = headerOf(request.headers, 'content-encoding') === undefined && isTextType(headerOf(request.headers, 'content-type'));
  const text = isText ? inText(request) : undefined;
  return text === undefined ? { body: inBase64(request), isBase64Encoded: true } : { body: text, isBase64Encoded: false };
}

/** The event of a health check, which carries nothing but a user agent.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#enable-health-checks-lambda (2026-11-23) */
export function healthCheckEvent(path: string, isMultiValue: boolean, groupArn: string): Json {
  const cut = splitTarget(path);
  const common = { requestContext: { elb: { targetGroupArn: groupArn } }, httpMethod: 'GET', path: cut.path };
  const agent = 'ELB-HealthChecker/2.0';
  return isMultiValue
    ? {
        ...common,
        multiValueQueryStringParameters: manyOf(cut.query),
        multiValueHeaders: { 'user-agent': [agent] },
        body: '',
        isBase64Encoded: false,
      }
    : { ...common, queryStringParameters: lastOf(cut.query), headers: { 'user-agent': agent }, body: '', isBase64Encoded: false };
}

/** How a load balancer turns HTTP into an event and a result into HTTP. Its config is the load balancer's with that of the wire laid
 * over it; `targetGroupName` defaults to the node's id, since the wire isn't seen from here. */
export const albDoor: DoorDef<DoorConfig> = {
  toEvent(raw, config, stamp) {
    const request = framed(raw, dnsName(stamp.node));
    const bad = screen(request);
    if (bad) return { refused: ownPage(bad.status, config, stamp.now), why: bad.why };
    const { priority, action } = routeOf(request, config);
    if (action.type !== 'forward') {
      const by = priority === 0 ? 'The default rule' : `Rule ${priority}`;
      const what = action.type === 'redirect' ? 'a redirect' : 'a fixed response';
      return { refused: ruleAnswer(action, request, config, stamp.now), why: `${by} answers with ${what}; no function is called.` };
    }
    const unfit = screenForLambda(request);
    if (unfit) return { refused: ownPage(unfit.status, config, stamp.now), why: unfit.why };
    const groups = action.forwardConfig?.targetGroups.map(({ targetGroupName, weight }) => ({ name: targetGroupName, weight }));
    const name = config.targetGroupName ?? (groups ? pickGroup(groups, stamp.random) : undefined) ?? stamp.node;
    const built = buildEvent(request, config, stamp, targetGroupArn(stamp.node, name));
    return { event: built.event, origin: originOf(raw, config, built), lost: lostOf(raw, config, built) };
  },
  toHttp(result, config, stamp, request) {
    const { response, why, ignored } = mapResult(result, config, stamp.now, request.method);
    return { response, ...(why !== undefined && { why }), ...(ignored.length > 0 && { ignored }) };
  },
};

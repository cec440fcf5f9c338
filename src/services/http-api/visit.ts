import { domainOf, executeArn, shortIdOf, underStage, wireSettings } from '../../parts/execute-api.ts';
import type { Visit } from '../../parts/gateway-dialect.ts';
import { framed } from '../../parts/http-body.ts';
import { percentDecoded } from '../../parts/percent.ts';
import { splitTarget } from '../../parts/request-target.ts';
import { bySpecificity, conflictsOf, findRoute, type Match, partsOf, type RouteKey } from '../../parts/route-table.ts';
import { keptTrace, sampledTrace } from '../../parts/trace-header.ts';
import type { HttpRequest } from '../../sim/http.ts';
import type { DoorStamp } from '../../sim/service.ts';
import { type HttpApiConfig, type HttpDoorConfig, type HttpRoutes, httpRoutes, parseHttpRoute } from './config.ts';

/** A route of the API with the settings of its wire. */
export interface HttpRoute extends RouteKey {
  readonly wire: string;
  readonly settings: HttpRoutes;
}

/** All routes of an API, sorted for matching, and `$default`; what AWS would not have accepted is in `conflicts`. */
export interface HttpTable {
  readonly routes: readonly HttpRoute[];
  readonly fallback: HttpRoute | undefined;
  readonly conflicts: readonly string[];
}

/** The routes of all wires of an API as one table. */
export function tableOf(wires: readonly { readonly id: string; readonly settings: HttpRoutes }[]): HttpTable {
  const all = wires.flatMap(({ id, settings }) =>
    settings.routes.map((key): HttpRoute => {
      const route = parseHttpRoute(key);
      if (typeof route === 'string') throw new Error(`a parsed config holds only routes: ${route}`);
      return { ...route, wire: id, settings };
    }),
  );
  const routes = all.filter(({ key }) => key !== '$default');
  return { routes: bySpecificity(routes, true), fallback: all.find(({ key }) => key === '$default'), conflicts: conflictsOf(all) };
}

/** One request on its way through the API: all that an event, an authorizer's event and a response are made of. */
export interface HttpVisit extends Visit {
  readonly request: HttpRequest;
  readonly config: HttpApiConfig;
  readonly node: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly requestId: string;
  /** X-Amzn-Trace-Id as the function sees it. */
  readonly traceHeader: string;
  readonly route: HttpRoute;
  readonly params: Match<HttpRoute>['params'];
  /** As it was sent, with the stage. */
  readonly encodedPath: string;
  /** Decoded, with the stage. */
  readonly path: string;
  readonly query: string;
}

/** Decodes a path as HTTP APIs do: cut at a question mark that one decoding brings to light, then decoded once more; null when a `%` is then
 * left over (recorded 2025 and 2026, front-doors C2). */
function decodedPath(path: string): string | null {
  const once = percentDecoded(path);
  const mark = once.indexOf('?');
  const cut = mark < 0 ? once : once.slice(0, mark);
  return /%(?![0-9A-Fa-f]{2})/.test(cut) ? null : percentDecoded(cut);
}

/** Finds the route of a decoded path without its stage: a full match, then a greedy one, then `$default`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation (2026-11-23) */
function routeTo({ routes, fallback }: HttpTable, method: string, path: string): Match<HttpRoute> | undefined {
  return findRoute(routes, method, partsOf(path)) ?? (fallback && { route: fallback, params: [] });
}

/** A path without its stage, or null when it names another. The `$default` stage has no name in the path. */
function withoutStage(path: string, stageName: string): string | null {
  if (stageName === '$default') return path;
  if (path === `/${stageName}`) return '/';
  return path.startsWith(`/${stageName}/`) ? path.slice(stageName.length + 1) : null;
}

/** The ids of one exchange. */
export interface HttpIds {
  readonly requestId: string;
  readonly traceHeader: string;
}

/** Mints the ids of one exchange. */
export const idsOf = ({ headers }: HttpRequest, now: number, random: () => number): HttpIds => ({
  requestId: shortIdOf(random),
  traceHeader: keptTrace(headers, now, random),
});

/** Begins a visit, or says what in the path leads nowhere. */
export function visitOf(
  raw: HttpRequest,
  config: HttpApiConfig,
  table: HttpTable,
  stamp: DoorStamp,
  ids: HttpIds,
): HttpVisit | 'bad path' | 'no stage' | 'no route' {
  const request = framed(raw, domainOf(stamp.node));
  const { path: encodedPath, query } = splitTarget(request.target);
  const path = decodedPath(encodedPath);
  if (path === null) return 'bad path';
  const inStage = withoutStage(path, config.stageName);
  if (inStage === null) return 'no stage';
  const match = routeTo(table, request.method, inStage);
  if (!match) return 'no route';
  const { route, params } = match;
  return {
    request,
    config,
    node: stamp.node,
    now: stamp.now,
    requestId: ids.requestId,
    traceHeader: ids.traceHeader,
    route,
    params,
    encodedPath,
    path,
    query,
    wire: route.wire,
    label: route.key,
    timeoutMs: route.settings.timeoutInMillis,
    authorizer: route.settings.authorizer,
    arn: executeArn(stamp.node, config.stageName, request.method, inStage),
    trace: sampledTrace(ids.traceHeader, stamp.random),
  };
}

/** The routes of a door that is looked at by itself: the wire's, or a comparison's `$default`. */
export function tableOfDoor(config: HttpDoorConfig): HttpTable {
  const settings = httpRoutes.parse(wireSettings(config, httpRoutes.shape));
  return tableOf([{ id: 'wire', settings }]);
}

/** In a comparison a request that was made for another door lacks the stage: it is put before the path. */
export function withStage(request: HttpRequest, { stageName, routes }: HttpDoorConfig): HttpRequest {
  if (routes || stageName === '$default') return request;
  return withoutStage(splitTarget(request.target).path, stageName) === null ? underStage(request, stageName) : request;
}

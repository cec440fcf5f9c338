import { hexOf, uuidOf } from '../../base/random.ts';
import { base64urlOf, domainOf, executeArn, idOf, shortIdOf, underStage, wireSettings } from '../../parts/execute-api.ts';
import type { Visit } from '../../parts/gateway-dialect.ts';
import { framed } from '../../parts/http-body.ts';
import { splitTarget } from '../../parts/request-target.ts';
import { bySpecificity, conflictsOf, findRoute, type Match, parseRoute, partsOf, type RouteKey } from '../../parts/route-table.ts';
import { keptTrace, sampledTrace } from '../../parts/trace-header.ts';
import type { HttpRequest } from '../../sim/http.ts';
import type { DoorStamp } from '../../sim/service.ts';
import { type RestApiConfig, type RestDoorConfig, type RestMethods, restMethods } from './config.ts';

/** A method of the API with the settings of its wire. `wire` is null for an OPTIONS method that the `cors` setting made. */
export interface RestRoute extends RouteKey {
  readonly wire: string | null;
  readonly settings: RestMethods;
}

/** All methods of an API, sorted for matching; what AWS would not have accepted is in `conflicts`. */
export interface RestTable {
  readonly routes: readonly RestRoute[];
  readonly conflicts: readonly string[];
}

/** Collects the methods of the wires and, with CORS on, an OPTIONS method for every resource that has none. */
export function tableOf(wires: readonly { readonly id: string; readonly settings: RestMethods }[], config: RestApiConfig): RestTable {
  const own = wires.flatMap(({ id, settings }) => settings.methods.map((key) => ({ ...routeOf(key), wire: id, settings })));
  const routes: RestRoute[] = [...own];
  if (config.cors) {
    const settings = restMethods.parse({});
    for (const path of new Set(own.map((route) => route.path))) {
      if (own.some((route) => route.path === path && route.method === 'OPTIONS')) continue;
      routes.push({ ...routeOf(`OPTIONS ${path}`), wire: null, settings });
    }
  }
  return { routes: bySpecificity(routes, false), conflicts: conflictsOf(own) };
}

function routeOf(key: string): RouteKey {
  const route = parseRoute(key);
  if (typeof route === 'string') throw new Error(`a parsed config holds only routes: ${route}`);
  return route;
}

/** The ids of one exchange. */
export interface RestIds {
  readonly requestId: string;
  readonly extendedRequestId: string;
  /** X-Amzn-Trace-Id as the function sees it. */
  readonly trace: string;
  /** X-Amzn-Trace-Id as the client gets it back, and as Lambda is told. */
  readonly fullTrace: string;
  /** What CloudFront names itself with, before an edge-optimized API. */
  readonly edge: { readonly host: string; readonly requestId: string; readonly address: string } | null;
}

/** Mints the ids of one exchange. A client's trace header is kept; a missing Parent is added (recorded-facts 2.10). */
export function idsOf(request: HttpRequest, config: RestApiConfig, now: number, random: () => number): RestIds {
  const requestId = uuidOf(random);
  const extendedRequestId = shortIdOf(random);
  const trace = keptTrace(request.headers, now, random);
  const fullTrace = `${sampledTrace(trace, random)};Lineage=1:${hexOf(random, 8)}:0`;
  return { requestId, extendedRequestId, trace, fullTrace, edge: config.endpointConfiguration.types[0] === 'EDGE' ? edgeOf(random) : null };
}

/** CloudFront's server name, request id and address; the address is from a range that CloudFront uses. */
function edgeOf(random: () => number): RestIds['edge'] {
  return {
    host: `${hexOf(random, 32)}.cloudfront.net`,
    requestId: `${base64urlOf(random, 10)}${base64urlOf(random, 1).slice(1)}==`,
    address: `130.176.${Math.floor(random() * 128)}.${64 + Math.floor(random() * 128)}`,
  };
}

/** One request on its way through the API: all that an event, an authorizer's event and a response are made of. */
export interface RestVisit extends Omit<Visit, 'wire'> {
  /** The wire to the function; null for an OPTIONS method that the `cors` setting made. */
  readonly wire: string | null;
  /** As it arrived, with what framing adds. */
  readonly request: HttpRequest;
  readonly config: RestApiConfig;
  readonly node: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly ids: RestIds;
  readonly route: RestRoute;
  readonly params: Match<RestRoute>['params'];
  /** Without the stage. */
  readonly path: string;
  /** With the stage. */
  readonly fullPath: string;
  readonly query: string;
}

/** Where a path leads, after the stage was taken off it; slashes as recorded (recorded-facts 1.5 to 1.7): extra ones before the stage vanish,
 * those between stage and path stay in the full path only. */
export interface Located {
  readonly stage: string;
  readonly path: string;
  readonly fullPath: string;
}

function locate(path: string): Located {
  const trimmed = path.replace(/^\/+/, '');
  const slash = trimmed.indexOf('/');
  const stage = slash < 0 ? trimmed : trimmed.slice(0, slash);
  const rest = slash < 0 ? '' : trimmed.slice(slash);
  return { stage, path: rest === '' ? '/' : rest.replace(/^\/+/, '/'), fullPath: `/${trimmed}` };
}

/** The method that a path and a verb lead to. A trailing slash plays no part in it. */
function routeTo(table: RestTable, method: string, path: string): Match<RestRoute> | undefined {
  return findRoute(table.routes, method, partsOf(path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path));
}

/** Begins a visit, or says what in the path leads nowhere. */
export function visitOf(
  raw: HttpRequest,
  config: RestApiConfig,
  table: RestTable,
  stamp: DoorStamp,
  ids: RestIds,
): RestVisit | 'unknown stage' | 'missing token' {
  const request = framed(raw, domainOf(stamp.node));
  const { path: rawPath, query } = splitTarget(request.target);
  const { stage, path, fullPath } = locate(rawPath);
  if (stage !== config.stageName) return 'unknown stage';
  const match = routeTo(table, request.method, path);
  if (!match) return 'missing token';
  const { route, params } = match;
  return {
    request,
    config,
    node: stamp.node,
    now: stamp.now,
    ids,
    route,
    params,
    path,
    fullPath,
    query,
    wire: route.wire,
    label: route.key,
    timeoutMs: route.settings.timeoutInMillis,
    authorizer: route.settings.authorizer,
    arn: executeArn(stamp.node, config.stageName, request.method, path),
    trace: ids.fullTrace,
  };
}

/** The settings of a door that is looked at by itself: the wire's laid over the API's, or a comparison's one greedy method. */
export function tableOfDoor(config: RestDoorConfig): RestTable {
  const settings = restMethods.parse(wireSettings(config, restMethods.shape));
  return tableOf([{ id: 'wire', settings }], config);
}

/** In a comparison a request that was made for another door lacks the stage: it is put before the path. */
export function withStage(request: HttpRequest, config: RestDoorConfig): HttpRequest {
  const isThere = config.methods || locate(splitTarget(request.target).path).stage === config.stageName;
  return isThere ? request : underStage(request, config.stageName);
}

/** Ids of resources and of the deployment, which look like `a1b2c3`. */
export const resourceIdOf = (node: string, path: string): string => idOf(`${node} ${path}`, 6);
/** Id of the deployment that a stage shows. */
export const deploymentIdOf = (node: string): string => idOf(`${node} deployment`, 6);

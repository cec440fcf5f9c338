import { headerOf, headerValues } from '../../parts/http-headers.ts';
import { isInRange, parseIpRange } from '../../parts/ip-range.ts';
import { rawParameters, splitTarget } from '../../parts/request-target.ts';
import { fitsWildcard } from '../../parts/wildcard.ts';
import type { Header, HttpRequest } from '../../sim/http.ts';
import type { AlbConfig } from './config.ts';
import type { Action, Condition, Rule } from './rules-config.ts';

/** Which rule decided: its priority, or 0 for the default rule as access logs have it. */
export interface Route {
  readonly priority: number;
  readonly action: Action;
}

interface Asked {
  readonly method: string;
  readonly headers: readonly Header[];
  readonly sourceIp: string;
  readonly path: string;
  readonly host: string;
  readonly query: string;
}

type Test = (asked: Asked) => boolean;

interface Compiled {
  readonly tests: readonly Test[];
  readonly route: Route;
}

const compiledOf = new WeakMap<readonly Rule[], readonly Compiled[]>();

/** The rules in the order of their priorities, made once for a list of rules. */
function compiled(rules: readonly Rule[]): readonly Compiled[] {
  let found = compiledOf.get(rules);
  if (!found) {
    found = [...rules]
      .sort((a, b) => a.priority - b.priority)
      .map(({ priority, conditions, actions }) => ({ tests: conditions.map(testOf), route: { priority, action: actions[0]! } }));
    compiledOf.set(rules, found);
  }
  return found;
}

/** The rule that decides about a request: the lowest priority whose conditions all hold, else the default rule.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html (2026-11-23) */
export function routeOf(request: HttpRequest, config: AlbConfig): Route {
  if (config.rules.length > 0) {
    const { method, headers, sourceIp } = request;
    const asked = { method, headers, sourceIp, ...splitTarget(request.target), host: hostName(headers) };
    for (const { tests, route } of compiled(config.rules)) if (tests.every((test) => test(asked))) return route;
  }
  return { priority: 0, action: config.defaultActions[0]! };
}

/** The host that was asked for, in lower case and without a port. */
export const hostName = (headers: readonly Header[]): string => (headerOf(headers, 'host') ?? '').replace(/:\d+$/, '').toLowerCase();

function testOf(condition: Condition): Test {
  switch (condition.field) {
    case 'path-pattern': {
      const { values } = condition.pathPatternConfig;
      return ({ path }) => values.some((pattern) => fitsWildcard(path, pattern));
    }
    case 'host-header': {
      const values = lowered(condition.hostHeaderConfig.values);
      return ({ host }) => values.some((pattern) => fitsWildcard(host, pattern));
    }
    case 'http-header': {
      const name = condition.httpHeaderConfig.httpHeaderName.toLowerCase();
      const values = lowered(condition.httpHeaderConfig.values);
      return ({ headers }) =>
        headerValues(headers, name).some((value) => values.some((pattern) => fitsWildcard(value.toLowerCase(), pattern)));
    }
    case 'http-request-method': {
      const { values } = condition.httpRequestMethodConfig;
      return ({ method }) => values.includes(method);
    }
    case 'query-string': {
      const wanted = condition.queryStringConfig.values.map(({ key, value }) => [key?.toLowerCase(), value.toLowerCase()] as const);
      return ({ query }) =>
        rawParameters(query.toLowerCase()).some(([name, own]) =>
          wanted.some(([key, value]) => (key === undefined || fitsWildcard(name, key)) && fitsWildcard(own, value)),
        );
    }
    case 'source-ip': {
      const ranges = condition.sourceIpConfig.values.map((text) => parseIpRange(text)!);
      return ({ sourceIp }) => ranges.some((range) => isInRange(sourceIp, range));
    }
  }
}

const lowered = (values: readonly string[]): readonly string[] => values.map((value) => value.toLowerCase());

/** A target group and its part of the requests. */
export interface Weighted {
  readonly name: string;
  readonly weight: number;
}

/** Picks a target group with chances by weight; undefined when every weight is 0. Throws no dice when there is nothing to choose. */
export function pickGroup(groups: readonly Weighted[], random: () => number): string | undefined {
  const open = groups.filter(({ weight }) => weight > 0);
  if (open.length < 2) return open[0]?.name;
  let left = random() * open.reduce((sum, { weight }) => sum + weight, 0);
  for (const { name, weight } of open) {
    left -= weight;
    if (left < 0) return name;
  }
  return open.at(-1)!.name;
}

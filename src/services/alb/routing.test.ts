import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../sim/http.ts';
import { problemOf } from '../../sim/problem.ts';
import { requestOf } from '../http-requests.test-support.ts';
import { config, targetGroup } from './config.ts';
import { albDoor } from './event.ts';
import { pickGroup, routeOf } from './routing.ts';
import type { Condition } from './rules-config.ts';

const stamp = { now: 0, node: 'alb', random: () => 0 };
const teapot = { type: 'fixed-response', fixedResponseConfig: { statusCode: '418' } } as const;
const withRules = (...conditions: readonly (readonly Condition[])[]) =>
  config.parse({ rules: conditions.map((own, i) => ({ priority: i + 1, conditions: own, actions: [teapot] })) });
const matches = (condition: Condition, request: Partial<HttpRequest>): boolean =>
  routeOf(requestOf(request), withRules([condition])).priority === 1;
const path = (...values: string[]): Condition => ({ field: 'path-pattern', pathPatternConfig: { values } });
const host = (...values: string[]): Condition => ({ field: 'host-header', hostHeaderConfig: { values } });
const asHost = (value: string) => ({ headers: [['Host', value] as const] });
/** The first problem of a config, as the reader sees it. */
const problem = (own: object, schema: typeof config | typeof targetGroup = config): string => {
  const parsed = schema.safeParse(own, { reportInput: true });
  return parsed.success ? 'none' : problemOf(parsed.error).problem;
};

describe('conditions', () => {
  test('path-pattern is case-sensitive, whole, over slashes, without the query', () => {
    expect(matches(path('/img/*'), { target: '/img/a/b.png?x=1' })).toBe(true);
    expect(matches(path('/img/*'), { target: '/IMG/a' })).toBe(false);
    expect(matches(path('/img'), { target: '/img/' })).toBe(false);
    expect(matches(path('/a?c'), { target: '/abc' })).toBe(true);
    expect(matches(path('/a b'), { target: '/a%20b' })).toBe(false);
    expect(matches(path('/x', '/y'), { target: '/y' })).toBe(true);
  });
  test('host-header is not case-sensitive and knows no port', () => {
    expect(matches(host('*.example.com'), asHost('WWW.Example.com:8080'))).toBe(true);
    expect(matches(host('*.example.com'), asHost('example.com'))).toBe(false);
  });
  test('http-header looks at every line, case aside', () => {
    const condition: Condition = { field: 'http-header', httpHeaderConfig: { httpHeaderName: 'User-Agent', values: ['*chrome*'] } };
    expect(
      matches(condition, {
        headers: [
          ['user-agent', 'x'],
          ['USER-AGENT', 'A Chrome B'],
        ],
      }),
    ).toBe(true);
    expect(matches(condition, {})).toBe(false);
  });
  test('http-request-method is exact', () => {
    const condition: Condition = { field: 'http-request-method', httpRequestMethodConfig: { values: ['PURGE', 'GET'] } };
    expect([matches(condition, { method: 'PURGE' }), matches(condition, { method: 'POST' })]).toEqual([true, false]);
  });
  test('query-string looks at any key without one, case aside', () => {
    const condition: Condition = {
      field: 'query-string',
      queryStringConfig: { values: [{ key: 'Version', value: 'v1' }, { value: '*test*' }] },
    };
    expect(matches(condition, { target: '/?version=V1' })).toBe(true);
    expect(matches(condition, { target: '/?a=MyTest2' })).toBe(true);
    expect(matches(condition, { target: '/?version=v2' })).toBe(false);
  });
  test('source-ip is the peer, never X-Forwarded-For', () => {
    const condition: Condition = { field: 'source-ip', sourceIpConfig: { values: ['203.0.113.0/24', '2001:db8::/32'] } };
    expect(matches(condition, { sourceIp: '203.0.113.7' })).toBe(true);
    expect(matches(condition, { sourceIp: '2001:db8:1::9' })).toBe(true);
    expect(matches(condition, { sourceIp: '192.0.2.1', headers: [['X-Forwarded-For', '203.0.113.7']] })).toBe(false);
  });
  test('all conditions of a rule must hold; the lowest priority wins, else the default rule', () => {
    const rules = config.parse({
      rules: [
        { priority: 20, conditions: [path('/*')], actions: [teapot] },
        { priority: 10, conditions: [path('/a*'), host('x')], actions: [teapot] },
      ],
    });
    expect(routeOf(requestOf({ target: '/ab', ...asHost('x') }), rules).priority).toBe(10);
    expect(routeOf(requestOf({ target: '/ab', ...asHost('y') }), rules).priority).toBe(20);
    expect(routeOf(requestOf({ target: '*' }), rules)).toEqual({ priority: 0, action: { type: 'forward' } });
  });
});

describe('answers of rules', () => {
  const answer = (action: object, request: HttpRequest, own: object = {}) => {
    const made = albDoor.toEvent(request, config.parse({ defaultActions: [action], ...own }), stamp);
    return 'refused' in made ? made : null;
  };
  test('a redirect fills its keywords and names the port even when it is the default', () => {
    const redirect = { type: 'redirect', redirectConfig: { protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' } };
    const made = answer(redirect, requestOf({ target: '/p/a%20b?q=1&r', ...asHost('Shop.example:80') }))!;
    expect(made.refused.status).toBe(301);
    expect(made.refused.headers.at(-1)).toEqual(['Location', 'https://shop.example:443/p/a%20b?q=1&r']);
    expect(made.refused.headers).toContainEqual(['Content-Length', '134']);
    expect(made.why).toBe('The default rule answers with a redirect; no function is called.');
    expect(answer(redirect, requestOf({ target: '/', ...asHost('h') }))!.refused.headers.at(-1)).toEqual(['Location', 'https://h:443/']);
  });
  test('a fixed response is sent as written', () => {
    const fixed = {
      type: 'fixed-response',
      fixedResponseConfig: { statusCode: '503', contentType: 'application/json', messageBody: '{"ü":1}' },
    };
    const { refused } = answer(fixed, requestOf({}))!;
    expect(refused).toMatchObject({ status: 503, body: '{"ü":1}' });
    expect(refused.headers).toContainEqual(['Content-Length', '8']);
    expect(answer(fixed, requestOf({ method: 'HEAD' }))!.refused.body).toBe('');
  });
});

describe('weights', () => {
  test('share the requests', () => {
    const groups = [
      { name: 'blue', weight: 9 },
      { name: 'green', weight: 1 },
      { name: 'off', weight: 0 },
    ];
    expect([0, 0.5, 0.89, 0.9, 0.99].map((dice) => pickGroup(groups, () => dice))).toEqual(['blue', 'blue', 'blue', 'green', 'green']);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (dice) => pickGroup(groups, () => dice) !== 'off'),
    );
  });
  test('throw no dice when there is nothing to choose', () => {
    const never = () => {
      throw new Error('no dice');
    };
    expect(
      pickGroup(
        [
          { name: 'a', weight: 1 },
          { name: 'b', weight: 0 },
        ],
        never,
      ),
    ).toBe('a');
    expect(pickGroup([{ name: 'b', weight: 0 }], never)).toBeUndefined();
  });
});

describe('settings that are refused, and how', () => {
  const rule = (own: object) => ({ rules: [{ priority: 1, conditions: [path('/')], actions: [teapot], ...own }] });
  test.each([
    [{ idleTimeoutSeconds: 60 }, /^idleTimeoutSeconds isn't taken here: it has no effect on Lambda targets/],
    [{ rulez: [] }, /^rulez isn't a setting that Coldstart knows here/],
    [{ port: 0 }, /at least 1/],
    [rule({ priority: 50_001 }), /at most 50000/],
    [{ rules: [rule({}).rules[0], rule({}).rules[0]] }, /Two rules have the priority 1/],
    [rule({ conditions: [path('/a'), path('/b')] }), /at most one path-pattern condition/],
    [rule({ conditions: [path('/a', '/b', '/c'), host('a', 'b', 'c')] }), /at most 5 values over all its conditions; this one has 6/],
    [rule({ conditions: [path('*?*?*?*')] }), /at most 6 wildcards/],
    [rule({ conditions: [{ field: 'path-pattern', pathPatternConfig: { regexValues: ['a'] } }] }), /regexValues isn't taken here/],
    [rule({ conditions: [{ field: 'source-ip', sourceIpConfig: { values: ['10.0.0.0/33'] } }] }), /A source is a range/],
    [rule({ actions: [{ type: 'authenticate-oidc' }] }), /signing in at the load balancer is left out/],
    [rule({ actions: [teapot, teapot] }), /exactly one action|at most 1/],
    [rule({ actions: [{ type: 'redirect', redirectConfig: { statusCode: 'HTTP_302' } }] }), /must change the protocol, host, port or path/],
    [
      { protocol: 'HTTPS', defaultActions: [{ type: 'redirect', redirectConfig: { protocol: 'HTTP', statusCode: 'HTTP_302' } }] },
      /can't lead from HTTPS to HTTP/,
    ],
  ] as const)('%j', (own, says) => expect(problem(own)).toMatch(says));

  test('a wire takes no alias, and a health check needs patience below its interval', () => {
    expect(problem({ qualifier: 'live' }, targetGroup)).toMatch(/^qualifier isn't taken here/);
    expect(problem({ healthCheckIntervalSeconds: 5, healthCheckTimeoutSeconds: 5 }, targetGroup)).toMatch(/must be less than/);
  });

  test('defaults are valid and AWS’s own', () => {
    expect(config.parse({})).toMatchObject({
      protocol: 'HTTP',
      port: 80,
      multiValueHeadersEnabled: false,
      xffHeaderProcessingMode: 'append',
    });
    expect(targetGroup.parse({})).toMatchObject({
      healthCheckEnabled: false,
      healthCheckIntervalSeconds: 35,
      healthCheckTimeoutSeconds: 30,
      healthyThresholdCount: 5,
    });
  });
});

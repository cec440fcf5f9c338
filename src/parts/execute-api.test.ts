import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apiIdOf, domainOf, executeArn, shortIdOf } from './execute-api.ts';
import { judgePolicy } from './execute-api-policy.ts';
import { bySpecificity, conflictsOf, findRoute, parseRoute, partsOf, type RouteKey } from './route-table.ts';
import { fullBucket, takeToken } from './token-bucket.ts';

const routes = (...keys: readonly string[]): readonly RouteKey[] => keys.map((key) => parseRoute(key) as RouteKey);

describe('routes', () => {
  test.each([
    ['orders', '"orders" isn\'t a route; write a method and a path, such as GET /orders/{id}'],
    ['GET orders', '"GET orders" isn\'t a route; write a method and a path, such as GET /orders/{id}'],
    ['GET /{proxy+}/x', '{proxy+} takes all that follows, so it must be the last part, in "GET /{proxy+}/x"'],
    ['GET /a{id}', 'A parameter must be a whole part of the path, not a{id}, in "GET /a{id}"'],
    ['GET /{id}/{id}', '{id} stands twice in "GET /{id}/{id}"'],
    ['GET /a//b', 'A path has no empty parts, in "GET /a//b"'],
    ['GET /a/', 'A path has no empty parts, in "GET /a/"'],
  ])('%s is refused in a sentence', (key, problem) => expect(parseRoute(key)).toBe(problem));

  test('that AWS would not tell apart are named', () => {
    expect(conflictsOf(routes('GET /a', 'GET /a', 'POST /a', 'GET /{x}', 'GET /{y}'))).toEqual([
      'GET /a stands twice; the first counts.',
      "GET /{y} can't be told from GET /{x}; the first counts.",
    ]);
  });

  test('never match what their template does not cover, and give back what they took', () => {
    const sorted = bySpecificity(routes('ANY /{proxy+}', 'GET /a/{id}', 'GET /a/b', 'ANY /'), false);
    const segment = fc.stringMatching(/^[a-c]{0,2}$/);
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 4 }), (segments) => {
        const path = `/${segments.join('/')}`;
        const match = findRoute(sorted, 'GET', partsOf(path));
        if (!match) return expect(path === '/' || path.replaceAll('/', '') === '').toBe(true);
        const filled = match.route.path.replace(/\{([^}+]+)\+?\}/g, (_, name: string) => match.params.find(([own]) => own === name)![1]);
        expect(filled).toBe(path);
      }),
    );
  });
});

describe('a policy', () => {
  const arn = executeArn('shop', 'prod', 'GET', '/items/42');
  const statement = (more: object) => ({ Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*', ...more }] });
  test.each([
    [statement({}), 'allow'],
    [statement({ Action: ['x:y', 'execute-api:*'] }), 'allow'],
    [statement({ Resource: `${arn.slice(0, -8)}*` }), 'allow'],
    [statement({ Resource: arn.replace('GET', '*') }), 'allow'],
    [statement({ Resource: arn.replace('42', '4?') }), 'allow'],
    [statement({ Resource: arn.replace('42', '43') }), 'no allow'],
    [statement({ Effect: 'Deny' }), 'explicit deny'],
    [{ Statement: [...statement({}).Statement, ...statement({ Effect: 'Deny', Resource: [arn] }).Statement] }, 'explicit deny'],
    [{ Statement: statement({}).Statement[0]! }, 'allow'],
    [statement({ Action: 'lambda:InvokeFunction' }), 'no allow'],
  ])('%j: %s', (policy, verdict) => expect(judgePolicy(policy, arn)).toBe(verdict));
  test.each([[undefined], [{}], [statement({ Effect: 'allow' })], [statement({ Condition: {} })], [{ Statement: ['x'] }]])(
    '%j can not be used',
    (policy) => expect(judgePolicy(policy as never, arn)).toHaveProperty('fault'),
  );
});

test('a bucket never gives more than its burst and what flowed in', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(300_000), { maxLength: 60 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 50 }),
      (waits, burst, rate) => {
        const bucket = fullBucket(burst, 0);
        let now = 0;
        let taken = 0;
        for (const wait of waits) {
          now += wait;
          if (takeToken(bucket, now, rate, burst)) taken++;
        }
        expect(taken).toBeLessThanOrEqual(burst + (now * rate) / 1_000_000 + 1e-6);
      },
    ),
  );
});

test('names are minted from the node alone', () => {
  expect(apiIdOf('shop')).toMatch(/^[a-z0-9]{10}$/);
  expect(domainOf('shop')).toBe(`${apiIdOf('shop')}.execute-api.us-east-1.amazonaws.com`);
  expect(apiIdOf('shop')).not.toBe(apiIdOf('shop2'));
  expect(shortIdOf(() => 0)).toBe('AAAAAAAAAAAAAAA=');
});

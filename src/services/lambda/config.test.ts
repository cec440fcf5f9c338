import { describe, expect, it } from 'vitest';
import { randomOf } from '../../base/random.ts';
import { problemOf } from '../../sim/problem.ts';
import { lambdaConfig } from './config.ts';
import { letterOf, logStreamName, requestIdOf, traceHeaderOf } from './names.ts';
import { costOf, priceText } from './pricing.ts';
import { RUNTIMES } from './runtimes.ts';
import { sharedVariables } from './variables.ts';

const fault = (config: unknown) => {
  const parsed = lambdaConfig.safeParse(config, { reportInput: true });
  return parsed.success ? 'no fault' : problemOf(parsed.error);
};
const variables = (of: { [name: string]: string }) => fault({ environment: { variables: of } });

describe("a function's settings", () => {
  it("have AWS's defaults (lambda-core A1: CreateFunction's answer)", () => {
    expect(lambdaConfig.parse({})).toMatchObject({
      runtime: 'nodejs24.x',
      handler: 'index.handler',
      memorySize: 128,
      timeout: 3,
      environment: { variables: {} },
      architectures: ['x86_64'],
      loggingConfig: { logFormat: 'Text' },
    });
  });

  it.each([
    [{ memorySize: 127 }, 'memorySize must be at least 128; it is 127.'],
    [{ memorySize: 10_241 }, 'memorySize must be at most 10240; it is 10241.'],
    [{ timeout: 901 }, 'timeout must be at most 900; it is 901.'],
    [{ timeout: 0 }, 'timeout must be at least 1; it is 0.'],
    [
      { runtime: 'python3.13' },
      'python3.13 is a runtime of AWS that Coldstart does not run yet: choose nodejs20.x, nodejs22.x or nodejs24.x.',
    ],
    [
      { runtime: 'nodejs14.x' },
      'The runtime parameter of nodejs14.x is no longer supported for creating or updating AWS Lambda functions: choose nodejs20.x, nodejs22.x or nodejs24.x.',
    ],
    [{ ephemeralStorage: { size: 1024 } }, "ephemeralStorage isn't a setting that Coldstart knows here; remove it, or check the spelling."],
    [{ architectures: [] }, 'A function has exactly one architecture.'],
    [
      { loggingConfig: { applicationLogLevel: 'WARN' } },
      'applicationLogLevel works with logFormat JSON only; set that, or remove applicationLogLevel.',
    ],
    [{ files: { '../x.mjs': '' } }, "../x.mjs can't be the path of a file under /var/task: write it like src/index.mjs."],
    [{ files: { '/x.mjs': '' } }, "/x.mjs can't be the path of a file under /var/task: write it like src/index.mjs."],
  ])('refuse %j', (config, problem) => {
    expect(fault(config)).toMatchObject({ problem });
  });

  it('refuse variables that AWS reserves, in its words (lambda-core A13)', () => {
    expect(variables({ AWS_REGION: 'x', OK_ONE: 'y' })).toEqual({
      path: 'environment.variables',
      problem:
        'Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION.',
    });
    expect(variables({ a: 'x' })).toMatchObject({
      problem: /* pattern, B */ expect.stringContaining("can't name an environment variable"),
    });
    expect(variables({ TZ: 'Europe/Zurich' })).toMatchObject({ problem: expect.stringContaining('no effect') });
    expect(variables({ LANG: 'de_CH.UTF-8', __proto__x: '1' })).toMatchObject({ problem: expect.stringContaining('__proto__x') });
  });

  it('refuse more than 4 KB of variables (recorded-facts 6.15)', () => {
    expect(variables({ BIG: 'x'.repeat(4086) })).toBe('no fault');
    expect(variables({ BIG: 'x'.repeat(4087) })).toMatchObject({
      problem: expect.stringContaining('exceeded the 4KB limit. String measured: {"BIG":"xxx'),
    });
  });
});

describe('the variables that code sees', () => {
  const env = sharedVariables('hello', lambdaConfig.parse({ runtime: 'nodejs22.x', environment: { variables: { LANG: 'C', MINE: '1' } } }));
  it('are those recorded on AWS (recorded-facts 6.13)', () => {
    expect(env).toMatchObject({
      _HANDLER: 'index.handler',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_RUNTIME_API: '169.254.100.1:9001',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/hello',
      NODE_PATH: '/opt/nodejs/node22/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task',
      TZ: ':UTC',
      MINE: '1',
    });
    expect(env['AWS_LAMBDA_LOG_FORMAT']).toBeUndefined();
  });
  it('let the function override what AWS lets it override', () => expect(env['LANG']).toBe('C'));
});

describe('names', () => {
  it('count rooms by letters', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
    expect(new Set(Array.from({ length: 2000 }, (_, i) => letterOf(i))).size).toBe(2000);
  });

  it('have the forms that AWS gives them', () => {
    const random = randomOf(7);
    for (let i = 0; i < 500; i++) {
      expect(requestIdOf(random)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
    expect(logStreamName(Date.UTC(2026, 0, 5), random)).toMatch(/^2026\/01\/05\/\[\$LATEST\][0-9a-f]{32}$/);
    expect(traceHeaderOf(undefined, 0, random)).toMatch(/^Root=1-00000000-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/);
    expect(traceHeaderOf('Self=1-2-3;Root=1-67891233-abcdef012345678912345678', 0, random)).toMatch(
      /^Root=1-67891233-abcdef012345678912345678;Parent=/,
    );
    for (const { digest } of Object.values(RUNTIMES)) expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the price', () => {
  it('is 3.60 USD for 3 million invocations of 120 ms at 512 MB (lambda-core J)', () => {
    expect((3_000_000 * costOf(120, 512, 'x86_64')) / 1e12).toBeCloseTo(3.6, 4);
    expect(priceText(costOf(120, 512, 'x86_64'))).toBe('$0.00000120');
  });
  it('is a fifth less a GB-second on arm64', () => {
    const request = costOf(0, 512, 'arm64');
    expect((costOf(1000, 1024, 'arm64') - request) / (costOf(1000, 1024, 'x86_64') - request)).toBeCloseTo(0.8, 5);
  });
});

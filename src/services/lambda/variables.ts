import { hash32 } from '../../base/random.ts';
import { REGION } from '../../sim/account.ts';
import type { LambdaConfig } from './config.ts';
import { logGroupName } from './names.ts';

/** The environment variables that every environment of a function shares, as recorded on AWS in 2026-01 and 2026-02; the variables that
 * AWS lets a function override come first. Credentials are made up and open nothing. */
export function sharedVariables(functionName: string, config: LambdaConfig): { readonly [name: string]: string } {
  const major = config.runtime.slice('nodejs'.length, -'.x'.length);
  const { logFormat, applicationLogLevel } = config.loggingConfig;
  const key = hash32(functionName).toString(16).toUpperCase().padStart(8, '0');
  return {
    LANG: 'en_US.UTF-8',
    PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
    LD_LIBRARY_PATH: '/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib',
    NODE_PATH: `/opt/nodejs/node${major}/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task`,
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    AWS_XRAY_DAEMON_ADDRESS: '169.254.100.1:2000',
    ...config.environment.variables,
    TZ: ':UTC',
    PWD: '/var/task',
    SHLVL: '0',
    _HANDLER: config.handler,
    _AWS_XRAY_DAEMON_ADDRESS: '169.254.100.1',
    _AWS_XRAY_DAEMON_PORT: '2000',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: `ASIACOLD${key}`,
    AWS_SECRET_ACCESS_KEY: `coldstart/not/a/secret/${key}`,
    AWS_SESSION_TOKEN: `coldstart-not-a-token-${key}`,
    AWS_EXECUTION_ENV: `AWS_Lambda_${config.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(config.memorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: logGroupName(functionName),
    AWS_LAMBDA_RUNTIME_API: '169.254.100.1:9001',
    LAMBDA_TASK_ROOT: '/var/task',
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    ...(logFormat === 'JSON' && { AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: applicationLogLevel ?? 'INFO' }),
  };
}

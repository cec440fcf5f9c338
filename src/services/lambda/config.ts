import { utf8Length } from '../../base/bytes.ts';
import { z } from '../../base/z.ts';
import { RUNTIMES, type RuntimeId, runtimeRefusal } from './runtimes.ts';

const DG = 'https://docs.aws.amazon.com/lambda/latest/dg';
const CFN = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-function.html';

/** Names that Lambda sets itself. https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html (2026-11-23) */
const RESERVED: ReadonlySet<string> = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_DEFAULT_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_METADATA_API',
  'AWS_LAMBDA_METADATA_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'AWS_REGION',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
]);

/** Variables that would change how a real runtime behaves and can't do so here. */
const WITHOUT_EFFECT: ReadonlyMap<string, string> = new Map([
  ['TZ', "Coldstart's environments always run in UTC, so TZ would have no effect; remove it."],
  ['NODE_OPTIONS', 'Coldstart does not start Node with options, so NODE_OPTIONS would have no effect; remove it.'],
  ['AWS_LAMBDA_EXEC_WRAPPER', 'Coldstart has no wrapper scripts, so AWS_LAMBDA_EXEC_WRAPPER would have no effect; remove it.'],
]);

const UNABLE = 'Lambda was unable to configure your environment variables because the environment variables you have provided';
const ENVIRONMENT_BYTES = 4096;

/** What is wrong with a function's variables, in AWS's words, or null. */
function variablesProblem(variables: { readonly [name: string]: string }): string | null {
  const names = Object.keys(variables);
  for (const name of names) {
    if (RESERVED.has(name)) {
      const used = names.filter((one) => RESERVED.has(one)).join(', ');
      return `${UNABLE} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${used}`;
    }
    if (!/^[a-zA-Z]([a-zA-Z0-9_])+$/.test(name)) {
      return `${name} can't name an environment variable: a name has two or more letters, digits and underscores and begins with a letter.`;
    }
    const useless = WITHOUT_EFFECT.get(name);
    if (useless) return useless;
  }
  const measured = JSON.stringify(variables);
  if (utf8Length(measured) <= ENVIRONMENT_BYTES) return null;
  return `${UNABLE} exceeded the 4KB limit. String measured: ${measured.length > 400 ? `${measured.slice(0, 400)}…` : measured}`;
}

const FILE_COUNT = 200;
const FILES_BYTES = 10_000_000;

/** What is wrong with a function's files, or null. */
function filesProblem(files: { readonly [path: string]: string }): string | null {
  const paths = Object.keys(files);
  if (paths.length > FILE_COUNT) return `A function holds at most ${FILE_COUNT} files in Coldstart; this one has ${paths.length}.`;
  let bytes = 0;
  for (const path of paths) {
    if (path.length > 256 || !/^[^/\\\0]+(\/[^/\\\0]+)*$/.test(path) || path.split('/').some((part) => part === '..' || part === '.')) {
      return `${path.length > 80 ? `${path.slice(0, 77)}…` : path} can't be the path of a file under /var/task: write it like src/index.mjs.`;
    }
    bytes += utf8Length(files[path]!);
  }
  return bytes <= FILES_BYTES
    ? null
    : `A function's files may have ${FILES_BYTES} bytes together in Coldstart (AWS allows 262144000 unzipped); these have ${bytes}.`;
}

/** Reports what `problemWith` finds as the schema's own fault. */
const sound =
  <T>(problemWith: (value: T) => string | null) =>
  (value: T, context: z.RefinementCtx): void => {
    const problem = problemWith(value);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  };

const FIRST_CODE = `export const handler = async (event) => {
  console.log('received', JSON.stringify(event));
  return { statusCode: 200, body: JSON.stringify('Hello from Coldstart') };
};
`;

const logLevel = z.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']);

const loggingConfig = z
  .strictObject({
    logFormat: z.enum(['Text', 'JSON']).default('Text').meta({ title: 'Log format' }),
    applicationLogLevel: logLevel.optional().meta({ title: 'Application log level' }),
    systemLogLevel: z.enum(['DEBUG', 'INFO', 'WARN']).optional().meta({ title: 'System log level' }),
  })
  .superRefine((logging, context) => {
    if (logging.logFormat === 'JSON') return;
    for (const key of ['applicationLogLevel', 'systemLogLevel'] as const) {
      if (logging[key] !== undefined) {
        context.addIssue({ code: 'custom', path: [key], message: `${key} works with logFormat JSON only; set that, or remove ${key}.` });
      }
    }
  });

/** Numbers that AWS doesn't publish and that a reader may therefore set; each is assumed unless its page says more. */
const modelParameters = z.strictObject({
  idleLife: z
    .int()
    .min(1)
    .max(14_400)
    .default(420)
    .meta({
      title: 'Idle life of an environment',
      unit: 's',
      doc: `${DG}/lambda-runtime-environment.html`,
    }),
  createTime: z
    .int()
    .min(0)
    .max(60_000)
    .default(80)
    .meta({
      title: 'Time to place an environment and fetch the code, before INIT; not billed',
      unit: 'ms',
      doc: `${DG}/lambda-runtime-environment.html`,
    }),
  runtimeInitTime: z
    .int()
    .min(0)
    .max(9_000)
    .default(120)
    .meta({
      title: "Time that the runtime itself takes in INIT, before the module's code; billed",
      unit: 'ms',
      doc: `${DG}/lambda-runtime-environment.html`,
    }),
  initVcpu: z
    .number()
    .min(0.05)
    .max(1)
    .default(1)
    .meta({
      title: 'Part of a vCPU for module code in an on-demand INIT, whatever the memory',
      unit: 'vCPU',
      doc: `${DG}/lambda-runtime-environment.html`,
    }),
});

/** A function's settings under CloudFormation's names, with AWS's defaults and limits. Quotas: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (2026-11-23) */
export const lambdaConfig = z.strictObject({
  runtime: z
    .enum(Object.keys(RUNTIMES) as [RuntimeId, ...RuntimeId[]], { error: (issue) => runtimeRefusal(issue.input) })
    .default('nodejs24.x')
    .meta({ title: 'Runtime', doc: `${DG}/lambda-runtimes.html` }),
  handler: z
    .string()
    .max(128)
    .regex(/^\S+$/, 'A handler is written file.function, such as index.handler, without blanks')
    .default('index.handler')
    .meta({ title: 'Handler', doc: `${DG}/nodejs-handler.html` }),
  memorySize: z
    .int()
    .min(128)
    .max(10_240)
    .default(128)
    .meta({ title: 'Memory', unit: 'MB', doc: `${DG}/configuration-memory.html` }),
  timeout: z
    .int()
    .min(1)
    .max(900)
    .default(3)
    .meta({ title: 'Timeout', unit: 's', doc: `${DG}/configuration-timeout.html` }),
  environment: z
    .strictObject({
      variables: z.record(z.string(), z.string()).default({}).superRefine(sound(variablesProblem)).meta({ title: 'Variables' }),
    })
    .prefault({})
    .meta({ title: 'Environment variables', doc: `${DG}/configuration-envvars.html` }),
  architectures: z
    .array(z.enum(['x86_64', 'arm64']))
    .length(1, 'A function has exactly one architecture')
    .default(['x86_64'])
    .meta({ title: 'Architecture (the price differs)', doc: `${DG}/foundation-arch.html` }),
  reservedConcurrentExecutions: z
    .int()
    .min(0)
    .max(
      900,
      "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    )
    .optional()
    .meta({ title: 'Reserved concurrency', unit: 'environments', doc: `${DG}/configuration-concurrency.html` }),
  loggingConfig: loggingConfig.prefault({}).meta({ title: 'Logging', doc: `${DG}/monitoring-cloudwatchlogs-logformat.html` }),
  files: z
    .record(z.string(), z.string())
    .default({ 'index.mjs': FIRST_CODE })
    .superRefine(sound(filesProblem))
    .meta({ title: 'Files', doc: CFN }),
  model: modelParameters.prefault({}).meta({ title: "Coldstart's model" }),
});

export type LambdaConfig = z.infer<typeof lambdaConfig>;

import { z } from '../../base/z.ts';
import { refusing } from '../../parts/refused-settings.ts';
import { defaultActionsSchema, ruleSchema } from './rules-config.ts';

const ALB = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application';
const HEADERS = `${ALB}/x-forwarded-headers.html`;
const LAMBDA = `${ALB}/lambda-functions.html`;
const ATTRIBUTES = `${ALB}/edit-load-balancer-attributes.html`;
const LISTENER = `${ALB}/header-modification.html`;
const HEALTH = `${ALB}/target-group-health-checks.html`;

const flag = (title: string, doc: string, byDefault = false) => z.boolean().default(byDefault).meta({ title, doc });

/** The one attribute of a target group of type lambda, `lambda.multi_value_headers.enabled`. */
const multiValueHeadersEnabled = flag('Multi-value headers', `${LAMBDA}#multi-value-headers`);

const NO_EFFECT = {
  idleTimeoutSeconds: 'it has no effect on Lambda targets; the load balancer waits until the function answers or times out.',
  idleTimeout: 'it has no effect on Lambda targets; the load balancer waits until the function answers or times out.',
  clientKeepAliveSeconds: 'connections are not modelled, only exchanges.',
  desyncMitigationMode: 'requests here are whole and well formed, so there is nothing to mitigate.',
  http2Enabled: 'the client speaks HTTP/1.1.',
  accessLogs: 'access logs are not written; their error_reason stands in the trace.',
  accessLogsS3Enabled: 'access logs are not written; their error_reason stands in the trace.',
  deletionProtectionEnabled: 'nothing is deployed, so nothing is deleted.',
  crossZoneEnabled: 'a function has no zone.',
  wafFailOpenEnabled: 'there is no web application firewall.',
  certificates: 'an HTTPS listener needs none here.',
  sslPolicy: 'the handshake is not modelled.',
  alpnPolicy: 'the handshake is not modelled.',
  stickinessEnabled: 'it has no effect on Lambda targets.',
  deregistrationDelayTimeoutSeconds: 'it has no effect on Lambda targets.',
  slowStartDurationSeconds: 'it has no effect on Lambda targets.',
  loadBalancingAlgorithmType: 'a target group of type lambda has one target, so there is nothing to balance.',
  qualifier: 'aliases and versions are left out; the function itself is the target.',
};

/** A load balancer with its one listener. `multiValueHeadersEnabled` holds for every target group whose wire doesn't say otherwise. */
export const config = z
  .strictObject(
    {
      protocol: z
        .enum(['HTTP', 'HTTPS'])
        .default('HTTP')
        .meta({ title: 'Protocol', doc: `${ALB}/load-balancer-listeners.html` }),
      port: z
        .int()
        .min(1)
        .max(65_535)
        .default(80)
        .meta({ title: 'Port', doc: `${ALB}/load-balancer-listeners.html` }),
      multiValueHeadersEnabled,
      rules: z
        .array(ruleSchema)
        .max(100)
        .default([])
        .superRefine((rules, context) => {
          const seen = new Set<number>();
          for (const [i, { priority }] of rules.entries()) {
            if (seen.has(priority))
              context.addIssue({ code: 'custom', path: [i, 'priority'], message: `Two rules have the priority ${priority}` });
            seen.add(priority);
          }
        })
        .meta({ title: 'Rules', doc: `${ALB}/listener-rules.html` }),
      defaultActions: defaultActionsSchema,
      xffHeaderProcessingMode: z.enum(['append', 'preserve', 'remove']).default('append').meta({ title: 'X-Forwarded-For', doc: HEADERS }),
      xffClientPortEnabled: flag("Client's port in X-Forwarded-For", HEADERS),
      preserveHostHeaderEnabled: flag('Preserve the Host header', ATTRIBUTES),
      dropInvalidHeaderFieldsEnabled: flag('Drop invalid header fields', ATTRIBUTES),
      xAmznTlsVersionAndCipherSuiteEnabled: flag('TLS version and cipher headers', ATTRIBUTES),
      responseServerEnabled: flag('Server header in responses', LISTENER, true),
    },
    { error: refusing(NO_EFFECT) },
  )
  .superRefine(({ protocol, rules, defaultActions }, context) => {
    if (protocol !== 'HTTPS') return;
    for (const [path, actions] of [
      ['defaultActions', defaultActions] as const,
      ...rules.map((rule, i) => [`rules.${i}`, rule.actions] as const),
    ]) {
      for (const action of actions) {
        if (action.type === 'redirect' && action.redirectConfig.protocol === 'HTTP') {
          context.addIssue({ code: 'custom', path: path.split('.'), message: "A redirect can't lead from HTTPS to HTTP" });
        }
      }
    }
  });

/** A load balancer's settings, with AWS's defaults filled in. */
export type AlbConfig = z.infer<typeof config>;

const matcher = z
  .strictObject({
    httpCode: z
      .string()
      .regex(/^\d{3}(?:-\d{3})?(?:,\d{3}(?:-\d{3})?)*$/, 'httpCode is a code, a list or a range: "200", "200,202" or "200-399"')
      .refine((text) => text.split(/[,-]/).every((code) => Number(code) >= 200 && Number(code) <= 499), 'httpCode lies between 200 and 499')
      .default('200')
      .meta({ title: 'Healthy status codes', doc: HEALTH }),
  })
  .default({ httpCode: '200' });

const seconds = (title: string, min: number, max: number, byDefault: number) =>
  z.int().min(min).max(max).default(byDefault).meta({ title, unit: 's', doc: HEALTH });
const count = (title: string, byDefault: number) => z.int().min(2).max(10).default(byDefault).meta({ title, doc: HEALTH });

/** A wire from a load balancer is a target group of type lambda with that function as its one target. */
export const targetGroup = z
  .strictObject(
    {
      targetGroupName: z
        .string()
        .regex(
          /^(?!-)(?!.*-$)[A-Za-z0-9-]{1,32}$/,
          'A target group name has 1 to 32 letters, digits or hyphens, and no hyphen at either end',
        )
        .optional()
        .meta({ title: 'Name', doc: LAMBDA }),
      multiValueHeadersEnabled: z
        .boolean()
        .optional()
        .meta({ title: 'Multi-value headers, when other than its load balancer says', doc: `${LAMBDA}#multi-value-headers` }),
      healthCheckEnabled: flag('Health checks', `${LAMBDA}#enable-health-checks-lambda`),
      healthCheckPath: z.string().min(1).max(1024).startsWith('/').default('/').meta({ title: 'Health check path', doc: HEALTH }),
      healthCheckIntervalSeconds: seconds('Between checks', 5, 300, 35),
      healthCheckTimeoutSeconds: seconds('Patience of a check', 2, 120, 30),
      healthyThresholdCount: count('Healthy after', 5),
      unhealthyThresholdCount: count('Unhealthy after', 2),
      matcher,
    },
    { error: refusing(NO_EFFECT) },
  )
  .refine(
    ({ healthCheckIntervalSeconds, healthCheckTimeoutSeconds }) => healthCheckTimeoutSeconds < healthCheckIntervalSeconds,
    'healthCheckTimeoutSeconds must be less than healthCheckIntervalSeconds',
  );

/** A target group's settings, with AWS's defaults filled in. */
export type TargetGroup = z.infer<typeof targetGroup>;

/** What the mapping of one request depends on: the load balancer's settings with those of the wire laid over them. The name of the
 * target group is the wire's, else the function's. */
export type DoorConfig = AlbConfig & { readonly targetGroupName?: string };

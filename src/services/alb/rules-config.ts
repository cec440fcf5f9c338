import { z } from '../../base/z.ts';
import { parseIpRange } from '../../parts/ip-range.ts';
import { refusing } from '../../parts/refused-settings.ts';

const LIMITS = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html';
const CONDITIONS = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html';
const ACTIONS = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html';

const LATER = {
  regexValues: 'conditions with regular expressions (October 2025) are left out; use values with * and ?.',
  transforms: 'rewriting hosts and paths (October 2025) is left out.',
  targetGroupStickinessConfig: 'sticky target groups are left out; each request throws its own dice.',
  authenticateOidcConfig: 'signing in at the load balancer is left out.',
  authenticateCognitoConfig: 'signing in at the load balancer is left out.',
  order: 'a rule has one action here, so there is no order.',
};

const pattern = z.string().min(1).max(128);
/** 5 values in a rule at most; AWS counts them over all conditions. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html (2026-11-23) */
const VALUES_PER_RULE = 5;
const WILDCARDS_PER_RULE = 6;
const values = z.array(pattern).min(1).max(VALUES_PER_RULE).meta({ title: 'Values', doc: CONDITIONS });
const strict = <S extends z.core.$ZodLooseShape>(shape: S) => z.strictObject(shape, { error: refusing(LATER) });

const path = strict({ field: z.literal('path-pattern'), pathPatternConfig: strict({ values }) });
const host = strict({ field: z.literal('host-header'), hostHeaderConfig: strict({ values }) });
const header = strict({
  field: z.literal('http-header'),
  httpHeaderConfig: strict({
    httpHeaderName: z
      .string()
      .max(40)
      .regex(/^[A-Za-z0-9!#$%&'+.^_`|~-]+$/, 'httpHeaderName is the name of a header, of 1 to 40 characters, without wildcards')
      .refine((name) => name.toLowerCase() !== 'host', 'Match the Host header with a host-header condition'),
    values,
  }),
});
const method = strict({
  field: z.literal('http-request-method'),
  httpRequestMethodConfig: strict({
    values: z
      .array(
        z.string().regex(/^[A-Z_-]{1,40}$/, 'A method is 1 to 40 characters from A to Z, hyphen or underscore; there are no wildcards'),
      )
      .min(1)
      .max(VALUES_PER_RULE),
  }),
});
const query = strict({
  field: z.literal('query-string'),
  queryStringConfig: strict({
    values: z
      .array(strict({ key: pattern.optional(), value: pattern }))
      .min(1)
      .max(VALUES_PER_RULE),
  }),
});
const source = strict({
  field: z.literal('source-ip'),
  sourceIpConfig: strict({
    values: z
      .array(
        z
          .string()
          .refine(
            (text) => text.includes('/') && parseIpRange(text) !== undefined,
            'A source is a range such as 203.0.113.0/24 or 2001:db8::/32',
          )
          .refine((text) => text !== '255.255.255.255/32', "AWS doesn't take 255.255.255.255/32"),
      )
      .min(1)
      .max(VALUES_PER_RULE),
  }),
});

/** What a rule asks of a request. */
const conditionSchema = z
  .discriminatedUnion('field', [path, host, header, method, query, source], {
    error: 'field must be path-pattern, host-header, http-header, http-request-method, query-string or source-ip',
  })
  .meta({ title: 'Condition', doc: CONDITIONS });
/** One condition of a listener rule. */
export type Condition = z.infer<typeof conditionSchema>;

const forward = strict({
  type: z.literal('forward'),
  forwardConfig: strict({
    targetGroups: z
      .array(
        strict({
          targetGroupName: z.string().min(1).max(64).meta({ title: 'Target group' }),
          weight: z.int().min(0).max(999).default(1).meta({ title: 'Weight', doc: ACTIONS }),
        }),
      )
      .min(1)
      .max(5),
  }).optional(),
});

const fixedResponse = strict({
  type: z.literal('fixed-response'),
  fixedResponseConfig: strict({
    statusCode: z.string().regex(/^[245]\d\d$/, 'statusCode is 2XX, 4XX or 5XX, written as text such as "404"'),
    contentType: z.enum(['text/plain', 'text/css', 'text/html', 'application/javascript', 'application/json']).default('text/plain'),
    messageBody: z.string().max(1024).default(''),
  }),
});

const redirect = strict({
  type: z.literal('redirect'),
  redirectConfig: strict({
    protocol: z.enum(['HTTP', 'HTTPS', '#{protocol}']).default('#{protocol}'),
    host: z.string().min(1).max(128).default('#{host}'),
    port: z
      .string()
      .regex(/^(?:#\{port\}|\d{1,5})$/, 'port is a number from 1 to 65535 as text, or #{port}')
      .default('#{port}'),
    path: z.string().max(128).startsWith('/', 'path begins with a slash; #{path} has none, so write "/#{path}"').default('/#{path}'),
    query: z.string().max(128).default('#{query}'),
    statusCode: z.enum(['HTTP_301', 'HTTP_302']),
  }).refine(
    ({ protocol, host, port, path }) => protocol !== '#{protocol}' || host !== '#{host}' || port !== '#{port}' || path !== '/#{path}',
    'A redirect must change the protocol, host, port or path, or it would go round for ever',
  ),
});

/** What a rule does with a request. */
const actionSchema = z
  .discriminatedUnion('type', [forward, fixedResponse, redirect], {
    error: 'type must be forward, fixed-response or redirect; signing in at the load balancer is left out',
  })
  .meta({ title: 'Action', doc: ACTIONS });
/** What a listener rule does. */
export type Action = z.infer<typeof actionSchema>;

const actions = z.array(actionSchema).length(1, 'A rule has exactly one action here: forward, fixed-response or redirect');

const ONCE = ['host-header', 'path-pattern', 'http-request-method', 'source-ip'];

function conditionsProblem(conditions: readonly Condition[]): string | undefined {
  for (const field of ONCE) {
    if (conditions.filter((one) => one.field === field).length > 1)
      return `A rule has at most one ${field} condition; put its values together`;
  }
  const texts = conditions.flatMap(textsOf);
  if (texts.length > VALUES_PER_RULE)
    return `A rule has at most ${VALUES_PER_RULE} values over all its conditions; this one has ${texts.length}`;
  const wildcards = conditions
    .filter(({ field }) => field !== 'http-request-method' && field !== 'source-ip')
    .flatMap(textsOf)
    .reduce((sum, text) => sum + (text.match(/[*?]/g)?.length ?? 0), 0);
  return wildcards > WILDCARDS_PER_RULE ? `A rule has at most ${WILDCARDS_PER_RULE} wildcards; this one has ${wildcards}` : undefined;
}

function textsOf(condition: Condition): readonly string[] {
  switch (condition.field) {
    case 'path-pattern':
      return condition.pathPatternConfig.values;
    case 'host-header':
      return condition.hostHeaderConfig.values;
    case 'http-header':
      return condition.httpHeaderConfig.values;
    case 'http-request-method':
      return condition.httpRequestMethodConfig.values;
    case 'query-string':
      return condition.queryStringConfig.values.map(({ key, value }) => (key === undefined ? value : `${key}=${value}`));
    case 'source-ip':
      return condition.sourceIpConfig.values;
  }
}

/** One rule of the listener: the lowest priority whose conditions all hold decides. */
export const ruleSchema = strict({
  priority: z.int().min(1).max(50_000).meta({ title: 'Priority', doc: LIMITS }),
  conditions: z
    .array(conditionSchema)
    .min(1)
    .max(VALUES_PER_RULE)
    .superRefine((conditions, context) => {
      const problem = conditionsProblem(conditions);
      if (problem) context.addIssue({ code: 'custom', message: problem });
    }),
  actions,
}).meta({ title: 'Rule', doc: CONDITIONS });
/** A listener rule. */
export type Rule = z.infer<typeof ruleSchema>;

/** The default rule's action: without one that says otherwise, all target groups that are wired share the requests equally. */
export const defaultActionsSchema = actions.default([{ type: 'forward' }]).meta({ title: 'Default action', doc: ACTIONS });

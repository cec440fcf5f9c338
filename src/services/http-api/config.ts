import { z } from '../../base/z.ts';
import { routeKeys, stageVariables } from '../../parts/execute-api-config.ts';
import { refusing } from '../../parts/refused-settings.ts';
import { parseRoute, type RouteKey } from '../../parts/route-table.ts';

const DG = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';
const CFN = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';
const CORS = `${DG}/http-api-cors.html`;

const names = (title: string) => z.array(z.string().min(1).max(256)).max(100).default([]).meta({ title, doc: CORS });

const corsConfiguration = z
  .strictObject({
    allowOrigins: names('Allowed origins'),
    allowMethods: names('Allowed methods'),
    allowHeaders: names('Allowed headers'),
    exposeHeaders: names('Exposed headers'),
    maxAge: z.int().min(-1).max(86_400).optional().meta({ title: 'Max age', unit: 's', doc: CORS }),
    allowCredentials: z.boolean().default(false).meta({ title: 'Credentials', doc: CORS }),
  })
  .superRefine(({ allowOrigins, allowCredentials }, context) => {
    if (allowCredentials && allowOrigins.includes('*')) {
      context.addIssue({
        code: 'custom',
        path: ['allowCredentials'],
        message: "Credentials can't be allowed for the origin *; name the origins",
      });
    }
  })
  .meta({ title: 'CORS', doc: CORS });

const NODE_REFUSALS = {
  routes: 'the routes stand on the wires to their functions, as "routes".',
  body: 'an OpenAPI body is not read; the routes stand on the wires to their functions.',
  protocolType: 'WebSocket APIs are not modelled; this is an HTTP API.',
  domainName: 'custom domains are not modelled; the API answers at its execute-api name.',
  disableExecuteApiEndpoint: 'custom domains are not modelled, so nothing would be left to call.',
  accessLogSettings: 'access logs are not written; the trace holds every exchange.',
  defaultRouteSettings: 'write throttlingRateLimit and throttlingBurstLimit beside it.',
  authorizers: 'an authorizer stands on its wire to its function, at the port "authorizer".',
  autoDeploy: 'every change is deployed at once.',
};

/** An HTTP API with its one stage. Its routes stand on the wires to their functions. */
export const httpApiConfig = z.strictObject(
  {
    stageName: z
      .string()
      .regex(/^(?:\$default|[A-Za-z0-9_-]{1,128})$/, 'A stage is named $default, or with 1 to 128 letters, digits, hyphens and underscores')
      .default('$default')
      .meta({ title: 'Stage', doc: `${DG}/http-api-stages.html` }),
    stageVariables: stageVariables.default({}).meta({ title: 'Stage variables', doc: `${DG}/http-api-stages.stage-variables.html` }),
    corsConfiguration: corsConfiguration.optional(),
    throttlingRateLimit: z
      .number()
      .min(0)
      .max(10_000)
      .default(10_000)
      .meta({ title: 'Throttling: rate', unit: 'requests per second', doc: `${DG}/http-api-throttling.html` }),
    throttlingBurstLimit: z
      .int()
      .min(0)
      .max(5_000)
      .default(5_000)
      .meta({ title: 'Throttling: burst', unit: 'requests', doc: `${DG}/http-api-throttling.html` }),
  },
  { error: refusing(NODE_REFUSALS) },
);

/** An HTTP API's settings, with AWS's defaults filled in. */
export type HttpApiConfig = z.infer<typeof httpApiConfig>;

/** Reads `GET /pets/{id}` or `$default`, the route that takes what no other takes. */
export const parseHttpRoute = (key: string): RouteKey | string =>
  key === '$default' ? { key, method: 'ANY', path: '$default', parts: [{ is: 'literal', name: '$default' }] } : parseRoute(key);

const ROUTE_REFUSALS = {
  requestParameters: 'parameter mapping is not modelled.',
  responseParameters: 'parameter mapping is not modelled.',
  connectionType: 'VPC links are not modelled.',
  integrationMethod: 'Lambda is always called by POST.',
  integrationUri: 'the wire says which function it is.',
  credentialsArn: 'API Gateway calls the function by its own principal.',
  authorizationType: 'name an authorizer to have CUSTOM; without one it is NONE. JWT and AWS_IAM are not modelled yet.',
  authorizationScopes: 'scopes belong to JWT authorizers, which are not modelled yet.',
};

/** Routes with their integration, on the wire to the function that answers them. */
export const httpRoutes = z.strictObject(
  {
    routes: routeKeys(parseHttpRoute)
      .default(['$default'])
      .meta({ title: 'Routes', doc: `${DG}/http-api-develop-routes.html` }),
    integrationType: z
      .literal('AWS_PROXY', {
        error: () => 'Only AWS_PROXY (Lambda proxy integration) is modelled; HTTP_PROXY and service integrations are not',
      })
      .default('AWS_PROXY')
      .meta({ title: 'Integration type', doc: `${DG}/http-api-develop-integrations-lambda.html` }),
    payloadFormatVersion: z
      .enum(['2.0', '1.0'])
      .default('2.0')
      .meta({
        title: 'Payload format',
        doc: `${DG}/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.proxy-format`,
      }),
    timeoutInMillis: z
      .int()
      .min(50)
      .max(30_000, 'An HTTP API waits at most 30000 ms; this limit can not be raised')
      .default(30_000)
      .meta({ title: 'Integration timeout', unit: 'ms', doc: `${DG}/http-api-quotas.html` }),
    authorizer: z
      .string()
      .max(128)
      .optional()
      .meta({ title: 'Authorizer, by its name', doc: `${DG}/http-api-lambda-authorizer.html` }),
  },
  { error: refusing(ROUTE_REFUSALS) },
);

/** Settings of a wire from an HTTP API to an integration: its routes. */
export type HttpRoutes = z.infer<typeof httpRoutes>;

const source = z
  .string()
  .regex(
    /^\$(?:request\.(?:header|querystring)\.[A-Za-z0-9_.$-]+|context\.[A-Za-z.]+|stageVariables\.[A-Za-z0-9_]+)$/,
    'An identity source is written like $request.header.Authorization',
  );

/** A Lambda authorizer, on the wire to its function. */
export const httpAuthorizer = z
  .strictObject(
    {
      name: z
        .string()
        .min(1)
        .max(128)
        .default('authorizer')
        .meta({ title: 'Name', doc: `${CFN}/aws-resource-apigatewayv2-authorizer.html` }),
      authorizerType: z
        .literal('REQUEST', {
          error: () => "A JWT authorizer needs an issuer's keys, which nothing on the canvas has yet; use REQUEST with a function",
        })
        .default('REQUEST')
        .meta({ title: 'Type', doc: `${DG}/http-api-lambda-authorizer.html` }),
      identitySource: z
        .array(source)
        .max(20)
        .default(['$request.header.Authorization'])
        .meta({ title: 'Identity sources', doc: `${DG}/http-api-lambda-authorizer.html#http-api-lambda-authorizer.identity-sources` }),
      authorizerPayloadFormatVersion: z
        .enum(['2.0', '1.0'])
        .default('2.0')
        .meta({ title: 'Payload format', doc: `${DG}/http-api-lambda-authorizer.html#http-api-lambda-authorizer.payload-format` }),
      enableSimpleResponses: z
        .boolean()
        .default(false)
        .meta({
          title: 'Simple responses',
          doc: `${DG}/http-api-lambda-authorizer.html#http-api-lambda-authorizer.payload-format-response`,
        }),
      authorizerResultTtlInSeconds: z
        .int()
        .min(0)
        .max(3600)
        .default(0)
        .meta({ title: 'Cache', unit: 's', doc: `${DG}/http-api-lambda-authorizer.html#http-api-lambda-authorizer.caching` }),
    },
    {
      error: refusing({
        jwtConfiguration: "a JWT authorizer needs an issuer's keys, which nothing on the canvas has yet.",
        authorizerUri: 'the wire says which function it is.',
        authorizerCredentialsArn: 'API Gateway calls the function by its own principal.',
        identityValidationExpression: 'AWS does not support it for HTTP APIs either.',
      }),
    },
  )
  .superRefine(({ identitySource, authorizerPayloadFormatVersion, enableSimpleResponses, authorizerResultTtlInSeconds }, context) => {
    const issue = (path: string, message: string): void => void context.addIssue({ code: 'custom', path: [path], message });
    if (enableSimpleResponses && authorizerPayloadFormatVersion === '1.0')
      issue('enableSimpleResponses', 'Simple responses need payload format 2.0');
    if (authorizerResultTtlInSeconds > 0 && identitySource.length === 0) {
      issue('identitySource', 'A cached authorizer needs an identity source; add one or set the cache to 0');
    }
  });

/** Settings of a wire from an HTTP API to the function that authorizes. */
export type HttpAuthorizer = z.infer<typeof httpAuthorizer>;

/** What the mapping of a request needs: the API's settings with those of a wire laid over them. Without routes it is the API of a
 * comparison: `$default` answers everything, and the stage is thought to stand before the path. */
export type HttpDoorConfig = HttpApiConfig & Partial<HttpRoutes>;

import type { Json } from '../../base/json.ts';
import { z } from '../../base/z.ts';
import { routeKeys, stageVariables } from '../../parts/execute-api-config.ts';
import { modelProblem } from '../../parts/json-model.ts';
import { refusing } from '../../parts/refused-settings.ts';
import { parseRoute } from '../../parts/route-table.ts';

const DG = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';
const CFN = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';

/** `image/png`, `image/*`, or everything, or with ~1 for the slash as in CloudFormation. */
const mediaType = z.string().regex(/^[^\s/~]+(?:\/|~1)[^\s/~]+$/, 'A media type is written like image/png, image/* or */*');

const cors = z
  .strictObject({
    allowOrigin: z.string().min(1).max(256).default('*').meta({ title: 'Allow-Origin' }),
    allowMethods: z.string().max(256).optional().meta({ title: "Allow-Methods (the resource's own when left out)" }),
    allowHeaders: z
      .string()
      .max(1024)
      .default('Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token')
      .meta({ title: 'Allow-Headers' }),
    maxAge: z
      .string()
      .regex(/^\d{1,6}$/, 'maxAge is a number of seconds in a string, such as "600"')
      .optional()
      .meta({ title: 'Max-Age', unit: 's' }),
    allowCredentials: z.boolean().default(false).meta({ title: 'Allow-Credentials' }),
  })
  .meta({ title: 'CORS preflight (an OPTIONS method with a MOCK integration on each resource)', doc: `${DG}/how-to-cors.html` });

const NODE_REFUSALS = {
  resources: 'the methods stand on the wires to their functions, as "methods".',
  body: 'an OpenAPI body is not read; the methods stand on the wires to their functions.',
  policy: 'resource policies are not modelled.',
  domainName: 'custom domains are not modelled; the API answers at its execute-api name.',
  gatewayResponses: 'gateway responses are always the default ones.',
  minimumCompressionSize: 'compression is not modelled.',
  apiKeySourceType: 'keys come from the x-api-key header.',
  usagePlans: 'usage plans with quotas are not modelled; a key in apiKeys is in a plan without limits.',
  cacheClusterEnabled: 'the API cache is not modelled.',
  accessLogSetting: 'access logs are not written; the trace holds every exchange.',
  tracingEnabled: 'X-Ray tracing is not modelled.',
  canarySetting: 'canaries are not modelled; there is one deployment.',
  authorizers: 'an authorizer stands on its wire to its function, at the port "authorizer".',
};

/** A REST API with its one stage. Its methods stand on the wires to their functions. */
export const restApiConfig = z.strictObject(
  {
    stageName: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,128}$/, 'A stage is named with 1 to 128 letters, digits, hyphens and underscores')
      .default('prod')
      .meta({ title: 'Stage', doc: `${DG}/stages.html` }),
    variables: stageVariables.default({}).meta({ title: 'Stage variables', doc: `${DG}/stage-variables.html` }),
    endpointConfiguration: z
      .strictObject({
        types: z
          .array(
            z.enum(['EDGE', 'REGIONAL'], {
              error: (issue) =>
                issue.input === 'PRIVATE' ? 'A PRIVATE endpoint needs a VPC, which Coldstart does not model; use REGIONAL' : undefined,
            }),
          )
          .length(1, 'A REST API has one endpoint type')
          .default(['EDGE'])
          .meta({ title: 'Endpoint type' }),
      })
      .prefault({})
      .meta({ title: 'Endpoint', doc: `${DG}/api-gateway-api-endpoint-types.html` }),
    binaryMediaTypes: z
      .array(mediaType)
      .max(50)
      .default([])
      .meta({ title: 'Binary media types', doc: `${DG}/api-gateway-payload-encodings.html` }),
    cors: cors.optional(),
    apiKeys: z
      .array(z.string().regex(/^[A-Za-z0-9_-]{20,128}$/, 'An API key has 20 to 128 letters, digits, hyphens and underscores'))
      .max(100)
      .default([])
      .meta({ title: 'API keys', doc: `${DG}/api-gateway-setup-api-key-with-console.html` }),
    throttlingRateLimit: z
      .number()
      .min(0)
      .max(10_000)
      .default(10_000)
      .meta({ title: 'Throttling: rate', unit: 'requests per second', doc: `${DG}/api-gateway-request-throttling.html` }),
    throttlingBurstLimit: z
      .int()
      .min(0)
      .max(5_000)
      .default(5_000)
      .meta({ title: 'Throttling: burst', unit: 'requests', doc: `${DG}/api-gateway-request-throttling.html` }),
  },
  { error: refusing(NODE_REFUSALS) },
);

/** A REST API's settings, with AWS's defaults filled in. */
export type RestApiConfig = z.infer<typeof restApiConfig>;

const PARAMETER = /^method\.request\.(?:header|path|querystring)\.[A-Za-z0-9_.$-]+$/;

const METHOD_REFUSALS = {
  requestTemplates: 'mapping templates belong to non-proxy integrations, which are not modelled.',
  passthroughBehavior: 'it belongs to non-proxy integrations, which are not modelled.',
  integrationResponses: 'they belong to non-proxy integrations, which are not modelled.',
  contentHandling: 'it has no effect with AWS_PROXY here; binaryMediaTypes decide.',
  responseTransferMode: 'response streaming is not modelled; responses are buffered.',
  credentials: 'API Gateway calls the function by its own principal.',
  authorizationType: 'name an authorizer to have CUSTOM; without one it is NONE. AWS_IAM and COGNITO_USER_POOLS are not modelled.',
  cacheKeyParameters: 'the API cache is not modelled.',
};

/** Methods with their integration, on the wire to the function that answers them. */
export const restMethods = z.strictObject(
  {
    methods: routeKeys(parseRoute)
      .default(['ANY /', 'ANY /{proxy+}'])
      .meta({ title: 'Methods', doc: `${DG}/api-gateway-method-settings-method-request.html` }),
    type: z
      .literal('AWS_PROXY', {
        error: () => 'Only AWS_PROXY (Lambda proxy integration) is modelled. AWS with mapping templates, HTTP, HTTP_PROXY and MOCK are not',
      })
      .default('AWS_PROXY')
      .meta({ title: 'Integration type', doc: `${DG}/set-up-lambda-proxy-integrations.html` }),
    integrationHttpMethod: z
      .enum(['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'ANY'])
      .default('POST')
      .meta({ title: 'Integration HTTP method (Lambda is called by POST only)', doc: `${DG}/set-up-lambda-proxy-integrations.html` }),
    timeoutInMillis: z
      .int()
      .min(50)
      .max(29_000, 'An integration waits at most 29000 ms; more needs a quota increase, which Coldstart does not model')
      .default(29_000)
      .meta({ title: 'Integration timeout', unit: 'ms', doc: `${DG}/limits.html` }),
    authorizer: z
      .string()
      .max(128)
      .optional()
      .meta({ title: 'Authorizer, by its name', doc: `${DG}/apigateway-use-lambda-authorizer.html` }),
    apiKeyRequired: z
      .boolean()
      .default(false)
      .meta({ title: 'API key required', doc: `${DG}/api-gateway-setup-api-key-with-console.html` }),
    requestParameters: z
      .record(z.string().regex(PARAMETER, 'A parameter is named like method.request.querystring.page'), z.boolean())
      .default({})
      .meta({ title: 'Request parameters (true: required)', doc: `${CFN}/aws-resource-apigateway-method.html` }),
    validateRequestParameters: z
      .boolean()
      .default(false)
      .meta({ title: 'Validate required parameters', doc: `${DG}/api-gateway-method-request-validation.html` }),
    requestModels: z
      .record(
        z.string().regex(/^[^\s/]+\/[^\s/;]+$/, 'A model is named by its media type, such as application/json'),
        z.json().superRefine((model, context) => {
          const problem = modelProblem(model as Json);
          if (problem !== null) context.addIssue({ code: 'custom', message: problem });
        }),
      )
      .default({})
      .meta({ title: 'Models of the body, by media type', doc: `${DG}/models-mappings-models.html` }),
    validateRequestBody: z
      .boolean()
      .default(false)
      .meta({ title: 'Validate the body', doc: `${DG}/api-gateway-method-request-validation.html` }),
  },
  { error: refusing(METHOD_REFUSALS) },
);

/** Settings of a wire from a REST API to an integration: its methods. */
export type RestMethods = z.infer<typeof restMethods>;

const SOURCE = /^(?:method\.request\.(?:header|querystring)\.[A-Za-z0-9_.$-]+|stageVariables\.[A-Za-z0-9_]+|context\.[A-Za-z.]+)$/;

/** A Lambda authorizer, on the wire to its function. */
export const restAuthorizer = z
  .strictObject(
    {
      name: z
        .string()
        .min(1)
        .max(128)
        .default('authorizer')
        .meta({ title: 'Name', doc: `${CFN}/aws-resource-apigateway-authorizer.html` }),
      type: z
        .enum(['TOKEN', 'REQUEST'], {
          error: (issue) =>
            issue.input === 'COGNITO_USER_POOLS'
              ? 'Cognito authorizers are not modelled yet; use TOKEN or REQUEST with a function'
              : undefined,
        })
        .default('TOKEN')
        .meta({ title: 'Type', doc: `${DG}/apigateway-use-lambda-authorizer.html` }),
      identitySource: z
        .string()
        .max(1024)
        .default('method.request.header.Authorization')
        .meta({ title: 'Identity sources, with commas between', doc: `${CFN}/aws-resource-apigateway-authorizer.html` }),
      authorizerResultTtlInSeconds: z
        .int()
        .min(0)
        .max(3600)
        .default(300)
        .meta({ title: 'Cache', unit: 's', doc: `${CFN}/aws-resource-apigateway-authorizer.html` }),
    },
    {
      error: refusing({
        identityValidationExpression: 'regular expressions of a shared link are not run.',
        authorizerUri: 'the wire says which function it is.',
        authorizerCredentials: 'API Gateway calls the function by its own principal.',
        providerARNs: 'Cognito authorizers are not modelled.',
      }),
    },
  )
  .superRefine(({ type, identitySource, authorizerResultTtlInSeconds }, context) => {
    const sources = identitySource === '' ? [] : identitySource.split(',');
    const issue = (message: string): void => void context.addIssue({ code: 'custom', path: ['identitySource'], message });
    for (const source of sources) {
      if (!SOURCE.test(source.trim()))
        issue(`${source.trim()} isn't an identity source; write it like method.request.header.Authorization`);
    }
    if (type === 'TOKEN' && (sources.length !== 1 || !identitySource.startsWith('method.request.header.'))) {
      issue('A TOKEN authorizer has one identity source, and it is a header');
    }
    if (sources.length === 0 && authorizerResultTtlInSeconds > 0)
      issue('A cached authorizer needs an identity source; add one or set the cache to 0');
  });

/** Settings of a wire from a REST API to the function that authorizes. */
export type RestAuthorizer = z.infer<typeof restAuthorizer>;

/** What the mapping of a request needs: the API's settings with those of a wire laid over them. Without methods it is the API of a
 * comparison: one greedy method answers everything, and the stage is thought to stand before the path. */
export type RestDoorConfig = RestApiConfig & Partial<RestMethods>;

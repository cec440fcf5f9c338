import { gatewayWords } from '../../parts/gateway-words.ts';

const DG = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';

/** An HTTP API's words. */
export const httpApiWords = gatewayWords(
  'http-api',
  {
    request: `${DG}/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.proxy-format`,
    response: `${DG}/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response`,
    routing: `${DG}/http-api-develop-routes.html#http-api-develop-routes.evaluation`,
    limits: `${DG}/http-api-quotas.html`,
    throttling: `${DG}/http-api-throttling.html`,
    authorizers: `${DG}/http-api-lambda-authorizer.html`,
    errors: `${DG}/http-api-develop-integrations-lambda.html`,
    timeout: `${DG}/http-api-quotas.html`,
  },
  ['forbidden', 'misconfigured'],
);

import { gatewayWords } from '../../parts/gateway-words.ts';

const DG = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';

/** A REST API's words. */
export const restApiWords = gatewayWords('rest-api', {
  request: `${DG}/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format`,
  response: `${DG}/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format`,
  routing: `${DG}/api-gateway-method-settings-method-request.html`,
  limits: `${DG}/api-gateway-execution-service-limits-table.html`,
  throttling: `${DG}/api-gateway-request-throttling.html`,
  authorizers: `${DG}/apigateway-use-lambda-authorizer.html`,
  errors: `${DG}/supported-gateway-response-types.html`,
  timeout: `${DG}/api-gateway-execution-service-limits-table.html`,
});

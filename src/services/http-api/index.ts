import { apiIdOf, domainOf } from '../../parts/execute-api.ts';
import { REGION } from '../../sim/account.ts';
import { defineService } from '../../sim/service.ts';
import { httpApiConfig, httpAuthorizer, httpRoutes } from './config.ts';
import { httpApiFace } from './face.ts';
import { httpApiWords } from './words.ts';

/** API Gateway, HTTP APIs: payload 2.0, and 1.0 for those that ask for it. */
export const httpApi = defineService({
  kind: 'http-api',
  title: 'API Gateway HTTP API',
  group: 'Front doors',
  config: httpApiConfig,
  words: httpApiWords,
  ports: {
    in: [{ name: 'requests', speaks: ['http'], why: 'An HTTP API takes HTTP requests: connect an HTTP client to it.' }],
    out: [
      {
        name: 'integration',
        speaks: ['invoke'],
        why: "An HTTP API's routes call Lambda functions: connect it to one.",
        wire: { config: httpRoutes, look: 'waits', requires: ['lambda:InvokeFunction'] },
      },
      {
        name: 'authorizer',
        speaks: ['invoke'],
        why: 'An authorizer is a Lambda function: connect it to one.',
        wire: { config: httpAuthorizer, look: 'waits', requires: ['lambda:InvokeFunction'] },
      },
    ],
  },
  stimuli: {},
  face: httpApiFace,
  behaviour: async () => (await import('./behaviour.ts')).behaviour,
  door: async () => (await import('./event.ts')).httpDoor,
  arn: (id) => `arn:aws:apigateway:${REGION}::/apis/${apiIdOf(id)}`,
  host: domainOf,
});
